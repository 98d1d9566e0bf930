/** How scores, rates and differences are written. */
import type { SheetJudge } from '../../../core/fairComparison/comparisonSheet.ts';
import { formatCount, formatNumber, formatPercent } from '../../../core/format.ts';
import { yTickLabel } from '../chart/labels.ts';
import { comparisonWords as words } from './words.ts';

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
  if (!Number.isFinite(low) || Number.isNaN(high)) return words.none;
  const decimals = Number.isFinite(high) ? decimalsOf([low, high], 4) : null;
  if (decimals === null || !isMeasured(judge))
    return words.fromTo(scoreText(judge, low), scoreText(judge, high));
  return words.fromTo(low.toFixed(decimals), high.toFixed(decimals));
}

/** The interval of a difference: `-0.0040 to 0.0297`. */
export function intervalText(judge: SheetJudge, low: number, high: number): string {
  const decimals = decimalsOf([low, high], 3);
  if (decimals === null || !isMeasured(judge))
    return words.fromTo(differenceText(judge, low), differenceText(judge, high));
  return words.fromTo(low.toFixed(decimals), high.toFixed(decimals));
}

/** Whether scores have a unit of their own, as losses and seconds do. */
function isMeasured({ kind }: SheetJudge): boolean {
  return kind !== 'accuracy' && kind !== 'steps' && kind !== 'samples';
}

/** With so many the largest has `digits` significant ones; null where decimals don't tell the sizes. */
function decimalsOf(values: readonly number[], digits: number): number | null {
  const largest = Math.max(...values.map(Math.abs));
  if (!(largest >= 0.001 && largest < 1e5)) return null;
  return Math.max(0, digits - 1 - Math.floor(Math.log10(largest)));
}

/** `+0.0128`, `-1.2 %` */
export function differenceText({ kind }: SheetJudge, difference: number): string {
  const sign = difference > 0 ? '+' : difference < 0 ? '-' : '';
  const size = Math.abs(difference);
  if (kind === 'accuracy') return `${sign}${formatPercent(size)}`;
  if (kind === 'steps' || kind === 'samples') return `${sign}${formatCount(Number(size.toFixed(1)))}`;
  return `${sign}${formatNumber(size, 3)}`;
}

/** Of a scale: `0`, `+0.04`, `-2 %`. */
export function differenceTick({ kind }: SheetJudge, tick: number): string {
  const sign = tick > 0 ? '+' : '';
  return `${sign}${yTickLabel(tick, kind === 'accuracy')}`;
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

function isToTarget(kind: SheetJudge['kind']): boolean {
  return kind === 'steps' || kind === 'samples' || kind === 'seconds';
}
