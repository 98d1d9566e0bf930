import { threads } from './calls';
import { change, waitForChange } from './signals';
import { ThreadGroup } from './threadGroup';

/** In nanoseconds: a minute. Threads arrive within milliseconds of one another; one that doesn't is lost. */
const barrierTimeout: i64 = 60_000_000_000;

/** Waits until all threads have arrived; what any of them has written before, all can read from then on. */
@inline
export function arriveAndWait(group: ThreadGroup): void {
  if (threads > 1) arriveAmongOthers(group);
}

function arriveAmongOthers(group: ThreadGroup): void {
  const phase = atomic.load<i32>(changetype<usize>(group), offsetof<ThreadGroup>('phase'));
  if (atomic.add<i32>(changetype<usize>(group), 1, offsetof<ThreadGroup>('arrived')) < threads - 1) {
    return waitForChange(group, offsetof<ThreadGroup>('phase'), phase, barrierTimeout);
  }
  atomic.store<i32>(changetype<usize>(group), 0, offsetof<ThreadGroup>('arrived'));
  change(group, offsetof<ThreadGroup>('phase'), phase + 1);
}
