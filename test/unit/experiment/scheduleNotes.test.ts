import { describe, expect, test } from 'vitest';
import { expandExperiment } from '../../../core/experiment/expand.ts';
import { notesOf } from '../../../core/experiment/notes.ts';
import { parseExperiment } from '../../../core/experiment/parseExperiment.ts';
import { onDigits, onValley } from './faults.ts';
import { inFiles, scheduled } from './scheduled.ts';

const notes = (value: object) => notesOf(parseExperiment(value));
describe('a learning rate that has no effect', () => {
  const cycle = { name: 'OneCycleLR', max_lr: 0.02, total_steps: 8 };

  test('makes no two runs, and the run is known by the highest of its schedule', () => {
    const runs = expandExperiment(parseExperiment(scheduled(cycle, { lr: [0.01, 0.1] })));
    expect(runs.map(({ hyperparameters }) => hyperparameters['lr'])).toEqual([0.02]);
  });

  test.each<[string, object]>([
    ['OneCycleLR', cycle],
    ['CyclicLR', { name: 'CyclicLR', base_lr: 0.001, max_lr: 0.1, step_size_up: 4 }],
    [
      'SequentialLR',
      {
        name: 'SequentialLR',
        schedulers: [
          ['StepLR', { base_lr: 0.2, step_size: 3 }],
          ['OneCycleLR', { max_lr: 1 }],
        ],
        milestones: [4],
      },
    ],
  ])('is said: %s', (name, schedule) => {
    expect(notes(scheduled(schedule, { lr: [0.01, 0.1] }))).toEqual([
      expect.stringMatching(/^1 run is the same as another and is left out: SGD · lr /),
      `lr = [0.01,0.1]: ${name} has rates of its own and doesn’t read it.`,
    ]);
    const optimizers = [{ optimizer: 'adam', lr: [0.01] }, { optimizer: 'sgd' }];
    expect(notes(scheduled(schedule, { optimizers }))).toEqual([
      `optimizers[0].lr = [0.01]: ${name} has rates of its own and doesn’t read it.`,
      `lr = [0.01]: ${name} has rates of its own and doesn’t read it.`,
    ]);
  });

  test.each([
    [{ name: 'CyclicLR', max_lr: 0.2, step_size_up: 4 }],
    [{ name: 'StepLR', step_size: 4 }],
    [
      {
        name: 'SequentialLR',
        schedulers: [
          ['OneCycleLR', { max_lr: 1 }],
          ['StepLR', { step_size: 3 }],
        ],
        milestones: [4],
      },
    ],
  ])('is none where any step reads it: %j', (schedule) => {
    const value = scheduled(schedule, { lr: [0.01, 0.1] });
    expect(notes(value)).toEqual([]);
    expect(expandExperiment(parseExperiment(value))).toHaveLength(2);
  });

  test.each([
    [cycle, 'OneCycleLR'],
    [{ name: 'CyclicLR', base_lr: 0.001, max_lr: 0.1, step_size_up: 20 }, 'CyclicLR'],
  ])('nor has a scaling of it with the batch size: %j', (schedule, name) => {
    const scaled = { scale_lr: { base_batch_size: 64 }, batch_size: [899], epochs: 1 };
    const whole = { ...schedule, ...(name === 'OneCycleLR' && { total_steps: 3 }) };
    expect(notes(onDigits({ ...scaled, schedule: whole }))).toContain(
      `scale_lr = {"base_batch_size":64,"rule":"linear"}: rates of ${name}’s own don’t follow the batch size.`,
    );
    const read = { name: 'CyclicLR', max_lr: 0.9, step_size_up: 2 };
    expect(notes(onDigits({ ...scaled, schedule: read })).join()).not.toMatch(/scale_lr/);
  });

  test('nor has a momentum that is cycled', () => {
    const optimizers = [{ optimizer: 'adam', hyperparameters: { beta1: 0.5 } }];
    const schedule = { name: 'CyclicLR', max_lr: 0.1, step_size_up: 4 };
    expect(notes(scheduled(schedule, { optimizers }))).toEqual([
      'optimizers[0].hyperparameters.beta1 = 0.5: CyclicLR cycles it; "cycle_momentum": false in the schedule leaves it as it is.',
    ]);
    expect(notes(scheduled({ ...schedule, cycle_momentum: false }, { optimizers }))).toEqual([]);
  });

  test('nor a schedule that no optimizer has', () => {
    const optimizers = [{ optimizer: 'sgd', schedule: { name: 'constant' } }];
    expect(notes(scheduled({ name: 'ExponentialLR', gamma: 0.9 }, { optimizers }))).toEqual([
      'schedule = "ExponentialLR": no run has it, since each optimizer has a schedule of its own.',
    ]);
  });
});

describe('what hardly was meant is said:', () => {
  test.each<[object, string[]]>([
    [
      { name: 'StepLR', step_size: 8 },
      ['schedule.step_size = 8: the first change never comes: there are 8 steps.'],
    ],
    [{ name: 'StepLR', step_size: 7 }, []],
    [
      { name: 'MultiStepLR', milestones: [3, 90] },
      ['schedule.milestones[1] = 90: this change never comes: there are 8 steps.'],
    ],
    [
      { name: 'CosineAnnealingLR', T_max: 5 },
      ['schedule.T_max = 5: there are 8 steps, and from there on the rate rises again.'],
    ],
    [{ name: 'CosineAnnealingLR', T_max: 7 }, []],
    [{ name: 'CosineAnnealingLR', T_max: 8 }, []],
    [
      { name: 'CosineAnnealingLR', T_max: 9 },
      ['schedule.T_max = 9: the lowest rate never comes: there are 8 steps.'],
    ],
    [
      { name: 'OneCycleLR', max_lr: 0.1, total_steps: 80 },
      [
        'schedule.total_steps = 80: the highest rate never comes: there are 8 steps.',
        'lr = [0.01]: OneCycleLR has rates of its own and doesn’t read it.',
      ],
    ],
    [
      { name: 'WarmupCosine', warmup: 2, total: 6 },
      ['schedule.total = 6: there are 8 steps, and from there on the rate rises again.'],
    ],
    [
      { name: 'StepLR', step_size: 2, warmup: { steps: 8 } },
      ['schedule.warmup.steps = 8: the schedule behind it never comes: there are 8 steps.'],
    ],
    [
      {
        name: 'SequentialLR',
        schedulers: [
          ['StepLR', { step_size: 2 }],
          ['ExponentialLR', { gamma: 0.5 }],
        ],
        milestones: [8],
      },
      ['schedule.milestones[0] = 8: the schedule from there on never comes: there are 8 steps.'],
    ],
    [
      { name: 'ReduceLROnPlateau', patience: 6 },
      ['schedule.patience = 6: a cut never comes: there are 8 steps.'],
    ],
    [{ name: 'ReduceLROnPlateau', patience: 5 }, []],
    [
      { name: 'StepLR', step_size: 2, per: 'epoch' },
      ['schedule.per = "epoch": a surface has no epochs, so each step counts.'],
    ],
    [
      { name: 'StepLR', step_size: 30, per: 'epoch' },
      [
        'schedule.per = "epoch": a surface has no epochs, so each step counts.',
        'schedule.step_size = 30: the first change never comes: there are 8 steps.',
      ],
    ],
    // A default that does not suit the race is worth a word, too.
    [
      { name: 'ReduceLROnPlateau' },
      ['schedule.patience = 10 (default): a cut never comes: there are 8 steps.'],
    ],
    [
      { name: 'CyclicLR', max_lr: 0.1 },
      ['schedule.step_size_up = 2000 (default): the highest rate never comes: there are 8 steps.'],
    ],
    [
      { name: 'ReduceLROnPlateau', patience: 2, mode: 'max' },
      ['schedule.mode = "max": the metrics are the losses of the run, so it cuts the rate while they fall.'],
    ],
    [{ name: 'ReduceLROnPlateau', patience: 2, mode: 'min' }, []],
    [{ name: 'LinearLR' }, []],
    [{ name: 'constant' }, []],
  ])('%j', (schedule, expected) => {
    expect(notes(scheduled(schedule))).toEqual(expected);
  });
});

describe('what hardly was meant with some batch sizes only is said of the first of these:', () => {
  const three = { epochs: 2, batch_size: [600, 'full', 32] };
  test('never comes in the few steps of large batches', () => {
    const schedule = { name: 'StepLR', step_size: 100, per: 'step' };
    expect(notes(onDigits({ ...three, schedule }))).toEqual([
      'schedule.step_size = 100: the first change never comes: there are 6 steps with batch size 600.',
    ]);
  });

  test('goes on too long in the many steps of small batches', () => {
    const schedule = { name: 'PolynomialLR', total_iters: 6, per: 'step' };
    expect(notes(onDigits({ ...three, schedule }))).toEqual([
      'schedule.total_iters = 6: after 6 of 114 steps the rate is 0 with batch size 32.',
    ]);
  });

  test('of none where it is so with all, counted in epochs', () => {
    const schedule = { name: 'StepLR', step_size: 2 };
    expect(notes(onDigits({ ...three, schedule }))).toEqual([
      'schedule.step_size = 2: the first change never comes: there are 2 epochs.',
    ]);
  });
});

test('what some learning rates make of a schedule is said of the first of these', () => {
  const schedule = { name: 'CosineAnnealingLR', T_max: 8, eta_min: 0.05 };
  expect(notes(scheduled(schedule, { lr: [0.01, 0.1] }))).toEqual([
    'schedule.eta_min = 0.05: it is above the first rate, 0.01, so the rate rises where it should fall.',
  ]);
  expect(notes(scheduled(schedule, { lr: [0.05, 0.1] }))).toEqual([
    'schedule.eta_min = 0.05: the rate is 0.05 all the time: there are 8 steps.',
  ]);
  expect(notes(scheduled(schedule, { lr: [0.06, 0.1] }))).toEqual([]);
  const scaled = { lr: [0.1], scale_lr: { base_batch_size: 10 }, batch_size: [3], epochs: 8 };
  expect(notes(onDigits({ ...scaled, schedule }))).toEqual([
    'schedule.eta_min = 0.05: it is above the first rate, 0.03, so the rate rises where it should fall.',
  ]);
});

describe('a schedule counts what it counts in PyTorch’s examples:', () => {
  test.each(inFiles)('$name', (schedule) => {
    const bySteps = ['OneCycleLR', 'CyclicLR', 'WarmupCosine'].includes(String(schedule['name']));
    const perOf = (changes: object, value = onDigits) =>
      expandExperiment(parseExperiment(value({ schedule, ...changes })))[0]?.schedule?.per;
    const epochs = { epochs: 1, batch_size: [60] };
    expect(perOf(epochs)).toBe(bySteps ? undefined : 'epoch');
    expect(perOf({ ...epochs, schedule: { ...schedule, per: 'step' } })).toBe('step');
    expect(perOf({ steps: 50 }, onValley)).toBeUndefined();
  });
});
