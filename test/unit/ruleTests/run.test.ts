/** What tests of rules are computed on: an objective with noise of its own at each step, and how far numbers are apart. */
import { describe, expect, test } from 'vitest';
import { optimizers } from '../../../core/optimizers/index.ts';
import {
  allFinite,
  largestDifference,
  noisyObjective,
  pathOf,
  startRun,
  tensors,
} from '../../../core/ruleTests/run.ts';

const sgd = optimizers.find(({ id }) => id === 'sgd')?.rule ?? expect.fail('there is no SGD');

function gradientOf(objective: ReturnType<typeof noisyObjective>, parameters = objective.start): number[] {
  const gradient = new Float64Array(parameters.length);
  objective.lossAndGradient(parameters, gradient);
  return [...gradient];
}

describe('the objective', () => {
  test('has the slopes of its loss', () => {
    const objective = noisyObjective();
    const { start } = objective;
    expect(start).toHaveLength(6);
    const width = 1e-5;
    const slopes = [...start].map((p, i) => {
      const [above, below] = [start.with(i, p + width), start.with(i, p - width)].map((at) =>
        objective.loss(at),
      );
      return ((above ?? 0) - (below ?? 0)) / (2 * width);
    });
    const gradient = gradientOf(objective);
    for (const [i, slope] of slopes.entries()) expect(gradient[i]).toBeCloseTo(slope, 6);
    expect(objective.lossAndGradient(start, new Float64Array(6))).toBe(objective.loss(start));
  });

  test('has other noise at each step, and the same each time it begins', () => {
    const [one, other] = [noisyObjective(), noisyObjective()];
    const first = gradientOf(one);
    expect(gradientOf(one)).toEqual(first);
    one.next();
    const second = gradientOf(one);
    expect(second.map((g, i) => g === first[i])).toEqual(Array(6).fill(false));
    expect(gradientOf(other)).toEqual(first);
    expect(gradientOf(noisyObjective({ stepsDone: 1 }))).toEqual(second);
  });

  test('is as many times as steep as is asked for', () => {
    const [plain, scaled] = [noisyObjective(), noisyObjective({ scale: 1024 })];
    expect(scaled.start).toEqual(plain.start);
    expect(gradientOf(scaled)).toEqual(gradientOf(plain).map((g) => 1024 * g));
    expect(scaled.loss(plain.start)).toBe(1024 * plain.loss(plain.start));
  });
});

test('a path has the parameters after each step', () => {
  const objective = noisyObjective();
  const { stepper } = startRun(sgd, { lr: 0.01 }, objective, tensors);
  const path = pathOf(sgd, { lr: 0.01 }, 3);
  for (const point of path) {
    stepper.advance();
    expect(point).toEqual(stepper.parameters);
  }
  expect(new Set(path.map(([first]) => first)).size).toBe(3);
  expect(pathOf(sgd, { lr: 0.01 }, 1)[0]).toEqual(
    noisyObjective().start.map((p, i) => p - 0.01 * (gradientOf(noisyObjective())[i] ?? 0)),
  );
});

test.each<[number, number[], number[]]>([
  [0, [], []],
  [0, [1, Number.NaN, Number.POSITIVE_INFINITY], [1, Number.NaN, Number.POSITIVE_INFINITY]],
  [3, [1, 5, 2], [1, 2, 1]],
  [3, [2, 1], [5, 1]],
  [0, [0], [-0]],
  [Number.POSITIVE_INFINITY, [1, Number.NaN], [1, 2]],
  [Number.POSITIVE_INFINITY, [Number.POSITIVE_INFINITY, 3], [Number.NEGATIVE_INFINITY, 3]],
])('%d is the largest difference of %j and %j', (difference, a, b) => {
  expect([largestDifference(a, b), largestDifference(b, a)]).toEqual([difference, difference]);
});

test('a vector is finite where all of its numbers are', () => {
  const vectors = [[], [1, 2], [Number.NaN, 1], [1, Number.POSITIVE_INFINITY]];
  expect(vectors.map(allFinite)).toEqual([true, true, false, false]);
});
