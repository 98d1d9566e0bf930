import path from 'node:path';
import { parse } from 'csv-parse/sync';
import { type ColumnHead, columnHeads } from '../../core/problems/data/table/columnHeads.ts';
import { TableError } from '../../core/problems/data/table/tableError.ts';
import { csvFormat } from './csvFormat.ts';
import { detectDelimiter } from './detectDelimiter.ts';
import { openCsv } from './openCsv.ts';

/** Rows that are looked at, the header among them. */
const most = 1001;

/**
 * The columns of a CSV file, by its beginning: however large it is, this takes milliseconds.
 * @throws {TableError} if the file can't be read or is empty.
 */
export async function readColumnHeads(file: string): Promise<ColumnHead[]> {
  const { handle, beginning } = await openCsv(file);
  await handle.close();
  const heads = columnHeads(firstRows(beginning.toString('utf8')));
  if (heads.length === 0) throw new TableError(path.basename(file), {}, 'empty — expected rows of values');
  return heads;
}

/** Up to the first misplaced quote: reading the whole file says where that is. */
function firstRows(text: string): string[][] {
  const rows: string[][] = [];
  try {
    parse(text, {
      ...csvFormat,
      delimiter: detectDelimiter(text),
      to: most,
      on_record(row: string[]) {
        rows.push(row);
        return null;
      },
    });
  } catch {
    // What came before is enough to choose a column.
  }
  return rows;
}
