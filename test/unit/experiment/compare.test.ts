import { expect, test } from 'vitest';
import { ExperimentError } from '../../../core/experiment/errors.ts';
import { parseExperiment } from '../../../core/experiment/parseExperiment.ts';
import { datasets } from '../../../core/problems/data/index.ts';
import { surfaces } from '../../../core/problems/surfaces/index.ts';

const fine = {
  problem: { data: 'digits', hidden: [16] },
  optimizers: [{ optimizer: 'momentum' }, { optimizer: 'adam' }],
  lr: [0.01],
  compare: {},
};

function faultsOf(changes: object): string[] {
  try {
    parseExperiment({ ...fine, ...changes });
    return [];
  } catch (error) {
    if (error instanceof ExperimentError) return error.faults.map(({ message }) => message);
    throw error;
  }
}

test('an empty field is enough, and is filled with its defaults', () => {
  expect(parseExperiment(fine).compare).toEqual({ judge: 'final loss', tuning_seeds: 3, seeds: 10 });
});

test.each<readonly [string, object, string | RegExp]>([
  ...['accuracy', 'samples', 'seconds'].map(
    (judge) =>
      [
        `${judge} on a surface`,
        { problem: { surface: 'valley' }, compare: { judge } },
        `compare.judge = "${judge}" — expected "final loss", "best loss" or "steps": a surface has no rows to count, and its runs take no time to speak of`,
      ] as const,
  ),
  [
    'data beside a surface',
    { problem: { surface: 'valley' }, compare: { problems: [{ data: 'iris', hidden: [] }] } },
    'compare.problems[0] = "iris" — expected a surface or a formula, as the problem is: data has epochs and rows. Compare on data in an experiment of its own',
  ],
  [
    'a surface beside data',
    { compare: { problems: [{ data: 'iris', hidden: [] }, { surface: 'valley' }] } },
    'compare.problems[1] = "valley" — expected data, as the problem is: a surface has no epochs and no rows. Compare on surfaces in an experiment of their own',
  ],
  [
    'an unknown surface',
    { problem: { surface: 'valley' }, compare: { problems: [{ surface: 'rosenbrok' }] } },
    `compare.problems[0].surface = "rosenbrok" — expected one of ${surfaces.map(({ id }) => id).join(', ')}; did you mean 'rosenbrock'?`,
  ],
  [
    'a condition of a surface that has none',
    { problem: { surface: 'valley' }, compare: { problems: [{ surface: 'beale', condition: 5 }] } },
    'compare.problems[0].condition = 5 — expected none: only the valley has one',
  ],
  [
    'a formula that can’t be read',
    { problem: { surface: 'valley' }, compare: { problems: [{ formula: 'x + * y' }] } },
    /^compare\.problems\[0\]\.formula, column 5 — expected a number/,
  ],
  [
    'starts where no loss is finite',
    {
      problem: { surface: 'valley' },
      compare: {
        problems: [
          {
            formula: 'log(x) + y**2',
            window: { x: [1, 2], y: [-1, 1] },
            start_range: { x: [-2, -1], y: [0, 1] },
          },
        ],
      },
    },
    /^compare\.problems\[0\]\.start_range = .* — expected a part of the plane where the loss/,
  ],
  [
    'a field that a surface has not',
    { problem: { surface: 'valley' }, compare: { problems: [{ surface: 'beale', hidden: [4] }] } },
    /^compare\.problems\[0\]\.hidden = .* — expected one of the fields surface, start, start_range, condition/,
  ],
  [
    'steps without a target on a surface',
    { problem: { surface: 'valley' }, compare: { judge: 'steps' } },
    'target = missing — expected a loss, since compare.judge is "steps" to the target',
  ],
  [
    'one optimizer',
    { optimizers: [{ optimizer: 'adam' }] },
    'optimizers.length = 1 — expected at least 2 optimizers to compare',
  ],
  [
    'the same optimizer twice, which its rates make no other',
    { optimizers: [{ optimizer: 'adam' }, { optimizer: 'adam', lr: [0.1] }] },
    'optimizers[1] = "adam" — expected each optimizer once: this one is there twice',
  ],
  [
    'a schedule with a rate of its own',
    { schedule: { name: 'OneCycleLR', max_lr: 0.1 } },
    'schedule = "OneCycleLR" — expected a schedule that changes lr: this one has its own rate, and none is left to tune',
  ],
  [
    'grids of different lengths',
    {
      optimizers: [
        { optimizer: 'sgd', lr: [0.1, 1] },
        { optimizer: 'adam', lr: [0.1, 1, 2] },
      ],
    },
    'optimizers[1].lr = "3 rates" — expected 2, as many trials as the others have; one rate stands for the rule’s own space',
  ],
  [
    'a grid that is not as long as the trials',
    { lr: [0.1, 1], compare: { trials: 5 } },
    'lr = "2 rates" — expected 5, as many trials as the others have; one rate stands for the rule’s own space',
  ],
  [
    'steps without a target',
    { compare: { judge: 'steps' } },
    'target = missing — expected a loss, since compare.judge is "steps" to the target',
  ],
  [
    'accuracy of a number',
    { problem: { data: 'diabetes', hidden: [4] }, compare: { judge: 'accuracy' } },
    'compare.judge = "accuracy" — expected a loss: a number is predicted, and there is no accuracy',
  ],
  [
    'accuracy where one of several problems has none',
    {
      compare: {
        judge: 'accuracy',
        problems: [
          { data: 'iris', hidden: [] },
          { data: 'diabetes', hidden: [] },
        ],
      },
    },
    'compare.problems[1] = "diabetes" — expected data with classes, since compare.judge is "accuracy"',
  ],
  [
    'an unknown data set',
    { compare: { problems: [{ data: 'digit', hidden: [] }] } },
    `compare.problems[0].data = "digit" — expected one of ${datasets.map(({ id }) => id).join(', ')}; did you mean 'digits'?`,
  ],
  [
    'a hyperparameter that no optimizer has',
    { compare: { search: ['momentun'] } },
    `compare.search[0] = "momentun" — expected one of lr, momentum, beta1, beta2, eps, weight_decay; did you mean 'momentum'?`,
  ],
  [
    'one that is searched twice',
    { compare: { search: ['momentum', { setting: 'momentum', from: 0, to: 0.9 }] } },
    'compare.search[1] = "momentum" — expected each setting once',
  ],
  [
    'a range that it can’t have',
    { compare: { search: [{ setting: 'beta2', from: 0.5, to: 1.5, scale: 'linear' }] } },
    'compare.search[0].to = 1.5 — expected 0 <= beta2 < 1',
  ],
])('%s is refused, with field, value and what is expected', (_, changes, message) => {
  const faults = faultsOf(changes);
  if (typeof message === 'string') expect(faults).toEqual([message]);
  else expect(faults).toEqual([expect.stringMatching(message)]);
});

test('grids of the same length, one rate beside them, and grids under a search are fine', () => {
  expect(
    faultsOf({
      optimizers: [
        { optimizer: 'sgd', lr: [0.1, 1] },
        { optimizer: 'adam', lr: [0.01, 0.1] },
      ],
    }),
  ).toEqual([]);
  expect(faultsOf({ optimizers: [{ optimizer: 'sgd', lr: [0.1, 1] }, { optimizer: 'adam' }] })).toEqual([]);
  expect(faultsOf({ lr: [0.1, 1], compare: { trials: 5, search: ['momentum'] } })).toEqual([]);
});
