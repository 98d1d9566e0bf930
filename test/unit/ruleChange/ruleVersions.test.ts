import { expect, test } from 'vitest';
import { ruleChangeOf } from '../../../core/ruleChange/ruleVersions.ts';
import { baseWith, headOf } from './versions.ts';

const path = './mine.optimizer';

test('has a changed rule in both versions, with what is asked of it, and nothing else', () => {
  const head = headOf({
    optimizers: [{ optimizer: path, lr: [0.1, 0.2] }, { optimizer: 'adam' }],
    compare: { trials: 2 },
  });
  const { experiment, changed, unchanged, notCompared } = ruleChangeOf(head, baseWith(2));
  expect(experiment?.optimizers).toEqual([
    {
      optimizer: 'base/mine.optimizer',
      lr: [0.1, 0.2],
      rule: expect.objectContaining({ text: expect.stringContaining('2 * lr') }),
    },
    {
      optimizer: path,
      lr: [0.1, 0.2],
      rule: expect.objectContaining({ text: expect.stringContaining('1 * lr') }),
    },
  ]);
  expect(experiment).not.toHaveProperty('compare');
  expect(changed.map((each) => each.path)).toEqual([path]);
  expect([unchanged, notCompared]).toEqual([[], []]);
});

test('what computes the same is not run, however it is written now', () => {
  const { experiment, unchanged } = ruleChangeOf(headOf({}, 1, 'Other name'), baseWith(1));
  expect(experiment).toBeNull();
  expect(unchanged).toEqual([path]);
});

test('what was not there, or did not run, is told with why', () => {
  expect(ruleChangeOf(headOf(), new Map([[path, { why: 'is new' }]])).notCompared).toEqual([
    { path, why: 'is new' },
  ]);
  expect(ruleChangeOf(headOf(), new Map()).notCompared).toEqual([{ path, why: 'was not looked for' }]);
});

test.each([
  [{}, null, [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]],
  [{ seed: [7, 3] }, null, [7, 3, 8, 9, 10, 11, 12, 13, 14, 15]],
  [{ seed: [4_294_967_295] }, 6, [4_294_967_295, 0, 1, 2, 3, 4]],
  [{ seed: { from: 1, count: 12 } }, null, [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]],
  [{ seed: { from: 1, count: 12 } }, 6, [1, 2, 3, 4, 5, 6]],
  // All seeds are one run.
  [{ problem: { surface: 'valley' }, seed: [3] }, null, [3]],
])('of %j and --seeds %j the seeds are %j', (change, seeds, expected) => {
  expect(ruleChangeOf(headOf(change), baseWith(2), seeds).experiment?.seed).toEqual(expected);
});

test('more rules than an experiment has room for twice are refused', () => {
  const optimizers = Array.from({ length: 33 }, (_, index) => ({
    optimizer: path,
    lr: [0.001 * (index + 1)],
  }));
  expect(() => ruleChangeOf(headOf({ optimizers }), baseWith(2))).toThrow(
    '33 changed rules — expected at most 32 in one experiment',
  );
});
