import { describe, expect, test } from 'vitest';
import { divergenceReason, hasDiverged, largestStableRate } from '../../../core/engine/divergence.ts';
import { createRunner, record, specOf } from './runs.ts';

const valley = (optimizer: string, lr: number, others: object = {}) => ({
  problem: { surface: 'valley' },
  optimizers: [{ optimizer }],
  lr: [lr],
  steps: 500,
  ...others,
});

async function hintOf(experiment: object): Promise<string> {
  const { status } = await record(createRunner(experiment));
  return status.kind === 'diverged' ? status.hint : status.kind;
}

test('SGD above its limit in the valley ends at the first loss above a million', async () => {
  const { status, losses, path } = await record(createRunner(valley('sgd', 0.021)));
  expect(status).toEqual({
    kind: 'diverged',
    step: 52,
    reason: 'loss rose to 1.009e+6',
    hint: 'try a learning rate below 0.02',
  });
  expect(losses.length).toBe(53);
  expect(path?.length).toBe(106);
  expect(losses[51]).toBeLessThan(1e6);
});

describe('the hint is the limit of the optimizer in the valley, and it holds', () => {
  test.each([
    ['sgd', 0.02],
    ['momentum', 0.038],
    // 0.01357… rounded down.
    ['nesterov', 0.0135],
  ])('%s: below %d', async (optimizer, limit) => {
    expect(await hintOf(valley(optimizer, 1.05 * limit))).toBe(`try a learning rate below ${limit}`);
    const { status, losses } = await record(createRunner(valley(optimizer, 0.99 * limit)));
    expect(status).toEqual({ kind: 'finished' });
    expect(losses.at(-1)).toBeLessThan(100);
  });
});

test('the limits follow the momentum that was set', () => {
  const optimizers = [{ optimizer: 'momentum', hyperparameters: { momentum: 0.5 } }];
  expect(largestStableRate(specOf(valley('', 0.01, { optimizers })))).toBeCloseTo(0.03, 14);
});

test('where no limit is known, the hint is a tenth of the rate', async () => {
  expect(largestStableRate(specOf(valley('adam', 1)))).toBeUndefined();
  expect(await hintOf({ ...valley('sgd', 0.03), problem: { surface: 'rosenbrock' } })).toBe(
    'try a learning rate of 0.003',
  );
});

describe('where a schedule has rates of its own, the hint is about these', () => {
  const hintWith = (schedule: object, lr = 0.001) =>
    hintOf({ ...valley('sgd', lr), steps: 400, schedule, problem: { surface: 'valley', start: [0, 1] } });
  test.each<[object, string]>([
    [{ name: 'OneCycleLR', max_lr: 5, total_steps: 400 }, 'try schedule.max_lr = 0.5'],
    [{ name: 'CyclicLR', max_lr: 50, step_size_up: 10 }, 'try schedule.max_lr = 5'],
    [{ name: 'CyclicLR', base_lr: 40, max_lr: 5, step_size_up: 10 }, 'try schedule.base_lr = 4'],
    [
      {
        name: 'SequentialLR',
        schedulers: [
          ['ConstantLR', {}],
          ['OneCycleLR', { max_lr: 30 }],
        ],
        milestones: [10],
      },
      'try schedule.schedulers[1][1].max_lr = 3',
    ],
  ])('%j: %s', async (schedule, hint) => {
    expect(await hintWith(schedule)).toBe(hint);
  });

  test('and about a factor that lets rates grow', async () => {
    expect(await hintWith({ name: 'ExponentialLR', gamma: 1.1 })).toBe(
      'try a schedule.gamma below 1: above it the rates grow',
    );
  });

  test('and about the learning rate where that is multiplied', async () => {
    expect(await hintWith({ name: 'StepLR', step_size: 300 }, 3)).toBe('try a learning rate of 0.001');
  });
});

test('where the start itself is beyond all limits, no learning rate is to blame', async () => {
  const start = [1e200, 0];
  expect(await hintOf(valley('sgd', 0.01, { problem: { surface: 'valley', start } }))).toBe(
    'try a start where the loss is finite',
  );
});

test('a loss that is infinite or NaN from the start ends the run before its first step', async () => {
  const infinite = await record(
    createRunner(valley('sgd', 0.01, { problem: { surface: 'valley', start: [1e200, 0] } })),
  );
  expect(infinite.status).toMatchObject({ kind: 'diverged', step: 0, reason: 'loss became infinite' });
  expect(infinite.losses).toEqual([Number.POSITIVE_INFINITY]);
  const start = [1e200, 1e200];
  const nan = await record(createRunner(valley('sgd', 0.01, { problem: { surface: 'rosenbrock', start } })));
  expect(nan.status).toMatchObject({ kind: 'diverged', step: 0 });
});

test('a loss that leaps over every limit in one step is said to be infinite', async () => {
  const start = [1e60, 1];
  const { status } = await record(
    createRunner({ ...valley('sgd', 10), problem: { surface: 'rosenbrock', start } }),
  );
  expect(status).toMatchObject({ kind: 'diverged', step: 1, reason: 'loss became infinite' });
});

test.each([
  [Number.NaN, 'loss became NaN, not a number'],
  [Number.POSITIVE_INFINITY, 'loss became infinite'],
  [1_008_996, 'loss rose to 1.009e+6'],
  [1_500_000, 'loss rose to 1.5e+6'],
  [2e20, 'loss rose to 2e+20'],
])('%d: %s', (loss, reason) => expect(divergenceReason(loss)).toBe(reason));

describe('a run has diverged', () => {
  test.each([Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY])(
    'at %d, whatever it started from',
    (loss) => {
      for (const first of [0, 100, 1e305, Number.POSITIVE_INFINITY, Number.NaN])
        expect(hasDiverged(loss, first)).toBe(true);
    },
  );

  test('above a million, unless it began high', () => {
    expect(hasDiverged(1e6, 100)).toBe(false);
    expect(hasDiverged(1.000001e6, 100)).toBe(true);
    expect(hasDiverged(1e9, 1e5)).toBe(false);
    expect(hasDiverged(1.000001e9, 1e5)).toBe(true);
  });
});
