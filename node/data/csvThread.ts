import path from 'node:path';
import { Worker } from 'node:worker_threads';
import { CsvFault } from '../../core/experiment/errors.ts';
import { type HeldOutFields, splitOf } from '../../core/experiment/splitOf.ts';
import type { HeldOutOptions, PreparedDataset } from '../../core/problems/data/preparation/prepareDataset.ts';
import type { ColumnHead } from '../../core/problems/data/table/columnHeads.ts';
import type { TableFault } from '../../core/problems/data/table/tableError.ts';
import type { CsvSource, LoadProgress } from './readCsv.ts';

/** What the thread is asked, and what it says. Both ends are built from one source, so types suffice. */
export type CsvRequest =
  | {
      readonly type: 'load';
      readonly source: CsvSource;
      /** Of the workspace. */
      readonly folder: string;
      readonly split: HeldOutOptions;
    }
  | { readonly type: 'readColumns'; readonly csv: string; readonly folder: string };

/** The last message of the thread. */
export type CsvAnswer =
  /** In memory that threads share. */
  | { readonly type: 'data'; readonly data: PreparedDataset; readonly contentHash: string }
  | { readonly type: 'columns'; readonly columns: readonly ColumnHead[] }
  | { readonly type: 'fault'; readonly fault: TableFault };

export type FromCsvWorker =
  | CsvAnswer
  /** The share of the file that has been read, 0 to 1. */
  | { readonly type: 'progress'; readonly share: number };

/** Reads CSV files in a thread of their own, which ends with the answer. */
export class CsvThread {
  readonly #workerFile: string;

  constructor(workerFile: string) {
    this.#workerFile = workerFile;
  }

  /**
   * The numbers of a file, split and standardized, in memory that threads share.
   * @param folder Of the workspace; the path of the file is relative to it.
   * @throws {CsvFault} if the file can't be read or holds something else than its options say.
   */
  async load(
    source: CsvSource & HeldOutFields,
    folder: string,
    progress: LoadProgress = {},
  ): Promise<{ readonly data: PreparedDataset; readonly contentHash: string }> {
    const answer = await this.#ask({ type: 'load', source, folder, split: splitOf(source) }, progress);
    if (answer.type === 'data') return answer;
    throw errorOf(answer, 'data', path.join(folder, source.csv));
  }

  /**
   * The columns of a file, by its first rows.
   * @param folder Of the workspace; the path of the file is relative to it.
   * @throws {CsvFault} if the file can't be read or is empty.
   */
  async readColumns(csv: string, folder: string): Promise<readonly ColumnHead[]> {
    const answer = await this.#ask({ type: 'readColumns', csv, folder }, {});
    if (answer.type === 'columns') return answer.columns;
    throw errorOf(answer, 'columns', path.join(folder, csv));
  }

  #ask(workerData: CsvRequest, { onProgress, signal }: LoadProgress): Promise<CsvAnswer> {
    return new Promise((resolve, reject) => {
      signal?.throwIfAborted();
      const worker = new Worker(this.#workerFile, { workerData });
      worker.on('message', (message: FromCsvWorker) => {
        if (message.type === 'progress') onProgress?.(message.share);
        else resolve(message);
      });
      worker.on('error', reject);
      worker.on('exit', (code) =>
        reject(new Error(`the thread that reads CSV files ended with code ${code}`)),
      );
      signal?.addEventListener('abort', () => {
        reject(signal.reason);
        void worker.terminate();
      });
    });
  }
}

function errorOf(answer: CsvAnswer, expected: CsvAnswer['type'], file: string): Error {
  if (answer.type === 'fault') return new CsvFault(file, answer.fault);
  return new Error(`the thread that reads CSV files sent ${answer.type} — expected ${expected}`);
}
