import { expect, test } from 'vitest';
import { ComparisonError, comparePaired } from '../../../core/index.ts';
import { createRandom } from '../../../core/random.ts';
import { pairsNeeded } from '../../../core/statistics/pairsNeeded.ts';
import { cases } from './scipy.ts';

const zeros = (length: number) => Array.from({ length }, () => 0);

test.each(cases)('of SciPy: $name', ({ name, differences, p, interval, standardError }) => {
  const compared = comparePaired(zeros(differences.length), differences, { resamples: 50_000 });
  expect(compared.pairs).toBe(differences.length);
  expect(compared.p).toBe(p);
  if (differences.length < 6 || name === 'one far away') return;
  expect(Math.abs(compared.low - interval[0])).toBeLessThan(0.08 * standardError);
  expect(Math.abs(compared.high - interval[1])).toBeLessThan(0.08 * standardError);
});

test('b is worse where its losses are higher, better where they are lower', () => {
  const a = [1, 1.1, 0.9, 1.2, 1.05, 0.97];
  const b = a.map((loss, index) => loss + 0.1 + 0.01 * index);
  const worse = comparePaired(a, b);
  expect(worse).toMatchObject({ verdict: 'worse', morePairs: 0, p: 2 / 64 });
  expect(worse.mean).toBeCloseTo(0.125, 12);
  expect(worse.low).toBeGreaterThan(0.1);
  expect(worse.high).toBeLessThan(0.15);
  expect(comparePaired(b, a)).toMatchObject({ verdict: 'better', morePairs: 0, p: 2 / 64 });
});

test('below six pairs nothing is established, however clear it looks', () => {
  const five = comparePaired(zeros(5), [1, 1.01, 0.99, 1, 1.02]);
  expect(five).toMatchObject({ pairs: 5, verdict: 'not established', morePairs: 1 });
  expect(comparePaired([0], [1])).toMatchObject({
    ...{ pairs: 1, mean: 1, low: Number.NEGATIVE_INFINITY, high: Number.POSITIVE_INFINITY, p: 1 },
    ...{ verdict: 'not established', morePairs: Number.POSITIVE_INFINITY },
  });
});

test('an interval that holds 0 establishes nothing, and tells how many more would', () => {
  const compared = comparePaired(zeros(8), [1, -0.8, 0.6, 1.2, -0.4, 0.9, 0.1, -0.2]);
  expect(compared.verdict).toBe('not established');
  expect(compared.low).toBeLessThan(0);
  // Mean 0.3, standard deviation 0.732: (2.8016 / 0.41)² + 1.92 = 48.6.
  expect(compared.morePairs).toBe(49 - 8);
});

// The interval of the bootstrap alone is too narrow for few pairs.
test('an interval beside 0 is not enough where signs alone could have done it', () => {
  const compared = comparePaired(zeros(6), [1, 1.2, 0.9, -0.05, 1.1, 1.3]);
  expect(compared.low).toBeGreaterThan(0);
  expect(compared.p).toBe(4 / 64);
  expect(compared).toMatchObject({ verdict: 'not established', morePairs: 1 });
  expect(comparePaired(zeros(6), [1, 1.2, 0.9, -0.05, 1.1, 1.3], { confidence: 0.9 }).verdict).toBe('worse');
});

test('the same losses twice: no difference, and no number of pairs would show one', () => {
  const same = comparePaired([1, 2, 3, 4, 5, 6], [1, 2, 3, 4, 5, 6]);
  expect(same).toEqual({
    ...{ pairs: 6, mean: 0, low: 0, high: 0, p: 1 },
    ...{ verdict: 'not established', morePairs: Number.POSITIVE_INFINITY },
  });
});

test('typed arrays and a seed: the same again, other resamples with another', () => {
  const a = Float64Array.from([0.2, 0.3, 0.1, 0.5, 0.4, 0.2, 0.9]);
  const b = Float64Array.from([0.3, 0.2, 0.4, 0.6, 0.8, 0.1, 0.9]);
  const once = comparePaired(a, b, { seed: 7, resamples: 200 });
  expect(comparePaired(a, b, { seed: 7, resamples: 200 })).toEqual(once);
  expect(comparePaired(a, b, { seed: 8, resamples: 200 }).low).not.toBe(once.low);
});

// The chance of more than 60 in 2,000 at the nominal 2.5 % a side is 7 %, of more than 100 (5 %) it is 10⁻⁹.
test.each([6, 8, 20])(
  'without a difference "worse" is said in at most a twentieth of 2,000: %i pairs',
  (pairs) => {
    const random = createRandom(pairs);
    const verdicts = Array.from({ length: 2000 }, (_, seed) => {
      const a = Array.from({ length: pairs }, () => random.normal());
      const b = Array.from({ length: pairs }, () => random.normal());
      return comparePaired(a, b, { seed, resamples: 200 }).verdict;
    });
    const share = (verdict: string) => verdicts.filter((each) => each === verdict).length / verdicts.length;
    expect(share('worse')).toBeLessThanOrEqual(0.05);
    expect(share('better')).toBeLessThanOrEqual(0.05);
    // Nor is it never said: the test has its level.
    expect(share('worse') + share('better')).toBeGreaterThan(0.01);
  },
);

test.each([2, 1.2, 0.9, 0.7])(
  'so many pairs as are said to tell an effect of %d tell it as often',
  (effect) => {
    const pairs = pairsNeeded(effect, 0.95);
    const random = createRandom(17);
    const established = Array.from({ length: 500 }, (_, seed) => {
      const b = Array.from({ length: pairs }, () => effect + random.normal());
      return comparePaired(zeros(pairs), b, { seed, resamples: 400 }).verdict;
    }).filter((verdict) => verdict === 'worse').length;
    // Three standard errors of 500 draws; six pairs may be more than an effect needs.
    expect(established / 500).toBeGreaterThan(0.8 - 3 * Math.sqrt(0.16 / 500));
    if (pairs > 7) expect(established / 500).toBeLessThan(0.84 + 3 * Math.sqrt(0.16 / 500));
  },
);

test('how many pairs an effect needs', () => {
  expect([4, 1.8, 1.7, 1.2, 1, 0.5, 0.1].map((effect) => pairsNeeded(effect, 0.95))).toEqual([
    6, 6, 7, 8, 10, 34, 787,
  ]);
  expect(pairsNeeded(4, 0.99)).toBe(8);
  expect(pairsNeeded(1.7, 0.9)).toBe(6);
  expect(pairsNeeded(0, 0.95)).toBe(Number.POSITIVE_INFINITY);
});

test.each([
  [() => comparePaired([], []), 'a.length = 0 — expected at least one loss'],
  [() => comparePaired([1, 2], [1]), 'b.length = 1 — expected 2, as many losses as a has'],
  [
    () => comparePaired([1, 2], [1, Number.NaN]),
    'b[1] = NaN — expected a finite number; count runs that diverged by themselves',
  ],
  [
    () => comparePaired([Number.POSITIVE_INFINITY], [1]),
    'a[0] = Infinity — expected a finite number; count runs that diverged by themselves',
  ],
  [() => comparePaired([1], [1], { confidence: 1 }), 'confidence = 1 — expected a number between 0 and 1'],
  [
    () => comparePaired([1], [1], { resamples: 99 }),
    'resamples = 99 — expected a whole number from 100 to 1,000,000',
  ],
  [
    () => comparePaired([1], [1], { seed: -1 }),
    'seed = -1 — expected a whole number from 0 to 4,294,967,295',
  ],
])('says what is wrong: %#', (compare, message) => {
  expect(compare).toThrow(ComparisonError);
  expect(compare).toThrow(message);
});
