/** The noise scale against a direct computation: the gradient of each row. */
import { expect, test } from 'vitest';
import { noiseOf } from '../../../core/diagnostics/noiseScale.ts';
import { taskOf } from '../../../core/engine/createRunner.ts';
import { expandExperiment } from '../../../core/experiment/expand.ts';
import { parseExperiment } from '../../../core/experiment/parseExperiment.ts';
import { onSpirals } from '../debug/replays.ts';
import { dataOf } from '../engine/runs.ts';
import { diagnosed } from './diagnosed.ts';

/** 160 rows to train on. */
const few = { data: 'spirals', hidden: [5], validation: 0.6 };

/** tr(Σ) / |G|² at the start, both without bias, of all rows one by one. */
function direct(experiment: object) {
  const parsed = parseExperiment(experiment);
  const [spec = expect.fail('no run')] = expandExperiment(parsed);
  const task = taskOf(spec, dataOf(parsed));
  if (task.kind !== 'model') return expect.fail('no model');
  const { model, training, start } = task.model;
  const { rows } = training;
  const gradients = Array.from({ length: rows }, (_, row) => {
    const gradient = new Float64Array(model.size);
    model.lossAndGradient(start, training, Int32Array.of(row), gradient);
    return gradient;
  });
  const mean = gradients.reduce(
    (sum, gradient) => sum.map((value, i) => value + (gradient[i] ?? 0) / rows),
    new Float64Array(model.size),
  );
  const squared = (vector: Float64Array) => vector.reduce((sum, value) => sum + value * value, 0);
  const trace =
    gradients.reduce(
      (sum, gradient) => sum + squared(gradient.map((value, i) => value - (mean[i] ?? 0))),
      0,
    ) /
    (rows - 1);
  return { noise: trace / (squared(mean) - trace / rows), rows };
}

test.each([[1], ['full']] as const)(
  'with batches of %s it is exactly that of all rows where these are few',
  (size) => {
    const experiment = { ...onSpirals('sgd', { batch_size: [size], epochs: 1 }), problem: few };
    const { values, references } = diagnosed(experiment, ['noiseScale']).seriesOf('noiseScale');
    expect((values[0] ?? 0) / direct(experiment).noise).toBeCloseTo(1, 9);
    expect(references[0]).toBe(size === 'full' ? direct(experiment).rows : 1);
  },
);

test.each([[8], ['full']] as const)(
  'of more rows it is that within a tenth, whatever the batch: %s',
  (size) => {
    const experiment = onSpirals('sgd', { batch_size: [size], epochs: 1 });
    const { values, references } = diagnosed(experiment, ['noiseScale']).seriesOf('noiseScale');
    const { noise, rows } = direct(experiment);
    expect(Math.abs((values[0] ?? 0) / noise - 1)).toBeLessThan(0.1);
    expect(references[0]).toBe(size === 'full' ? rows : size);
  },
);

test('of squares of two batch sizes it is exact where they are as expected, and none where the gradient is lost', () => {
  // |g_B|² = |G|² + tr(Σ) / B with |G|² = 4 and tr(Σ) = 12.
  expect(noiseOf(2, 4 + 12 / 2, 30, 4 + 12 / 30)).toBeCloseTo(3, 12);
  expect(noiseOf(2, 6, 30, 0.41)).toBeGreaterThan(100);
  expect(noiseOf(2, 6, 30, 0.39)).toBeNaN();
  expect(noiseOf(5, 1, 50, 1)).toBe(0);
});

test('one in two of the steps is measured', () => {
  const { steps } = diagnosed(onSpirals('sgd', { epochs: 1 }), ['noiseScale']).seriesOf('noiseScale');
  expect([...steps.subarray(0, 3)]).toEqual([1, 3, 5]);
});
