/**
 * What the extension has done for it outside its own thread: computing, reading large files, keeping races. Everything else
 * in the extension knows only this, so that a build for another kind of extension host can bring its own.
 */

import type { TestedClaim } from '../../core/claims/claimSheet.ts';
import type { DiagnosisNews, RunToDiagnose } from '../../core/diagnostics/diagnoseRun.ts';
import type { Weights } from '../../core/engine/checkpoint.ts';
import type { GpuTaskProgress } from '../../core/engine/gpu/gpuTask.ts';
import type { GpuTaskInput, GpuTaskName, GpuTaskOutput } from '../../core/engine/gpu/gpuTasks.ts';
import type { CsvProblem } from '../../core/experiment/modelProblem.ts';
import type { RunSpec } from '../../core/experiment/runSpec.ts';
import type { Experiment } from '../../core/experiment/schema.ts';
import type { CellFault } from '../../core/lesson/checkCells.ts';
import type { Attempt, CheckedAttempt } from '../../core/lesson/exercise/checkAttempt.ts';
import type { LessonCell, LessonDiagnostic } from '../../core/lesson/lesson.ts';
import type { LoggedFacts } from '../../core/log/logNews.ts';
import type { RoleChoice } from '../../core/log/logRoles.ts';
import type { PreparedDataset } from '../../core/problems/data/preparation/prepareDataset.ts';
import type { ColumnHead } from '../../core/problems/data/table/columnHeads.ts';
import type { Caption } from '../../core/race/caption.ts';
import type { Piece } from '../../core/race/export/piece.ts';
import type { Speed } from '../../core/race/phase.ts';
import type { LogRace, Race, RaceOrLog, StartOptions } from '../../core/race/race.ts';
import type { RuleTestId } from '../../core/ruleTests/labels.ts';
import type { RuleTestResult } from '../../core/ruleTests/ruleTest.ts';
import type { Library } from './library.ts';
import type {
  DebugListener,
  DebugThread,
  InspectedRun,
  MapComputation,
  MapGpu,
  MapListener,
  NetworkComputation,
  NetworkListener,
  NetworkRuns,
  RunsFromElsewhere,
  StepInspection,
} from './openThreads.ts';
import type { Sweeps } from './sweeps.ts';

export interface Scheduler {
  /** Starts a race and puts it on the screen. It goes on beside those that run, or waits until some of them have ended. */
  start(experiment: Experiment, caption: Caption | null, options?: StartOptions): Race;
  /**
   * Goes on with a race that was interrupted, and puts it on the screen: its runs from their checkpoints, those without one
   * from their start; those that had ended stay as they are.
   * @param options A race on a CSV file needs the data that it began with.
   * @returns How many runs had done steps and begin again.
   * @throws {Error} if another window goes on with it.
   */
  continueRace(race: Race, options?: Pick<StartOptions, 'csv'>): Promise<number>;
  pause(race: Race): void;
  resume(race: Race): void;
  /** One step of every run. */
  step(race: Race): void;
  setSpeed(race: Race, speed: Speed): void;
  stop(race: Race): void;
  /** What a run has learned so far; null where nothing of this window computes it. */
  weights(race: Race, run: number): Promise<Weights | null>;
}

export interface CsvProgress {
  /** Called often while a file is read, with the share that has been, 0 to 1. */
  readonly onProgress?: (share: number) => void;
  /** Ends the reading early. */
  readonly signal?: AbortSignal;
}

export interface CsvFiles {
  /**
   * The numbers of a file, split and standardized.
   * @param folder Of the workspace; the path of the file is relative to it.
   * @throws {CsvFault} if the file can't be read or holds something else than the problem says.
   */
  load(problem: CsvProblem, folder: string, progress: CsvProgress): Promise<CsvContent>;
  /**
   * The columns of a file, by its first rows.
   * @throws {CsvFault} if the file can't be read or is empty.
   */
  readColumns(csv: string, folder: string): Promise<readonly ColumnHead[]>;
  /** The line, counted from 1, in which a row begins. */
  lineOfRow(file: string, row: number): Promise<number>;
}

export interface CsvContent {
  readonly data: PreparedDataset;
  /** SHA-256 of the numbers. */
  readonly contentHash: string;
}

/** How far a file has been written, and the way to end that early. */
export interface WriteProgress {
  readonly onProgress?: (share: number) => void;
  readonly signal?: AbortSignal;
}

/** How far a task is, and the way to end it early. */
export interface GpuTaskOptions {
  readonly onProgress?: (progress: GpuTaskProgress) => void;
  readonly signal?: AbortSignal;
}

/** Logs of people's own training: each is read and followed in a thread of its own. */
export interface TrainingLogs {
  /**
   * Opens a log and follows it while it grows.
   * @param place The path of a file, or of a folder of event files.
   * @param choice What the person says about the columns. Default: as before, or else they are found by their names.
   * @returns it when its first runs are known.
   * @throws {LogError} if there is nothing to read, or it holds no numbers.
   */
  open(place: string, choice?: RoleChoice): Promise<LogRace>;
  /** What was found of each of its runs. */
  factsOf(race: LogRace): readonly LoggedFacts[];
  choiceOf(race: LogRace): RoleChoice;
  /** Follows it no further; what was read stays. */
  stop(race: LogRace): void;
  /** Lets go of it, also on the screen. */
  close(race: LogRace): Promise<void>;
}

/** What came of a test of a rule. */
export interface RuleTestOutcome extends RuleTestResult {
  /** In milliseconds. */
  readonly took: number;
}

export interface RuleTestOptions {
  /** Called with the outcome of each test as it is there, in their order. */
  readonly onResult: (outcome: RuleTestOutcome) => void;
  /** Ends the tests early. */
  readonly signal?: AbortSignal;
}

export interface ExamineOptions {
  /** Called with the share of the cells that have been run, 0 to 1. */
  readonly onProgress?: (share: number) => void;
  /** Ends it early. */
  readonly signal: AbortSignal;
}

/** Where a claim's file is on the disk. */
export interface ClaimPlace {
  /** The folder of the workspace, which its data has to be in. */
  readonly workspace: string;
  /** The folder of the file, which paths of its data are relative to. */
  readonly beside: string;
}

export interface ClaimTestOptions {
  /** Called with the share that is done, 0 to 1. */
  readonly onProgress: (share: number) => void;
  /** Ends it early. */
  readonly signal: AbortSignal;
}

/** A run, what is to be measured of it, and where its CSV file is; null where it has none. */
export interface DiagnosedRun {
  readonly run: RunToDiagnose;
  readonly csv: InspectedRun['csv'];
}

export interface DiagnosisOptions {
  /** Called with what was measured since the last call, in the order of its steps. */
  readonly onNews: (news: readonly DiagnosisNews[]) => void;
  /** Ends it early. */
  readonly signal: AbortSignal;
}

export interface Backend {
  /** Of threads; loaded when it is asked for first. */
  scheduler(): Promise<Scheduler>;
  /** Loaded when it is asked for first. */
  logs(): Promise<TrainingLogs>;
  /** Runs of races by workers on a queue. Loaded when it is asked for first. */
  sweeps(): Promise<Sweeps>;
  /** Ids of races that the window has left on queues, or has there now. */
  readonly leftSweeps: readonly string[];
  /** Of one that is kept no more. */
  forgetSweep(id: string): void;
  readonly csv: CsvFiles;
  /**
   * Does a task with the GPU, in a thread of its own.
   * @throws {Error} if the task fails; the signal's reason if it was ended early.
   */
  gpuTask<Name extends GpuTaskName>(
    task: Name,
    input: GpuTaskInput<Name>,
    options?: GpuTaskOptions,
  ): Promise<GpuTaskOutput<Name>>;
  /**
   * Puts a rule that compiles to tests, in a thread of its own.
   * @throws {Error} if the thread fails; the signal's reason if it was ended early.
   */
  testRule(text: string, ids: readonly RuleTestId[], options: RuleTestOptions): Promise<void>;
  /**
   * Checks an answer to an exercise, in a thread of its own.
   * @param signal Ends it early.
   * @throws {Error} if the exercise can't be computed, or the thread fails; the signal's reason if it was ended early.
   */
  checkAttempt(attempt: Attempt, signal: AbortSignal): Promise<CheckedAttempt>;
  /**
   * What is wrong with cells of a lesson, solutions and starters of exercises included, in a thread of its own.
   * @param signal Ends it early.
   * @throws {Error} if the thread fails; the signal's reason if it was ended early.
   */
  checkCells(cells: readonly LessonCell[], signal: AbortSignal): Promise<readonly CellFault[]>;
  /**
   * Runs all of a lesson, in a thread of its own, and says what is wrong with it.
   * @param folder What paths of CSV files are relative to.
   * @throws {Error} if the thread fails; the signal's reason if it was ended early.
   */
  examineLesson(text: string, folder: string, options: ExamineOptions): Promise<readonly LessonDiagnostic[]>;
  /**
   * Puts a claim to the test, in a thread of its own.
   * @param text Of its file.
   * @param place Where that is, for the CSV files that it names; null where it is on no disk.
   * @throws {Error} if it can't be computed, or the thread fails; the signal's reason if it was ended early.
   */
  testClaim(text: string, place: ClaimPlace | null, options: ClaimTestOptions): Promise<TestedClaim>;
  /** Opens a debug adapter. Data sets that ship it reads itself. */
  openDebugger(listener: DebugListener): Promise<DebugThread>;
  /** Opens a run to look at its steps, until it is disposed of. */
  inspect(run: InspectedRun): Promise<StepInspection>;
  /** Opens the runs of a race to see where they would go from elsewhere, until they are disposed of. */
  openPreview(specs: readonly RunSpec[]): Promise<RunsFromElsewhere>;
  /** Opens runs to make pictures of their network, until it is disposed of. */
  openNetwork(runs: NetworkRuns, listener: NetworkListener): Promise<NetworkComputation>;
  /**
   * Measures diagnostics of a run, in a thread of its own.
   * @throws {Error} if the run can't be computed again, or the thread fails; the signal's reason if it was ended early.
   */
  diagnose(run: DiagnosedRun, options: DiagnosisOptions): Promise<void>;
  /**
   * Opens a map, until it is disposed of.
   * @param data Read of a CSV file; null where the problem has none.
   * @param gpu null where none is to be used.
   */
  openMap(data: PreparedDataset | null, gpu: MapGpu | null, listener: MapListener): Promise<MapComputation>;
  /**
   * A file of the data that ships with the extension, as it is there: compressed, in base64.
   * @throws {Error} if it can't be read.
   */
  shippedData(file: string): Promise<string>;
  /** Processor, threads and system, for people. */
  machine(): string;
  /** Whether the window has a GPU that is more than its processor; null where nobody has asked for it yet. */
  hasGpu(): boolean | null;
  /** How many threads compute a race at most. */
  readonly threads: number;
  /** Bytes that a race may take now, beside those that go on. */
  freeMemory(): number;
  /** Bytes that a race may take when no other goes on. */
  freeMemoryAlone(): number;
  /**
   * Writes a text of any length to the disk while it is made, without holding up the extension's thread. The file is there
   * when it is whole.
   */
  writeText(file: string, pieces: Iterable<Piece>, progress: WriteProgress): Promise<void>;
  /**
   * The open race of this id, or a kept one, which is open from then on, until others are on the screen.
   * @throws {Error} if it can't be read, or there is none.
   */
  openRace(id: string): Promise<RaceOrLog>;
  /** The races that are kept. */
  readonly library: Library;
  /** Brings the race back that was on the screen of this window last, unless another is there by then. */
  restore(): Promise<void>;
  /** Keeps what is open, before the window closes. */
  saveAll(): Promise<void>;
  dispose(): void;
}
