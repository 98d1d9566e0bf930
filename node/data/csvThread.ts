import path from 'node:path';
import { Worker } from 'node:worker_threads';
import { CsvFault } from '../../core/experiment/csvFault.ts';
import type { PreparedDataset } from '../../core/problems/data/preparation/prepareDataset.ts';
import type { ColumnHead } from '../../core/problems/data/table/columnHeads.ts';
import type { CsvAnswer, CsvRequest, FromCsvWorker } from './csvMessages.ts';
import type { LoadProgress } from './csvOptions.ts';
import type { CsvSource } from './loadCsv.ts';

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
    { validation = 0, ...source }: CsvSource & { readonly validation?: number | undefined },
    folder: string,
    progress: LoadProgress = {},
  ): Promise<{ readonly data: PreparedDataset; readonly contentHash: string }> {
    const answer = await this.#ask({ type: 'load', source, folder, validation }, progress);
    if (answer.type !== 'data') throw faultOf(answer, path.join(folder, source.csv));
    return answer;
  }

  /**
   * The columns of a file, by its first rows.
   * @throws {CsvFault} if the file can't be read or is empty.
   */
  async readColumns(csv: string, folder: string): Promise<readonly ColumnHead[]> {
    const file = path.join(folder, csv);
    const answer = await this.#ask({ type: 'readColumns', file }, {});
    if (answer.type !== 'columns') throw faultOf(answer, file);
    return answer.columns;
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
      worker.on('exit', (code) => reject(new Error(`worker ended: code ${code}`)));
      signal?.addEventListener('abort', () => {
        reject(signal.reason);
        void worker.terminate();
      });
    });
  }
}

function faultOf(answer: CsvAnswer, file: string): Error {
  if (answer.type === 'fault') return new CsvFault(file, answer.fault);
  return new Error(`answer = ${answer.type} — expected that of the question`);
}
