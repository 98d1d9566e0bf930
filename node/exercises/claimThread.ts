import { Worker } from 'node:worker_threads';
import type { TestedClaim } from '../../core/claims/claimSheet.ts';

/** What the thread gets that puts a claim to the test. */
export interface ClaimTask {
  readonly kind: 'claim';
  readonly text: string;
  /** Of the data sets that ship. */
  readonly dataFolder: string;
}

/** What it posts. */
export type ClaimNews =
  | { readonly type: 'progress'; readonly share: number }
  | { readonly type: 'tested'; readonly tested: TestedClaim };

export interface ClaimTestOptions {
  /** Called with the share that is done, 0 to 1. */
  readonly onProgress: (share: number) => void;
  /** Ends the thread early. */
  readonly signal: AbortSignal;
}

/**
 * Puts a claim to the test in a thread of its own.
 * @throws {Error} if it can't be computed, or the thread ends without a result; the signal's reason if it was ended early.
 */
export function testInThread(
  workerFile: string,
  workerData: ClaimTask,
  { onProgress, signal }: ClaimTestOptions,
): Promise<TestedClaim> {
  return new Promise((resolve, reject) => {
    signal.throwIfAborted();
    const worker = new Worker(workerFile, { workerData });
    worker.on('message', (news: ClaimNews) => {
      if (news.type === 'tested') resolve(news.tested);
      else onProgress(news.share);
    });
    worker.on('error', reject);
    worker.on('exit', (code) =>
      reject(new Error(`the thread that puts claims to the test ended with code ${code}`)),
    );
    signal.addEventListener('abort', () => {
      reject(signal.reason);
      void worker.terminate();
    });
  });
}
