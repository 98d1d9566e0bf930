/** Milliseconds by a clock that all workers of a page have alike. */
export function sharedNow(): number {
  return performance.timeOrigin + performance.now();
}
