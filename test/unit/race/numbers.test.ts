/** Measured numbers that JSON has no digits for. */
import { expect, test } from 'vitest';
import { encodeMeasured, writeMeasured } from '../../../core/race/numbers.ts';
import { measuredSchema, numbersSchema } from '../../../core/race/numbersSchema.ts';

const odd = [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];

test('come back from JSON as they were', () => {
  for (const number of [...odd, 0, -1.5, 1e300, Number.MIN_VALUE]) {
    const text = JSON.stringify({ loss: number }, writeMeasured);
    expect(measuredSchema.parse(JSON.parse(text).loss)).toBe(number);
  }
});

test('are words, where other values stay what they are', () => {
  expect(odd.map((number) => writeMeasured('', number))).toEqual(['NaN', 'Infinity', '-Infinity']);
  for (const value of [0, 1.5, 'NaN', null, true, undefined])
    expect(writeMeasured('loss', value)).toBe(value);
});

test.each(['1', 'nan', '', null, undefined, true, {}, []])(
  'no other value is a measured number: %j',
  (value) => {
    expect(measuredSchema.safeParse(value).success).toBe(false);
  },
);

test('are words in a copy of a message, at any depth; typed arrays are the very same', () => {
  const losses = Float64Array.of(1, Number.NaN);
  const message = {
    state: { best: Number.POSITIVE_INFINITY, reached: null, name: 'a' },
    evaluations: [{ step: 1, loss: Number.NaN }, 5, [Number.NEGATIVE_INFINITY]],
    points: { loss: losses },
  };
  const copy = encodeMeasured(message);
  expect(copy).toEqual({
    state: { best: 'Infinity', reached: null, name: 'a' },
    evaluations: [{ step: 1, loss: 'NaN' }, 5, ['-Infinity']],
    points: { loss: losses },
  });
  expect(Reflect.get(Reflect.get(Object(copy), 'points'), 'loss')).toBe(losses);
  expect(message.state.best).toBe(Number.POSITIVE_INFINITY);
});

test('a column is a typed array of doubles, and nothing that looks like one', () => {
  expect(numbersSchema.safeParse(Float64Array.of(1)).success).toBe(true);
  for (const value of [[1], Float32Array.of(1), new ArrayBuffer(8), null])
    expect(numbersSchema.safeParse(value).success).toBe(false);
});
