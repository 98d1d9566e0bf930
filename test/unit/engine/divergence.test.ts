import { describe, expect, test } from 'vitest';
import {
  divergenceHint,
  divergenceReason,
  largestStableRate,
  remedyOf,
} from '../../../core/engine/divergence.ts';
import { hasDiverged, largestLoss } from '../../../core/engine/lossLimit.ts';
import { createRunner, createRunnerFrom, record, specOf } from './runs.ts';

const valley = (optimizer: string, lr: number, others: object = {}) => ({
  problem: { surface: 'valley' },
  optimizers: [{ optimizer }],
  lr: [lr],
  steps: 500,
  ...others,
});

const hintOf = (experiment: object) => hintOfRun(createRunner(experiment));

async function hintOfRun(runner: Parameters<typeof record>[0]): Promise<string> {
  const { status } = await record(runner);
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
  expect(await hintOfRun(createRunnerFrom([1e200, 0], valley('sgd', 0.01)))).toBe(
    'try a start where the loss is finite',
  );
});

test('a loss that is infinite or NaN from the start ends the run before its first step', async () => {
  const infinite = await record(createRunnerFrom([1e200, 0], valley('sgd', 0.01)));
  expect(infinite.status).toMatchObject({ kind: 'diverged', step: 0, reason: 'loss became infinite' });
  expect(infinite.losses).toEqual([Number.POSITIVE_INFINITY]);
  const rosenbrock = valley('sgd', 0.01, { problem: { surface: 'rosenbrock' } });
  const nan = await record(createRunnerFrom([1e200, 1e200], rosenbrock));
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

test.each([
  [0, 1e6],
  [100, 1e6],
  [100.01, 1.0001e6],
  [1e10, 1e14],
  [1e305, Number.MAX_VALUE],
  [Number.POSITIVE_INFINITY, Number.MAX_VALUE],
  [Number.NaN, Number.MAX_VALUE],
  [-5, 1e6],
])('from %d a loss may rise to %d', (first, most) => {
  expect(largestLoss(first) / most).toBeCloseTo(1, 12);
});

describe('a smaller rate to try', () => {
  const onRosenbrock = (optimizer: string, lr: number, others: object = {}) =>
    specOf({ ...valley(optimizer, lr), problem: { surface: 'rosenbrock' }, ...others });

  test.each([
    ['sgd', 0.05, '0.005'],
    ['sgd', 0.0123456, '0.00123'],
    ['sgd', 0.1, '0.01'],
    ['sgd', 0.101, '0.001'],
    ['sgd', 0.0199999, '0.00199'],
    // Far above the usual one a tenth diverges, too.
    ['adam', 0.1, '0.01'],
    ['adam', 0.11, '0.001'],
    ['adam', 50, '0.001'],
    ['sgd', 1e-320, '1e-321'],
  ])('for %s with %d is %s', (optimizer, lr, rate) => {
    expect(remedyOf(onRosenbrock(optimizer, lr))).toBe(`try a learning rate of ${rate}`);
  });

  test('is a tenth for an optimizer that nobody knows any more', () => {
    const run = { ...onRosenbrock('adam', 50), optimizer: 'of another version' };
    expect(remedyOf(run)).toBe('try a learning rate of 5');
  });

  test('is below the limit where the rate is at it, and a tenth where it is below', () => {
    expect(remedyOf(specOf(valley('sgd', 0.02)))).toBe('try a learning rate below 0.02');
    expect(remedyOf(specOf(valley('sgd', 0.0199)))).toBe('try a learning rate of 0.00199');
  });

  test('is asked for of gamma where that lets rates grow', () => {
    const schedule = (gamma: number) => ({ schedule: { name: 'ExponentialLR', gamma } });
    expect(remedyOf(onRosenbrock('sgd', 0.1, schedule(1.01)))).toMatch(/^try a schedule\.gamma below 1/);
    expect(remedyOf(onRosenbrock('sgd', 0.1, schedule(1)))).toBe('try a learning rate of 0.01');
  });

  test('is an eps where a loss that is no number comes of having none', async () => {
    const flat = { problem: { formula: '5*x**2 + 0.005*y**2', start: [1, 0] }, lr: [0.01], steps: 9 };
    const withEps = (eps: number) => [{ optimizer: 'rmsprop', hyperparameters: { eps } }];
    expect(await hintOf({ ...flat, optimizers: withEps(0) })).toBe(
      'try eps = 1e-8: with 0, a parameter whose gradient was always 0 is divided by 0',
    );
    expect(await hintOf({ ...flat, optimizers: withEps(1e-8) })).toBe('finished');
    const rising = specOf({ ...flat, optimizers: withEps(0) });
    expect(divergenceHint(rising, 1, 1e7)).toBe('try a learning rate of 0.001');
    expect(divergenceHint(onRosenbrock('rmsprop', 0.1), 1, Number.NaN)).toBe('try a learning rate of 0.01');
  });

  test('is no matter before the first step', () => {
    const data = specOf({
      problem: { data: 'digits' },
      optimizers: [{ optimizer: 'sgd' }],
      lr: [0.1],
      epochs: 1,
    });
    expect(divergenceHint(data, 0, Number.NaN)).toBe(
      'try other initial weights, or smaller numbers in the data',
    );
    expect(divergenceHint(data, 1, Number.NaN)).toBe('try a learning rate of 0.01');
    expect(divergenceHint(onRosenbrock('sgd', 0.1), 0, Number.NaN)).toBe(
      'try a start where the loss is finite',
    );
  });
});

test.each<[string, object, number | undefined]>([
  ['sgd', {}, 0.02],
  ['momentum', { momentum: 0.5 }, 0.03],
  ['nesterov', { momentum: 0.5 }, 0.015],
  ['sgd', { momentum: 0.5, dampening: 0.1 }, undefined],
  ['sgd', { weight_decay: 0.1 }, undefined],
  ['rmsprop', {}, undefined],
])('the limit of %s with %j in the valley is %d', (optimizer, hyperparameters, limit) => {
  const rate = largestStableRate(
    specOf(valley(optimizer, 0.1, { optimizers: [{ optimizer, hyperparameters }] })),
  );
  if (limit === undefined) expect(rate).toBeUndefined();
  else expect(rate).toBeCloseTo(limit, 12);
});

describe('of a rule of one’s own the hint is', () => {
  const hintFor = (lines: readonly string[], lr = 0.01, settings: object = {}) => {
    const text = [
      ...['name "Mine"', 'lr = 0.01 in [0, 10]', 'option maximize = false', 'update'],
      ...lines.map((line) => `  ${line}`),
    ].join('\n');
    const optimizer = './mine.optimizer';
    const rules = new Map([[optimizer, { place: 'file:///mine.optimizer', text }]]);
    const optimizers = [{ optimizer, hyperparameters: settings }];
    return hintOfRun(createRunner(valley('', lr, { optimizers }), { rules }));
  };

  test.each([0.01, 1e-4])('the sign where it moves up the gradient, at the rate %d', async (lr) => {
    expect(await hintFor(['p = p + lr * g'], 10 * lr)).toBe(
      'turn the sign of its step: the rule moves up the gradient, at any learning rate',
    );
  });

  test('a smaller rate where it moves down, or was asked to move up', async () => {
    expect(await hintFor(['p -= lr * g'], 0.1)).toBe('try a learning rate of 0.01');
    expect(await hintFor(['p += lr * g'], 0.1, { maximize: true })).toBe('try a learning rate of 0.01');
  });

  test('where to look, too, when the loss becomes NaN', async () => {
    expect(await hintFor(['s = sqrt(0.5 - p)', 'p -= lr * g * s'])).toBe(
      'Inspect Step names the line that makes it; if the line is right, try a learning rate of 0.001',
    );
  });
});
