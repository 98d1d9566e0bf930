/** What is kept of a run of a map: no curve. All steps count from 1; 0 stands for "never". */
export interface RunScore {
  /** The loss after the last step; NaN where it diverged. */
  readonly final: number;
  /** The lowest loss, that of the start included. */
  readonly best: number;
  /** The first step after which the loss is at most the target; 1 also where it is so at the start. */
  readonly first: number;
  /** The step from which on it stays so until the end; 0 also where the run diverged. */
  readonly forGood: number;
  /**
   * The step after which the loss or a parameter was no longer what a race calls finite: the same rule as
   * divergence.ts. 1 also where the loss of the start was none.
   */
  readonly divergedAt: number;
}
