/** What a learner's rule is held to. */
import { findOptimizer } from '../../../optimizers/index.ts';
import { parseRule } from '../../../rule/parseRule.ts';
import type { Rule } from '../../../rule/syntax/rule.ts';
import type { ExerciseOf } from '../exercise.ts';

/** Whether it is the text of a rule rather than an id. */
export function isRuleText(reference: string): boolean {
  return reference.includes('\n');
}

/**
 * The rule that an exercise compares with.
 * @throws {RangeError} if there is no optimizer with this id.
 * @throws {RuleError} if the text is no rule.
 */
export function referenceRule({ reference }: Pick<ExerciseOf<'rule'>, 'reference'>): Rule {
  if (isRuleText(reference)) return parseRule(reference, 'reference');
  const found = findOptimizer(reference);
  if (!found)
    throw new RangeError(`reference = ${reference} — expected the id of an optimizer, or the text of a rule`);
  return found.rule;
}

/** The text that the solution of a rule to write shows: the exercise's own, or the reference. */
export function modelAnswer(exercise: ExerciseOf<'rule'>): string {
  const { solution, reference } = exercise;
  if (solution !== undefined) return solution;
  return isRuleText(reference) ? reference : referenceRule(exercise).lines.join('\n');
}
