import type { DecimalMark, TableOptions } from '../../core/problems/data/table/tableOptions.ts';

/** How a CSV file is read. */
export interface CsvOptions extends TableOptions {
  /** One character. Default: comma, semicolon, tab or bar, whichever divides the first rows most evenly. */
  readonly delimiter?: string | undefined;
  /** Default: comma where more of the first values are numbers with it and it is not the delimiter, else a point. */
  readonly decimal?: DecimalMark | undefined;
}

export interface LoadProgress {
  /** Called often while a file is read, with the share that has been, 0 to 1. */
  readonly onProgress?: (share: number) => void;
  /** Ends the reading early, with an AbortError. */
  readonly signal?: AbortSignal;
}
