import { expect, test } from 'vitest';
import type { LessonCell } from '../../../core/lesson/lesson.ts';
import { rulesInCells } from '../../../core/lesson/ruleCells.ts';
import { ruleExperiment } from '../../../core/lesson/ruleExperiment.ts';

const cells: readonly LessonCell[] = [
  {
    kind: 'experiment',
    id: null,
    text: '{ "title": "A", "problem": { "surface": "rosenbrock" }, "lr": [1] }',
  },
  { kind: 'markdown', text: 'mine' },
  { kind: 'experiment', id: 'mine', text: '[1]' },
  { kind: 'optimizer', id: 'mine', text: 'name "Mine"' },
];

test('the path of a rule is the id of its cell', () => {
  const experiment = {
    optimizers: ['mine.optimizer', './mine.optimizer', 'yours.optimizer', 'sgd'].map((optimizer) => ({
      optimizer,
    })),
  };
  expect([...rulesInCells(experiment, cells, ({ id }) => `cell:${id}`)]).toEqual([
    ['mine.optimizer', { place: 'cell:mine', text: 'name "Mine"' }],
    ['./mine.optimizer', { place: 'cell:mine', text: 'name "Mine"' }],
    ['yours.optimizer', { fault: 'an optimizer of this lesson: begin a cell with ```optimizer yours' }],
  ]);
});

test('a rule is tried on what the last experiment above it is on', () => {
  const optimizers = [{ optimizer: 'mine.optimizer' }, { optimizer: 'adam' }];
  expect(ruleExperiment('mine.optimizer', cells, 2)).toEqual({
    problem: { surface: 'rosenbrock' },
    lr: [1],
    optimizers,
  });
});

test('a rule is tried with the first of several values', () => {
  const text =
    '{ "problem": { "surface": "valley" }, "lr": [0.01, 1], "batch_size": ["full", 8], "seed": { "from": 3, "count": 5 }, "steps": 9 }';
  const given: readonly LessonCell[] = [{ kind: 'experiment', id: null, text }];
  expect(ruleExperiment('mine.optimizer', given, 1)).toEqual({
    ...{ problem: { surface: 'valley' }, lr: [0.01], batch_size: ['full'], seed: [3], steps: 9 },
    optimizers: [{ optimizer: 'mine.optimizer' }, { optimizer: 'adam' }],
  });
});

test('a rule has the rates of the first optimizer where the experiment has none', () => {
  const text =
    '{ "problem": { "surface": "valley" }, "optimizers": [{ "optimizer": "sgd", "lr": [0.5, 1] }, { "optimizer": "lion", "lr": [3] }] }';
  const given: readonly LessonCell[] = [{ kind: 'experiment', id: null, text }];
  expect(ruleExperiment('mine.optimizer', given, 1)).toMatchObject({ lr: [0.5] });
});

test('without one, or where it is none, a rule is tried on the valley', () => {
  for (const index of [0, 3])
    expect(ruleExperiment('mine.optimizer', cells, index)).toMatchObject({
      problem: { surface: 'valley' },
      steps: 200,
    });
});
