import { describe, expect, test } from 'vitest';
import { checkData } from '../../../core/experiment/checkData.ts';
import { checkSchedules } from '../../../core/experiment/checkSchedules.ts';
import { expandExperiment } from '../../../core/experiment/expand.ts';
import { parseExperiment } from '../../../core/experiment/parseExperiment.ts';
import { faultsOf, onDigits, onValley } from './faults.ts';
import { inFiles, scheduled } from './scheduled.ts';

describe('arguments are honoured or refused:', () => {
  test.each(inFiles)('$name refuses a base_lr that is no number', (schedule) => {
    expect(faultsOf(scheduled({ ...schedule, base_lr: 'x' }, { steps: 50 }))).toEqual([
      expect.stringMatching(
        /^schedule\.base_lr = "x" — expected (a number|none: the learning rates .* are lr)$/,
      ),
    ]);
  });

  test.each(inFiles.filter(({ name }) => name !== 'CyclicLR'))(
    '$name has the optimizer’s rate, as in PyTorch, and none beside it',
    (schedule) => {
      expect(faultsOf(scheduled({ ...schedule, base_lr: 0.5 }, { steps: 50 }))).toEqual([
        'schedule.base_lr = 0.5 — expected none: the learning rates of the experiment are lr',
      ]);
    },
  );

  test.each(inFiles)('$name refuses an argument that it does not know', (schedule) => {
    const [message = ''] = faultsOf(scheduled({ ...schedule, verbose: true }, { steps: 50 }));
    expect(message).toMatch(/^schedule\.verbose = true — expected one of /);
  });

  test.each<[object, string]>([
    [
      { name: 'CyclicLR', max_lr: 0.1, gamma: 0.9 },
      'schedule.gamma = 0.9 — expected none: only mode "exp_range" reads it',
    ],
    [
      { name: 'CyclicLR', max_lr: 0.1, scale_fn: 'lambda x: 1' },
      'schedule.scale_fn = "lambda x: 1" — expected none: JSON has no functions',
    ],
    [
      { name: 'SequentialLR', schedulers: [['CyclicLR', { max_lr: 0.1, scale_fn: 'x' }]], milestones: [] },
      'schedule.schedulers[0][1].scale_fn = "x" — expected none: JSON has no functions',
    ],
    [
      { name: 'CyclicLR', max_lr: 0.1, scale_mode: 'iterations' },
      'schedule.scale_mode = "iterations" — expected none: only scale_fn reads it',
    ],
    [
      { name: 'CyclicLR', max_lr: 0.1, cycle_momentum: false, max_momentum: 0.95 },
      'schedule.max_momentum = 0.95 — expected none: cycle_momentum is false',
    ],
    [
      { name: 'OneCycleLR', max_lr: 0.1, cycle_momentum: false, base_momentum: 0.5 },
      'schedule.base_momentum = 0.5 — expected none: cycle_momentum is false',
    ],
    [
      { name: 'OneCycleLR', max_lr: 0.1, total_steps: 8, epochs: 4, steps_per_epoch: 2 },
      'schedule.epochs = 4 — expected none: total_steps says how long the cycle is',
    ],
    [
      { name: 'OneCycleLR', max_lr: 0.1, epochs: 4 },
      'schedule.total_steps = missing — expected a whole number of at least 1, or epochs and steps_per_epoch in its place',
    ],
    [
      { name: 'ReduceLROnPlateau', metrics: [1, 2] },
      'schedule.metrics = [1,2] — expected none: the losses of the run are taken',
    ],
    [
      {
        name: 'SequentialLR',
        schedulers: [['OneCycleLR', { max_lr: 0.1, base_lr: 0.2 }]],
        milestones: [],
      },
      'schedule.schedulers[0][1].base_lr = 0.2 — expected none: OneCycleLR has its rates from max_lr',
    ],
    [
      { name: 'SequentialLR', schedulers: [['StepLR', { step_size: 2, base_lr: 'x' }]], milestones: [] },
      'schedule.schedulers[0][1].base_lr = "x" — expected a number',
    ],
    [
      { name: 'CyclicLR', max_lr: 0.1, warmup: { steps: 2, factor: 1 } },
      "schedule.warmup.factor = 1 — expected one of steps, start_factor; did you mean 'start_factor'?",
    ],
  ])('%j', (schedule, message) => {
    expect(faultsOf(scheduled(schedule))).toEqual([message]);
  });

  test('a momentum to cycle needs an optimizer that has one', () => {
    const optimizers = [{ optimizer: 'adagrad' }];
    const cycle = { name: 'OneCycleLR', max_lr: 0.1 };
    expect(faultsOf(scheduled({ ...cycle, max_momentum: 0.9 }, { optimizers }))).toEqual([
      'schedule.max_momentum = 0.9 — expected none: Adagrad has no momentum to cycle',
    ]);
    expect(faultsOf(scheduled(cycle, { optimizers }))).toEqual([]);
    expect(faultsOf(scheduled({ ...cycle, max_momentum: 0.9 }))).toEqual([]);
    const unknown = [{ optimizer: 'none' }];
    expect(faultsOf(scheduled({ ...cycle, max_momentum: 0.9 }, { optimizers: unknown }))).toEqual([
      expect.stringMatching(/^optimizers\[0\]\.optimizer = "none" — expected one of /),
    ]);
  });
});

test('what fails otherwise is no fault of the file', () => {
  const experiment = parseExperiment(scheduled({ name: 'StepLR', step_size: 2 }));
  const schedule = {
    name: 'StepLR',
    get step_size() {
      throw new Error('out of reach');
    },
  };
  expect(() => checkSchedules({ ...experiment, schedule })).toThrow('out of reach');
});

describe('what can be known before the first step is said before it:', () => {
  const cycle = { name: 'OneCycleLR', max_lr: 0.02 };
  test.each<[object, object, string]>([
    [
      { ...cycle, total_steps: 7, anneal_strategy: 'linear' },
      {},
      'schedule.total_steps = 7 — expected a cycle of at least 8 steps, as many as there are; this one has 7',
    ],
    [
      { ...cycle, epochs: 2, steps_per_epoch: 3 },
      {},
      'schedule.steps_per_epoch = 3 — expected a cycle of at least 8 steps, as many as there are; this one has 6',
    ],
    [
      { ...cycle, total_steps: 5, warmup: { steps: 2 } },
      {},
      'schedule.total_steps = 5 — expected a cycle of at least 6 steps, as many as there are; this one has 5',
    ],
    [
      {
        name: 'SequentialLR',
        schedulers: [
          ['OneCycleLR', { max_lr: 0.1, total_steps: 3 }],
          ['StepLR', { step_size: 2 }],
        ],
        milestones: [4],
      },
      {},
      'schedule.schedulers[0][1].total_steps = 3 — expected a cycle of at least 4 steps, as many as there are; this one has 3',
    ],
    [
      { name: 'ExponentialLR', gamma: 1e60 },
      {},
      'schedule.gamma = 1e+60 — expected rates that are finite and at least 0: after 6 steps the learning rate is Infinity',
    ],
    [
      { name: 'CyclicLR', base_lr: 0.1, max_lr: 0.01, step_size_up: 2, mode: 'exp_range', gamma: 3 },
      {},
      'schedule.gamma = 3 — expected rates that are finite and at least 0: after 1 step the learning rate is -0.035',
    ],
    [
      { name: 'CosineAnnealingLR', T_max: 8, eta_min: -0.1 },
      {},
      'schedule.eta_min = -0.1 — expected a number of at least 0',
    ],
    [
      { ...cycle, div_factor: 1e-320 },
      {},
      'schedule.div_factor = 1e-320 — expected a finite rate, not Infinity',
    ],
    [
      {
        name: 'SequentialLR',
        schedulers: [
          ['StepLR', { step_size: 2 }],
          ['ExponentialLR', { gamma: 1e200 }],
          ['StepLR', { step_size: 2 }],
        ],
        milestones: [500_000, 500_003],
      },
      { steps: 1_000_000 },
      'schedule.schedulers[1][1].gamma = 1e+200 — expected rates that are finite and at least 0: after 2 steps the learning rate is Infinity',
    ],
  ])('%j %j', (schedule, changes, message) => {
    expect(faultsOf(scheduled(schedule, changes))).toEqual([message]);
  });

  test('on data with the steps of the smallest batches, which have the most', () => {
    const total = (total_steps: number, changes: object = {}) =>
      faultsOf(
        onDigits({ epochs: 2, batch_size: [600, 32], schedule: { ...cycle, total_steps }, ...changes }),
      );
    expect(total(113)).toEqual([
      'schedule.total_steps = 113 — expected a cycle of at least 114 steps, as many as there are; this one has 113',
    ]);
    expect(total(114)).toEqual([]);
    // Counted in epochs there are two, whatever the batch size.
    const byEpoch = { schedule: { ...cycle, total_steps: 2, per: 'epoch' } };
    expect(total(0, byEpoch)).toEqual([]);
  });

  test('of a CSV file as soon as its rows are counted, and what does not depend on them before', () => {
    const csv = (schedule: object) =>
      onValley({ problem: { csv: 'a.csv', target: 'y' }, epochs: 2, batch_size: [10], schedule });
    const shape = { rows: 50, features: 3, classes: 0 };
    const messages = (schedule: object) =>
      checkData(parseExperiment(csv(schedule)), shape).map(({ message }) => message);
    expect(messages({ ...cycle, total_steps: 10 })).toEqual([]);
    expect(messages(cycle)).toEqual([]);
    expect(messages({ ...cycle, total_steps: 9 })).toEqual([
      'schedule.total_steps = 9 — expected a cycle of at least 10 steps, as many as there are; this one has 9',
    ]);
    expect(faultsOf(csv({ ...cycle, max_lr: -1 }))).toEqual([
      'schedule.max_lr = -1 — expected a number of at least 0',
    ]);
  });

  test('beside what is wrong with the problem', () => {
    expect(
      faultsOf(scheduled({ name: 'StepLR', step_size: 0 }, { problem: { formula: 'x +' } })),
    ).toHaveLength(2);
  });

  test('rates that a batch size makes infinite', () => {
    const value = onDigits({ lr: [1e308], scale_lr: { base_batch_size: 1 }, batch_size: [32] });
    expect(faultsOf(value)).toEqual([
      'scale_lr.base_batch_size = 1 — expected one that leaves rates finite: lr 1e+308 becomes Infinity for batch size 32',
    ]);
  });

  test('a cycle without a length has that of each run', () => {
    const value = onDigits({ epochs: 2, batch_size: [600, 32], schedule: cycle });
    expect(faultsOf(value)).toEqual([]);
    expect(expandExperiment(parseExperiment(value)).map(({ steps }) => steps)).toEqual([6, 114]);
  });
});
