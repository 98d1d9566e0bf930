import { describe, expect, test } from 'vitest';
import { type PlacedTrainer, placeTrainer } from '../../../core/engine/cpu/network/placeTrainer.ts';
import { createOwnMemory, TrainerMemories } from '../../../core/engine/cpu/network/trainerMemory.ts';
import { memoryOfExamples, memoryOfRun } from '../../../core/engine/memoryOfRun.ts';
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

const digits = knownShape({ data: 'digits', hidden: [] }) ?? { rows: 0, features: 0, classes: 0 };
const examples = {
  rows: digits.rows,
  inputs: new Float64Array(digits.rows * digits.features),
  labels: new Int32Array(digits.rows),
};

/** What the kernels work in. */
function placed(spec: RunSpec, memories?: TrainerMemories): PlacedTrainer {
  const { problem, batchSize } = spec;
  const { rows, features, classes } = digits;
  const { hidden } = trainsOnData(problem) ? problem : { hidden: [] };
  const { rule, hyperparametersAt } = createMethod(spec);
  const widths = [features, ...hidden, classes];
  return placeTrainer({
    kernels: kernelsOf('simd'),
    widths,
    loss: 'cross_entropy',
    rule,
    hyperparametersAt,
    training: examples,
    batches: { next: () => new Int32Array() },
    batchSize: typeof batchSize === 'number' ? batchSize : rows,
    start: [],
    ...(memories && { memories }),
  });
}

const placedBytes = (spec: RunSpec) => placed(spec).memory.buffer.byteLength;

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
    const reckoned = memoryOfRun(spec) + memoryOfExamples(spec);
    expect(reckoned).toBeGreaterThanOrEqual(needed);
    expect(reckoned).toBeLessThan(1.1 * needed + 1.5 * 2 ** 20);
  });

  test.each(optimizers.map(({ id }) => id))('with %s', (optimizer) => {
    const spec = specOf(
      onDigits({ problem: { data: 'digits', hidden: [512, 512] }, optimizers: [{ optimizer }] }),
    );
    const needed = placedBytes(spec) + 8 * sizeOf(spec);
    const reckoned = memoryOfRun(spec) + memoryOfExamples(spec);
    expect(reckoned).toBeGreaterThanOrEqual(needed);
    expect(reckoned).toBeLessThan(1.2 * needed);
  });
});

test('a run on a GPU has what the processor needs to take it over, three copies of its numbers and a request', () => {
  const ofEngine = (engine: string) =>
    specOf(
      onDigits({ problem: { data: 'digits', hidden: [512] }, optimizers: [{ optimizer: 'adam' }], engine }),
    );
  const beside = memoryOfRun(ofEngine('gpu')) - memoryOfRun(ofEngine('auto'));
  // Adam keeps two numbers for each parameter.
  expect(beside).toBe(4 * 3 * 3 * sizeOf(ofEngine('gpu')) + 2 * 2 ** 23);
  expect(memoryOfExamples(ofEngine('gpu'))).toBe(memoryOfExamples(ofEngine('auto')));
});

describe('data in single precision', () => {
  test.each([
    [1797, 0, 64, 10, 'cross_entropy'],
    [1437, 360, 64, 10, 'cross_entropy'],
    [100, 0, 1, 2, 'cross_entropy'],
    [353, 89, 10, 0, 'mse'],
    [7, 3, 13, 0, 'mse'],
  ] as const)(
    'of %d and %d rows × %d is as large as it is laid out',
    (rows, held, features, classes, loss) => {
      const outputs = Math.max(1, classes);
      const examplesOf = (count: number) => ({
        rows: count,
        inputs: new Float64Array(count * features),
        ...(classes > 0 ? { labels: new Int32Array(count) } : { targets: new Float64Array(count) }),
      });
      const { begin } = createOwnMemory(
        {
          training: examplesOf(rows),
          validation: held > 0 ? examplesOf(held) : undefined,
          loss,
          shape: [features, outputs],
        },
        0,
        'a test',
      );
      const problem = { csv: 'a.csv', target: 'y', hidden: [4], validation: held / (rows + held) };
      const shape = { rows: rows + held, features, classes };
      const reckoned = memoryOfExamples({ problem, engine: 'auto' }, shape);
      expect(Math.ceil(reckoned / 64) * 64).toBe(begin);
      // Double precision reads the data itself.
      expect(memoryOfExamples({ problem, engine: 'float64' }, shape)).toBe(0);
    },
  );

  test('surfaces have none', () => {
    expect(memoryOfExamples(specOf(onValley()))).toBe(0);
  });
});

test('runs of a thread take their own places each, and the data once', () => {
  const spec = specOf(onDigits({ problem: { data: 'digits', hidden: [128] }, batch_size: [512] }));
  const memories = new TrainerMemories();
  const count = 12;
  const trainers = Array.from({ length: count }, () => placed(spec, memories));
  const [memory] = new Set(trainers.map((trainer) => trainer.memory));
  const taken = memory?.buffer.byteLength ?? 0;
  const [ofRun, ofExamples] = [memoryOfRun(spec), memoryOfExamples(spec)];
  // With the initial parameters and an order of the rows.
  const needed = taken + count * (8 * sizeOf(spec) + 4 * digits.rows);
  expect(count * ofRun + ofExamples).toBeGreaterThanOrEqual(needed);
  expect(count * (ofRun - 2 ** 20) + ofExamples).toBeLessThan(1.1 * needed);
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
  const onGpu = memoryOfRun(specOf(onValley({ engine: 'gpu' })));
  // Of two requests each 2 ** 16 numbers, an answer as long, and the same in double precision.
  expect(onGpu - memoryOfRun(specOf(onValley()))).toBe(2 * (4 + 4 + 8) * 2 ** 16);
});
