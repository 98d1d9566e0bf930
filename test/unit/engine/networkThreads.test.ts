import { once } from 'node:events';
import type { Worker } from 'node:worker_threads';
import { describe, expect, test } from 'vitest';
import type { HelperInput } from '../../../core/engine/cpu/network/helpTrainer.ts';
import { reportLostHelper } from '../../../core/engine/cpu/network/helpTrainer.ts';
import type { NetworkTrainer } from '../../../core/engine/cpu/network/networkTrainer.ts';
import type { ActivationName } from '../../../core/problems/models/activations/index.ts';
import type { LossName } from '../../../core/problems/models/losses/index.ts';
import { startFalseAlarms, startHelper, startReport, threadsOf, whenJoined } from './helpers.ts';
import {
  builds,
  createMethod,
  createProblem,
  createTrainer,
  descent,
  lossesOf,
  type Method,
  needsJavascript,
} from './networkTools.ts';

const adam = createMethod('adam', { lr: 0.01 });

/** All that training has led to. */
function outcome(trainer: NetworkTrainer, steps: number) {
  const losses = lossesOf(trainer, steps);
  const result = {
    losses,
    stepsDone: trainer.stepsDone,
    parameters: trainer.parameters(),
    gradient: trainer.gradient(),
    score: trainer.evaluate('training'),
  };
  trainer.dispose();
  return result;
}

describe.each(builds)('%s kernels: any number of threads gives the same bits', (build) => {
  interface Case {
    readonly widths: readonly number[];
    readonly rows: number;
    readonly batchSize: number;
    readonly activation?: ActivationName;
    readonly loss?: LossName;
    readonly method?: Method;
    readonly spoil?: boolean;
  }

  async function expectSame({
    widths,
    rows,
    batchSize,
    activation,
    loss,
    method,
    spoil,
  }: Case): Promise<void> {
    const problem = createProblem(widths, activation, loss, rows);
    if (spoil) problem.start[0] = Number.NaN;
    const alone = outcome(createTrainer(build, problem, batchSize, method), 7);
    for (const count of [2, 3]) {
      const trainer = createTrainer(build, problem, batchSize, method, { threads: threadsOf(count) });
      await whenJoined(trainer, count);
      expect(outcome(trainer, 7), `${count} threads`).toEqual(alone);
    }
  }

  test.each([
    // With 300 hidden units, 48 rows are computed together.
    [[40, 300, 10], 500, 500],
    [[40, 300, 10], 500, 97],
    [[40, 300, 10], 500, 16],
    [[5, 17, 9, 3], 80, 33],
    [[3, 5], 80, 80],
    [[4, 6, 3], 30, 5],
    [[4, 6, 3], 9, 1],
    [[90, 60, 70, 1], 130, 65],
  ])('%j, %i rows, batches of %i', async (widths, rows, batchSize) => {
    await expectSame({ widths, rows, batchSize, method: adam });
  });

  test.each(['tanh', 'relu', 'sigmoid', 'gelu', 'gelu_tanh', 'identity'] as const)(
    '%s',
    async (activation) => {
      await expectSame({ widths: [7, 150, 33, 6], rows: 600, batchSize: 333, activation });
    },
  );

  test.each([
    ['mse', [7, 150, 6]],
    ['mse', [7, 150, 1]],
    ['bce_with_logits', [7, 150, 6]],
    ['bce_with_logits', [7, 150, 1]],
    ['cross_entropy', [7, 150, 1]],
  ] as const)('%s of %j', async (loss, widths) => {
    await expectSame({ widths, rows: 600, batchSize: 333, loss });
  });

  test.each<[string, Method]>([
    ['plain descent', descent],
    ['Nesterov, which takes its gradient ahead', createMethod('nesterov', { lr: 0.01 })],
    ['SAM, which takes two gradients', createMethod('sam', { lr: 0.01 })],
    ['LAMB, with norms of each tensor', createMethod('lamb', { lr: 0.01 })],
    ['clipping, with the norm of all gradients', createMethod('clipped-sgd', { lr: 0.1 })],
    ['a rule that runs as JavaScript', createMethod(needsJavascript)],
  ])('%s', async (_, method) => {
    await expectSame({ widths: [7, 150, 33, 6], rows: 600, batchSize: 333, method });
  });

  test('not a number', async () => {
    await expectSame({ widths: [7, 150, 6], rows: 600, batchSize: 333, spoil: true });
  });
});

/** A trainer whose helpers are started by hand. */
function createCase() {
  const problem = createProblem([7, 150, 33, 6], 'relu', 'mse', 600);
  const inputs: HelperInput[] = [];
  const threads = { count: 3, start: (input: HelperInput) => inputs.push(input) };
  const trainer = createTrainer('simd', problem, 333, adam, { threads });
  const [first, second] = inputs;
  if (!first || !second) throw new Error('two helpers are asked for');
  const alone = createTrainer('simd', problem, 333, adam);
  return { problem, trainer, alone, helpers: [first, second] as const };
}

const exitOf = (helper: ReturnType<typeof startHelper>) => once(helper, 'exit');

test('helpers join between runs, one after the other', async () => {
  const { trainer, alone, helpers } = createCase();
  const losses: number[] = [];
  for (const [index, input] of [null, ...helpers].entries()) {
    if (input) startHelper(input);
    await whenJoined(trainer, 1 + index);
    expect(trainer.run(5)).toBe(5);
    losses.push(...trainer.losses);
  }
  trainer.dispose();
  expect(losses).toEqual(lossesOf(alone, 15).slice(1));
  expect(trainer.parameters()).toEqual(alone.parameters());
});

test('steps taken one at a time are those taken in one go', async () => {
  const { problem, alone } = createCase();
  const trainer = createTrainer('simd', problem, 333, adam, { threads: threadsOf(2) });
  await whenJoined(trainer, 2);
  const losses = Array.from({ length: 300 }, () => {
    trainer.run(1);
    return trainer.losses[0];
  });
  trainer.dispose();
  expect(losses).toEqual(lossesOf(alone, 300).slice(1));
});

test('who is woken though nothing has happened goes on waiting', async () => {
  const { problem, alone } = createCase();
  const alarms: Worker[] = [];
  const start = (input: HelperInput) => {
    if (alarms.length === 0) alarms.push(startFalseAlarms(input));
    startHelper(input);
  };
  // More than there are cores, so that they fall asleep.
  const trainer = createTrainer('simd', problem, 333, adam, { threads: { count: 7, start } });
  await whenJoined(trainer, 7);
  const losses = lossesOf(trainer, 100);
  trainer.dispose();
  for (const alarm of alarms) await alarm.terminate();
  expect(losses).toEqual(lossesOf(alone, 100));
});

test('all stop after a loss above the limit', async () => {
  const problem = createProblem([3, 40, 4], 'relu', 'mse');
  const method = createMethod('sgd', { lr: 10 });
  const alone = createTrainer('simd', problem, 80, method);
  const trainer = createTrainer('simd', problem, 80, method, { threads: threadsOf(2) });
  await whenJoined(trainer, 2);
  expect(trainer.run(1000, 1e6)).toBe(alone.run(1000, 1e6));
  expect([...trainer.losses]).toEqual([...alone.losses]);
  expect(trainer.run(1)).toBe(0);
  trainer.dispose();
});

test('disposed of, helpers end and the trainer can go on alone', async () => {
  const { trainer, alone, helpers } = createCase();
  const [first, second] = helpers;
  const helper = startHelper(first);
  await whenJoined(trainer, 2);
  trainer.run(3);
  trainer.dispose();
  expect(await exitOf(helper)).toEqual([0]);
  expect(await exitOf(startHelper(second)), 'one that comes too late').toEqual([0]);
  expect(trainer.threads).toBe(1);
  trainer.run(3);
  alone.run(6);
  expect(trainer.parameters()).toEqual(alone.parameters());
});

test('a helper that comes after another was lost ends', async () => {
  const { trainer, helpers } = createCase();
  const [input, late] = helpers;
  reportLostHelper(input);
  expect(() => trainer.run(3)).toThrow('is lost');
  expect(await exitOf(startHelper(late))).toEqual([0]);
});

test('a helper that is lost is not waited for', async () => {
  for (const isReportedBefore of [true, false]) {
    const { trainer, helpers } = createCase();
    const [input, other] = helpers;
    const [lost, left] = [startHelper(input), startHelper(other)];
    await whenJoined(trainer, 3);
    trainer.run(3);
    await lost.terminate();
    if (isReportedBefore) reportLostHelper(input);
    else startReport(input, 200);
    expect(() => trainer.run(3)).toThrow(/ended .* all after step 3 is lost/);
    expect(() => trainer.run(3)).toThrow('is lost');
    expect(await exitOf(left)).toEqual([0]);
  }
});
