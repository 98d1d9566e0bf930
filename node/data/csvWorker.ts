/** The program of the thread that reads CSV files: a large one takes seconds, in which the extension host must answer. */
import { parentPort, workerData } from 'node:worker_threads';
import { answerCsv } from '../../threads/data/csv/answerCsv.ts';
import type { CsvRequest } from '../../threads/data/csv/csvThread.ts';
import { csvReader } from './readCsv.ts';

const port = parentPort;
if (port) void answerCsv(workerData as CsvRequest, csvReader, (message) => port.postMessage(message));
