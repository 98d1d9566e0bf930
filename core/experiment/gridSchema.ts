/** What an experiment tries several values of: a list or, in its place, a range, which is read as the list that it stands for. */
import * as z from 'zod';
import { largestSeed, mostOfEach } from './limits.ts';
import { type ValueRange, valuesOfRange } from './valueRange.ts';

const count = z.int().min(2).max(mostOfEach).describe('How many values, the first and the last included.');

/** @param end Of the range. */
function rangeOf(end: z.ZodNumber) {
  return z
    .strictObject({
      from: end.describe('The first value, the smallest.'),
      to: end.describe('The last value, the largest.'),
      count,
      scale: z
        .enum(['log', 'linear'])
        .default('log')
        .describe('Whether neighbours differ by the same factor ("log") or difference ("linear").'),
    })
    .refine(isUpward, { path: ['to'], error: 'a number above "from"' })
    .refine(({ from, scale }) => scale === 'linear' || from > 0, {
      path: ['from'],
      error: 'a number above 0, or "scale": "linear" beside it',
    })
    .transform((range: ValueRange) => valuesOfRange(range));
}

function isUpward({ from, to }: Pick<ValueRange, 'from' | 'to'>): boolean {
  return from < to;
}

/** A list of at least one value. */
export function listOf<Value extends z.ZodType>(value: Value) {
  return z.array(value).min(1).max(mostOfEach);
}

const positive = z.number().positive();

export const ratesSchema = z.union([listOf(positive), rangeOf(positive)]);

const seed = z.int().min(0).max(largestSeed);

export const seedsSchema = z.union([
  listOf(seed),
  z
    .strictObject({
      from: seed.default(0).describe('The first seed.'),
      count: z.int().min(1).max(mostOfEach).describe('How many seeds, one after the other.'),
    })
    .refine(({ from, count }) => from + count - 1 <= largestSeed, {
      path: ['count'],
      error: `seeds of at most ${largestSeed}`,
    })
    .transform(({ from, count }) => Array.from({ length: count }, (_, index) => from + index)),
]);

/** Of a hyperparameter or option. */
export const settingSchema = z.union([z.number(), z.boolean(), z.string()]);

/** Hyperparameters and options by name, each with one value or several to try. */
export const settingsGridSchema = z.record(
  z.string(),
  z.union([z.number(), z.boolean(), z.string(), listOf(settingSchema), rangeOf(z.number())]),
);
