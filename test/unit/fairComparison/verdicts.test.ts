import { expect, test } from 'vitest';
import { confidenceOf, verdictsOf } from '../../../core/fairComparison/verdicts.ts';
import { createRandom } from '../../../core/random.ts';

const seeds = (count: number, of: (seed: number) => number) =>
  Array.from({ length: count }, (_, seed) => of(seed));
const { POSITIVE_INFINITY: infinite } = Number;
/** Enough for the tails of a simulation. */
const resamples = 600;

test('the confidence of one interval leaves 95 % for all pairs and all looks', () => {
  expect(confidenceOf(2, 0)).toBeCloseTo(0.975, 12);
  expect(confidenceOf(4, 0)).toBeCloseTo(1 - 0.05 / 12, 12);
  expect(confidenceOf(4, 1)).toBeCloseTo(1 - 0.05 / 24, 12);
  const spent = [0, 1, 2, 3, 4, 5].reduce((sum, look) => sum + 6 * (1 - confidenceOf(4, look)), 0);
  expect(spent).toBeLessThan(0.05);
});

test('the lowest mean is the best; a clear difference is worse, a small one is not established', () => {
  const noise = createRandom(7);
  const best = seeds(12, () => 1 + 0.1 * noise.normal());
  const alike = best.map((score) => score + 0.02 + 0.05 * noise.normal());
  const { best: place, differences } = verdictsOf([alike, best, best.map((score) => score + 0.5)], 0);
  expect(place).toBe(1);
  expect(differences.map((each) => each?.verdict)).toEqual(['not established', undefined, 'worse']);
  expect(differences[2]).toMatchObject({ pairs: 12, isBySign: false, moreSeeds: 0 });
  expect(differences[0]?.moreSeeds).toBeGreaterThan(0);
  expect(differences[2]?.mean).toBeCloseTo(0.5, 12);
});

test('runs that diverged count against it by their signs, and are not dropped', () => {
  const best = seeds(10, (seed) => 1 + seed / 100);
  const diverges = best.map((score, seed) => (seed < 3 ? infinite : score + 0.1));
  const { differences } = verdictsOf([best, diverges], 0);
  expect(differences[1]).toMatchObject({ isBySign: true, verdict: 'worse', mean: 1 });
  expect(differences[1]?.p).toBeCloseTo(2 / 2 ** 10, 12);
  // Better on half of the seeds, diverged on the others: nothing is established.
  const mixed = best.map((score, seed) => (seed % 2 === 0 ? infinite : score - 0.1));
  const [, difference] = verdictsOf([best, mixed], 0).differences;
  expect(difference).toMatchObject({ verdict: 'not established', mean: 0, moreSeeds: infinite });
  // Where both diverge neither is better.
  const both = [infinite, ...best.slice(1)];
  expect(verdictsOf([both, [infinite, ...diverges.slice(1)]], 0).differences[1]?.mean).toBeCloseTo(0.9, 12);
});

test('where nobody has a score nobody is best', () => {
  expect(verdictsOf([[infinite], [infinite]], 0)).toMatchObject({ best: null, differences: [null, null] });
  expect(
    verdictsOf(
      [
        [infinite, infinite, infinite],
        [infinite, 3, 3],
        [infinite, 2, 2],
      ],
      0,
    ).best,
  ).toBe(2);
});

test('under no difference somebody is called worse in at most 5 % of 2,000 comparisons of four', () => {
  const random = createRandom(2026);
  let wrong = 0;
  for (let comparison = 0; comparison < 2000; comparison++) {
    // Seeds are good or bad for all, as first weights are.
    const common = seeds(10, () => random.normal());
    const scores = Array.from({ length: 4 }, () => common.map((each) => each + random.normal()));
    if (verdictsOf(scores, 0, resamples).differences.some((each) => each?.verdict === 'worse')) wrong++;
  }
  expect(wrong / 2000).toBeLessThanOrEqual(0.05);
});

test('nor over three looks at more and more seeds, in 200 comparisons', () => {
  const random = createRandom(2027);
  let wrong = 0;
  for (let comparison = 0; comparison < 200; comparison++) {
    const scores = Array.from({ length: 3 }, () => seeds(30, () => random.normal()));
    const isWrong = [10, 20, 30].some((count, look) =>
      verdictsOf(
        scores.map((each) => each.slice(0, count)),
        look,
        resamples,
      ).differences.some((each) => each?.verdict === 'worse'),
    );
    if (isWrong) wrong++;
  }
  expect(wrong / 200).toBeLessThanOrEqual(0.05);
});
