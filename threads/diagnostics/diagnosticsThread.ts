import type { DiagnosisNews } from '../../core/diagnostics/diagnoseRun.ts';
import type { StartThread } from '../thread.ts';
import type { DiagnosticsInput, FromDiagnosticsThread } from './diagnosticsTask.ts';

export interface DiagnosticsOptions {
  /** Ends the thread early. */
  readonly signal: AbortSignal;
  readonly onNews: (news: readonly DiagnosisNews[]) => void;
}

/**
 * Measures diagnostics of a run in a thread of its own.
 * @throws {Error} if it can't be computed; the signal's reason if it was ended early.
 */
export function runDiagnostics(
  start: StartThread,
  input: DiagnosticsInput,
  { signal, onNews }: DiagnosticsOptions,
): Promise<void> {
  return new Promise((resolve, reject) => {
    signal.throwIfAborted();
    const worker = start(input);
    worker.on('message', (message: FromDiagnosticsThread) => {
      // What comes after it was ended is nobody's.
      if (signal.aborted) return;
      if (message.type === 'news') onNews(message.news);
      else resolve();
    });
    worker.on('error', reject);
    worker.on('exit', (code) => reject(new Error(`the thread of diagnostics ended with code ${code}`)));
    signal.addEventListener('abort', () => {
      reject(signal.reason);
      void worker.terminate();
    });
  });
}
