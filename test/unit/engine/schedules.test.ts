import { expect, test } from 'vitest';
import { createSchedule } from '../../../core/schedules/createSchedule.ts';
import { createRunner, pointAt, record } from './runs.ts';

/** Rate 1 would put w1 at 0 in one step, so the path shows the rate of each: w1 becomes (1 - lr) w1. */
async function ratesOf(experiment: object): Promise<number[]> {
  const recorded = await record(
    createRunner({
      problem: { surface: 'valley', start: [0, 1] },
      optimizers: [{ optimizer: 'sgd' }],
      lr: [0.5],
      steps: 6,
      ...experiment,
    }),
  );
  const heights = Array.from({ length: 7 }, (_, step) => pointAt(recorded, step)[1]);
  return heights.slice(1).map((height, step) => 1 - height / (heights[step] ?? 0));
}

test('each step has the rate of the schedule', async () => {
  const given = { base_lr: 0.5, step_size: 2, gamma: 0.1 };
  const schedule = createSchedule('StepLR', given);
  const rates = await ratesOf({ schedule: { name: 'StepLR', step_size: 2, gamma: 0.1 } });
  rates.forEach((rate, step) => {
    expect(rate).toBeCloseTo(schedule(step), 12);
  });
});

test('a plateau is seen in the losses of the run', async () => {
  const schedule = { name: 'ReduceLROnPlateau', mode: 'max', patience: 1, factor: 0.5 };
  const rates = await ratesOf({ schedule });
  expect(rates.map((rate) => Number(rate.toPrecision(6)))).toEqual([0.5, 0.5, 0.5, 0.25, 0.25, 0.125]);
});

test('a look-ahead optimizer has the rate of the step that it looks ahead of', async () => {
  const optimizers = [{ optimizer: 'nesterov', hyperparameters: { form: 'tutorial', momentum: 0 } }];
  const schedule = { name: 'ReduceLROnPlateau', mode: 'max', patience: 0, factor: 0.5 };
  expect((await ratesOf({ optimizers, schedule }))[2]).toBeCloseTo(0.25, 12);
});

test('momentum cycles with the rate', async () => {
  const schedule = { name: 'OneCycleLR', max_lr: 0.5, total_steps: 6 };
  const [still, cycled] = await Promise.all(
    [true, false].map((cycle) =>
      record(
        createRunner({
          problem: { surface: 'valley' },
          optimizers: [{ optimizer: 'adam' }],
          lr: [0.5],
          steps: 6,
          schedule: { ...schedule, cycle_momentum: !cycle },
        }),
      ),
    ),
  );
  expect(still?.losses[2]).toBeDefined();
  expect(still?.losses[2]).not.toBe(cycled?.losses[2]);
});

test('CyclicLR has the base_lr that it is given, and without one the optimizer’s rate', async () => {
  const cycle = { name: 'CyclicLR', max_lr: 0.1, step_size_up: 4, cycle_momentum: false };
  const rounded = async (schedule: object) =>
    (await ratesOf({ schedule, lr: [0.02] })).map((rate) => Number(rate.toPrecision(6)));
  // PyTorch 1.13.1 has the same rates.
  expect(await rounded({ ...cycle, base_lr: 0.001 })).toEqual([
    0.001, 0.02575, 0.0505, 0.07525, 0.1, 0.07525,
  ]);
  expect(await rounded(cycle)).toEqual([0.02, 0.04, 0.06, 0.08, 0.1, 0.08]);
});

test('a plateau is one of epochs where nobody says otherwise: noise of mini-batches is none', async () => {
  const experiment = {
    problem: { data: 'spirals', hidden: [16], validation: 0.2 },
    optimizers: [{ optimizer: 'adam' }],
    lr: [0.01],
    epochs: 20,
  };
  const lossWith = async (schedule: object) =>
    (await record(createRunner({ ...experiment, schedule }))).losses.at(-1);
  const plateau = { name: 'ReduceLROnPlateau' };
  expect(await lossWith(plateau)).toBe(await lossWith({ ...plateau, per: 'epoch' }));
  expect(await lossWith(plateau)).toBe(await lossWith({ name: 'constant' }));
  expect(await lossWith(plateau)).not.toBe(await lossWith({ ...plateau, per: 'step' }));
});

test('an epoch’s rate stays the same for all of its steps', async () => {
  const spirals = {
    problem: { data: 'spirals', hidden: [] },
    batch_size: [100],
    epochs: 3,
    steps: undefined,
  };
  const runs = await Promise.all(
    ['epoch', 'step'].map((per) =>
      record(
        createRunner({
          ...spirals,
          optimizers: [{ optimizer: 'sgd' }],
          lr: [0.5],
          schedule: { name: 'StepLR', step_size: 1, gamma: 0, per },
        }),
      ),
    ),
  );
  const [byEpoch, byStep] = runs.map(({ losses }) => losses);
  // Rate 0 after the first step, or after the first epoch of 4 steps: the same weights see other batches.
  expect(byStep?.[1]).toBeDefined();
  expect(byStep?.[1]).toBe(byEpoch?.[1]);
  expect(byStep?.[4]).not.toBe(byEpoch?.[4]);
});
