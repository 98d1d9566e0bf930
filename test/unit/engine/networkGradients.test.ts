import { describe, expect, test } from 'vitest';
import { distance } from '../../../core/engine/gpu/selfTest/distance.ts';
import { activations } from '../../../core/problems/models/activations/index.ts';
import { losses } from '../../../core/problems/models/losses/index.ts';
import { createMlp } from '../../../core/problems/models/mlp.ts';
import { builds, createProblem, createTrainer, descent, type Problem } from './networkTools.ts';

/**
 * Of the largest number of a gradient. Each number is rounded to 6·10⁻⁸; sums of up to 70 products, four layers deep, and
 * a softmax that turns an error of the logits into one of the probabilities make up to 40 times that.
 */
const tolerance = 4e-6;

/** Every width from 1 to 9 that fills panels differently, and wider ones; up to four hidden layers. */
const shapes = [
  [3, 1],
  [2, 3],
  [33, 17],
  [5, 7, 2],
  [1, 1, 1],
  [9, 33, 1],
  [17, 8, 16, 10],
  [33, 5, 3, 2, 4],
  [4, 17, 9, 1],
  [2, 3, 5, 7, 9, 3],
  [7, 64, 33, 2],
];
const batchSizes = [1, 2, 3, 5, 8, 14, 23, 33, 70];

const cases = builds.flatMap((build) =>
  Object.keys(activations).flatMap((activation) =>
    Object.keys(losses).map((loss) => ({ build, activation, loss }) as Case),
  ),
);

interface Case extends Pick<Problem, 'activation' | 'loss'> {
  readonly build: (typeof builds)[number];
}

describe.each(cases)('$build kernels, $activation, $loss', ({ build, activation, loss }) => {
  test('loss and gradient of a mini-batch are those of float64', () => {
    const worst = { distance: 0, of: '' };
    for (const widths of shapes) {
      const problem = createProblem(widths, activation, loss);
      const { examples, start } = problem;
      const mlp = createMlp(widths, { activation, loss });
      const gradient = new Float64Array(start.length);
      for (const size of batchSizes) {
        // In order from some row on, and not in order.
        const begin = examples.rows - size - 2;
        for (const rows of [
          rowsFrom((i) => begin + i, size),
          rowsFrom((i) => (37 * i + 5) % examples.rows, size),
        ]) {
          const batches = { next: () => rows };
          const trainer = createTrainer(build, problem, size, descent, { batches, stepsAhead: 1 });
          const expected = mlp.lossAndGradient(start, examples, rows, gradient);
          const far = Math.max(distance(trainer.gradient(), gradient), distance([trainer.loss], [expected]));
          if (!(far <= worst.distance)) Object.assign(worst, { distance: far, of: `${widths} × ${size}` });
        }
      }
    }
    expect(worst.distance, worst.of).toBeLessThan(tolerance);
  });

  test('loss and accuracy over all rows are those of float64', () => {
    for (const widths of shapes) {
      const problem = createProblem(widths, activation, loss);
      const expected = createMlp(widths, { activation, loss }).evaluate(problem.start, problem.examples);
      const actual = createTrainer(build, problem, 7).evaluate('training');
      expect(distance([actual.loss], [expected.loss]), String(widths)).toBeLessThan(tolerance);
      expect(actual.accuracy, String(widths)).toBe(expected.accuracy);
    }
  });
});

function rowsFrom(rowAt: (index: number) => number, size: number): Int32Array {
  return Int32Array.from({ length: size }, (_, index) => rowAt(index));
}
