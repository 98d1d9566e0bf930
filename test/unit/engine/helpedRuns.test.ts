import { once } from 'node:events';
import { expect, test, vi } from 'vitest';
import type { HelperInput } from '../../../core/engine/cpu/network/helpTrainer.ts';
import { countThreads } from '../../../core/engine/cpu/network/threadGroupFields.ts';
import { createRunner } from '../../../core/engine/createRunner.ts';
import { enginesOf } from '../../../core/engine/engines.ts';
import type { Runner } from '../../../core/engine/runner.ts';
import { expandExperiment } from '../../../core/experiment/expand.ts';
import { parseExperiment } from '../../../core/experiment/parseExperiment.ts';
import { prepareDataset } from '../../../core/problems/data/preparation/prepareDataset.ts';
import { sharedDataset } from '../problems/shippedData.ts';
import { startHelper } from './helpers.ts';
import { kernelsOf } from './networkTools.ts';
import { record } from './runs.ts';

const validation = 0.2;
const data = prepareDataset(sharedDataset('digits'), { validation });

/** Steps that are worth two threads. */
const large = {
  problem: { data: 'digits', hidden: [256], validation },
  optimizers: [{ optimizer: 'adam' }],
  lr: [0.001],
  batch_size: [256],
  epochs: 5,
};

/** A run, and what it asks helpers for. */
async function createRun(
  threads: number,
  changes: object = {},
): Promise<{ runner: Runner; inputs: HelperInput[] }> {
  const [spec] = expandExperiment(parseExperiment({ ...large, ...changes }));
  if (!spec) throw new RangeError('expected a run');
  const inputs: HelperInput[] = [];
  const start = (input: HelperInput) => inputs.push(input);
  const engines = enginesOf({ kernels: kernelsOf('simd'), threads: { count: threads, start } });
  const recording = { keep: 'steps', points: 0, target: null } as const;
  return { runner: await createRunner(spec, data, { engines, recording, now: () => 0 }), inputs };
}

/** A run before its first step, with a helper that is there; `exit` resolves when that has ended. */
async function createHelped(changes: object = {}) {
  const { runner, inputs } = await createRun(2, changes);
  const [input, ...others] = inputs;
  if (!input || others.length > 0) throw new RangeError('expected to be asked for one helper');
  const exit = once(startHelper(input), 'exit');
  const hasJoined = () => countThreads(input.memory, input.group) === 2;
  await vi.waitUntil(hasJoined, { timeout: 20_000, interval: 5 });
  return { runner, exit };
}

test('a run with a helper is the run that it is alone, but says what computes it', async () => {
  const { runner, exit } = await createHelped();
  const alone = await createRun(1);
  expect(await record(runner)).toEqual(await record(alone.runner));
  expect(runner.takePiece().state.engine).toMatchObject({
    threads: 2,
    description: expect.stringMatching(/, 2 threads$/),
  });
  expect(await exit).toEqual([0]);
});

test.each([
  ['that is stopped', {}, (runner: Runner) => runner.stop()],
  ['that reaches its target', { stop: { target: 1 }, epochs: 50 }, record],
  ['that gets no better', { stop: { patience: 1 }, lr: [1], epochs: 50 }, record],
])('a run %s lets its helper go', async (_, changes, end) => {
  const { runner, exit } = await createHelped(changes);
  await runner.advance(2, Number.POSITIVE_INFINITY);
  await end(runner);
  expect(runner.ended).toBe(true);
  expect(runner.stepsDone).toBeLessThan(runner.spec.steps);
  expect(await exit).toEqual([0]);
});

test('a run with small steps asks for no helper', async () => {
  const small = { problem: { data: 'digits', hidden: [8], validation }, batch_size: [32] };
  expect((await createRun(8, small)).inputs).toEqual([]);
});
