/** How scores, rates and differences are written. */
import type { SheetJudge } from '../../core/fairComparison/comparisonSheet.ts';
import { formatCount, formatNumber, formatPercent } from '../../core/format.ts';
import { words } from './words.ts';

/** `0.1002`, `97.3 %`, `1,240`; what is infinite in words. */
export function scoreText({ kind }: SheetJudge, score: number, digits = 4): string {
  if (Number.isNaN(score)) return words.none;
  if (!Number.isFinite(score)) return isToTarget(kind) ? words.missed : words.diverged;
  if (kind === 'accuracy') return formatPercent(score);
  if (kind === 'steps' || kind === 'samples') return formatCount(Math.round(score));
  return formatNumber(score, digits);
}

/** The middle half: `0.0944 to 0.1059`. */
export function halfText(judge: SheetJudge, low: number, high: number): string {
  if (Number.isNaN(low) || Number.isNaN(high)) return words.none;
  return words.fromTo(scoreText(judge, low), scoreText(judge, high));
}

/** `+0.0128`, `-1.2 %` */
export function differenceText({ kind }: SheetJudge, difference: number): string {
  const sign = difference > 0 ? '+' : difference < 0 ? '-' : '';
  const size = Math.abs(difference);
  if (kind === 'accuracy') return `${sign}${formatPercent(size)}`;
  if (kind === 'steps' || kind === 'samples') return `${sign}${formatCount(Number(size.toFixed(1)))}`;
  return `${sign}${formatNumber(size, 3)}`;
}

/** `0.0316`, `0.1`, `1e-7`: with as many digits as a grid has. */
export function rateText(lr: number): string {
  return String(Number(lr.toPrecision(3)));
}

/** `0.032`; what is less than 0.001 is called so. */
export function chanceText(p: number): string {
  if (Number.isNaN(p)) return words.none;
  return p < 0.001 ? words.tiny : formatNumber(p, 2);
}

export function isToTarget(kind: SheetJudge['kind']): boolean {
  return kind === 'steps' || kind === 'samples' || kind === 'seconds';
}
