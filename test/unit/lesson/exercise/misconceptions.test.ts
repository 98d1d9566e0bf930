/** Every mutant of every reference that lessons use is told as what it is, or as one that takes the same steps. */
import { describe, expect, test } from 'vitest';
import { checkRule } from '../../../../core/lesson/exercise/rule/checkRule.ts';
import { mutantsOf } from '../../../../core/ruleTests/misconceptions/index.ts';
import { decidedReference, references, ruleExercise } from './ruleExercise.ts';

/** Mutants that take the steps of a simpler one, and why. */
const equivalent: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  // A velocity the other way round is a step the other way round, where nothing else reads it.
  'sgd {"momentum":0.9}': { 'velocity-uphill': 'uphill' },
  'momentum {}': { 'velocity-uphill': 'uphill' },
  'momentum {"form":"tutorial"}': { 'velocity-uphill': 'uphill' },
  // g + momentum * v with the v of the step before is the v of this one.
  'nesterov {}': { 'old-state': 'no-look-ahead' },
  // With m = 0 the direction is the sign of the gradient.
  'lion {}': { 'never-updated': 'sign-of-gradient' },
  // The sign is the same for any positive multiple.
  'signum {}': {
    'sum-of-all': 'forgets-nothing',
    'remembers-nothing': 'sign-of-gradient',
    'new-share-alone': 'sign-of-gradient',
    'sum-in-place-of-mean': 'passed',
  },
};

/** How many mutants there are, so that none gets lost. */
const counts: Readonly<Record<string, number>> = {
  'sgd {}': 21,
  'sgd {"momentum":0.9}': 21,
  'momentum {}': 13,
  'momentum {"form":"tutorial"}': 13,
  'nesterov {}': 16,
  'nesterov {"form":"keras"}': 15,
  'nesterov {"form":"tutorial"}': 17,
  'rmsprop {}': 28,
  'rmsprop {"form":"keras"}': 28,
  'adagrad {}': 17,
  'adam {}': 48,
  'adamw {"lr":0.01}': 53,
  'adamw {"decay":"after"}': 53,
  'lion {}': 20,
  'signum {}': 19,
  'nadam {}': 40,
};

describe.each(references)('%s %j', (id, settings) => {
  const exercise = ruleExercise(id, { settings });
  const { rule, values } = decidedReference(exercise);
  const key = `${id} ${JSON.stringify(settings)}`;
  const mutants = mutantsOf(rule, values);

  test('has all mutants that apply', () => {
    expect(mutants).toHaveLength(counts[key] ?? 0);
  });

  test('each is found, with its message first', () => {
    for (const mutant of mutants) {
      const result = checkRule(exercise, mutant.rule);
      const expected = equivalent[key]?.[mutant.id] ?? mutant.id;
      if (result.kind !== 'failed') {
        expect(result.kind, mutant.id).toBe(expected);
        continue;
      }
      const ids = result.misconceptions.map((each) => each.id);
      expect(ids[0], mutant.id).toBe(expected);
      expect(ids).toContain(mutant.id);
      const message = result.misconceptions[0]?.message ?? 'none';
      expect(result.message.startsWith(message), mutant.id).toBe(true);
      expect(message).toMatch(/^\S.*[^.]\.$/);
    }
  });
});

test('a reference that writes its sums and products the other way round has the same mutants', () => {
  const text = (m: string, v: string) =>
    `name "A"\nlr = 0.01 in [0, inf)\nbeta = 0.9 in [0, 1)\nmomentum = 0.9 in [0, 1)\nstate m, v\nupdate\n  m = ${m}\n  v = ${v}\n  p -= lr * (m + v)\n`;
  const idsOf = (reference: string) => {
    const { rule, values } = decidedReference(ruleExercise(reference));
    return mutantsOf(rule, values).map(({ id, message }) => `${id}: ${message}`);
  };
  const usual = idsOf(text('beta * m + (1 - beta) * g', 'momentum * v + g'));
  expect(usual).toContainEqual(expect.stringContaining('sum-in-place-of-mean: m is a sum'));
  expect(usual).toContainEqual(expect.stringContaining('dampened: v is a mean here'));
  expect(idsOf(text('g * (1 - beta) + m * beta', 'g + v * momentum'))).toEqual(usual);
});
