/** What the threads of a trainer share to wait for one another: see the class in kernels/threads/threadGroup.ts. */

import type { Record32 } from './describeNetwork.ts';
import type { Arena } from './memory.ts';

/** Fields, in their order. */
const [call, aborted, phase, joined] = [0, 1, 2, 5];
const fieldCount = 12;
/** A call's low byte is how many threads take part; the first is for the trainer's alone. */
const firstCall = 1;
const threadsOfCall = 255;

/** A call has no room for a larger number. */
export const mostThreads = threadsOfCall;

export function placeThreadGroup(arena: Arena): Record32 {
  const fields = Array.from({ length: fieldCount }, (_, index) => (index === call ? firstCall : 0));
  return { address: arena.doubles(fieldCount / 2), fields };
}

/** How many threads take part in a call that begins now. */
export function countThreads(memory: WebAssembly.Memory, group: number): number {
  const fields = new Int32Array(memory.buffer, group, fieldCount);
  const isReleased = (Atomics.load(fields, call) & threadsOfCall) === 0;
  return isReleased ? 1 : 1 + Atomics.load(fields, joined);
}

/** Whether a thread is lost, and with it what all were computing. */
export function isAborted(memory: WebAssembly.Memory, group: number): boolean {
  return Atomics.load(new Int32Array(memory.buffer, group, fieldCount), aborted) !== 0;
}

/** Helpers end when they have done what they were called for; the trainer goes on alone. */
export function releaseHelpers(memory: WebAssembly.Memory, group: number): void {
  const fields = new Int32Array(memory.buffer, group, fieldCount);
  Atomics.and(fields, call, ~threadsOfCall);
  Atomics.notify(fields, call);
}

/** Nobody waits for the others any more: what they were computing is lost. */
export function abort(memory: WebAssembly.Memory, group: number): void {
  const fields = new Int32Array(memory.buffer, group, fieldCount);
  Atomics.store(fields, aborted, 1);
  Atomics.add(fields, phase, 1);
  Atomics.notify(fields, phase);
  releaseHelpers(memory, group);
}
