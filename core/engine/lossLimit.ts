/** When a run has diverged. */

/** The largest loss of a run, and how many times its first one: a start far up the slope may still come down. */
export const divergenceLimits = { loss: 1e6, growth: 1e4 } as const;

/** Above it a run has diverged: 1e6 or ten thousand times the first loss. */
export function largestLoss(firstLoss: number): number {
  const most = Math.max(divergenceLimits.loss, divergenceLimits.growth * firstLoss);
  return Number.isFinite(most) ? most : Number.MAX_VALUE;
}

/** Whether `loss` is not finite, or above what a run may have that began with `firstLoss`. */
export function hasDiverged(loss: number, firstLoss: number): boolean {
  return !(Number.isFinite(loss) && loss <= largestLoss(firstLoss));
}
