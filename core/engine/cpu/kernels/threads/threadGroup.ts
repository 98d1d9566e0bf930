/**
 * Threads that take steps together. Each has an instance of this module on the same memory and goes through the same code,
 * in which it takes its share of the work; where one needs what others compute, all wait at a barrier.
 *
 * As for a network, the host writes these fields. It writes the first call, 1: for nobody but the thread that calls.
 */
@unmanaged
export class ThreadGroup {
  /** Another number with each call for helpers; the low byte is how many threads take part, 0 when helpers are to end. */
  call: i32;
  /** Whether a thread is lost: then nobody waits any more. */
  isAborted: i32;
  /** Of the barrier: how often all have arrived, and how many have arrived since. */
  phase: i32;
  arrived: i32;
  /** Threads that have to be woken. */
  sleeping: i32;
  /** Helpers that are there. */
  joined: i32;
  /** What the call is for: steps, or, where it isn't 0, the score of these examples. */
  examples: usize;
  right: usize;
  steps: i32;
  limit: f64;
}

@inline
export function isAborted(group: ThreadGroup): bool {
  return atomic.load<i32>(changetype<usize>(group), offsetof<ThreadGroup>('isAborted')) != 0;
}
