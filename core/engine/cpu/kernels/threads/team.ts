/**
 * Threads that take steps together. Each has an instance of this module on the same memory and goes through the same code,
 * in which it takes its share of the work; where one needs what others compute, all meet.
 */
import { change, isBroken, waitForChange } from './signals';

/** The host writes the first call, 1: for nobody but the thread that calls. */
@unmanaged
export class Team {
  /** Another number with each call for helpers; the low byte is how many threads take part, 0 when helpers are to end. */
  call: i32;
  /** Whether a thread is lost. */
  isBroken: i32;
  /** How often all have met, and how many have come to the next meeting. */
  meetings: i32;
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

/** Globals are a thread's own. Its number, 0 for the one that calls, and how many take part. */
export let thread: i32 = 0;
export let threads: i32 = 1;

let lastCall: i32 = 1;

const threadsOfCall: i32 = 255;
/** In nanoseconds. Threads come to a meeting within milliseconds of one another. */
const patience: i64 = 60_000_000_000;

/** Calls the helpers that are there by now for what the team's fields say; the caller takes part as thread 0. */
export function callHelpers(team: Team): void {
  const call = team.call;
  const joined = atomic.load<i32>(changetype<usize>(team), offsetof<Team>('joined'));
  threads = call & threadsOfCall ? 1 + joined : 1;
  if (threads > 1) change(team, offsetof<Team>('call'), ((call | threadsOfCall) + 1) | threads);
}

/** Makes this thread a helper. */
export function join(team: Team): void {
  thread = 1 + atomic.add<i32>(changetype<usize>(team), 1, offsetof<Team>('joined'));
}

/** Waits for a call that this thread takes part in; false if there won't be another. */
export function isCalled(team: Team): bool {
  do {
    waitForChange(team, offsetof<Team>('call'), lastCall, -1);
    lastCall = atomic.load<i32>(changetype<usize>(team), offsetof<Team>('call'));
    threads = lastCall & threadsOfCall;
  } while (threads > 0 && threads <= thread && !isBroken(team));
  return threads > 0 && !isBroken(team);
}

/** Waits until all threads are here; what any of them has written before, all can read from then on. */
@inline
export function meet(team: Team): void {
  if (threads > 1) meetOthers(team);
}

function meetOthers(team: Team): void {
  const meetings = atomic.load<i32>(changetype<usize>(team), offsetof<Team>('meetings'));
  if (atomic.add<i32>(changetype<usize>(team), 1, offsetof<Team>('arrived')) < threads - 1) {
    return waitForChange(team, offsetof<Team>('meetings'), meetings, patience);
  }
  atomic.store<i32>(changetype<usize>(team), 0, offsetof<Team>('arrived'));
  change(team, offsetof<Team>('meetings'), meetings + 1);
}
