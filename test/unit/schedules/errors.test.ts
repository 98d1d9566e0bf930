import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createSchedule } from '../../../core/schedules/createSchedule.ts';
import { schedules } from '../../../core/schedules/index.ts';
import { ScheduleError } from '../../../core/schedules/scheduleError.ts';
import { examples } from './examples.ts';

/** Name, what is changed in its example, and the message. */
const faults: readonly (readonly [string, Readonly<Record<string, unknown>>, string])[] = [
  ['constant', { base_lr: undefined }, 'base_lr = missing — expected a number'],
  ['constant', { base_lr: -1 }, 'base_lr = -1 — expected a number of at least 0'],
  ['constant', { base_lr: '0.1' }, 'base_lr = "0.1" — expected a number'],
  ['constant', { base_lr: Number.NaN }, 'base_lr = NaN — expected a finite number'],
  ['constant', { base_lr: Number.POSITIVE_INFINITY }, 'base_lr = Infinity — expected a finite number'],
  ['constant', { gamma: 1 }, 'gamma = 1 — expected one of base_lr, warmup'],
  ['ConstantLR', { factor: 1.1 }, 'factor = 1.1 — expected a number of at most 1'],
  ['ConstantLR', { total_iters: 0 }, 'total_iters = 0 — expected a whole number of at least 1'],
  ['StepLR', { step_size: 0 }, 'step_size = 0 — expected a whole number of at least 1'],
  ['StepLR', { step_size: 1.5 }, 'step_size = 1.5 — expected a whole number'],
  ['StepLR', { step_size: undefined }, 'step_size = missing — expected a whole number'],
  ['StepLR', { gamma: -0.1 }, 'gamma = -0.1 — expected a number of at least 0'],
  ['StepLR', { gamma: null }, 'gamma = null — expected a number'],
  [
    'StepLR',
    { step_sise: 3 },
    "step_sise = 3 — expected one of base_lr, step_size, gamma, warmup; did you mean 'step_size'?",
  ],
  ['MultiStepLR', { milestones: 30 }, 'milestones = 30 — expected a list, such as [30]'],
  ['MultiStepLR', { milestones: [3, -1] }, 'milestones[1] = -1 — expected a whole number of at least 0'],
  ['ExponentialLR', { gamma: undefined }, 'gamma = missing — expected a number'],
  ['LinearLR', { start_factor: 0 }, 'start_factor = 0 — expected a number above 0'],
  ['LinearLR', { end_factor: -0.1 }, 'end_factor = -0.1 — expected a number of at least 0'],
  ['PolynomialLR', { power: -1 }, 'power = -1 — expected a number of at least 0'],
  ['CosineAnnealingLR', { T_max: 0 }, 'T_max = 0 — expected a whole number of at least 1'],
  ['CosineAnnealingLR', { eta_min: true }, 'eta_min = true — expected a number'],
  ['CosineAnnealingWarmRestarts', { T_0: 2.5 }, 'T_0 = 2.5 — expected a whole number'],
  ['CosineAnnealingWarmRestarts', { T_mult: 0 }, 'T_mult = 0 — expected a whole number of at least 1'],
  ['WarmupCosine', { total: 10 }, 'total = 10 — expected a whole number above 10 (warmup)'],
  ['WarmupCosine', { warmup: { steps: 5 } }, 'warmup = {"steps":5} — expected a whole number'],
  ['OneCycleLR', { max_lr: undefined }, 'max_lr = missing — expected a number'],
  [
    'OneCycleLR',
    { total_steps: undefined, epochs: 3 },
    'total_steps = missing — expected a whole number of at least 1, or epochs and steps_per_epoch in its place',
  ],
  ['OneCycleLR', { total_steps: 0 }, 'total_steps = 0 — expected a whole number of at least 1'],
  ['OneCycleLR', { pct_start: 30 }, 'pct_start = 30 — expected a number of at most 1'],
  ['OneCycleLR', { div_factor: 0 }, 'div_factor = 0 — expected a number above 0'],
  ['OneCycleLR', { anneal_strategy: 'cosine' }, 'anneal_strategy = "cosine" — expected "cos" or "linear"'],
  ['OneCycleLR', { three_phase: 1 }, 'three_phase = 1 — expected true or false'],
  [
    'CyclicLR',
    { mode: 'triangle' },
    'mode = "triangle" — expected "triangular" or "triangular2" or "exp_range"',
  ],
  ['CyclicLR', { base_lr: undefined }, 'base_lr = missing — expected a number'],
  ['CyclicLR', { step_size_up: 0 }, 'step_size_up = 0 — expected a whole number of at least 1'],
  ['CyclicLR', { scale_fn: 1 }, 'scale_fn = 1 — expected a function from number to number'],
  ['CyclicLR', { max_momentum: 2 }, 'max_momentum = 2 — expected a number of at most 1'],
  ['ReduceLROnPlateau', { factor: 1 }, 'factor = 1 — expected a number below 1'],
  ['ReduceLROnPlateau', { mode: 'least' }, 'mode = "least" — expected "min" or "max"'],
  ['ReduceLROnPlateau', { patience: -1 }, 'patience = -1 — expected a whole number of at least 0'],
  ['ReduceLROnPlateau', { metrics: [1, '2'] }, 'metrics = [1,"2"] — expected a list of numbers'],
  ['LambdaLR', { lr_lambda: 0.5 }, 'lr_lambda = 0.5 — expected a function from number to number'],
  ['SequentialLR', { schedulers: [] }, 'schedulers = [] — expected at least one schedule'],
  ['SequentialLR', { milestones: [5] }, 'milestones = [5] — expected 2 of them, one fewer than schedulers'],
  ['SequentialLR', { milestones: [5, 4] }, 'milestones = [5,4] — expected ascending order'],
  ['SequentialLR', { milestones: [0, 4] }, 'milestones[0] = 0 — expected a whole number of at least 1'],
  ['SequentialLR', { schedulers: ['StepLR'] }, 'schedulers[0] = "StepLR" — expected [name, arguments]'],
  ['StepLR', { warmup: 5 }, 'warmup = 5 — expected an object such as { steps: 50 }'],
  ['StepLR', { warmup: {} }, 'warmup.steps = missing — expected a whole number'],
  [
    'StepLR',
    { warmup: { steps: 3, start: 0.1 } },
    "warmup.start = 0.1 — expected one of steps, start_factor; did you mean 'start_factor'?",
  ],
  [
    'StepLR',
    { warmup: { steps: 3, start_factor: 2 } },
    'warmup.start_factor = 2 — expected a number of at most 1',
  ],
];

describe('a wrong argument is named with its value and what was expected', () => {
  test.each(faults)('%s with %j', (name, change, message) => {
    const error = errorOf(() => createSchedule(name, { ...examples[name], ...change }));
    expect(error).toBeInstanceOf(RangeError);
    expect(error?.message).toBe(message);
  });
});

describe('a fault inside SequentialLR is named with its place', () => {
  const outside = ['SequentialLR', 'ReduceLROnPlateau'];
  const names = schedules.map(({ name }) => name).filter((name) => !outside.includes(name));
  const expected = `one of ${names.join(', ')}`;
  test.each([
    [['StepLR', { step_size: 0 }], 'schedulers[0][1].step_size = 0 — expected a whole number of at least 1'],
    [
      ['StepLR', { step_size: 3, warmup: { steps: 0 } }],
      'schedulers[0][1].warmup.steps = 0 — expected a whole number of at least 1',
    ],
    [['StepRL', {}], `schedulers[0][0] = "StepRL" — expected ${expected}; did you mean 'StepLR'?`],
    [
      ['ReduceLROnPlateau', {}],
      `schedulers[0][0] = "ReduceLROnPlateau" — expected ${expected}; ReduceLROnPlateau can't stand inside another`,
    ],
    [
      ['SequentialLR', {}],
      `schedulers[0][0] = "SequentialLR" — expected ${expected}; SequentialLR can't stand inside another`,
    ],
    [
      ['OneCycleLR', { max_lr: 1, total: 5 }],
      'schedulers[0][1].total = 5 — expected one of max_lr, total_steps, epochs, steps_per_epoch,',
    ],
    [
      ['StepLR', { step: 5 }],
      'schedulers[0][1].step = 5 — expected one of base_lr, step_size, gamma, warmup',
    ],
  ])('%j', (call, message) => {
    const given = { base_lr: 0.1, schedulers: [call], milestones: [] };
    expect(() => createSchedule('SequentialLR', given)).toThrow(message);
  });

  test('and its path', () => {
    const given = { base_lr: 0.1, schedulers: [['StepLR', { step_size: 0 }]], milestones: [] };
    const error = errorOf(() => createSchedule('SequentialLR', given));
    expect(error?.path).toEqual(['schedulers', 0, 1, 'step_size']);
  });
});

test('an unknown schedule is answered with all names and the likely one', () => {
  const names = schedules.map(({ name }) => name).join(', ');
  expect(() => createSchedule('CosineAnealingLR', { base_lr: 0.1 })).toThrow(
    `name = "CosineAnealingLR" — expected one of ${names}; did you mean 'CosineAnnealingLR'?`,
  );
  expect(() => createSchedule('toString', { base_lr: 0.1 })).toThrow(ScheduleError);
});

test.each([null, undefined, 5, 'StepLR', [], [0.1]])(
  'arguments that are no object are refused: %j',
  (given) => {
    const create = () =>
      createSchedule('SequentialLR', { base_lr: 0.1, schedulers: [['StepLR', given]], milestones: [] });
    expect(create).toThrow(ScheduleError);
    const alone = errorOf(() => Reflect.apply(createSchedule, undefined, ['StepLR', given]));
    const written = given === undefined ? 'missing' : JSON.stringify(given);
    expect(alone?.message).toBe(`arguments = ${written} — expected an object such as { base_lr: 0.1 }`);
  },
);

test('whatever JSON says, a schedule is made or a ScheduleError is thrown', () => {
  const name = fc.constantFrom(...schedules.map((kind) => kind.name));
  const argumentName = fc.constantFrom(
    ...new Set(schedules.flatMap((kind) => Object.keys(kind.arguments))),
    '__proto__',
  );
  fc.assert(
    fc.property(name, fc.dictionary(argumentName, fc.jsonValue()), (kind, given) => {
      try {
        createSchedule(kind, { ...examples[kind], ...given });
      } catch (error) {
        expect(error).toBeInstanceOf(ScheduleError);
      }
    }),
    { numRuns: 1000 },
  );
});

function errorOf(action: () => void): ScheduleError | undefined {
  try {
    action();
  } catch (error) {
    if (error instanceof ScheduleError) return error;
    throw error;
  }
  return undefined;
}
