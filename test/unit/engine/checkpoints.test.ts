/** A run that goes on from a checkpoint takes the steps that it would have taken, bit for bit. */
import { describe, expect, test } from 'vitest';
import { float32Engine } from '../../../core/engine/cpu/float32Engine.ts';
import { float64Engine } from '../../../core/engine/cpu/float64Engine.ts';
import { createNetworkTrainer } from '../../../core/engine/cpu/network/createNetworkTrainer.ts';
import type { NetworkTrainerOptions } from '../../../core/engine/cpu/network/networkTrainer.ts';
import type { Engine, Trainer } from '../../../core/engine/engine.ts';
import { optimizers } from '../../../core/optimizers/index.ts';
import { createBatches } from '../../../core/problems/data/batches.ts';
import { createRandom } from '../../../core/random.ts';
import { onValley } from '../experiment/faults.ts';
import { builds, createMethod, createProblem, kernelsOf, needsJavascript } from './networkTools.ts';
import { taskOf } from './runs.ts';

const never = Number.POSITIVE_INFINITY;
const experiment = (optimizer: string, others: object = {}) => ({
  problem: { data: 'spirals', hidden: [7, 5], validation: 0.2 },
  optimizers: [{ optimizer }],
  lr: [0.01],
  batch_size: [32],
  epochs: 20,
  ...others,
});

/** The loss after each of the next steps. */
async function lossesOf(trainer: Trainer, steps: number): Promise<number[]> {
  const losses: number[] = [];
  while (losses.length < steps) {
    await trainer.run(Math.min(5, steps - losses.length), never);
    losses.push(...trainer.measured.loss);
  }
  return losses;
}

async function interrupted(engine: Engine, given: object, steps: number) {
  const whole = await engine.createTrainer(taskOf(given), null);
  await lossesOf(whole, steps);
  const checkpoint = whole.checkpoint?.() ?? expect.fail('there is no checkpoint');
  const [last] = whole.measured.loss.slice(-1);
  const expected = { losses: await lossesOf(whole, 30), score: await whole.evaluate?.() };
  const other = await engine.createTrainer({ ...taskOf(given), from: checkpoint }, null);
  expect(checkpoint.stepsDone).toBe(steps);
  expect(other.stepsDone).toBe(steps);
  expect([...other.measured.loss]).toEqual([last]);
  const found = { losses: await lossesOf(other, 30), score: await other.evaluate?.() };
  expect(other.stepsDone).toBe(steps + 30);
  whole.dispose();
  other.dispose();
  return { found, expected };
}

const engines: [string, Engine][] = [
  ...builds.map((build): [string, Engine] => [build, float32Engine(kernelsOf(build))]),
  ['float64', float64Engine],
];

describe.each(engines)('with %s', (_, engine) => {
  test.each(optimizers.map(({ id }) => id))('%s goes on from any step', async (id) => {
    // Within an epoch, and in the next.
    for (const steps of [3, 17]) {
      const { found, expected } = await interrupted(engine, experiment(id), steps);
      expect(found).toEqual(expected);
      expect(new Set(expected.losses).size).toBeGreaterThan(20);
    }
  });

  test.each([
    ['OneCycleLR', { name: 'OneCycleLR', max_lr: 0.1 }],
    ['CyclicLR', { name: 'CyclicLR', base_lr: 0.001, max_lr: 0.1, step_size_up: 10 }],
    ['by epochs', { name: 'StepLR', step_size: 1, gamma: 0.5 }],
  ])('a schedule stands where it stood: %s', async (_name, schedule) => {
    const { found, expected } = await interrupted(engine, experiment('adam', { schedule }), 17);
    expect(found).toEqual(expected);
    const other = await interrupted(engine, experiment('adam'), 17);
    expect(other.found).not.toEqual(expected);
  });

  test('steps after a checkpoint don’t change it', async () => {
    const trainer = await engine.createTrainer(taskOf(experiment('adam')), null);
    await lossesOf(trainer, 4);
    const checkpoint = trainer.checkpoint?.();
    const copy = structuredClone(checkpoint);
    await lossesOf(trainer, 4);
    expect(checkpoint).toEqual(copy);
    expect(trainer.checkpoint?.()).not.toEqual(copy);
  });
});

test('a run on a surface goes on, too', async () => {
  const given = onValley({ optimizers: [{ optimizer: 'adam' }], steps: 100 });
  const { found, expected } = await interrupted(float64Engine, given, 40);
  expect(found).toEqual(expected);
});

test('a rule that runs as JavaScript beside the kernels goes on, too', () => {
  const { examples, ...problem } = createProblem([5, 9, 3]);
  const start = (others: Partial<NetworkTrainerOptions> = {}, skipped = 0) => {
    const batches = createBatches(examples.rows, 16, createRandom(3, 1));
    for (let i = 0; i < skipped; i++) batches.next();
    const method = createMethod(needsJavascript);
    const all = {
      kernels: kernelsOf('simd'),
      ...problem,
      ...method,
      training: examples,
      batches,
      batchSize: 16,
    };
    return createNetworkTrainer({ ...all, ...others });
  };
  const whole = start();
  whole.run(13);
  const from = whole.checkpoint();
  const other = start({ from }, 13);
  expect(other.description).toContain('JavaScript');
  expect([whole.run(20), other.run(20)]).toEqual([20, 20]);
  expect(other.losses).toEqual(whole.losses);
  expect(other.parameters()).toEqual(whole.parameters());
  expect(other.checkpoint()).toEqual(whole.checkpoint());
});
