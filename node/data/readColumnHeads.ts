import path from 'node:path';
import { type ColumnHead, columnHeads } from '../../core/problems/data/table/columnHeads.ts';
import { TableError } from '../../core/problems/data/table/tableError.ts';
import { detectFormat } from './detectFormat.ts';
import { openCsv } from './openCsv.ts';

/**
 * The columns of a CSV file, by its beginning: however large it is, this takes milliseconds.
 * @throws {TableError} if the file can't be read or is empty.
 */
export async function readColumnHeads(file: string): Promise<ColumnHead[]> {
  const { handle, beginning } = await openCsv(file);
  await handle.close();
  const { rows, decimal } = detectFormat(beginning.toString('utf8'), {});
  const heads = columnHeads(rows, decimal);
  if (heads.length === 0) throw new TableError(path.basename(file), {}, 'empty — expected rows of values');
  return heads;
}
