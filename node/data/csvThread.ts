/** Threads of Node.js that read CSV files. */
import path from 'node:path';
import { CsvThread } from '../../threads/data/csv/csvThread.ts';
import { threadsOf } from '../threads/startThread.ts';

/** @param workerFile The program of the threads. */
export function csvThread(workerFile: string): CsvThread {
  return new CsvThread(threadsOf(workerFile), (folder, csv) => path.join(folder, csv));
}
