import { describe, expect, test } from 'vitest';
import { workOfRace, workOfStep } from '../../../../../core/engine/gpu/auto/raceWork.ts';
import { knownShape } from '../../../../../core/experiment/dataShape.ts';
import { expandExperiment } from '../../../../../core/experiment/expand.ts';
import { parseExperiment } from '../../../../../core/experiment/parseExperiment.ts';
import { onDigits, onValley } from '../../../experiment/faults.ts';

function workOf(experiment: object) {
  const parsed = parseExperiment(experiment);
  return workOfRace(expandExperiment(parsed), knownShape(parsed.problem));
}

test('a step multiplies for each weight and row twice and, behind the first layer, three times', () => {
  expect(workOfStep([5, 3], 7)).toBe(2 * 7 * 15);
  expect(workOfStep([5, 3, 2, 4], 7)).toBe(7 * (2 * 15 + 3 * 6 + 3 * 8));
});

describe('runs are one group', () => {
  test('where rule, options and batch size are the same', () => {
    const problem = { data: 'digits', hidden: [20], validation: 0.2 };
    const given = { problem, lr: [0.1, 0.2], seed: [1, 2, 3], epochs: 2, batch_size: [32, 'full'] };
    expect(workOf(onDigits(given))).toEqual([
      {
        ...{ widths: [64, 20, 10], batchSize: 32, work: workOfStep([64, 20, 10], 32), isShort: true },
        ...{ runs: 6, steps: 90 },
      },
      {
        ...{ widths: [64, 20, 10], batchSize: 1438, work: workOfStep([64, 20, 10], 1438), isShort: false },
        ...{ runs: 6, steps: 2 },
      },
    ]);
  });

  test.each([
    ['optimizer', [{ optimizer: 'sgd' }, { optimizer: 'adam' }]],
    ['option', [true, false].map((amsgrad) => ({ optimizer: 'adam', hyperparameters: { amsgrad } }))],
    ['schedule', [{ optimizer: 'adam' }, { optimizer: 'adam', schedule: { name: 'LinearLR' } }]],
  ])('and not where an %s is another', (_, optimizers) => {
    expect(workOf(onDigits({ optimizers }))?.map(({ runs }) => runs)).toEqual([1, 1]);
  });
});

test('a regression has one output', () => {
  expect(workOf(onDigits({ problem: { data: 'diabetes', hidden: [4] } }))).toMatchObject([
    { widths: [10, 4, 1] },
  ]);
});

test.each([
  ['surfaces', onValley()],
  ['schedules that need each loss', onDigits({ schedule: { name: 'ReduceLROnPlateau' } })],
  [
    'a race with one of these',
    onDigits({
      optimizers: [{ optimizer: 'sgd' }, { optimizer: 'adam', schedule: { name: 'ReduceLROnPlateau' } }],
    }),
  ],
])('of %s a GPU takes no part', (_, experiment) => {
  expect(workOf(experiment)).toBeNull();
});
