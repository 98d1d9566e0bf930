import { describe, expect, test } from 'vitest';
import { createRandom, shuffle } from '../../core/random.ts';

const draw = (count: number, next: () => number) => Array.from({ length: count }, next);

test('the numbers of a seed never change', () => {
  // Saved runs and published results hang on these.
  const random = createRandom(42);
  expect(draw(3, random.uniform)).toMatchInlineSnapshot(`
    [
      0.32010955279849107,
      0.029324335110365807,
      0.8595967563536034,
    ]
  `);
  expect(draw(5, () => random.below(1000))).toMatchInlineSnapshot(`
    [
      524,
      793,
      360,
      99,
      3,
    ]
  `);
});

test('the same seed gives the same numbers; another seed or stream gives others', () => {
  const first = (seed: number, stream?: number) => draw(4, createRandom(seed, stream).uniform).join();
  expect(first(3)).toBe(first(3));
  const all = [first(0), first(1), first(2 ** 32 - 1), first(0, 1), first(0, 2), first(1, 1)];
  expect(new Set(all).size).toBe(all.length);
});

test('the first numbers of neighbouring seeds have nothing in common', () => {
  const seeds = Array.from({ length: 2000 }, (_, seed) => createRandom(seed));
  for (let position = 0; position < 4; position++) {
    const numbers = seeds.map((random) => random.uniform());
    const tenths = new Array<number>(10).fill(0);
    for (const number of numbers)
      tenths[Math.floor(10 * number)] = (tenths[Math.floor(10 * number)] ?? 0) + 1;
    for (const count of tenths) expect(Math.abs(count - 200)).toBeLessThan(80);
  }
});

describe('over many numbers', () => {
  const random = createRandom(9);
  const mean = (numbers: readonly number[]) => numbers.reduce((sum, each) => sum + each, 0) / numbers.length;

  test('uniform ones fill 0 to 1 evenly', () => {
    const numbers = draw(20_000, random.uniform);
    expect(numbers.every((each) => each >= 0 && each < 1)).toBe(true);
    expect(mean(numbers)).toBeCloseTo(0.5, 1);
    expect(mean(numbers.map((each) => each ** 2))).toBeCloseTo(1 / 3, 1);
  });

  test('normal ones have mean 0, variance 1 and kurtosis 3', () => {
    const numbers = draw(50_000, random.normal);
    expect(Math.abs(mean(numbers))).toBeLessThan(0.02);
    expect(Math.abs(mean(numbers.map((each) => each ** 2)) - 1)).toBeLessThan(0.03);
    expect(Math.abs(mean(numbers.map((each) => each ** 4)) - 3)).toBeLessThan(0.2);
  });

  test('whole ones reach every number below the bound, and only those', () => {
    const numbers = draw(2000, () => random.below(7));
    expect([...new Set(numbers)].sort()).toEqual([0, 1, 2, 3, 4, 5, 6]);
  });
});

test('every order of three is about as likely', () => {
  const random = createRandom(5);
  const counts = new Map<string, number>();
  for (let turn = 0; turn < 6000; turn++) {
    const items = Int32Array.of(0, 1, 2);
    shuffle(items, random);
    counts.set(items.join(), (counts.get(items.join()) ?? 0) + 1);
  }
  expect(counts.size).toBe(6);
  for (const count of counts.values()) expect(Math.abs(count - 1000)).toBeLessThan(150);
});
