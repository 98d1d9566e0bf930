/** Runs that are evaluated on test rows, beside those that are evaluated on validation rows. */
import { beforeAll, describe, expect, test } from 'vitest';
import { bytesOfExamples } from '../../../core/engine/cpu/network/placeExamples.ts';
import { createRunner as createRunnerOf, modelTaskOf } from '../../../core/engine/createRunner.ts';
import { enginesOf } from '../../../core/engine/engines.ts';
import { ExampleTable } from '../../../core/engine/gpu/exampleTable.ts';
import { distance } from '../../../core/engine/gpu/selfTest/distance.ts';
import { memoryOfExamples } from '../../../core/engine/memoryOfRun.ts';
import { outcomeOf } from '../../../core/engine/outcome.ts';
import { parseExperiment } from '../../../core/experiment/parseExperiment.ts';
import { splitDataset } from '../../../core/problems/data/preparation/splitDataset.ts';
import { sharedDataset } from '../problems/shippedData.ts';
import { kernelsOf } from './networkTools.ts';
import { createRunner, dataOf, type RecordedRun, record, specOf, taskOf } from './runs.ts';

const shares = { validation: 0.2, test: 0.3 };
const on = (fields: object) => ({
  problem: { data: 'digits', hidden: [12], ...shares, ...fields },
  optimizers: [{ optimizer: 'adam' }],
  lr: [0.01],
  batch_size: [50],
  epochs: 2,
});
const [tuning, testing] = [on({}), on({ evaluate_on: 'test' })];

/** The loss and accuracy at the start of such a run on rows of the file, by the model itself. */
function startOn(rows: Int32Array) {
  const data = sharedDataset('digits');
  const { features } = data;
  const inputsOf = (row: number) => data.inputs.subarray(row * features, (row + 1) * features);
  const examples = {
    rows: rows.length,
    inputs: Float64Array.from([...rows].flatMap((row) => [...inputsOf(row)])),
    labels: Int32Array.from(rows, (row) => data.labels[row] ?? 0),
  };
  const task = taskOf(tuning);
  if (task.kind !== 'model') throw new TypeError('expected a model');
  return task.model.model.evaluate(task.model.start, examples);
}

describe.each([
  ['in double precision', undefined, 1e-12],
  ['in WebAssembly', kernelsOf('simd'), 1e-5],
])('%s', (_, kernels, tolerance) => {
  let tuned: RecordedRun | undefined;
  let tested: RecordedRun | undefined;
  beforeAll(async () => {
    tuned = await record(createRunner(tuning, kernels && { kernels }));
    tested = await record(createRunner(testing, kernels && { kernels }));
  });

  test('the losses in training are the same, bit for bit', () => {
    expect(tuned?.losses.length).toBe(2 * Math.ceil((1797 - 359 - 539) / 50) + 1);
    expect(tested?.losses).toEqual(tuned?.losses);
    expect(tested?.means).toEqual(tuned?.means);
  });

  test('the evaluations are on the rows that were asked for', () => {
    const split = splitDataset(sharedDataset('digits'), shares);
    for (const [run, rows] of [
      [tuned, split.validation],
      [tested, split.test],
    ] as const) {
      const expected = startOn(rows);
      const [first] = run?.evaluations ?? [];
      expect(distance([first?.loss ?? 0], [expected.loss])).toBeLessThan(tolerance);
      expect(first?.accuracy).toBe(expected.accuracy);
      expect(((run?.evaluation?.accuracy ?? 0) * rows.length) % 1).toBeCloseTo(0, 9);
    }
    expect(tested?.evaluation?.loss).not.toBe(tuned?.evaluation?.loss);
  });
});

describe('where the training rows are the same in memory', () => {
  const [given, other] = [tuning, testing].map((experiment) => dataOf(parseExperiment(experiment)));
  const sets = [given, given && other && { ...given, validation: other.validation }] as const;
  const spec = specOf(tuning);
  const recording = { keep: 'steps', points: 1000, target: null } as const;

  test('runs of one thread keep apart what they are evaluated on', async () => {
    const engines = enginesOf({ kernels: kernelsOf('simd') });
    const runners = await Promise.all(
      sets.map((data) => createRunnerOf(spec, data ?? null, { engines, recording, now: () => 0 })),
    );
    const shared = [];
    for (const runner of runners) shared.push(await record(runner));
    const alone = [];
    for (const experiment of [tuning, testing])
      alone.push(await record(createRunner(experiment, { kernels: kernelsOf('simd') })));
    expect(shared.map(({ losses }) => losses)).toEqual(alone.map(({ losses }) => losses));
    expect(shared.map(({ evaluations }) => evaluations)).toEqual(alone.map(({ evaluations }) => evaluations));
  });

  test('a device gets a table for each', () => {
    const [first, second] = sets.flatMap((data) => (data ? [modelTaskOf(spec, data)] : []));
    const table = first && new ExampleTable(first);
    expect(table?.judged).toEqual({ first: 899, end: 899 + 359 });
    expect([first, second].map((task) => task && table?.isOf(task))).toEqual([true, false]);
    const tested = second && new ExampleTable(second);
    expect(tested?.judged).toEqual({ first: 899, end: 899 + 539 });
    expect(tested?.key).not.toBe(table?.key);
  });
});

test('memory is reckoned for the rows that are used', () => {
  const bytes = (rows: readonly number[]) => bytesOfExamples(rows, [64, 10], 'cross_entropy');
  expect(memoryOfExamples(specOf(tuning))).toBe(bytes([899, 359]));
  expect(memoryOfExamples(specOf(testing))).toBe(bytes([899, 539]));
  expect(memoryOfExamples(specOf(on({ validation: 0 })))).toBe(bytes([1258]));
});

test('a loss that rises on test rows is none that training is judged by', () => {
  const losses = { first: 1, last: 2, firstEvaluation: 3, lastEvaluation: 4 };
  for (const experiment of [testing, on({ validation: 0, evaluate_on: 'test' })])
    expect(outcomeOf(specOf(experiment), 60, losses)).toEqual({ from: 3, to: 2, noise: 0.2 });
  expect(outcomeOf(specOf(on({ validation: 0 })), 52, losses)).toEqual({ from: 3, to: 4, noise: 1e-5 });
});
