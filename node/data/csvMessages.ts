/** What the thread that reads CSV files is asked, and what it says. Both ends are built from one source, so types suffice. */
import type { PreparedDataset } from '../../core/problems/data/preparation/prepareDataset.ts';
import type { ColumnHead } from '../../core/problems/data/table/columnHeads.ts';
import type { TableFault } from '../../core/problems/data/table/tableError.ts';
import type { CsvSource } from './loadCsv.ts';

export type CsvRequest =
  | {
      readonly type: 'load';
      readonly source: CsvSource;
      /** Of the workspace. */
      readonly folder: string;
      /** Share of the rows to hold out. */
      readonly validation: number;
    }
  | { readonly type: 'readColumns'; readonly file: string };

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
