/** The program of the thread of diagnostics: it computes a run again and says what it measures. */
import { parentPort, workerData } from 'node:worker_threads';
import { type DiagnosisNews, diagnoseRun } from '../../core/diagnostics/diagnoseRun.ts';
import { dataOfRun } from '../data/dataOfRun.ts';
import type { DiagnosticsInput, FromDiagnosticsThread } from './diagnosticsTask.ts';

/** Milliseconds between two messages. */
const interval = 100;

const post = (message: FromDiagnosticsThread) => parentPort?.postMessage(message);

async function work({ run, csv, places }: DiagnosticsInput): Promise<void> {
  const data = await dataOfRun(run.spec, csv, places);
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
}

void work(workerData as DiagnosticsInput);
