/** What is shown of an exercise below its cell, and the same as text. Pages load it, so that no schema is near. */
import type { LineDifference } from './exercise/rule/explainDifference.ts';
import { type FirstSteps, firstStepsText } from './exercise/rule/firstSteps.ts';

/** What a learner can ask for. */
export const exerciseActions = ['hint', 'solution', 'difference', 'look', 'reset'] as const;

export type ExerciseAction = (typeof exerciseActions)[number];

/** Values that survive JSON. */
export interface ExerciseOutput {
  readonly type: 'exercise';
  /** The URI of its cell. */
  readonly cell: string;
  readonly verdict: 'passed' | 'failed' | 'faulty';
  readonly title: string;
  /** What is to be found; null where that is a rule, which stands in a cell of its own. */
  readonly asked: string | null;
  /** The verdict in a few words. */
  readonly heading: string;
  /** What was computed, in sentences. */
  readonly message: string;
  readonly remarks: readonly string[];
  /** Where a rule goes wrong first; null where no value tells. */
  readonly steps: FirstSteps | null;
  readonly hints: readonly string[];
  /** Null where it isn't shown. */
  readonly solution: string | null;
  /** Null where they aren't shown. */
  readonly differences: readonly LineDifference[] | null;
  /** Null where it isn't shown. */
  readonly explanation: string | null;
  /** What can be asked for next; `again` answers anew. */
  readonly offers: readonly { readonly action: ExerciseAction | 'again'; readonly label: string }[];
}

/** The same in words, for who doesn't see the output. */
export function textOfExercise(output: ExerciseOutput): string {
  const { title, asked, heading, message, remarks, steps, hints, solution, differences, explanation } =
    output;
  return [
    title,
    ...(asked === null ? [] : [asked]),
    `${heading}. ${message}`,
    ...remarks,
    ...(steps ? [firstStepsText(steps)] : []),
    ...hints.map((hint, index) => `Hint ${index + 1}: ${withoutMarks(hint)}`),
    ...(solution === null ? [] : [`Solution:\n${solution}`]),
    ...(differences ?? []).map(differenceWords),
    ...(explanation === null ? [] : [withoutMarks(explanation)]),
  ].join('\n');
}

/** Without the backticks around code. */
function withoutMarks(text: string): string {
  return text.replaceAll('`', '');
}

/** `Line 8: yours is v = g; expected v = momentum * v + g`. */
export function differenceWords({ yours, expected }: LineDifference): string {
  if (yours && expected) return `Line ${yours.line}: yours is ${yours.text}; expected ${expected.text}`;
  if (expected) return `Missing: ${expected.text}`;
  return yours ? `Line ${yours.line}: ${yours.text} is in no line of the solution` : '';
}
