import { Worker } from 'node:worker_threads';
import type { Attempt, CheckedAttempt } from '../../core/lesson/exercise/checkAttempt.ts';

/**
 * Checks an answer in a thread of its own.
 * @param signal Ends the thread early.
 * @throws {Error} if the exercise can't be computed, or the thread ends without a result; the signal's reason if it was
 * ended early.
 */
export function checkInThread(
  workerFile: string,
  workerData: Attempt,
  signal: AbortSignal,
): Promise<CheckedAttempt> {
  return new Promise((resolve, reject) => {
    signal.throwIfAborted();
    const worker = new Worker(workerFile, { workerData });
    worker.on('message', resolve);
    worker.on('error', reject);
    worker.on('exit', (code) =>
      reject(new Error(`the thread that checks exercises ended with code ${code}`)),
    );
    signal.addEventListener('abort', () => {
      reject(signal.reason);
      void worker.terminate();
    });
  });
}
