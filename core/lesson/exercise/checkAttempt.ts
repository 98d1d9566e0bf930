/** A learner's answer to an exercise of any kind, and what comes of it. */
import { formatSetting } from '../../format.ts';
import { answerText } from './answerText.ts';
import { checkChoose } from './checkChoose.ts';
import { checkDefence } from './checkDefence.ts';
import { checkNumber } from './checkNumber.ts';
import type { Exercise, ExerciseOf } from './exercise.ts';
import { valueOfQuantity } from './quantity.ts';
import type { AnswerResult } from './result.ts';
import { checkRuleText } from './rule/checkRule.ts';
import { explainDifference, type LineDifference } from './rule/explainDifference.ts';
import { type FirstSteps, firstSteps } from './rule/firstSteps.ts';
import { modelAnswer } from './rule/referenceRule.ts';

interface AttemptOf<Kind extends Exercise['kind'], Answer> {
  readonly kind: Kind;
  readonly exercise: ExerciseOf<Kind>;
  readonly answer: Answer;
}

/** Values that survive a structured clone: the text of a rule, a number, or two. */
export type Attempt =
  | AttemptOf<'rule', string>
  | AttemptOf<'number', number>
  | AttemptOf<'choose', number>
  | AttemptOf<'defend', readonly number[]>;

export interface CheckedAttempt extends AnswerResult {
  /** What is written otherwise than in the reference, and right all the same. */
  readonly remarks: readonly string[];
  /** Where a rule goes wrong first; null where no value that it shares with the reference is wrong. */
  readonly steps: FirstSteps | null;
  /** The piece of a rule's text that computes its first wrong value. */
  readonly wrong: { readonly start: number; readonly end: number } | null;
  /** Null where the message of a wrong answer says it. */
  readonly solution: string | null;
  /** Lines of a wrong rule that do something else than those of the solution. */
  readonly differences: readonly LineDifference[];
}

/** @throws {RangeError} or an ExperimentError where the exercise itself is wrong. */
export async function checkAttempt(attempt: Attempt): Promise<CheckedAttempt> {
  const nothing = { remarks: [], steps: null, wrong: null, solution: null, differences: [] };
  switch (attempt.kind) {
    case 'rule':
      return checkWritten(attempt);
    case 'choose': {
      const { exercise, answer } = attempt;
      const { kind, message } = await checkChoose(exercise, answer);
      const solution = `${exercise.setting} = ${formatSetting(exercise.solution)}`;
      return { ...nothing, kind, message, solution };
    }
    case 'defend': {
      const { exercise, answer } = attempt;
      const result = await checkDefence(exercise, answer);
      return { ...nothing, ...result, solution: answerText(exercise.settings, exercise.solution) };
    }
    case 'number': {
      const { exercise, answer } = attempt;
      const result = await checkNumber(exercise, answer);
      const right = Number((await valueOfQuantity(exercise.expected)).toPrecision(6));
      return {
        ...nothing,
        ...result,
        solution: [formatSetting(right), exercise.unit ?? ''].join(' ').trim(),
      };
    }
  }
}

function checkWritten({ exercise, answer }: AttemptOf<'rule', string>): CheckedAttempt {
  const result = checkRuleText(exercise, answer);
  const { kind, message } = result;
  const lines = kind === 'failed' ? (explainDifference(exercise, answer) ?? []) : [];
  return {
    ...{ kind, message, solution: modelAnswer(exercise).trimEnd() },
    remarks: result.kind === 'passed' ? result.remarks : [],
    steps: result.kind === 'failed' && result.values ? firstSteps(result.values) : null,
    wrong: result.kind === 'failed' && result.at ? { start: result.at.start, end: result.at.end } : null,
    differences: lines.filter((line) => line.kind !== 'same'),
  };
}
