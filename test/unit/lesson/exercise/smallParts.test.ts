/** What checks of rules are made of, each by itself. */
import { describe, expect, test } from 'vitest';
import { brokenInvariants } from '../../../../core/lesson/exercise/rule/invariants.ts';
import { parseRule } from '../../../../core/rule/parseRule.ts';
import { noisyObjective, tensors } from '../../../../core/ruleTests/run.ts';
import { Closeness } from '../../../../core/ruleTests/sideBySide/closeness.ts';
import { multipleOfGradient } from '../../../../core/ruleTests/sideBySide/recognise.ts';
import type { Trial } from '../../../../core/ruleTests/sideBySide/trial.ts';

describe('numbers are the same', () => {
  const differs = (expected: number, own: number) => new Closeness(1, null).differs([expected], [own]);

  test('within 1e-9 of themselves, and no further', () => {
    expect(differs(1000, 1000 + 9e-7)).toBeNull();
    expect(differs(1000, 1000 + 1.1e-6)).toBe(0);
    expect(differs(-1000, 1000)).toBe(0);
    expect(differs(0, 1e-300)).toBe(0);
    expect(differs(0, 0)).toBeNull();
  });

  test('where neither is finite, if they are the same kind of it', () => {
    expect(differs(Number.NaN, Number.NaN)).toBeNull();
    expect(differs(Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY)).toBeNull();
    expect(differs(Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY)).toBe(0);
    expect(differs(Number.NaN, 1)).toBe(0);
    expect(differs(1, Number.NaN)).toBe(0);
  });

  test('within 1e-9 of the largest so far, each element by itself', () => {
    const closeness = new Closeness(2, null);
    expect(closeness.differs([1000, 1], [1000, 1])).toBeNull();
    expect(closeness.apart).toBe(0);
    expect(closeness.differs([1e-9, 1], [2e-9, 1])).toBeNull();
    expect(closeness.apart).toBeCloseTo(1e-12, 20);
    expect(closeness.differs([1, 1e-9], [1, 2e-9])).toBeNull();
    expect(closeness.differs([1, 1e-9], [1, 4e-9])).toBe(1);
  });

  test('of a parameter within 1e-9 of its way, and within the rounding of itself', () => {
    const parameter = () => new Closeness(1, [1000]);
    expect(parameter().differs([1001], [1001 + 9e-10])).toBeNull();
    expect(parameter().differs([1001], [1001 + 2e-9])).toBe(0);
    expect(parameter().differs([1000], [1000 + 1e-11])).toBeNull();
    expect(parameter().differs([1000], [1000 + 2e-11])).toBe(0);
  });
});

describe('a value is told as a multiple of the gradient', () => {
  const gradient = [100, -2, 0];
  test.each<[number[], string | null]>([
    [[100, -2, 0], 'g'],
    [[-1, 0.02, 0], '−0.01 · g'],
    [[10_000, 4, 0], 'g²'],
    [[10, 0.004, 0], '0.001 · g²'],
    [[100, 2, 0], '|g|'],
    [[100, -2, 1], null],
    [[100, -2.1, 0], null],
    [[0, 0, 0], null],
    [[Number.NaN, -2, 0], null],
    [[Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 0], null],
  ])('%j is %s', (values, text) => {
    expect(multipleOfGradient(values, gradient)).toBe(text);
  });

  test('not by one number alone', () => {
    expect(multipleOfGradient([3], [3])).toBeNull();
  });
});

describe('what doesn’t hold of the learner’s rule', () => {
  const rule = (update: string) =>
    parseRule(
      `name "R"\nlr = 0.01 in [0, inf)\nmomentum = 0.9 in [0, 1)\nstate v\nupdate\n  v = momentum * v + g\n  p -= ${update}\n`,
    );
  const [sgd, momentum] = [rule('lr * g + 0 * v'), rule('lr * v')];
  const trial: Trial = {
    ...{ name: '', steps: 10, tensors, objective: () => noisyObjective(), values: {}, halvesAfter: null },
  };
  const broken = (reference: typeof sgd, learner: typeof sgd) => brokenInvariants(reference, learner, trial);

  test.each([
    ['itself', 'lr * g', []],
    ['a climb', '-lr * g', ['The first step should go downhill; yours climbs.']],
    [
      'a first step of length 0',
      'lr * (t - 1) * g',
      ['The first step should go somewhere; yours stays where it is.'],
    ],
    [
      'no rate',
      '0.01 * g',
      [
        'With a learning rate of almost 0 nothing should move; yours does.',
        'With twice the learning rate the first step should be twice as long; yours isn’t.',
      ],
    ],
    [
      'the square of the rate',
      '100 * lr**2 * g',
      ['With twice the learning rate the first step should be twice as long; yours isn’t.'],
    ],
    [
      'the sign alone',
      'lr * sign(g)',
      ['With 1024 times the gradients yours takes the same steps; those of the reference get longer.'],
    ],
    [
      'momentum',
      'lr * v',
      ['Where the gradient vanishes after some steps, yours goes on moving; it should stop at once.'],
    ],
  ])('in place of gradient descent: %s', (_, update, messages) => {
    expect(broken(sgd, rule(update))).toEqual(messages);
  });

  test('the other way round', () => {
    expect(broken(momentum, sgd)).toEqual([
      'Where the gradient vanishes after some steps, the parameters should go on for a while; yours stop at once.',
    ]);
    expect(broken(rule('lr * sign(g)'), sgd)).toEqual([
      'With 1024 times the gradients the steps should be as long as before; yours get longer or shorter.',
    ]);
    expect(broken(rule('0.01 * g'), sgd)).toEqual([
      'With a learning rate of almost 0 yours stays where it is; the reference moves.',
      'With twice the learning rate the first step of yours is twice as long; that of the reference isn’t.',
    ]);
    expect(broken(rule('-lr * g'), sgd)).toEqual([
      'The first step of yours goes downhill; the reference climbs.',
    ]);
  });
});
