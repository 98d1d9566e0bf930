/** What a run is computed by. */
import type { RunSpec } from '../experiment/runSpec.ts';
import type { ModelTask } from '../problems/models/modelTask.ts';
import type { Objective, Score } from '../problems/objective.ts';
import type { EngineFacts } from '../race/engineFacts.ts';
import type { Measured } from '../race/quantities.ts';
import type { Checkpoint } from './checkpoint.ts';
import type { Method } from './method.ts';

/** What all runs have. */
interface Steps {
  readonly method: Method;
  /** Where the run goes on. A method that observes losses has to have seen those before. Default: the start. */
  readonly from?: Checkpoint;
}

export interface SurfaceRun extends Steps {
  readonly kind: 'surface';
  readonly objective: Objective;
  /** The formula of the same surface, as people type it. */
  readonly text: string;
}

export interface ModelRun extends Steps {
  readonly kind: 'model';
  readonly model: ModelTask;
}

/** A run, ready to be computed: a surface, or a model with its data, and the optimizer. */
export type Task = SurfaceRun | ModelRun;

/** `reason`: what keeps an engine from a run that it is made for, as a clause; null where it isn't made for such runs. */
export type Support =
  | { readonly supported: true }
  | { readonly supported: false; readonly reason: string | null };

export interface Engine {
  /** Whether it computes such runs on this machine. */
  supports(spec: RunSpec): Support;
  /**
   * The run at its start, or where it is to go on.
   * @param reason Why an engine that would be preferred does not compute it; a clause, null where there is none.
   * @throws {RangeError} if the run and its data don't fit into memory.
   */
  createTrainer(task: Task, reason: string | null): Awaitable<Trainer>;
}

/** Now, or once a device has answered. */
export type Awaitable<Value> = Value | Promise<Value>;

/** What takes the steps of a run. */
export interface Trainer {
  readonly engine: EngineFacts;
  readonly stepsDone: number;
  /**
   * Takes steps and gives how many: at least one, but fewer than `steps` if it can't take as many in one go, or if
   * the loss after one isn't a finite number of at most `limit`. One call at a time.
   * @param following Steps that may be wanted after these: a device may be asked for them before they are. Default: none.
   */
  run(steps: number, limit: number, following?: number): Awaitable<number>;
  /** Steps that a device was asked for and that were not given yet: the next `run` gives them first. Default: 0. */
  readonly ahead?: number;
  /** What was measured after each step of the last `run`, before the first one at the start; valid until the next. */
  readonly measured: Measured;
  /** Over the held-out rows or, where there are none, the whole training set; null on surfaces. */
  readonly evaluate: (() => Awaitable<Score>) | null;
  /**
   * Where the run stands, or stood some steps before, for another trainer to go on; not after a loss for which it stopped.
   * null where only its start is known; absent where nothing is.
   */
  checkpoint?(): Checkpoint | null;
  /** Whether a device computes the steps, so that others can be computed meanwhile. May change. Default: false. */
  readonly waits?: boolean;
  /**
   * Takes back the last steps of the last `run`, and leaves `step`: at least one more than before it. There where a
   * trainer ever waits: steps that it was asked for in one go may be more than were wanted.
   */
  rewind?(step: number): void;
  /**
   * Begins another run in place of this one, with the same numbers as a new trainer's; false where it can't, since networks,
   * data or rules differ in more than numbers. Absent where a new trainer costs no more.
   */
  restart?(run: ModelRun): boolean;
  /** Lets go of memory, and of threads that help. */
  dispose(): void;
}
