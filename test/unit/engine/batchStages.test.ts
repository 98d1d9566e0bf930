/** Runs whose batches grow, against the same training written out step by step. */
import { describe, expect, test } from 'vitest';
import { memoryOf } from '../../../core/engine/checkMemory.ts';
import { secondsOnFastCpu, secondsOnGpu } from '../../../core/engine/gpu/auto/prediction.ts';
import { type RunGroup, workOfRace, workOfStep } from '../../../core/engine/gpu/auto/raceWork.ts';
import { memoryOfRun } from '../../../core/engine/memoryOfRun.ts';
import { isLarge, timeOfRace } from '../../../core/engine/raceTime.ts';
import { createRunSchedule } from '../../../core/engine/runSchedule.ts';
import { knownShape } from '../../../core/experiment/dataShape.ts';
import { parseExperiment } from '../../../core/experiment/parseExperiment.ts';
import { modelTask } from '../../../core/problems/models/modelTask.ts';
import { createRandom, shuffle } from '../../../core/random.ts';
import { estimateWork } from '../../../threads/race/assignRuns.ts';
import { measured } from './gpu/auto/measured.ts';
import { kernelsOf } from './networkTools.ts';
import { createRunner, dataOf, fakeClock, record, specOf } from './runs.ts';

const stages = [{ size: 16, epochs: 3 }, { size: 60, epochs: 2 }, { size: 'full' }];
const experiment = (changes: object = {}) => ({
  problem: { data: 'spirals', hidden: [7] },
  optimizers: [{ optimizer: 'sgd' }],
  lr: [0.3],
  batch_size: [{ stages }],
  seed: [5],
  epochs: 8,
  engine: 'float64',
  ...changes,
});

/** The losses before each step and after the last, by loops over epochs and batches. */
function trainByHand(sizes: readonly number[], rateOf: (epoch: number) => number): number[] {
  const { training } = dataOf(parseExperiment(experiment())) ?? expect.fail();
  const { rows } = training;
  const { model, training: examples, start } = modelTask(training, [7], 1, 5, { loss: 'cross_entropy' });
  const weights = start.slice();
  const gradient = new Float64Array(weights.length);
  const order = Int32Array.from({ length: rows }, (_, row) => row);
  const random = createRandom(5, 1);
  const losses: number[] = [];
  for (const [epoch, size] of sizes.entries()) {
    if (size < rows) shuffle(order, random);
    for (let begin = 0; begin < rows; begin += size) {
      losses.push(model.lossAndGradient(weights, examples, order.slice(begin, begin + size), gradient));
      for (let i = 0; i < weights.length; i++)
        weights[i] = (weights[i] ?? 0) - rateOf(epoch) * (gradient[i] ?? 0);
    }
  }
  losses.push(model.loss(weights, examples, order));
  return losses;
}

const rows = dataOf(parseExperiment(experiment()))?.training.rows ?? 0;
const sizes = [16, 16, 16, 60, 60, rows, rows, rows];
const stepsOf = (size: number) => Math.ceil(rows / size);
const ends = sizes.map((_, index) => sizes.slice(0, index + 1).reduce((sum, size) => sum + stepsOf(size), 0));

test('every loss is that of the same training by hand', async () => {
  const { losses, status } = await record(createRunner(experiment()));
  const expected = trainByHand(sizes, () => 0.3);
  expect(losses).toHaveLength(expected.length);
  for (const [step, loss] of losses.entries()) expect(loss).toBeCloseTo(expected[step] ?? 0, 12);
  expect(status).toEqual({ kind: 'finished' });
});

test('in WebAssembly the same but for rounding', async () => {
  const exact = await record(createRunner(experiment()));
  const single = await record(createRunner(experiment({ engine: 'cpu' }), { kernels: kernelsOf('simd') }));
  expect(single.losses).toHaveLength(exact.losses.length);
  for (const [step, loss] of single.losses.entries())
    expect(Math.abs(loss - (exact.losses[step] ?? 0))).toBeLessThan(1e-4);
});

test('a schedule by epochs has its rate for whole epochs, whatever these have', async () => {
  const schedule = { name: 'StepLR', step_size: 1, gamma: 0.8 };
  const { losses } = await record(createRunner(experiment({ schedule })));
  const expected = trainByHand(sizes, (epoch) => 0.3 * 0.8 ** epoch);
  for (const [step, loss] of losses.entries()) expect(loss).toBeCloseTo(expected[step] ?? 0, 12);
});

test('ReduceLROnPlateau has the mean loss of each epoch', () => {
  const schedule = { name: 'ReduceLROnPlateau' };
  const made = createRunSchedule(specOf(experiment({ schedule }))) ?? expect.fail();
  const last = ends.at(-1) ?? 0;
  for (let step = 1; step <= last; step++) made.observe(step, step);
  const middles = ends.map((end, epoch) => (end + (ends[epoch - 1] ?? 0) + 1) / 2);
  expect([...made.seen.metrics]).toEqual(middles);
});

test('is evaluated after each epoch, or after as many as it says', async () => {
  const stepsIn = async (evaluate_every: number) =>
    (await record(createRunner(experiment({ evaluate_every })))).evaluations.map(({ step }) => step);
  expect(await stepsIn(1)).toEqual([0, ...ends]);
  expect(await stepsIn(3)).toEqual([0, ends[2], ends[5], ends[7]]);
});

test('where evaluations take long, they are made where one is due', async () => {
  const now = fakeClock(1).now;
  const { evaluations } = await record(createRunner(experiment({ epochs: 400 }), { now }));
  expect(evaluations.length).toBeGreaterThan(3);
  const due = new Set([
    0,
    ...ends.slice(0, 5),
    ...Array.from({ length: 395 }, (_, k) => (ends[4] ?? 0) + k + 1),
  ]);
  for (const { step } of evaluations) expect(due).toContain(step);
});

test('the recorded mean is that of the losses since one epoch ago', async () => {
  const { losses, means } = await record(createRunner(experiment()));
  for (const [epoch, end] of ends.entries()) {
    const begin = ends[epoch - 1] ?? 0;
    const inEpoch = losses.slice(begin, end);
    expect(means[end - 1]).toBeCloseTo(inEpoch.reduce((sum, loss) => sum + loss, 0) / inEpoch.length, 12);
  }
});

test('stages of one size are the run without stages', async () => {
  const same = { stages: [{ size: 16, epochs: 3 }, { size: 16 }] };
  const one = await record(createRunner(experiment({ batch_size: [same] })));
  expect(one).toEqual(await record(createRunner(experiment({ batch_size: [16] }))));
});

describe('is reckoned', () => {
  const shape = knownShape({ data: 'spirals', hidden: [7] });

  test('in memory with its largest batch', () => {
    const bytes = (batch_size: unknown) =>
      memoryOfRun(specOf(experiment({ batch_size: [batch_size], engine: 'cpu' })));
    expect(bytes({ stages })).toBe(bytes('full'));
    expect(bytes({ stages: [{ size: 16, epochs: 1 }, { size: 8 }] })).toBe(bytes(16));
    expect(bytes(16)).not.toBe(bytes('full'));
    expect(memoryOf(parseExperiment(experiment())).largestRun).toBeGreaterThan(0);
  });

  test('in time between the times with its smallest and its largest batch', () => {
    const seconds = (batch_size: unknown[], epochs = 40_000) =>
      timeOfRace(parseExperiment(experiment({ batch_size, epochs })), 2).seconds ?? Number.NaN;
    const half = { stages: [{ size: 1, epochs: 20_000 }, { size: 'full' }] };
    const [slow, between, fast] = [seconds([1]), seconds([half]), seconds(['full'])];
    expect(slow).toBeGreaterThan(2 * fast);
    expect(between / ((slow + fast) / 2)).toBeCloseTo(1, 6);
    expect(isLarge({ runs: 1, seconds: between })).toBe(true);
  });

  test('for threads with the examples and steps that it has', () => {
    expect(estimateWork(specOf(experiment()), rows)).toBeCloseTo(8 * rows + 3 * (ends.at(-1) ?? 0), 9);
  });

  test('for a processor with the steps that it has, for a GPU with as many of the largest batch', () => {
    const [group] = workOfRace([specOf(experiment({ engine: 'auto' }))], shape) ?? expect.fail();
    if (!group) expect.fail();
    const steps = ends.at(-1) ?? 0;
    const { widths, batchSize } = group;
    expect([batchSize, group.steps]).toEqual([rows, steps]);
    expect(group.work).toBeCloseTo(workOfStep(widths, (8 * rows) / steps), 6);
    expect(group.workOnDevice).toBe(workOfStep(widths, rows));
    const room = { cores: 1, runsAtOnce: 1 };
    const secondsOf = (each: RunGroup) => secondsOnGpu([each], measured().gpu, room);
    const { workOnDevice: _, ...others } = group;
    expect(secondsOf(group)).toBe(secondsOf({ ...others, work: workOfStep(widths, rows) }));
    expect(secondsOf(group)).toBeGreaterThan(secondsOf(others));
    expect(secondsOnFastCpu([group], room)).toBeLessThan(
      secondsOnFastCpu([{ ...group, work: workOfStep(widths, rows) }], room),
    );
  });
});
