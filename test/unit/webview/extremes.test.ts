import { expect, it } from 'vitest';
import { Series } from '../../../core/race/series.ts';
import { Extremes, type Values } from '../../../webview/shared/curves/extremes.ts';

/** Numbers that look random, the same every time; some are none. */
const values = Float64Array.from({ length: 9000 }, (_, i) => {
  if (i % 97 === 0) return Number.NaN;
  return i % 89 === 0 ? Number.POSITIVE_INFINITY : Math.sin(i * i);
});

/** As a series has them. */
const series = new Series(values);

function lookedUp(from: number, to: number): [number, number] {
  const finite = [...values.slice(Math.max(0, from), to)].filter(Number.isFinite);
  return [Math.min(...finite), Math.max(...finite)];
}

it('finds the smallest and the largest value between any two indexes, while more come', () => {
  const extremes = new Extremes();
  for (let length = 1; length <= values.length; length += 1 + (length % 613)) {
    for (const from of [-3, 0, 1, 15, 16, 255, 256, 4095, 4096, length - 1, Math.floor(length / 3)])
      expect(extremes.between(series, from, length), `${from} to ${length}`).toEqual(lookedUp(from, length));
    const [from, to] = [Math.floor(length / 7), Math.floor(length / 2)];
    expect(extremes.between(series, from, to)).toEqual(lookedUp(from, to));
  }
});

it('looks at a few dozen of a hundred thousand values that it knows', () => {
  let looks = 0;
  const numbers = new Series(Float64Array.from({ length: 100_000 }, (_, i) => i));
  const counted: Values = {
    widen(range, begin, end) {
      looks += end - begin;
      numbers.widen(range, begin, end);
    },
  };
  const extremes = new Extremes();
  extremes.between(counted, 0, 100_000);
  looks = 0;
  expect(extremes.between(counted, 5, 99_995)).toEqual([5, 99_994]);
  // The others are in blocks.
  expect(looks).toBe(11 + 11);
});

it('has none where no value is finite', () => {
  const [low, high] = new Extremes().between(
    new Series(Float64Array.of(Number.NaN, Number.POSITIVE_INFINITY)),
    0,
    2,
  );
  expect(low).toBeGreaterThan(high);
});
