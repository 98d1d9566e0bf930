import { type Case, expectTold, stays } from './told.ts';

const cases: readonly Case[] = [
  ['OneCycleLR', { max_lr: 1 }, 10, []],
  ['OneCycleLR', { max_lr: 1, total_steps: 10 }, 10, []],
  ['OneCycleLR', { max_lr: 1, three_phase: true, pct_start: 0.4 }, 10, []],
  ['OneCycleLR', { max_lr: 1, final_div_factor: 1 }, 10, []],
  [
    'OneCycleLR',
    { max_lr: 1, total_steps: 12 },
    10,
    ['total_steps = 12: the end of the cycle never comes: there are 10 steps'],
  ],
  [
    'OneCycleLR',
    { max_lr: 1, epochs: 10, steps_per_epoch: 10 },
    10,
    ['steps_per_epoch = 10: the highest rate never comes: there are 10 steps'],
  ],
  ['OneCycleLR', { max_lr: 0 }, 10, [`max_lr = 0: ${stays(0, 10)}`]],
  [
    'OneCycleLR',
    { max_lr: 1 },
    3,
    ['pct_start = 0.3 (default): the rate never rises: this share of 3 steps is one step or less'],
  ],
  [
    'OneCycleLR',
    { max_lr: 1, pct_start: 1 },
    10,
    ['pct_start = 1: the rate never falls: this share leaves none of 10 steps for it'],
  ],
  [
    'OneCycleLR',
    { max_lr: 1, pct_start: 0.6, three_phase: true },
    10,
    [
      'pct_start = 0.6: the third phase never comes: this share is that of the rise and of the fall, which take all of 10 steps',
    ],
  ],
  ['OneCycleLR', { max_lr: 1, pct_start: 0.5, three_phase: true }, 10, []],
  [
    'OneCycleLR',
    { max_lr: 1, three_phase: true },
    5,
    [
      'pct_start = 0.3 (default): the rate never rises: this share of 5 steps is that of the rise and of the fall, which are over after one step',
    ],
  ],
  ['OneCycleLR', { max_lr: 1, three_phase: true }, 6, []],
  [
    'OneCycleLR',
    { max_lr: 1, div_factor: 1 },
    10,
    ['div_factor = 1: the rate never rises to max_lr, 1: the first rate is 1'],
  ],
  [
    'OneCycleLR',
    { max_lr: 1, final_div_factor: 0.5 },
    10,
    ['final_div_factor = 0.5: the last rate, 0.08, is not below the first, 0.04'],
  ],
  [
    'OneCycleLR',
    { max_lr: 1, final_div_factor: 1, three_phase: true },
    10,
    ['final_div_factor = 1: the last rate, 0.04, is not below the first, 0.04'],
  ],
  [
    'OneCycleLR',
    { max_lr: 1, base_momentum: 0.99 },
    10,
    ['base_momentum = 0.99: it is above max_momentum, 0.95, so momentum goes the same way as the rate'],
  ],
  ['OneCycleLR', { max_lr: 1, base_momentum: 0.95 }, 10, []],

  ['CyclicLR', { max_lr: 1, step_size_up: 5 }, 10, []],
  ['CyclicLR', { max_lr: 1, step_size_up: 5, max_momentum: 0.8 }, 10, []],
  ['CyclicLR', { max_lr: 1, step_size_up: 5, cycle_momentum: false }, 10, []],
  ['CyclicLR', { max_lr: 1, step_size_up: 5, step_size_down: 5, mode: 'triangular2' }, 12, []],
  [
    'CyclicLR',
    { max_lr: 1, step_size_up: 2, mode: 'triangular2' },
    5,
    [
      'mode = "triangular2": the rise of the second cycle, the first that is lower, never comes: there are 5 steps',
    ],
  ],
  [
    'CyclicLR',
    { max_lr: 1 },
    100,
    ['step_size_up = 2000 (default): the highest rate never comes: there are 100 steps'],
  ],
  [
    'CyclicLR',
    { max_lr: 1, step_size_up: 6 },
    10,
    ['step_size_up = 6: the end of the first cycle never comes: there are 10 steps'],
  ],
  [
    'CyclicLR',
    { max_lr: 1, step_size_up: 5, step_size_down: 90 },
    10,
    ['step_size_down = 90: the end of the first cycle never comes: there are 10 steps'],
  ],
  [
    'CyclicLR',
    { max_lr: 1, step_size_up: 5, mode: 'triangular2' },
    10,
    [
      'mode = "triangular2": the rise of the second cycle, the first that is lower, never comes: there are 10 steps',
    ],
  ],
  [
    'CyclicLR',
    { max_lr: 1, step_size_up: 5, mode: 'exp_range' },
    10,
    ['gamma = 1 (default): cycles stay as high as with mode "triangular"'],
  ],
  ['CyclicLR', { max_lr: 1, step_size_up: 5, mode: 'exp_range', gamma: 0.9 }, 10, []],
  [
    'CyclicLR',
    { max_lr: 1, step_size_up: 5, mode: 'exp_range', gamma: 0 },
    10,
    [`gamma = 0: ${stays(0.1, 10)}`],
  ],
  ['CyclicLR', { max_lr: 0.1 }, 10, [`max_lr = 0.1: ${stays(0.1, 10)}`]],
  ['CyclicLR', { max_lr: 0.1, mode: 'exp_range', gamma: 0.9 }, 10, [`max_lr = 0.1: ${stays(0.1, 10)}`]],
  [
    'CyclicLR',
    { base_lr: 0, max_lr: 1, step_size_up: 3, mode: 'exp_range', gamma: 0.001 },
    300,
    ['gamma = 0.001: after 108 of 300 steps the rate is 0'],
  ],
  ['CyclicLR', { base_lr: 0, max_lr: 1, step_size_up: 3 }, 300, []],
  [
    'CyclicLR',
    { max_lr: 0.01, step_size_up: 5 },
    10,
    ['max_lr = 0.01: it is below base_lr, 0.1, so the rate falls where it should rise'],
  ],
  [
    'CyclicLR',
    { max_lr: 1, step_size_up: 5, max_momentum: 0.7 },
    10,
    [
      'base_momentum = 0.8 (default): it is above max_momentum, 0.7, so momentum goes the same way as the rate',
    ],
  ],
];

expectTold(cases);
