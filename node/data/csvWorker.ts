/** The program of the thread that reads a CSV file: a large one takes seconds, in which the extension host must answer. */
import { parentPort, workerData } from 'node:worker_threads';
import { answerCsv } from './answerCsv.ts';
import type { CsvRequest } from './csvThread.ts';

void answerCsv(workerData as CsvRequest, (message) => parentPort?.postMessage(message));
