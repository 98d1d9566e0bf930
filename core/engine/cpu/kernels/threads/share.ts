/** What part of some work is this thread's. */
import { thread, threads } from './calls';

/** Where this thread's share of `count` things begins: at a multiple of `unit`. */
@inline
export function shareBegin(count: i32, unit: i32): i32 {
  return thread == 0 ? 0 : beginOf(thread, count, unit);
}

/** Where the next thread's begins. */
@inline
export function shareEnd(count: i32, unit: i32): i32 {
  return thread == threads - 1 ? count : beginOf(thread + 1, count, unit);
}

function beginOf(index: i32, count: i32, unit: i32): i32 {
  const units = (count + unit - 1) / unit;
  return min(((units * index) / threads) * unit, count);
}
