/** Numbers in memory that threads share where they can: a data set posted to a worker is not copied then. */
import { threadMemory } from '../../../threadMemory.ts';

export function sharedFloat64(length: number): Float64Array {
  return new Float64Array(threadMemory(Float64Array.BYTES_PER_ELEMENT * length));
}

export function sharedInt32(length: number): Int32Array {
  return new Int32Array(threadMemory(Int32Array.BYTES_PER_ELEMENT * length));
}
