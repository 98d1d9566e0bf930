import type { RuleTestId } from '../../core/ruleTests/labels.ts';
import type { RuleTestResult } from '../../core/ruleTests/ruleTest.ts';
import type { StartThread } from '../thread.ts';

/** What the thread is asked: both ends are built from one source, so types suffice. */
export interface RuleTestRequest {
  /** Of a rule that compiles. */
  readonly text: string;
  /** Of the tests, in the order in which they are to be run. */
  readonly ids: readonly RuleTestId[];
}

export interface FromRuleTestWorker extends RuleTestResult {
  readonly id: RuleTestId;
  /** How long it took, in milliseconds. */
  readonly took: number;
}

export interface RuleTestProgress {
  /** Called with each result as it is there. */
  readonly onResult: (result: FromRuleTestWorker) => void;
  /** Ends the thread early. */
  readonly signal?: AbortSignal;
}

/**
 * Puts a rule to tests, in a thread of their own.
 * @throws {Error} if the thread fails; the signal's reason if it was ended early.
 */
export function runRuleTests(
  start: StartThread,
  request: RuleTestRequest,
  { onResult, signal }: RuleTestProgress,
): Promise<void> {
  return new Promise((resolve, reject) => {
    signal?.throwIfAborted();
    const worker = start(request);
    let left = request.ids.length;
    worker.on('message', (message: FromRuleTestWorker) => {
      if (signal?.aborted) return;
      onResult(message);
      left--;
    });
    worker.on('error', reject);
    worker.on('exit', (code) =>
      left === 0 ? resolve() : reject(new Error(`the thread that tests rules ended with code ${code}`)),
    );
    signal?.addEventListener('abort', () => {
      reject(signal.reason);
      void worker.terminate();
    });
  });
}
