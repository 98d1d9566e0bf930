/** What an exercise is worth as one, found by running it: for those who write lessons, and for their tests. */
import type { Path } from '../../fault.ts';
import { analyze } from '../../rule/analyze.ts';
import { checkChoose } from './checkChoose.ts';
import { checkDefence } from './checkDefence.ts';
import type { Exercise, ExerciseOf, ExpectedQuantity } from './exercise.ts';
import type { ExperimentOptions } from './experimentOptions.ts';
import { valueOfFormula } from './formula.ts';
import { valueOfQuantity } from './quantity.ts';
import { checkRuleText } from './rule/checkRule.ts';
import { modelAnswer } from './rule/referenceRule.ts';

/** Something that is not as it should be, and the field of the exercise that it is about. */
export interface ExerciseFinding {
  readonly message: string;
  readonly path: Path;
}

/**
 * Empty where nothing is wrong: the solution passes and stays finite, the starter doesn't pass, each mistake is another number than
 * the right one.
 * @param starter The learner's cell as it is at first, of a rule to write. The exercise's own comes first.
 * @throws {RangeError} or an ExperimentError if something can't be computed.
 */
export async function examineExercise(
  exercise: Exercise,
  starter?: string,
  options?: ExperimentOptions,
): Promise<readonly ExerciseFinding[]> {
  switch (exercise.kind) {
    case 'rule':
      return examineRule(exercise, exercise.starter ?? starter);
    case 'choose': {
      const { kind, message } = await checkChoose(exercise, exercise.solution, options);
      return kind === 'passed' ? [] : [notPassed(message)];
    }
    case 'defend': {
      const { kind, message } = await checkDefence(exercise, exercise.solution, options);
      return kind === 'passed' ? [] : [notPassed(message)];
    }
    case 'number':
      return examineNumber(exercise, options);
  }
}

function notPassed(message: string): ExerciseFinding {
  return { message: `The solution doesn’t pass. ${message}`, path: ['solution'] };
}

/** The same as far as no experiment has to run for it: of rules, and of numbers that are formulas. */
export function examineQuickly(exercise: Exercise): readonly ExerciseFinding[] {
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

function examineRule(exercise: ExerciseOf<'rule'>, starter: string | undefined): readonly ExerciseFinding[] {
  const solved = checkRuleText(exercise, modelAnswer(exercise));
  const begun = starter === undefined ? null : checkRuleText(exercise, starter);
  const solution = [exercise.solution === undefined ? 'reference' : 'solution'];
  const found: ExerciseFinding[] = [];
  // What a learner finds in the cell may be unfinished.
  if (begun?.kind === 'faulty' && exercise.starter !== undefined) {
    const [first] = analyze(exercise.starter).diagnostics;
    const path = ['starter', ...(first ? [first.at.line - 1] : [])];
    found.push({ message: `The starter doesn’t compile. ${begun.message}`, path });
  }
  if (solved.kind !== 'passed')
    found.push({ message: `The solution doesn’t pass. ${solved.message}`, path: solution });
  else if (solved.overflow) {
    const { trial, step } = solved.overflow;
    const message = `The reference comes to numbers that aren’t finite ${trial}, in step ${step}: set a smaller lr.`;
    found.push({ message, path: ['reference'] });
  }
  if (begun?.kind === 'passed')
    found.push({
      message: 'The starter passes as it is, so that there is nothing to do.',
      path: ['starter'],
    });
  return found;
}

async function examineNumber(
  { expected, mistakes, tolerance }: ExerciseOf<'number'>,
  options?: ExperimentOptions,
): Promise<readonly ExerciseFinding[]> {
  const right = await valueOfQuantity(expected, options);
  const wrong = await Promise.all(mistakes.map(({ number }) => valueOfQuantity(number, options)));
  return numberFaults(right, wrong, tolerance);
}

/** @param wrong Numbers of mistakes. */
function numberFaults(
  right: number,
  wrong: readonly number[],
  tolerance: number,
): readonly ExerciseFinding[] {
  if (!Number.isFinite(right))
    return [{ message: `The right number is ${right}: nobody can give it.`, path: ['expected'] }];
  return wrong.flatMap((value, index) => {
    if (Math.abs(value - right) > tolerance * Math.abs(right) || Number.isNaN(value)) return [];
    const message = `Mistake ${index + 1} is right: ${value}, where ${right} is expected.`;
    return [{ message, path: ['mistakes', index, 'number'] }];
  });
}
