/** Work that is waited for no longer than it may take. */
import { setTimeout as sleep } from 'node:timers/promises';

export class TooLong extends Error {}

/**
 * @param signal Ends the waiting; the work has a signal that also says so when time is up.
 * @throws {Error} if it isn't there in time, or isn't wanted any more.
 */
export async function within<T>(
  milliseconds: number,
  signal: AbortSignal,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const controller = new AbortController();
  const abort = () => controller.abort();
  signal.addEventListener('abort', abort);
  const timeout = async (): Promise<never> => {
    await sleep(milliseconds, undefined, { ref: false, signal: controller.signal });
    throw new TooLong(`it took longer than ${milliseconds / 1000} s`);
  };
  try {
    signal.throwIfAborted();
    return await Promise.race([work(controller.signal), timeout()]);
  } finally {
    signal.removeEventListener('abort', abort);
    controller.abort();
  }
}
