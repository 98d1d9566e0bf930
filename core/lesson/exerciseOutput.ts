/** From what is known of an exercise to what is shown of it: what it asks, the verdict on the last answer, and the help that was taken. */
import type { CheckedAttempt } from './exercise/checkAttempt.ts';
import type { Exercise } from './exercise/exercise.ts';
import { type ExerciseProgress, helpFor } from './exercise/progress.ts';
import type { ExerciseOutput } from './exerciseWords.ts';
import type { QuestionOutput } from './questionWords.ts';

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
  const { heading: title, text, action } = askedBy(exercise);
  const { kind, message, remarks, steps, differences } = checked;
  const { tries, isPassed, isShown } = progress;
  const { hints, nextHint, offersSolution } = helpFor(exercise, progress);
  const solution = isShown ? checked.solution : null;
  const canExplain = solution !== null && differences.length > 0;
  return {
    ...{ type: 'exercise', cell, verdict: kind, message, remarks, steps, hints, solution },
    ...{ title, asked: exercise.kind === 'rule' ? null : text },
    heading: isPassed && tries > 1 ? `${headings[kind]}. It took ${tries} tries` : headings[kind],
    differences: canExplain && isExplained ? differences : null,
    explanation: isPassed || isShown ? (exercise.explanation ?? null) : null,
    offers: [
      ...(nextHint !== null && kind !== 'passed' ? [{ action: 'hint' as const, label: nextHint }] : []),
      ...(offersSolution && checked.solution !== null && solution === null && !isNoNews(exercise, kind)
        ? [{ action: 'solution' as const, label: 'Show the Solution' }]
        : []),
      ...(canExplain && !isExplained
        ? [{ action: 'difference' as const, label: 'Explain the Difference' }]
        : []),
      ...(kind === 'failed' && canLook(exercise)
        ? [{ action: 'look' as const, label: 'Stop in Step 1 and Look' }]
        : []),
      ...(kind === 'passed' ? [] : [{ action: 'again' as const, label: `${action} Again` }]),
      ...(tries > 0 || hints.length > 0 || isShown
        ? [{ action: 'reset' as const, label: 'Start Over' }]
        : []),
    ],
  };
}

/** A number that is right is the solution; a rule that is right may be written in another way. */
function isNoNews({ kind }: Exercise, verdict: CheckedAttempt['kind']): boolean {
  return verdict === 'passed' && kind === 'number';
}

/** Whether the learner's rule can be debugged where it was tried. */
function canLook(exercise: Exercise): boolean {
  return exercise.kind === 'rule' && exercise.gradients.some((each) => 'surface' in each);
}

/** What an exercise asks, before anybody has answered. `action` completes "… Again". */
export function askedBy(exercise: Exercise): Pick<QuestionOutput, 'heading' | 'text' | 'action'> {
  switch (exercise.kind) {
    case 'rule':
      return {
        heading: exercise.title ?? 'Write the optimizer',
        text: 'Write it in the cell below, then check it: what it does is compared with the right one, step by step.',
        action: 'Check',
      };
    case 'choose': {
      const { title = `Choose ${exercise.setting}`, setting, loss, within } = exercise;
      const text = `Find a value of ${setting} with which the loss is at ${loss} or below within ${within} steps.`;
      return { heading: title, text, action: 'Answer' };
    }
    case 'defend': {
      const { title = 'Choose a run, then defend it', settings, loss, within, seeds, starts } = exercise;
      const count = seeds?.length ?? starts?.length ?? 0;
      const where = `${count} ${seeds ? 'seeds' : 'starts'} that no map has shown`;
      const text = `Choose ${settings.join(' and ')}. With ${where} the loss has to be at ${loss} or below for good within ${within} steps.`;
      return { heading: title, text, action: 'Answer' };
    }
    case 'number': {
      const { title = 'Work out the number', unit } = exercise;
      const text = unit === undefined ? 'A number, or a formula.' : `A number, or a formula. Unit: ${unit}.`;
      return { heading: title, text, action: 'Answer' };
    }
  }
}
