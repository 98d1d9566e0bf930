/**
 * Threads that take steps together. Each has an instance of this module on the same memory and goes through the same code,
 * in which it takes its share of the work; where one needs what others compute, all wait at a barrier.
 *
 * As for a network, the host writes these fields. The first value of `call` is 1: the thread that calls works alone.
 */
@unmanaged
export class ThreadGroup {
  /** Changes with each call. Its low byte is the number of threads that take part; 0 tells helpers to end. */
  call: i32;
  /** Whether a thread is lost: then nobody waits any more. */
  isAborted: i32;
  /** How often all threads have passed the barrier. */
  phase: i32;
  /** How many threads wait at it. */
  arrived: i32;
  /** Threads that have to be woken. */
  sleeping: i32;
  /** Helpers that have joined. */
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
