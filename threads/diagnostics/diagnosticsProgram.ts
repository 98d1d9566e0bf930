/** The program of the thread of diagnostics: it computes a run again and says what it measures. */
import { type DiagnosisNews, diagnoseRun } from '../../core/diagnostics/diagnoseRun.ts';
import { dataOfRun } from '../data/dataOfRun.ts';
import type { Machine, ThreadPort } from '../machine.ts';
import type { DiagnosticsInput, FromDiagnosticsThread } from './diagnosticsTask.ts';

/** Milliseconds between two messages. */
const interval = 100;

export async function measureDiagnostics(
  port: ThreadPort,
  { run, csv }: DiagnosticsInput,
  machine: Machine,
): Promise<void> {
  const post = (message: FromDiagnosticsThread) => port.postMessage(message);
  const data = await dataOfRun(run.spec, csv, machine);
  let news: DiagnosisNews[] = [];
  let told = performance.now();
  for (const each of diagnoseRun(run, data)) {
    news.push(each);
    if (performance.now() - told < interval) continue;
    post({ type: 'news', news });
    news = [];
    told = performance.now();
  }
  post({ type: 'news', news });
  post({ type: 'done' });
  port.close();
}
