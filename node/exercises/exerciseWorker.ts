/** The program of the thread that checks an answer: it runs rules and races for seconds, in which the extension host must answer. */
import { parentPort, workerData } from 'node:worker_threads';
import { type Attempt, checkAttempt } from '../../core/lesson/exercise/checkAttempt.ts';

void checkAttempt(workerData as Attempt).then((checked) => parentPort?.postMessage(checked));
