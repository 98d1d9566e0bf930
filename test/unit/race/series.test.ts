import { expect, test, vi } from 'vitest';
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

test('long pieces and single numbers keep their places across its blocks', () => {
  const random = createRandom(2);
  const series = new Series(Float64Array.from({ length: 5000 }, () => random.uniform()));
  const plain = [...series.slice()];
  for (const count of [3191, 1, 4096, 10_000, 4095, 2]) {
    const piece = Float64Array.from({ length: count }, () => random.uniform());
    series.append(piece);
    series.push(count);
    plain.push(...piece, count);
  }
  expect([...series.slice()]).toEqual(plain);
  for (const begin of [4095, 4096, 4097, 8192, 20_000, plain.length - 1])
    expect([...series.slice(begin)]).toEqual(plain.slice(begin));
  for (const index of [0, 4095, 4096, 8191, 8192, plain.length - 1, -1, -plain.length])
    expect(series.at(index)).toBe(plain.at(index));
});

test('however long it is, a piece that comes moves few of its numbers', () => {
  const series = new Series();
  const copied = vi.spyOn(Float64Array.prototype, 'set');
  let most = 0;
  for (let step = 0; step < 2000; step++) {
    copied.mockClear();
    series.append(new Float64Array(100));
    most = Math.max(
      most,
      copied.mock.calls.reduce((sum, [numbers]) => sum + numbers.length, 0),
    );
  }
  copied.mockRestore();
  expect(series.length).toBe(200_000);
  expect(most).toBeLessThan(5000);
});

test('is cut back to its first numbers, and goes on from there', () => {
  const numbers = Array.from({ length: 10_000 }, (_, index) => index);
  const series = new Series(Float64Array.from(numbers));
  series.truncate(20_000);
  expect(series.length).toBe(10_000);
  series.truncate(5000);
  series.append(Float64Array.of(-1, -2));
  expect([...series.slice()]).toEqual([...numbers.slice(0, 5000), -1, -2]);
  expect([series.at(-1), series.at(5002)]).toEqual([-2, Number.NaN]);
});

test('widens a range to its finite numbers between two indexes, across its blocks', () => {
  const random = createRandom(3);
  const plain = Array.from({ length: 9000 }, (_, i) =>
    i % 7 === 0 ? Number.NaN : i % 11 === 0 ? Number.POSITIVE_INFINITY : random.uniform() - 0.5,
  );
  const series = new Series(Float64Array.from(plain));
  for (const [begin, end] of [
    [0, 9000],
    [4090, 4100],
    [4096, 8192],
    [17, 17],
    [8999, 20_000],
  ] as const) {
    const finite = plain.slice(begin, end).filter(Number.isFinite);
    const range = { low: Number.POSITIVE_INFINITY, high: Number.NEGATIVE_INFINITY };
    series.widen(range, begin, end);
    expect(range).toEqual({ low: Math.min(...finite), high: Math.max(...finite) });
  }
});

test('widens a range no further than to what is left of it', () => {
  const series = new Series(Float64Array.of(1, -5, 9));
  series.truncate(1);
  const range = { low: 1, high: 2 };
  series.widen(range, 0, 3);
  expect(range).toEqual({ low: 1, high: 2 });
});

test('keeps the blocks of a long piece where they are, and writes to none of them', () => {
  const random = createRandom(4);
  const series = new Series();
  const plain: number[] = [];
  const kept: { readonly piece: Float64Array; readonly before: readonly number[] }[] = [];
  for (const [cut, length] of [
    [0, 10_000],
    [9000, 3],
    [4096, 8192],
    [12_288, 4095],
    [100, 20_000],
    [0, 5000],
  ] as const) {
    series.truncate(cut);
    plain.length = Math.min(plain.length, cut);
    const piece = Float64Array.from({ length }, () => random.uniform());
    kept.push({ piece, before: [...piece] });
    series.keep(piece);
    series.push(length);
    series.append(Float64Array.of(7, 8));
    plain.push(...piece, length, 7, 8);
    expect([...series.slice()]).toEqual(plain);
  }
  for (const { piece, before } of kept) expect([...piece]).toEqual(before);
  // From the second block on nothing of the last piece was copied.
  const whole = new Series(Float64Array.of(1));
  const piece = new Float64Array(9000);
  whole.keep(piece);
  expect(whole.stretch(0, 9001).buffer).not.toBe(piece.buffer);
  expect(whole.stretch(4096, 9001).buffer).toBe(piece.buffer);
  expect(whole.stretch(8192, 9001).buffer).not.toBe(piece.buffer);
});

test('gives what lies in one piece, up to the end of a block', () => {
  const series = new Series(Float64Array.from({ length: 5000 }, (_, index) => index));
  const endsOf = (begin: number, end: number) => {
    const numbers = series.stretch(begin, end);
    return [numbers.length, numbers.at(0), numbers.at(-1)];
  };
  expect(endsOf(0, 9)).toEqual([9, 0, 8]);
  expect(endsOf(4000, 5000)).toEqual([96, 4000, 4095]);
  expect(endsOf(4096, 6000)).toEqual([904, 4096, 4999]);
  series.truncate(4100);
  expect(endsOf(4096, 5000)).toEqual([4, 4096, 4099]);
  expect(series.stretch(4100, 5000)).toHaveLength(0);
  expect(series.stretch(9000, 9001)).toHaveLength(0);
});
