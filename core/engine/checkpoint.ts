import type { State, Vector } from '../rule/run/kernel.ts';

/**
 * Where a run stands after some steps. A trainer that goes on from there takes the steps that the run would have taken:
 * in the same precision bit for bit.
 */
export interface Checkpoint {
  readonly stepsDone: number;
  /** In the order of the run's start. */
  readonly parameters: Vector;
  /** What the rule keeps, its tensors in the order of the parameters. */
  readonly state: State<Vector>;
}
