/** By which runs of a lesson are judged. Pages load it, so that nothing that makes their outputs is near. */

export interface Judged {
  /** Null where it is not finite. */
  readonly loss: number | null;
  /** Null where no rows are held out. */
  readonly heldOut: number | null;
  readonly divergedAt: number | null;
}

/** The loss on held-out rows where there are some. Infinite where a run has diverged. */
export function judgedLoss({ loss, heldOut, divergedAt }: Judged): number {
  return divergedAt === null ? (heldOut ?? loss ?? Number.POSITIVE_INFINITY) : Number.POSITIVE_INFINITY;
}

/** From the lowest loss to the highest; diverged ones last. */
export function byLoss<T extends Judged>(runs: readonly T[]): T[] {
  const ranked = runs.map((run) => ({ run, rank: judgedLoss(run) }));
  return ranked.toSorted((a, b) => (a.rank === b.rank ? 0 : a.rank - b.rank)).map(({ run }) => run);
}
