/**
 * Milliseconds by a clock that runs forward in all threads alike, whatever becomes of the time of day: both `Date.now()`
 * and `performance.timeOrigin` follow that.
 */
export function sharedNow(): number {
  return Number(process.hrtime.bigint()) / 1e6;
}
