import type { EngineFacts } from './engineFacts.ts';
import type { Evaluation } from './evaluation.ts';
import type { RunStatus } from './status.ts';

/** A piece of a run, as an engine hands it on. */
export interface Chunk {
  readonly run: string;
  /** The step of `losses[0]`; 0 is the start. */
  readonly firstStep: number;
  readonly losses: Float64Array<ArrayBuffer>;
  /** Surfaces: x and y for each loss, flat; null for models. */
  readonly path: Float64Array<ArrayBuffer> | null;
  /** Those of the steps of `losses`. */
  readonly evaluations: readonly Evaluation[];
  readonly status: RunStatus;
  /** null before the run has begun. */
  readonly engine: EngineFacts | null;
  /** Over the run's own computing time; 0 until it is known. */
  readonly stepsPerSecond: number;
}
