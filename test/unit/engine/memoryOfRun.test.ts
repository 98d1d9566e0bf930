import { describe, expect, test } from 'vitest';
import { placeTrainer } from '../../../core/engine/cpu/network/placeTrainer.ts';
import { memoryOfRun } from '../../../core/engine/memoryOfRun.ts';
import { createMethod } from '../../../core/engine/method.ts';
import { knownShape } from '../../../core/experiment/dataShape.ts';
import { expandExperiment } from '../../../core/experiment/expand.ts';
import { trainsOnData } from '../../../core/experiment/modelProblem.ts';
import { parseExperiment } from '../../../core/experiment/parseExperiment.ts';
import type { RunSpec } from '../../../core/experiment/runSpec.ts';
import { optimizers } from '../../../core/optimizers/index.ts';
import { onDigits, onValley } from '../experiment/faults.ts';
import { kernelsOf } from './networkTools.ts';

function specOf(value: object): RunSpec {
  const [spec] = expandExperiment(parseExperiment(value));
  if (!spec) throw new RangeError('expected a run');
  return spec;
}

/** Bytes of the memory that the kernels work in. */
function placedBytes(spec: RunSpec): number {
  const { problem, batchSize } = spec;
  const { rows, features, classes } = knownShape(problem) ?? { rows: 0, features: 0, classes: 0 };
  const { hidden } = trainsOnData(problem) ? problem : { hidden: [] };
  const { rule, hyperparametersAt } = createMethod(spec);
  const widths = [features, ...hidden, classes];
  const inputs = new Float64Array(rows * features);
  return placeTrainer({
    kernels: kernelsOf('simd'),
    widths,
    loss: 'cross_entropy',
    rule,
    hyperparametersAt,
    training: { rows, inputs, labels: new Int32Array(rows) },
    batches: { next: () => new Int32Array() },
    batchSize: typeof batchSize === 'number' ? batchSize : rows,
    start: [],
  }).memory.buffer.byteLength;
}

const sizeOf = (spec: RunSpec) => {
  const { problem } = spec;
  const { features = 0, classes = 0 } = knownShape(problem) ?? {};
  const widths = [features, ...(trainsOnData(problem) ? problem.hidden : []), classes];
  return widths.slice(1).reduce((sum, width, depth) => sum + ((widths[depth] ?? 0) + 1) * width, 0);
};

describe('a network is reckoned with all that its kernels lay out', () => {
  test.each([
    [[], 32],
    [[16], 1],
    [[256, 256], 32],
    [[1024, 512], 'full'],
    [[2048, 2048], 128],
    [[1, 3, 5], 1000],
    [[64, 64, 64, 64, 64, 64, 64, 64], 32],
  ])('hidden %j, batch %s', (hidden, batch) => {
    const spec = specOf(onDigits({ problem: { data: 'digits', hidden }, batch_size: [batch] }));
    const needed = placedBytes(spec) + 8 * sizeOf(spec);
    const reckoned = memoryOfRun(spec);
    expect(reckoned).toBeGreaterThanOrEqual(needed);
    expect(reckoned).toBeLessThan(1.1 * needed + 2.5 * 2 ** 20);
  });

  test.each(optimizers.map(({ id }) => id))('with %s', (optimizer) => {
    const spec = specOf(
      onDigits({ problem: { data: 'digits', hidden: [512, 512] }, optimizers: [{ optimizer }] }),
    );
    const needed = placedBytes(spec) + 8 * sizeOf(spec);
    const reckoned = memoryOfRun(spec);
    expect(reckoned).toBeGreaterThanOrEqual(needed);
    expect(reckoned).toBeLessThan(1.5 * needed);
  });
});

test('double precision takes twice the memory for each parameter', () => {
  const problem = { data: 'digits', hidden: [2048, 2048] };
  const [single, double] = ['auto', 'float64'].map((engine) =>
    memoryOfRun(specOf(onDigits({ problem, engine }))),
  );
  const parameters = sizeOf(specOf(onDigits({ problem })));
  // Initial and current parameters, a gradient and a point ahead.
  expect(double).toBeGreaterThan(4 * 8 * parameters);
  expect(double).toBeLessThan(4 * 8 * parameters * 1.1);
  expect(single).toBeLessThan(double ?? 0);
});

test('an experiment that names large networks is reckoned without making any', () => {
  const problem = { data: 'digits', hidden: [4096, 4096] };
  const spec = specOf(onDigits({ problem, optimizers: [{ optimizer: 'adam' }] }));
  // 17 million parameters with gradient, two moments and transposed weights, and the initial ones.
  expect(memoryOfRun(spec) / sizeOf(spec)).toBeGreaterThan(4 * 5 + 7);
  expect(memoryOfRun(spec) / sizeOf(spec)).toBeLessThan(4 * 5 + 10);
});

test('a run on a surface takes next to nothing', () => {
  expect(memoryOfRun(specOf(onValley()))).toBeLessThan(2 ** 20);
});
