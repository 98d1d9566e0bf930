/** What an exercise is worth as one, found by running it: for those who write lessons, and for their tests. */

import { checkChoose } from './checkChoose.ts';
import { checkPredict, choicesOf } from './checkPredict.ts';
import type { Exercise, ExerciseOf, ExpectedQuantity } from './exercise.ts';
import type { ExperimentOptions } from './experimentOptions.ts';
import { valueOfFormula } from './formula.ts';
import { valueOfQuantity } from './quantity.ts';
import { checkRuleText } from './rule/checkRule.ts';
import { modelAnswer } from './rule/referenceRule.ts';

/**
 * In sentences; empty where nothing is wrong: the solution passes and stays finite, the starter doesn't pass, each mistake is another number than
 * the right one.
 * @param starter The learner's cell as it is at first, of a rule to write.
 */
export async function examineExercise(
  exercise: Exercise,
  starter?: string,
  options?: ExperimentOptions,
): Promise<readonly string[]> {
  switch (exercise.kind) {
    case 'rule':
      return examineRule(exercise, exercise.starter ?? starter);
    case 'predict': {
      const choices = choicesOf(exercise);
      if (exercise.ask === 'order') return [];
      const results = await Promise.all(
        choices.map((_, choice) => checkPredict(exercise, [choice], options)),
      );
      return results.every(({ kind }) => kind === 'passed')
        ? ['Every answer is right: all runs come to the same.']
        : [];
    }
    case 'choose': {
      const { kind, message } = await checkChoose(exercise, exercise.solution, options);
      return kind === 'passed' ? [] : [`The solution doesn’t pass. ${message}`];
    }
    case 'number':
      return examineNumber(exercise, options);
  }
}

/** The same as far as no experiment has to run for it: of rules, and of numbers that are formulas. */
export function examineQuickly(exercise: Exercise): readonly string[] {
  if (exercise.kind === 'rule') return examineRule(exercise, exercise.starter);
  if (exercise.kind !== 'number') return [];
  const { expected, mistakes, tolerance } = exercise;
  const right = valueOfFormulaIn(expected);
  if (right === null) return [];
  return numberFaults(
    right,
    mistakes.map(({ number }) => valueOfFormulaIn(number) ?? Number.NaN),
    tolerance,
  );
}

function valueOfFormulaIn(quantity: ExpectedQuantity): number | null {
  const found = 'formula' in quantity ? valueOfFormula(quantity.formula, quantity.values) : null;
  return found && 'value' in found ? found.value : null;
}

function examineRule(exercise: ExerciseOf<'rule'>, starter: string | undefined): readonly string[] {
  const solved = checkRuleText(exercise, modelAnswer(exercise));
  const begun = starter === undefined ? null : checkRuleText(exercise, starter);
  return [
    ...(begun?.kind === 'faulty' && exercise.starter !== undefined
      ? [`The starter doesn’t compile. ${begun.message}`]
      : []),
    ...(solved.kind !== 'passed' ? [`The solution doesn’t pass. ${solved.message}`] : []),
    ...(solved.kind === 'passed' && solved.overflow
      ? [
          `The reference comes to numbers that aren’t finite ${solved.overflow.trial}, in step ${solved.overflow.step}: set a smaller lr.`,
        ]
      : []),
    ...(begun?.kind === 'passed' ? ['The starter passes as it is, so that there is nothing to do.'] : []),
  ];
}

async function examineNumber(
  { expected, mistakes, tolerance }: ExerciseOf<'number'>,
  options?: ExperimentOptions,
): Promise<readonly string[]> {
  const right = await valueOfQuantity(expected, options);
  const wrong = await Promise.all(mistakes.map(({ number }) => valueOfQuantity(number, options)));
  return numberFaults(right, wrong, tolerance);
}

/** @param wrong Numbers of mistakes. */
function numberFaults(right: number, wrong: readonly number[], tolerance: number): readonly string[] {
  if (!Number.isFinite(right)) return [`The right number is ${right}: nobody can give it.`];
  return wrong.flatMap((value, index) =>
    Math.abs(value - right) <= tolerance * Math.abs(right)
      ? [`Mistake ${index + 1} is right: ${value}, where ${right} is expected.`]
      : [],
  );
}
