/** How far a learner is with an exercise: plain data, which whoever shows it can keep. */
import * as z from 'zod';
import type { Exercise } from './exercise.ts';

export interface ExerciseProgress {
  /** Answers that were checked, up to the one that passed. */
  readonly tries: number;
  readonly hintsTaken: number;
  /** Whether the solution was shown. */
  readonly isShown: boolean;
  readonly isPassed: boolean;
}

const schema = z.strictObject({
  tries: z.int().min(0),
  hintsTaken: z.int().min(0),
  isShown: z.boolean(),
  isPassed: z.boolean(),
});

export const exerciseNotBegun: ExerciseProgress = {
  tries: 0,
  hintsTaken: 0,
  isShown: false,
  isPassed: false,
};

/** What was kept, as it comes back; what is no progress is none. */
export function readExerciseProgress(kept: unknown): ExerciseProgress {
  return schema.safeParse(kept).data ?? exerciseNotBegun;
}

export type ExerciseEvent =
  /** An answer was checked; one that can't be checked is no try. */
  | { readonly kind: 'checked'; readonly result: 'passed' | 'failed' | 'faulty' }
  | { readonly kind: 'hint' }
  | { readonly kind: 'solution' }
  | { readonly kind: 'reset' };

/** What stands after an event. What was passed stays so, whatever is tried afterwards. */
export function nextProgress(
  progress: ExerciseProgress,
  event: ExerciseEvent,
  { hints }: Pick<Exercise, 'hints'>,
): ExerciseProgress {
  switch (event.kind) {
    case 'checked':
      if (event.result === 'faulty' || progress.isPassed) return progress;
      return { ...progress, tries: progress.tries + 1, isPassed: event.result === 'passed' };
    case 'hint':
      return { ...progress, hintsTaken: Math.min(hints.length, progress.hintsTaken + 1) };
    case 'solution':
      return { ...progress, isShown: true };
    case 'reset':
      return exerciseNotBegun;
  }
}

/** What a learner can have next: hints before the solution, and that after a try. */
export interface Help {
  /** The hints that were taken. */
  readonly hints: readonly string[];
  /** `Hint 1 of 2`; null where all were taken. */
  readonly nextHint: string | null;
  /** Whether the solution may be asked for: after all hints, or where there are none after a try, and when it is passed. */
  readonly offersSolution: boolean;
}

export function helpFor({ hints }: Pick<Exercise, 'hints'>, progress: ExerciseProgress): Help {
  const { tries, hintsTaken, isPassed } = progress;
  const isLeft = hintsTaken < hints.length;
  return {
    hints: hints.slice(0, hintsTaken),
    nextHint: isLeft ? `Hint ${hintsTaken + 1} of ${hints.length}` : null,
    offersSolution: isPassed || (tries > 0 && !isLeft),
  };
}
