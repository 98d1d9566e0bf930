import { expect, test } from 'vitest';
import { createSchedule } from '../../../core/schedules/createSchedule.ts';
import { type Case, expectTold, stays, told } from './told.ts';

const cases: readonly Case[] = [
  ['ReduceLROnPlateau', {}, 13, []],
  ['ReduceLROnPlateau', {}, 12, ['patience = 10 (default): a cut never comes: there are 12 steps']],
  ['ReduceLROnPlateau', { patience: 2, min_lr: 0.09 }, 10, []],
  [
    'ReduceLROnPlateau',
    { patience: 2, min_lr: 0.1 },
    10,
    ['min_lr = 0.1: the rate is never cut: it is 0.1 from the start'],
  ],
  [
    'ReduceLROnPlateau',
    { patience: 2, min_lr: 0.5 },
    10,
    ['min_lr = 0.5: the rate is never cut: it is 0.1 from the start'],
  ],
  [
    'ReduceLROnPlateau',
    { patience: 2, base_lr: 1e-8 },
    10,
    ['eps = 1e-8 (default): the rate is never cut: from 1e-8 to 1e-9 is no more than that'],
  ],
  // The first cut comes after 4 metrics, 5 more don't count, and then 3 have to be bad.
  ['ReduceLROnPlateau', { patience: 2, cooldown: 5 }, 13, []],
  [
    'ReduceLROnPlateau',
    { patience: 2, cooldown: 5 },
    12,
    ['cooldown = 5: a second cut never comes: there are 12 steps'],
  ],
  [
    'ReduceLROnPlateau',
    { patience: 1, cooldown: 2, min_lr: 0.05 },
    40,
    ['cooldown = 2: a second cut never comes: the first brings the rate to 0.05, as low as it goes'],
  ],
  ['ReduceLROnPlateau', { patience: 1, min_lr: 0.05 }, 40, []],
  [
    'ReduceLROnPlateau',
    { patience: 2, threshold: 1 },
    4,
    ['threshold = 1: no metric is ever better than the best by this share'],
  ],
  [
    'ReduceLROnPlateau',
    { patience: 2, threshold: 1.5 },
    3,
    [
      'patience = 2: a cut never comes: there are 3 steps',
      'threshold = 1.5: no metric is ever better than the best by this share',
    ],
  ],
  [
    'ReduceLROnPlateau',
    { patience: 2, threshold: 0.99 },
    4,
    ['patience = 2: a cut never comes: there are 4 steps'],
  ],
  ['ReduceLROnPlateau', { patience: 2, threshold: 1, threshold_mode: 'abs' }, 10, []],
  ['ReduceLROnPlateau', { patience: 2, threshold: 1, mode: 'max' }, 10, []],

  ['ConstantLR', {}, 6, []],
  ['ConstantLR', {}, 5, ['total_iters = 5 (default): the full rate never comes: there are 5 steps']],
  ['ConstantLR', { factor: 1 }, 10, [`factor = 1: ${stays(0.1, 10)}`]],
  ['ConstantLR', { factor: 0 }, 10, ['factor = 0: the rate is 0 in the first 5 steps']],

  ['LambdaLR', { lr_lambda: (t: number) => 1 / (1 + t) }, 10, []],
  ['LambdaLR', { lr_lambda: (t: number) => (t < 8 ? 1 : 2) }, 10, []],

  // The example of PyTorch's documentation.
  [
    'SequentialLR',
    {
      schedulers: [
        ['ConstantLR', { factor: 0.1, total_iters: 20 }],
        ['ExponentialLR', { gamma: 0.9 }],
      ],
      milestones: [20],
    },
    100,
    [],
  ],
  [
    'SequentialLR',
    {
      schedulers: [
        ['LinearLR', { total_iters: 20 }],
        ['CosineAnnealingLR', { T_max: 100 }],
      ],
      milestones: [20],
    },
    100,
    ['schedulers[1][1].T_max = 100: the lowest rate never comes: there are 80 steps'],
  ],
  [
    'SequentialLR',
    {
      schedulers: [
        ['constant', {}],
        ['ConstantLR', { total_iters: 80 }],
      ],
      milestones: [20],
    },
    100,
    ['schedulers[1][1].total_iters = 80: the full rate never comes: there are 80 steps'],
  ],
  [
    'SequentialLR',
    {
      schedulers: [
        ['constant', {}],
        ['StepLR', { step_size: 2, gamma: 1 }],
        ['ExponentialLR', { gamma: 0.9 }],
      ],
      milestones: [4, 4],
    },
    10,
    ['milestones[1] = 4: no step is left for schedulers[1], which would begin after as many'],
  ],
];

expectTold(cases);

/** How often ReduceLROnPlateau cuts where no metric is better than the first. */
function cutsOf(given: object, length: number): number {
  const metrics = new Array<number>(length).fill(1);
  const schedule = createSchedule('ReduceLROnPlateau', { base_lr: 0.1, ...given });
  const rates = metrics.map((_, t) => schedule(t, metrics));
  return new Set(rates).size - 1;
}

test('that a cut of ReduceLROnPlateau never comes is told where it doesn’t, and nowhere else', () => {
  const thresholds = [0, 0.5, 1, 2];
  const cases = thresholds.flatMap((threshold) =>
    [0, 1, 3].flatMap((patience) =>
      (['min', 'max'] as const).flatMap((mode) =>
        (['rel', 'abs'] as const).flatMap((threshold_mode) =>
          [0, 1, 4].map((cooldown) => ({ threshold, patience, mode, threshold_mode, cooldown })),
        ),
      ),
    ),
  );
  for (const given of cases)
    for (let length = 1; length <= 16; length++) {
      const words = told('ReduceLROnPlateau', given, length).join();
      const cuts = cutsOf(given, length);
      const what = JSON.stringify({ given, length, cuts, words });
      expect(words.includes('a cut never comes'), what).toBe(cuts === 0);
      expect(words.includes('a second cut never comes'), what).toBe(cuts === 1 && given.cooldown > 0);
    }
});
