import type { Dataset } from '../../../core/problems/data/dataset.ts';
import type { TableOptions } from '../../../core/problems/data/table/tableOptions.ts';
import { TableReader } from '../../../core/problems/data/table/tableReader.ts';

/** Rows as `a b c`, blanks between their values; the first is row 1. */
export function readLines(lines: readonly string[], options: TableOptions): Dataset {
  const reader = new TableReader('houses.csv', options);
  for (const [index, line] of lines.entries()) reader.add(line.split(' '), index + 1);
  return reader.finish();
}
