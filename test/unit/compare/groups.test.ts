import { expect, test } from 'vitest';
import { groupsOf, haveSeeds } from '../../../core/compare/groups.ts';
import { compared } from './specs.ts';

const runs = [0.1, 0.01].flatMap((lr) => [0, 1, 2].map((seed) => compared({ lr, seed })));

test('runs that differ in the seed alone are one group', () => {
  const groups = groupsOf(runs, new Set(['seed']));
  expect(groups.map((group) => group.map(({ facts }) => [facts.hyperparameters['lr'], facts.seed]))).toEqual([
    [
      [0.1, 0],
      [0.1, 1],
      [0.1, 2],
    ],
    [
      [0.01, 0],
      [0.01, 1],
      [0.01, 2],
    ],
  ]);
});

test('anything can be left out', () => {
  expect(groupsOf(runs, new Set(['lr', 'seed']))).toEqual([runs]);
  expect(groupsOf(runs, new Set())).toHaveLength(6);
});

test('there are seeds where several runs differ in nothing else', () => {
  expect(haveSeeds(runs)).toBe(true);
  expect(haveSeeds([compared({ seed: 0, lr: 0.1 }), compared({ seed: 1, lr: 0.2 })])).toBe(false);
  expect(haveSeeds([compared({ seed: null }), compared({ seed: null, lr: 0.2 })])).toBe(false);
});
