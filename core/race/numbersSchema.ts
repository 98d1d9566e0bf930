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
