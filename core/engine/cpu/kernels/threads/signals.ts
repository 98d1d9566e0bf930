/** Numbers by which threads tell one another that something has happened. */
import { isAborted, ThreadGroup } from './threadGroup';

/** How often a thread polls before it sleeps: for about as long as it takes to wake it. */
const polls: i32 = 20_000;

/** Changes a number, and wakes those who wait for that. */
export function change(group: ThreadGroup, field: usize, value: i32): void {
  const address = changetype<usize>(group) + field;
  atomic.store<i32>(address, value);
  if (atomic.load<i32>(changetype<usize>(group), offsetof<ThreadGroup>('sleeping'))) atomic.notify(address, -1);
}

/**
 * Waits until a number isn't `value` any more.
 * @param timeout In nanoseconds, after which the group is aborted; -1 for none.
 */
export function waitForChange(group: ThreadGroup, field: usize, value: i32, timeout: i64): void {
  const address = changetype<usize>(group) + field;
  for (let i = 0; i < polls; i++) if (atomic.load<i32>(address) != value) return;
  atomic.add<i32>(changetype<usize>(group), 1, offsetof<ThreadGroup>('sleeping'));
  if (!isAborted(group) && atomic.wait<i32>(address, value, timeout) == AtomicWaitResult.TIMED_OUT) {
    atomic.store<i32>(changetype<usize>(group), 1, offsetof<ThreadGroup>('isAborted'));
  }
  atomic.sub<i32>(changetype<usize>(group), 1, offsetof<ThreadGroup>('sleeping'));
}
