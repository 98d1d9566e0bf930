/** Numbers by which threads tell one another that something has happened. */
import { isAborted, ThreadGroup } from './threadGroup';

/** How often a thread polls before it sleeps: for about as long as it takes to wake it. */
const polls: i32 = 20_000;

/**
 * What this thread sleeps for. Globals, since a thread that sleeps again must still know it: where V8 compiles fast and not
 * well, as in Node.js 20, `memory.atomic.wait32` overwrites the last local of its function.
 */
let groupAwaited: usize = 0;
let addressAwaited: usize = 0;
let valueBefore: i32 = 0;

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
  groupAwaited = changetype<usize>(group);
  addressAwaited = address;
  valueBefore = value;
  atomic.add<i32>(groupAwaited, 1, offsetof<ThreadGroup>('sleeping'));
  // It may be woken too early: a thread that changes a number wakes the others a moment later, when some of them have gone
  // on and wait for its next change.
  while (!isAborted(changetype<ThreadGroup>(groupAwaited)) && atomic.load<i32>(addressAwaited) == valueBefore) {
    if (atomic.wait<i32>(addressAwaited, valueBefore, timeout) == AtomicWaitResult.TIMED_OUT) {
      atomic.store<i32>(groupAwaited, 1, offsetof<ThreadGroup>('isAborted'));
    }
  }
  atomic.sub<i32>(groupAwaited, 1, offsetof<ThreadGroup>('sleeping'));
}
