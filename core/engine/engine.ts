/** What a run is computed by. */
import type { RunSpec } from '../experiment/runSpec.ts';
import type { ModelTask } from '../problems/models/modelTask.ts';
import type { Objective } from '../problems/objective.ts';
import type { Method } from './method.ts';
import type { Awaitable, Trainer } from './trainer.ts';

/** A run, ready to be computed: a surface, or a model with its data, and the optimizer. */
export type Task =
  | { readonly kind: 'surface'; readonly objective: Objective; readonly method: Method }
  | { readonly kind: 'model'; readonly model: ModelTask; readonly method: Method };

/** `reason`: what keeps an engine from a run that it is made for, as a clause; null where it isn't made for such runs. */
export type Support =
  | { readonly supported: true }
  | { readonly supported: false; readonly reason: string | null };

export interface Engine {
  /** Whether it computes such runs on this machine. */
  supports(spec: RunSpec): Support;
  /**
   * The run at its start.
   * @param reason Why an engine that would be preferred does not compute it; a clause, null where there is none.
   * @throws {RangeError} if the run and its data don't fit into memory.
   */
  createTrainer(task: Task, reason: string | null): Awaitable<Trainer>;
}
