/** Calls for help: which threads take part in what comes next. */
import { change, waitForChange } from './signals';
import { isAborted, ThreadGroup } from './threadGroup';

/** Each thread has globals of its own: its number, which is 0 for the one that calls, and how many threads take part. */
export let thread: i32 = 0;
export let threads: i32 = 1;

let lastCall: i32 = 1;

const threadsOfCall: i32 = 255;

/** Calls the helpers that have joined so far to the work in the group's fields. The caller is thread 0. */
export function callHelpers(group: ThreadGroup): void {
  const call = group.call;
  const joined = atomic.load<i32>(changetype<usize>(group), offsetof<ThreadGroup>('joined'));
  threads = call & threadsOfCall ? 1 + joined : 1;
  if (threads > 1) change(group, offsetof<ThreadGroup>('call'), ((call | threadsOfCall) + 1) | threads);
}

/** Makes this thread a helper. */
export function join(group: ThreadGroup): void {
  thread = 1 + atomic.add<i32>(changetype<usize>(group), 1, offsetof<ThreadGroup>('joined'));
}

/** Waits for a call that this thread takes part in; false if there won't be another. */
export function waitForCall(group: ThreadGroup): bool {
  do {
    waitForChange(group, offsetof<ThreadGroup>('call'), lastCall, -1);
    lastCall = atomic.load<i32>(changetype<usize>(group), offsetof<ThreadGroup>('call'));
    threads = lastCall & threadsOfCall;
  } while (threads > 0 && threads <= thread && !isAborted(group));
  return threads > 0 && !isAborted(group);
}
