import type { ExerciseOf } from './exerciseSchema.ts';
import { isRuleText, referenceRule } from './rule/referenceRule.ts';

/** The text that the solution of a rule to write shows: the exercise's own, or the reference. */
export function modelAnswer(exercise: ExerciseOf<'rule'>): string {
  const { solution, reference } = exercise;
  if (solution !== undefined) return solution;
  return isRuleText(reference) ? reference : `${referenceRule(exercise).lines.join('\n')}`;
}
