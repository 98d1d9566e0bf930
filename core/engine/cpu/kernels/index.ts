/** Training a network in WebAssembly: what the host calls. It lays memory out from `memoryBegin` on. */
export { begin, evaluate, help, run } from './steps';

/** The first byte behind the constants of these kernels. */
export function memoryBegin(): usize {
  return __heap_base;
}

/** Makes bytes 0. In JavaScript that takes thirty times as long where memory is shared. */
export function clear(begin: usize, bytes: usize): void {
  memory.fill(begin, 0, bytes);
}
