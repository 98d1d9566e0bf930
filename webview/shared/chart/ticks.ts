/** Ranges and grid lines of axes. */
import { nice, tickStep, ticks } from 'd3-array';

export interface Range {
  readonly min: number;
  readonly max: number;
  readonly ticks: readonly number[];
}

/** Round values between `low` and `high` that cut this range into at most `count` parts. @internal */
export function roundTicks(low: number, high: number, count: number): number[] {
  return ticks(low, high, askedCount(low, high, count));
}

/** The same, in more parts where these have fewer than two numbers between them: one number alone is no scale. */
export function scaleTicks(low: number, high: number, count: number): number[] {
  let values = roundTicks(low, high, count);
  for (let asked = count + 1; values.length < 2 && asked <= 10 * count; asked++)
    values = roundTicks(low, high, asked);
  return values;
}

/** Round values that enclose the data. */
export function linearRange(low: number, high: number, count: number): Range {
  // One value has no extent: a part of its own size is as good as any.
  const end = high > low ? high : low + (Math.abs(high) || 1) / Math.max(1, count);
  const asked = askedCount(low, end, count);
  const [min, max] = nice(low, end, asked);
  return { min, max, ticks: ticks(min, max, asked) };
}

/** How many parts to ask of d3, which takes it as a hint, to get at most `count`. */
function askedCount(low: number, high: number, count: number): number {
  let asked = Math.max(1, Math.floor(count));
  while (asked > 1 && (high - low) / tickStep(low, high, asked) > count * (1 + 1e-9)) asked--;
  return asked;
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
    return { min: bottom, max, ticks: fine.length <= count + 2 ? fine : fine.filter(isPowerOfTen) };
  }
  const first = Math.floor(Math.log10(low) + 1e-9);
  const last = Math.floor(Math.log10(top) + 1e-9);
  const stride = Math.ceil((last - first) / Math.max(1, count));
  const start = Math.floor(first / stride) * stride;
  const powers: number[] = [];
  for (let exponent = start; exponent <= last; exponent += stride) powers.push(powerOfTen(exponent));
  return { min: powerOfTen(start), max: top, ticks: powers };
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
  const values: number[] = [];
  for (let value = min; value <= max * (1 + 1e-9); value = oneTwoFive(value * 1.5, Math.ceil))
    values.push(value);
  return values;
}

function isPowerOfTen(value: number): boolean {
  const exponent = Math.log10(value);
  return Math.abs(exponent - Math.round(exponent)) < 1e-9;
}

/**
 * From `min` to exactly `max`, which is labelled; a line that would crowd an end is left out. A logarithmic axis has a line a
 * power of ten, and round ones where there are fewer than two of these.
 */
export function stepTicks(min: number, max: number, count: number, log: boolean): number[] {
  if (log) {
    const powers: number[] = [];
    for (let e = Math.ceil(Math.log10(min) - 1e-9); powerOfTen(e) < max / 3; e++) powers.push(powerOfTen(e));
    if (powers.length >= 2 || min <= 0) return [...powers, max];
    const least = (max / min) ** (0.6 / Math.max(1, count));
    const round = ticks(min, max, Math.max(1, count)).filter(
      (tick) => tick > min * least && tick < max / least,
    );
    return [min, ...round, max];
  }
  const asked = askedCount(min, max, count);
  const room = 0.6 * tickStep(min, max, asked);
  const round = ticks(min, max, asked).filter((tick) => tick < max - room);
  return min === 0 ? [...round, max] : [min, ...round.filter((tick) => tick > min + room), max];
}

/** From exactly `min` to exactly `max`, with round lines between. */
export function exactRange({ min, max }: { min: number; max: number }, log: boolean, count: number): Range {
  const all = log ? logRange(min, max, count).ticks : scaleTicks(min, max, count);
  const inside = all.filter((tick) => tick >= min && tick <= max);
  return { min, max, ticks: inside.length >= 2 ? inside : scaleTicks(min, max, count) };
}

function powerOfTen(exponent: number): number {
  return Number(`1e${exponent}`);
}

/** 0.30000000000000004 is 0.3 to people. */
function tidy(value: number): number {
  return Number(value.toPrecision(12));
}
