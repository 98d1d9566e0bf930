/** Work that is waited for no longer than it may take. */

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
  let timer: Timer | undefined;
  let abort = () => {};
  const ended = new Promise<never>((_, reject) => {
    timer = setTimeout(
      () => reject(new TooLong(`it took longer than ${milliseconds / 1000} s`)),
      milliseconds,
    );
    timer.unref?.();
    abort = () => reject(signal.reason);
  });
  signal.addEventListener('abort', abort);
  try {
    signal.throwIfAborted();
    return await Promise.race([work(controller.signal), ended]);
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', abort);
    controller.abort();
  }
}
