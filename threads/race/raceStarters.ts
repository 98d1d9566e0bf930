/** What races ask of the machine to be computed in threads. */
import type { StartThread } from '../thread.ts';

export interface RaceStarters {
  /** Starts what computes runs. */
  readonly worker: StartThread;
  /** Starts what helps it with large steps. */
  readonly helper: StartThread;
  /** How many threads the machine runs at once. */
  readonly cores: number;
  /** Milliseconds by a clock that runs forward in all threads alike. */
  now(): number;
}
