import { expect, test } from 'vitest';
import { Series } from '../../../core/race/series.ts';
import { createRandom } from '../../../core/random.ts';

test('holds what was pushed and appended, in order', () => {
  const random = createRandom(1);
  const series = new Series(Float64Array.of(1, 2));
  const plain = [1, 2];
  for (let turn = 0; turn < 300; turn++) {
    const piece = Array.from({ length: random.below(40) }, () => random.uniform());
    if (random.below(2) === 0) series.append(Float64Array.from(piece));
    else for (const number of piece) series.push(number);
    plain.push(...piece);
  }
  expect(series.length).toBe(plain.length);
  expect([...series.slice()]).toEqual(plain);
  expect([...series.slice(100)]).toEqual(plain.slice(100));
  expect([...series.slice(plain.length)]).toEqual([]);
});

test('gives the number at an index, from either end, and NaN where there is none', () => {
  const series = new Series();
  series.append(Float64Array.of(5, 6, 7));
  expect([0, 2, -1, -3].map((index) => series.at(index))).toEqual([5, 7, 7, 5]);
  expect([3, 100, -4].map((index) => series.at(index))).toEqual([Number.NaN, Number.NaN, Number.NaN]);
});

test('what it handed out is a copy with a buffer of its own', () => {
  const series = new Series(Float64Array.of(1, 2));
  const copy = series.slice();
  copy[0] = 9;
  expect(copy.buffer.byteLength).toBe(16);
  expect(series.at(0)).toBe(1);
});

test('cleared, it is empty and starts anew', () => {
  const series = new Series(Float64Array.of(1, 2));
  series.clear();
  expect(series.length).toBe(0);
  expect(series.at(-1)).toBeNaN();
  series.push(3);
  expect([...series.slice()]).toEqual([3]);
});
