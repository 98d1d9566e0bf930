/** A learner's rule where an exercise tries it, as an experiment that it can be debugged in. */
import { inRange } from '../../../rule/check/range.ts';
import { fillSettings, numbersIn } from '../../../rule/check/settings.ts';
import type { Rule } from '../../../rule/syntax/rule.ts';
import type { ExerciseOf } from '../exercise.ts';
import { referenceRule } from './referenceRule.ts';

/** Of a rule that has none. */
const anyRate = 0.01;

/**
 * On the first of the exercise's surfaces, with the settings that the check has there; null where none of its gradients are
 * those of a surface.
 * @param path Of the rule, as experiments name it.
 */
export function experimentOfAnswer(
  exercise: ExerciseOf<'rule'>,
  { hyperparameters }: Rule,
  path: string,
): object | null {
  const [surface] = exercise.gradients.flatMap((each) => ('surface' in each ? [each] : []));
  if (!surface) return null;
  const set = numbersIn(fillSettings(referenceRule(exercise), exercise.settings));
  const values = Object.fromEntries(
    hyperparameters.map(({ name, default: usual, range }) => {
      const value = Object.hasOwn(set, name) ? set[name] : undefined;
      return [name, value !== undefined && inRange(value, range) ? value : usual];
    }),
  );
  const { lr = anyRate, ...others } = values;
  const { steps } = exercise;
  return { problem: surface, optimizers: [{ optimizer: path, hyperparameters: others }], lr: [lr], steps };
}
