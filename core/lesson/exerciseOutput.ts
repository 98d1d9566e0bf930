/** From what is known of an exercise to what is shown of it: the verdict on the last answer, and the help that was taken. */
import type { CheckedAttempt } from './exercise/checkAttempt.ts';
import type { Exercise } from './exercise/exercise.ts';
import { type ExerciseProgress, helpFor } from './exercise/progress.ts';
import type { ExerciseOutput } from './exerciseWords.ts';

export interface ExerciseState {
  readonly exercise: Exercise;
  readonly progress: ExerciseProgress;
  readonly checked: CheckedAttempt;
  /** Whether the learner asked for the difference. */
  readonly isExplained: boolean;
}

const headings = { passed: 'Passed', failed: 'Not yet', faulty: 'This can’t be checked' } as const;

export function exerciseOutput(
  cell: string,
  { exercise, progress, checked, isExplained }: ExerciseState,
): ExerciseOutput {
  const { kind, message, remarks, differences } = checked;
  const { tries, isPassed, isShown } = progress;
  const { hints, nextHint, offersSolution } = helpFor(exercise, progress);
  const solution = isShown ? checked.solution : null;
  const canExplain = solution !== null && differences.length > 0;
  return {
    ...{ type: 'exercise', cell, verdict: kind, message, remarks, hints, solution },
    heading: isPassed && tries > 1 ? `${headings[kind]}. It took ${tries} tries` : headings[kind],
    differences: canExplain && isExplained ? differences : null,
    explanation: isPassed || isShown ? (exercise.explanation ?? null) : null,
    offers: [
      ...(nextHint !== null && kind !== 'passed' ? [{ action: 'hint' as const, label: nextHint }] : []),
      ...(offersSolution && checked.solution !== null && solution === null
        ? [{ action: 'solution' as const, label: 'Show the Solution' }]
        : []),
      ...(canExplain && !isExplained
        ? [{ action: 'difference' as const, label: 'Explain the Difference' }]
        : []),
      ...(tries > 0 || hints.length > 0 || isShown
        ? [{ action: 'reset' as const, label: 'Start Over' }]
        : []),
    ],
  };
}
