/** What is said of a run for which there was not enough memory. */
import { messageOf } from '../../core/messageOf.ts';

/** Mebibytes of a worker thread's JavaScript objects; numbers of networks and curves lie elsewhere. */
export const heapOfWorker = 512;

const advice = 'try a smaller network, smaller batches or fewer runs';

/** The message of what was thrown; where it is about memory, with what to do. */
export function failureOf(error: unknown): string {
  const message = messageOf(error);
  if (error instanceof Error && 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY')
    return `out of memory: a thread needed more than ${heapOfWorker} MiB for its objects; ${advice}`;
  if (error instanceof RangeError && /allocat|array length/i.test(message))
    return `out of memory: ${message}; ${advice}`;
  return message;
}
