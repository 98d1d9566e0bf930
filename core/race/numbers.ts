import * as z from 'zod';

/** A typed array as it comes out of a message. */
export const numbersSchema = z.custom<Float64Array>((value) => value instanceof Float64Array);

/** A measured number, NaN and infinity among them, which JSON has only as words. */
export const measuredSchema = z
  .custom<number | string>((value) => typeof value === 'number' || isWord(value))
  .transform(Number);

function isWord(value: unknown): boolean {
  return value === 'NaN' || value === 'Infinity' || value === '-Infinity';
}

/** For `JSON.stringify`: measured numbers that JSON has no digits for as words. */
export function writeMeasured(_key: string, value: unknown): unknown {
  return typeof value === 'number' && !Number.isFinite(value) ? String(value) : value;
}

/**
 * A copy of a message whose measured numbers are words where JSON has no digits for them: messages to pages go through
 * JSON, typed arrays aside, which would make `null` of them.
 */
export function encodeMeasured(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(encodeMeasured);
  if (typeof value !== 'object' || value === null || ArrayBuffer.isView(value))
    return writeMeasured('', value);
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, encodeMeasured(inner)]));
}
