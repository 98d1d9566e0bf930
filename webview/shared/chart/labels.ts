/** How the chart writes its numbers. */
import { formatCount, formatNumber, formatPercent } from '../../../core/format.ts';
import { words } from '../words.ts';
import { columnsOf, type Plot } from './plot.ts';
import type { XAxis } from './scene.ts';
import { stepTicks } from './ticks.ts';

export function valueText(value: number, isShare: boolean, digits?: number): string {
  return isShare ? formatPercent(value) : formatNumber(value, digits);
}

/** `Step 120`, `Epoch 2.5`, `12,800 samples` */
export function xText(x: number, { kind, quantum }: XAxis): string {
  if (kind === 'second' || kind === 'ratio') return words.at[kind](formatNumber(x, 3));
  if (kind === 'step') return words.at[kind](String(Math.round(x)));
  if (kind !== 'epoch') return words.at[kind](formatCount(Math.round(x)));
  return words.at[kind](Number.isInteger(quantum) ? String(Number(x.toFixed(2))) : formatNumber(x, 3));
}

/** Steps, samples, gradients and trials are counted; epochs, seconds and ratios are measured. */
export function isCounted({ kind }: XAxis): boolean {
  return kind !== 'epoch' && kind !== 'second' && kind !== 'ratio';
}

/** The last tick says what the axis is. */
export function xTickLabel(value: number, axis: XAxis): string {
  const text = isCounted(axis) ? formatCount(Math.round(value)) : tickLabel(value);
  return value === axis.max ? `${words.axis[axis.kind]} ${text}` : text;
}

/** Room for a digit of the axis, in pixels. */
const digit = 6.8;

/** Where the x axis has numbers, each with room for it: that at the end is the longest. */
export function xTicks({ left, right, x }: Plot, axis: XAxis, narrow: boolean): number[] {
  const round = stepTicks(axis.min, axis.max, columnsOf({ left, right }, narrow), axis.log);
  // There is no half of a trial.
  const steps = axis.kind === 'trial' ? round.filter(Number.isInteger) : round;
  const end = right - digit * (xTickLabel(axis.max, axis).length + 1);
  return steps.filter(
    (step) => step === axis.max || x(step) + (digit / 2) * xTickLabel(step, axis).length < end,
  );
}

export function yTickLabel(value: number, isShare: boolean): string {
  return isShare ? `${tickLabel(100 * value)} %` : tickLabel(value);
}

/** `100`, `0.01`, `1e-4`, `1e5` */
export function tickLabel(value: number): string {
  const size = Math.abs(value);
  // 0.30000000000000004 is 0.3 to people.
  const tidy = Number(value.toPrecision(12));
  return size === 0 || (size >= 0.01 && size < 1e5) ? String(tidy) : tidy.toExponential().replace('e+', 'e');
}
