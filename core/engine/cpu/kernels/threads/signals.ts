/** Numbers by which threads tell one another that something has happened. */
import { Team } from './team';

/** How often a thread looks before it falls asleep: for about as long as it takes to be woken. */
const looks: i32 = 20_000;

/** Changes a number, and wakes those who wait for that. */
export function change(team: Team, field: usize, value: i32): void {
  const address = changetype<usize>(team) + field;
  atomic.store<i32>(address, value);
  if (atomic.load<i32>(changetype<usize>(team), offsetof<Team>('sleeping'))) atomic.notify(address, -1);
}

/**
 * Waits until a number isn't `value` any more.
 * @param patience In nanoseconds, after which the other threads are given up; -1 for any time.
 */
export function waitForChange(team: Team, field: usize, value: i32, patience: i64): void {
  const address = changetype<usize>(team) + field;
  for (let i = 0; i < looks; i++) if (atomic.load<i32>(address) != value) return;
  atomic.add<i32>(changetype<usize>(team), 1, offsetof<Team>('sleeping'));
  if (!isBroken(team) && atomic.wait<i32>(address, value, patience) == AtomicWaitResult.TIMED_OUT) {
    atomic.store<i32>(changetype<usize>(team), 1, offsetof<Team>('isBroken'));
  }
  atomic.sub<i32>(changetype<usize>(team), 1, offsetof<Team>('sleeping'));
}

@inline
export function isBroken(team: Team): bool {
  return atomic.load<i32>(changetype<usize>(team), offsetof<Team>('isBroken')) != 0;
}
