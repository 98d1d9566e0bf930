/** What the thread for lessons and claims does, each task with what it is given and what comes of it. Both ends are built from one source. */
import type { TestedClaim } from '../../core/claims/claimSheet.ts';
import type { Problem } from '../../core/experiment/schema.ts';
import type { CellFault } from '../../core/lesson/checkCells.ts';
import type { Attempt, CheckedAttempt } from '../../core/lesson/exercise/checkAttempt.ts';
import type { LessonCell, LessonDiagnostic } from '../../core/lesson/lesson.ts';
import type { PreparedDataset } from '../../core/problems/data/preparation/prepareDataset.ts';

/** Where a claim's file is on the disk. */
export interface ClaimPlace {
  /** What its data must be in: the folder of the workspace. */
  readonly workspace: string;
  /** The folder of the file, which paths are relative to. */
  readonly beside: string;
}

/** Where the data of lessons and claims is, by the problems of their experiments; null on surfaces. */
export interface LessonData {
  /** @throws {ExperimentError} if a CSV file can't be read. */
  ofLesson(problem: Problem, folder: string): Promise<PreparedDataset | null>;
  /** @throws {ExperimentError} if a CSV file can't be read. */
  ofClaim(problem: object, place: ClaimPlace | null): Promise<PreparedDataset | null>;
}

export interface LessonTasks {
  /** Checks an answer to an exercise. */
  readonly attempt: { readonly input: Attempt; readonly output: CheckedAttempt };
  /** Checks cells of a lesson, and runs no experiment. */
  readonly cells: { readonly input: readonly LessonCell[]; readonly output: readonly CellFault[] };
  /** Runs all of a lesson. */
  readonly examine: {
    readonly input: {
      readonly text: string;
      /** What paths of CSV files are relative to; empty where that is on no disk. */
      readonly folder: string;
    };
    readonly output: readonly LessonDiagnostic[];
  };
  /** Puts a claim to the test. */
  readonly claim: {
    readonly input: {
      /** Of its file. */
      readonly text: string;
      /** Where that is; null where it is on no disk. */
      readonly place: ClaimPlace | null;
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
