import { expect, test } from 'vitest';
import { createRandom } from '../../../core/random.ts';
import { createSchedule } from '../../../core/schedules/createSchedule.ts';
import type { Given } from '../../../core/schedules/schedule.ts';
import { type Case, expectTold, stays, told } from './told.ts';

const cases: readonly Case[] = [
  ['constant', {}, 100, []],
  ['constant', { warmup: { steps: 10 } }, 100, []],

  ['StepLR', { step_size: 9 }, 10, []],
  ['StepLR', { step_size: 10 }, 10, ['step_size = 10: the first change never comes: there are 10 steps']],
  ['StepLR', { step_size: 1 }, 1, ['step_size = 1: the first change never comes: there is 1 step']],
  ['StepLR', { step_size: 3, gamma: 1 }, 10, [`gamma = 1: ${stays(0.1, 10)}`]],
  ['StepLR', { step_size: 3, gamma: 0.999 }, 10, []],
  ['StepLR', { step_size: 3, gamma: 2 }, 10, []],
  ['StepLR', { step_size: 3, gamma: 0 }, 10, ['gamma = 0: after 3 of 10 steps the rate is 0']],
  // The last step alone.
  ['StepLR', { step_size: 9, gamma: 0 }, 10, []],
  ['StepLR', { step_size: 1 }, 10_000, ['gamma = 0.1 (default): after 323 of 10000 steps the rate is 0']],
  ['StepLR', { step_size: 700, gamma: 0 }, 9000, ['gamma = 0: after 700 of 9000 steps the rate is 0']],

  ['MultiStepLR', { milestones: [3, 8] }, 10, []],
  ['MultiStepLR', { milestones: [] }, 10, [`milestones = []: ${stays(0.1, 10)}`]],
  ['MultiStepLR', { milestones: [3], gamma: 1 }, 10, [`gamma = 1: ${stays(0.1, 10)}`]],
  [
    'MultiStepLR',
    { milestones: [20, 3, 10] },
    10,
    [
      'milestones[0] = 20: this change never comes: there are 10 steps',
      'milestones[2] = 10: this change never comes: there are 10 steps',
    ],
  ],
  ['MultiStepLR', { milestones: [4], gamma: 0 }, 10, ['gamma = 0: after 4 of 10 steps the rate is 0']],

  ['ExponentialLR', { gamma: 0.9 }, 100, []],
  ['ExponentialLR', { gamma: 1.1 }, 100, []],
  ['ExponentialLR', { gamma: 1 }, 100, [`gamma = 1: ${stays(0.1, 100)}`]],
  ['ExponentialLR', { gamma: 0 }, 100, ['gamma = 0: after 1 of 100 steps the rate is 0']],
  [
    'ExponentialLR',
    { gamma: 0.9 },
    1,
    ['name = "ExponentialLR": the rate is 0.1 all the time: there is 1 step'],
  ],

  ['LinearLR', {}, 5, []],
  ['LinearLR', {}, 4, ['total_iters = 5 (default): end_factor, 1, never comes: there are 4 steps']],
  ['LinearLR', { start_factor: 1 }, 10, [`start_factor = 1: ${stays(0.1, 10)}`]],
  ['LinearLR', { start_factor: 0.5, end_factor: 0.5 }, 10, [`end_factor = 0.5: ${stays(0.05, 10)}`]],
  ['LinearLR', { start_factor: 1, end_factor: 0.5 }, 10, []],
  ['LinearLR', { end_factor: 0 }, 10, ['end_factor = 0: after 5 of 10 steps the rate is 0']],
  ['LinearLR', { end_factor: 0, total_iters: 9 }, 10, []],

  ['PolynomialLR', {}, 6, []],
  ['PolynomialLR', {}, 7, ['total_iters = 5 (default): after 5 of 7 steps the rate is 0']],
  [
    'PolynomialLR',
    { total_iters: 11 },
    10,
    ['total_iters = 11: the end of the fall never comes: there are 10 steps'],
  ],
  ['PolynomialLR', { total_iters: 10, power: 0 }, 10, [`power = 0: ${stays(0.1, 10)}`]],
  ['PolynomialLR', { total_iters: 10, power: 3 }, 10, []],

  ['CosineAnnealingLR', { T_max: 10 }, 10, []],
  ['CosineAnnealingLR', { T_max: 9 }, 10, []],
  [
    'CosineAnnealingLR',
    { T_max: 8 },
    10,
    ['T_max = 8: there are 10 steps, and from there on the rate rises again'],
  ],
  ['CosineAnnealingLR', { T_max: 11 }, 10, ['T_max = 11: the lowest rate never comes: there are 10 steps']],
  ['CosineAnnealingLR', { T_max: 10, eta_min: 0.0999 }, 10, []],
  ['CosineAnnealingLR', { T_max: 10, eta_min: 0.1 }, 10, [`eta_min = 0.1: ${stays(0.1, 10)}`]],
  [
    'CosineAnnealingLR',
    { T_max: 8, eta_min: 0.2 },
    10,
    ['eta_min = 0.2: it is above the first rate, 0.1, so the rate rises where it should fall'],
  ],

  ['CosineAnnealingWarmRestarts', { T_0: 9 }, 10, []],
  [
    'CosineAnnealingWarmRestarts',
    { T_0: 10 },
    10,
    ['T_0 = 10: the first restart never comes: there are 10 steps'],
  ],
  ['CosineAnnealingWarmRestarts', { T_0: 1 }, 10, [`T_0 = 1: ${stays(0.1, 10)}`]],
  ['CosineAnnealingWarmRestarts', { T_0: 1, T_mult: 2 }, 10, []],
  ['CosineAnnealingWarmRestarts', { T_0: 8, T_mult: 2 }, 10, []],
  ['CosineAnnealingWarmRestarts', { T_0: 9, T_mult: 1 }, 10, []],
  [
    'CosineAnnealingWarmRestarts',
    { T_0: 9, T_mult: 2 },
    10,
    [
      'T_mult = 2: no rate tells that the second cycle is longer: there are 10 steps, and it begins with the last',
    ],
  ],
  [
    'CosineAnnealingWarmRestarts',
    { T_0: 10, T_mult: 2 },
    10,
    ['T_0 = 10: the first restart never comes: there are 10 steps'],
  ],
  ['CosineAnnealingWarmRestarts', { T_0: 3, eta_min: 0.1 }, 10, [`eta_min = 0.1: ${stays(0.1, 10)}`]],
  [
    'CosineAnnealingWarmRestarts',
    { T_0: 3, eta_min: 1 },
    10,
    ['eta_min = 1: it is above the first rate, 0.1, so the rate rises where it should fall'],
  ],

  ['WarmupCosine', { warmup: 3, total: 10 }, 10, []],
  ['WarmupCosine', { warmup: 3, total: 9 }, 10, []],
  ['WarmupCosine', { warmup: 1, total: 2 }, 3, []],
  [
    'WarmupCosine',
    { warmup: 1, total: 2 },
    2,
    ['total = 2: the end of the fall never comes: there are 2 steps'],
  ],
  [
    'WarmupCosine',
    { warmup: 3, total: 8 },
    10,
    ['total = 8: there are 10 steps, and from there on the rate rises again'],
  ],
  [
    'WarmupCosine',
    { warmup: 11, total: 20 },
    10,
    [
      'warmup = 11: the full rate never comes: there are 10 steps',
      'total = 20: the end of the fall never comes: there are 10 steps',
    ],
  ],

  ['StepLR', { step_size: 2, warmup: { steps: 7 } }, 10, []],
  [
    'StepLR',
    { step_size: 2, warmup: { steps: 10 } },
    10,
    ['warmup.steps = 10: the schedule behind it never comes: there are 10 steps'],
  ],
  [
    'StepLR',
    { step_size: 3, warmup: { steps: 7 } },
    10,
    ['step_size = 3: the first change never comes: there are 3 steps'],
  ],
  [
    'StepLR',
    { step_size: 2, warmup: { steps: 5, start_factor: 1 } },
    10,
    ['warmup.start_factor = 1: the warm-up has the schedule’s first rate, 0.1, from its first step on'],
  ],
  [
    'CyclicLR',
    { base_lr: 0, max_lr: 1, step_size_up: 2, warmup: { steps: 5 } },
    10,
    ['warmup.steps = 5: the rate is 0 all the while: it rises to the schedule’s first rate, which is 0'],
  ],
];

expectTold(cases);

test('of a function that is the same everywhere', () => {
  const [words] = told('LambdaLR', { lr_lambda: () => 0.5 }, 10);
  expect(words).toContain('the rate is 0.05 all the time: there are 10 steps');
});

test('in the unit that it counts', () => {
  expect(told('StepLR', { step_size: 1 }, 1, 'epoch')).toEqual([
    'step_size = 1: the first change never comes: there is 1 epoch',
  ]);
  expect(told('PolynomialLR', {}, 8, 'epoch')).toEqual([
    'total_iters = 5 (default): after 5 of 8 epochs the rate is 0',
  ]);
});

test('null is a value left out', () => {
  expect(told('CyclicLR', { max_lr: 1, step_size_up: 6, step_size_down: null }, 10)).toEqual([
    'step_size_up = 6: the end of the first cycle never comes: there are 10 steps',
  ]);
});

test.each<[string, Given]>([
  ['StepLR', { step_size: 10, gamma: 1 }],
  ['CyclicLR', { max_lr: 0.1 }],
])('%s: nothing is told where the number of steps is not known', (name, given) => {
  const note = () => expect.unreachable();
  createSchedule(name, { base_lr: 0.1, ...given }, { length: 'unknown', unit: 'step', note });
  createSchedule(name, { base_lr: 0.1, ...given });
});

/** Arguments by chance, and with them edges: nothing, one, all, more than all. */
function argumentsByChance(random: () => number, length: number): (readonly [string, Given])[] {
  const pick = <T>(...values: readonly T[]) => values[Math.floor(random() * values.length)];
  const steps = () => pick(1, 2, length - 1, length, length + 1, 3 * length) ?? 1;
  const factor = () => pick(0, 0.3, 1);
  return [
    ['StepLR', { step_size: steps(), gamma: factor() }],
    ['MultiStepLR', { milestones: pick([], [steps()], [steps(), steps()]), gamma: factor() }],
    ['ExponentialLR', { gamma: factor() }],
    ['LinearLR', { start_factor: pick(0.3, 1), end_factor: factor(), total_iters: steps() }],
    ['PolynomialLR', { total_iters: steps(), power: pick(0, 1, 2) }],
    ['CosineAnnealingLR', { T_max: steps(), eta_min: pick(0, 0.1, 0.2) }],
    ['CosineAnnealingWarmRestarts', { T_0: steps(), T_mult: pick(1, 2), eta_min: pick(0, 0.1, 0.2) }],
    ['OneCycleLR', { max_lr: pick(0, 1), pct_start: pick(0, 0.3, 1), div_factor: pick(1, 25) }],
    ['CyclicLR', { max_lr: pick(0.1, 0, 1), step_size_up: steps(), step_size_down: pick(0, steps()) }],
    ['ConstantLR', { factor: factor(), total_iters: steps() }],
  ];
}

test('no rate that stays the same, and none that is 0 at the end, goes untold', () => {
  const random = createRandom(7);
  for (let i = 0; i < 300; i++) {
    const length = 2 + Math.floor(random.uniform() * 9);
    for (const [name, given] of argumentsByChance(() => random.uniform(), length)) {
      const schedule = createSchedule(name, {
        ...(name === 'OneCycleLR' ? { total_steps: length } : { base_lr: 0.1 }),
        ...given,
      });
      const rates = Array.from({ length }, (_, t) => schedule(t));
      const words = told(name, given, length);
      const what = JSON.stringify({ name, given, length, words });
      if (new Set(rates).size === 1) expect(words, what).not.toEqual([]);
      const zeros = rates.findLastIndex((rate) => rate > 0) + 1;
      if (zeros < length - 1) expect(words, what).not.toEqual([]);
      for (const text of words) {
        if (text.includes('all the time')) expect(new Set(rates).size, what).toBe(1);
        const after = /after (\d+) of/.exec(text)?.[1];
        if (after !== undefined) expect(zeros, what).toBe(Number(after));
      }
    }
  }
});
