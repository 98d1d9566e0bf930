/** What two rules compute, name by name. */
import { describe, expect, test } from 'vitest';
import { parseRule } from '../../../../core/rule/parseRule.ts';
import { compareValues } from '../../../../core/ruleTests/sideBySide/differences.ts';
import type { Trial } from '../../../../core/ruleTests/sideBySide/trial.ts';

const rule = (...update: readonly string[]) =>
  parseRule(`name "R"\nlr = 0.01 in [0, inf)\nstate m\nupdate\n  ${update.join('\n  ')}\n`);

/** Two parameters on slopes of 1 and −2. */
const trialFrom = (start: number, steps = 9): Trial => ({
  ...{ name: '', steps, tensors: [2], values: {}, halvesAfter: null },
  objective: () => ({
    start: Float64Array.of(start, start),
    next: () => {},
    loss: () => 0,
    lossAndGradient(_, gradient) {
      gradient.set([1, -2]);
      return 0;
    },
  }),
});

describe('the first wrong value', () => {
  const right = rule('m = 1e-6 * g', 'p -= lr * m');

  test('is found far from the start too, where the parameter moves by a hair', () => {
    const { first } = compareValues(right, rule('m = 2e-6 * g', 'p -= lr * m'), trialFrom(1e6), 9);
    expect(first).toEqual({ name: 'm', step: 1, element: 0, yours: 2e-6, expected: 1e-6 });
  });

  test('is that of a parameter whose way is wrong by a share that is nothing beside the parameter itself', () => {
    const far = (share: number) => rule('m = g', `p -= ${share} * m`);
    const { first } = compareValues(far(1e-5), far(1.05e-5), trialFrom(1000), 9);
    expect(first).toMatchObject({ name: 'p', step: 1, element: 0 });
  });

  test('is that of the parameter where all before it is right', () => {
    const found = compareValues(right, rule('m = 1e-6 * g', 'p -= m'), trialFrom(0), 9);
    expect(found.first).toEqual({ name: 'p', step: 1, element: 0, yours: -1e-6, expected: -1e-8 });
    expect(found.right).toEqual(['m']);
  });

  test('is looked for in so many steps, and shown in the three from there on', () => {
    const late = rule('m = where(t > 2, 2e-6, 1e-6) * g', 'p -= lr * m');
    expect(compareValues(right, late, trialFrom(0), 2)).toMatchObject({
      ...{ first: null, right: ['m', 'p'], at: null, steps: [] },
    });
    expect(compareValues(right, late, trialFrom(0, 0), 3)).toMatchObject({ first: null, right: [] });
    const { first, steps } = compareValues(right, late, trialFrom(0), 3);
    expect(first?.step).toBe(3);
    expect(steps).toEqual(
      [3, 4, 5].map((step) => ({
        ...{ step, gradient: 1, yours: 2e-6, expected: 1e-6 },
        parameter: {
          yours: expect.closeTo(-1e-8 * (2 * step - 2), 18),
          expected: expect.closeTo(-1e-8 * step, 18),
        },
      })),
    );
    expect(compareValues(right, late, trialFrom(0, 4), 3).steps.map(({ step }) => step)).toEqual([3, 4]);
  });
});

test('a name of the learner’s stands for one of the reference’s as long as their values agree', () => {
  const right = rule('m = m + g', 'p -= lr * m');
  const renamedIn = (text: string, steps: number) =>
    compareValues(right, rule(text, 'x = 2 * t * g', `p -= lr * x / 2`), trialFrom(0), steps).renamed.get(
      'm',
    );
  expect(renamedIn('y = t * g', 9)).toBe('y');
  expect(renamedIn('y = g', 1)).toBe('y');
  expect(renamedIn('y = g', 2)).toBeUndefined();
  expect(renamedIn('y = where(t > 1, t, 2) * g', 9)).toBeUndefined();
});
