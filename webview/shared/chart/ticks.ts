/** Ranges and grid lines of the chart's axes. */

export interface Range {
  readonly min: number;
  readonly max: number;
  readonly ticks: readonly number[];
}

/** The step 1, 2 or 5 times a power of ten that cuts `span` into at most `count` parts. */
export function niceStep(span: number, count: number): number {
  const rough = span / Math.max(1, count);
  const decade = 10 ** Math.floor(Math.log10(rough));
  return decade * ([1, 2, 5].find((m) => m * decade >= rough * (1 - 1e-9)) ?? 10);
}

/** Multiples of a nice step that enclose the data. */
export function linearRange(low: number, high: number, count: number): Range {
  const span = high - low || Math.abs(high) || 1;
  const step = niceStep(span, count);
  const first = Math.floor(low / step + 1e-9);
  const last = Math.max(first + 1, Math.ceil(high / step - 1e-9));
  const ticks = Array.from({ length: last - first + 1 }, (_, i) => tidy((first + i) * step));
  return { min: tidy(first * step), max: tidy(last * step), ticks };
}

/**
 * Range of a logarithmic axis. From three decades on a line every one or few of them, and the lowest line at the bottom;
 * below that lines at 1, 2 and 5 as far as there is room; within a small part of a decade as on a linear axis.
 */
export function logRange(low: number, high: number, count: number): Range {
  const decades = Math.log10(high / low);
  if (decades < 0.7) {
    const range = linearRange(low, high, count);
    if (range.min > 0) return range;
  }
  const [bottom, top] = [oneTwoFive(low, Math.floor), oneTwoFive(high, Math.ceil)];
  if (decades < 3) {
    const max = top > bottom ? top : oneTwoFive(bottom * 1.5, Math.ceil);
    const fine = oneTwoFives(bottom, max);
    const ticks = fine.length <= count + 2 ? fine : fine.filter(isPowerOfTen);
    return { min: bottom, max, ticks };
  }
  const first = Math.floor(Math.log10(low) + 1e-9);
  const last = Math.floor(Math.log10(top) + 1e-9);
  const stride = Math.ceil((last - first) / Math.max(1, count));
  const start = Math.floor(first / stride) * stride;
  const ticks: number[] = [];
  for (let exponent = start; exponent <= last; exponent += stride) ticks.push(powerOfTen(exponent));
  return { min: powerOfTen(start), max: top, ticks };
}

/** The nearest 1, 2 or 5 times a power of ten below or above. */
function oneTwoFive(value: number, round: (part: number) => number): number {
  const exponent = Math.floor(Math.log10(value) + 1e-9);
  const part = value / powerOfTen(exponent);
  const steps = round === Math.floor ? [5, 2, 1].find((m) => m <= part * (1 + 1e-9)) : undefined;
  const above = [1, 2, 5, 10].find((m) => m >= part * (1 - 1e-9));
  return tidy((steps ?? above ?? 1) * powerOfTen(exponent));
}

function oneTwoFives(min: number, max: number): number[] {
  const ticks: number[] = [];
  for (let tick = min; tick <= max * (1 + 1e-9); tick = oneTwoFive(tick * 1.5, Math.ceil)) ticks.push(tick);
  return ticks;
}

function isPowerOfTen(value: number): boolean {
  const exponent = Math.log10(value);
  return Math.abs(exponent - Math.round(exponent)) < 1e-9;
}

/** From `min` to exactly `max`, which is labelled; a line that would crowd it is left out. */
export function stepTicks(min: number, max: number, count: number, log: boolean): number[] {
  if (log) {
    const ticks: number[] = [];
    for (let e = Math.ceil(Math.log10(min) - 1e-9); powerOfTen(e) < max / 3; e++) ticks.push(powerOfTen(e));
    return [...ticks, max];
  }
  const step = niceStep(max - min, count);
  const ticks: number[] = [];
  for (let i = 0; min + i * step < max - 0.6 * step; i++) ticks.push(tidy(min + i * step));
  return [...ticks, max];
}

/** `100`, `0.01`, `1e-4`, `1e5` */
export function tickLabel(value: number): string {
  const size = Math.abs(value);
  if (size === 0 || (size >= 0.01 && size < 1e5)) return String(tidy(value));
  return tidy(value).toExponential().replace('e+', 'e');
}

function powerOfTen(exponent: number): number {
  return Number(`1e${exponent}`);
}

/** 0.30000000000000004 is 0.3 to people. */
function tidy(value: number): number {
  return Number(value.toPrecision(12));
}
