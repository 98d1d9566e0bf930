/**
 * The program of the thread that checks an answer, or puts a claim to the test: it runs rules and races for seconds, in which the
 * extension host must answer.
 */
import { parentPort, workerData } from 'node:worker_threads';
import { type Attempt, checkAttempt } from '../../core/lesson/exercise/checkAttempt.ts';
import type { ClaimNews, ClaimTask } from './claimThread.ts';
import { testInWorker } from './testInWorker.ts';

const task = workerData as Attempt | ClaimTask;
if (task.kind === 'claim') {
  const post = (news: ClaimNews) => parentPort?.postMessage(news);
  void testInWorker(task, post).then((tested) => post({ type: 'tested', tested }));
} else void checkAttempt(task).then((checked) => parentPort?.postMessage(checked));
