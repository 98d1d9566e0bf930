/** Where a script has a table from: in itself, or from a CSV file. */
import type { Part } from '../part.ts';

export interface TableCode {
  /** `make_data()` */
  readonly part: Part;
  /** At the end of the script; absent where the table is in a file. */
  readonly text?: string;
  /** What people should know of it. */
  readonly notes: readonly string[];
}
