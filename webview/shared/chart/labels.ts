/** How the chart writes its numbers. */
import { formatCount, formatNumber, formatPercent } from '../../../core/format.ts';
import { words } from '../words.ts';
import type { XAxis } from './scene.ts';

export function valueText(value: number, isShare: boolean, digits?: number): string {
  return isShare ? formatPercent(value) : formatNumber(value, digits);
}

/** `Step 120`, `Epoch 2.5` */
export function xText(x: number, { kind, quantum }: XAxis): string {
  if (kind === 'step') return words.atStep(String(Math.round(x)));
  return words.atEpoch(Number.isInteger(quantum) ? String(Number(x.toFixed(2))) : formatNumber(x, 3));
}

/** The last tick says what the axis is. */
export function xTickLabel(value: number, { kind, max }: XAxis): string {
  const text = kind === 'step' ? formatCount(value) : tickLabel(value);
  return value === max ? `${kind} ${text}` : text;
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
