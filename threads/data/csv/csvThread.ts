import { CsvFault } from '../../../core/experiment/errors.ts';
import { type HeldOutFields, splitOf } from '../../../core/experiment/splitOf.ts';
import type {
  HeldOutOptions,
  PreparedDataset,
} from '../../../core/problems/data/preparation/prepareDataset.ts';
import type { ColumnHead } from '../../../core/problems/data/table/columnHeads.ts';
import type { TableFault } from '../../../core/problems/data/table/tableError.ts';
import type { StartThread } from '../../thread.ts';
import type { CsvOptions } from './csvFormat.ts';

/** A CSV file by its path in a folder, and how it is read. */
export interface CsvSource extends CsvOptions {
  readonly csv: string;
}

export interface LoadProgress {
  /** Called often while a file is read, with the share that has been, 0 to 1. */
  readonly onProgress?: (share: number) => void;
  /** Ends the reading early, with an AbortError. */
  readonly signal?: AbortSignal;
}

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
  readonly #start: StartThread;
  readonly #fileOf: (folder: string, csv: string) => string;

  /** @param fileOf The place of a file by that of a folder and its path from there. */
  constructor(start: StartThread, fileOf: (folder: string, csv: string) => string) {
    this.#start = start;
    this.#fileOf = fileOf;
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
    throw errorOf(answer, 'data', this.#fileOf(folder, source.csv));
  }

  /**
   * The columns of a file, by its first rows.
   * @param folder Of the workspace; the path of the file is relative to it.
   * @throws {CsvFault} if the file can't be read or is empty.
   */
  async readColumns(csv: string, folder: string): Promise<readonly ColumnHead[]> {
    const answer = await this.#ask({ type: 'readColumns', csv, folder }, {});
    if (answer.type === 'columns') return answer.columns;
    throw errorOf(answer, 'columns', this.#fileOf(folder, csv));
  }

  #ask(request: CsvRequest, { onProgress, signal }: LoadProgress): Promise<CsvAnswer> {
    return new Promise((resolve, reject) => {
      signal?.throwIfAborted();
      const thread = this.#start(request);
      thread.on('message', (message: FromCsvWorker) => {
        if (message.type === 'progress') onProgress?.(message.share);
        else resolve(message);
      });
      thread.on('error', reject);
      thread.on('exit', (code) =>
        reject(new Error(`the thread that reads CSV files ended with code ${code}`)),
      );
      signal?.addEventListener('abort', () => {
        reject(signal.reason);
        void thread.terminate();
      });
    });
  }
}

function errorOf(answer: CsvAnswer, expected: CsvAnswer['type'], file: string): Error {
  if (answer.type === 'fault') return new CsvFault(file, answer.fault);
  return new Error(`the thread that reads CSV files sent ${answer.type} — expected ${expected}`);
}
