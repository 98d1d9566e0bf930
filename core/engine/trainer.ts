/** What takes the steps of a run: the seam between runs and engines. */
import type { Score } from '../problems/objective.ts';
import type { EngineFacts } from '../race/engineFacts.ts';

/** Now, or once a device has answered. */
export type Awaitable<Value> = Value | Promise<Value>;

export interface Trainer {
  readonly engine: EngineFacts;
  readonly stepsDone: number;
  /**
   * Takes steps and gives how many: at least one, but fewer than `steps` if it can't take as many in one go, or if
   * the loss after one isn't a finite number of at most `limit`. One call at a time.
   */
  run(steps: number, limit: number): Awaitable<number>;
  /** The loss after each step of the last `run`, before the first one that at the start; valid until the next. */
  readonly losses: Float64Array;
  /** Surfaces: x and y for each of `losses`, flat; null for models. */
  readonly path: Float64Array | null;
  /** Over the held-out rows or, where there are none, the whole training set; null on surfaces. */
  readonly evaluate: (() => Awaitable<Score>) | null;
  /** Lets go of memory, and of threads that help. */
  dispose(): void;
}
