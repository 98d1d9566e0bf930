/** What the thread for lessons and claims does, each task with what it is given and what comes of it. Both ends are built from one source. */
import type { TestedClaim } from '../../core/claims/claimSheet.ts';
import type { CellFault } from '../../core/lesson/checkCells.ts';
import type { Attempt, CheckedAttempt } from '../../core/lesson/exercise/checkAttempt.ts';
import type { LessonCell, LessonDiagnostic } from '../../core/lesson/lesson.ts';
import type { ClaimPlace } from './claimData.ts';

export interface LessonPlaces {
  /** The folder of the data that ships with the extension. */
  readonly data: string;
  /** What paths of CSV files are relative to; empty where that is on no disk. */
  readonly csv: string;
  /** The program of the thread that reads CSV files. */
  readonly csvWorker: string;
}

export interface LessonTasks {
  /** Checks an answer to an exercise. */
  readonly attempt: { readonly input: Attempt; readonly output: CheckedAttempt };
  /** Checks cells of a lesson, and runs no experiment. */
  readonly cells: { readonly input: readonly LessonCell[]; readonly output: readonly CellFault[] };
  /** Runs all of a lesson. */
  readonly examine: {
    readonly input: { readonly text: string; readonly places: LessonPlaces };
    readonly output: readonly LessonDiagnostic[];
  };
  /** Puts a claim to the test. */
  readonly claim: {
    readonly input: {
      /** Of its file. */
      readonly text: string;
      /** Where that is; null where it is on no disk. */
      readonly place: ClaimPlace | null;
      /** Of the data sets that ship. */
      readonly dataFolder: string;
      /** The program of the thread that reads CSV files. */
      readonly csvWorker: string;
    };
    readonly output: TestedClaim;
  };
}

export type LessonTaskName = keyof LessonTasks;

export type LessonTask = {
  [Name in LessonTaskName]: { readonly name: Name; readonly input: LessonTasks[Name]['input'] };
}[LessonTaskName];

export type FromLessonThread =
  | { readonly type: 'progress'; readonly share: number }
  | { readonly type: 'result'; readonly result: unknown };
