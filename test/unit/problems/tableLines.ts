import type { Dataset } from '../../../core/problems/data/dataset.ts';
import { ColumnReader, type Naming } from '../../../core/problems/data/table/columnReader.ts';
import { DecimalUse } from '../../../core/problems/data/table/decimalUse.ts';
import { MissingValues } from '../../../core/problems/data/table/missing.ts';
import type { TableOptions } from '../../../core/problems/data/table/tableOptions.ts';
import { TableReader } from '../../../core/problems/data/table/tableReader.ts';

/** Rows as `a b c`, blanks between their values; the first is row 1. */
export function readLines(lines: readonly string[], options: TableOptions): Dataset {
  const reader = new TableReader('houses.csv', options);
  for (const [index, line] of lines.entries()) reader.add(line.split(' '), index + 1);
  return reader.finish();
}

/** Reads the values of one column. */
export function readerOf(
  naming: Naming = 'by values',
  decimal: '.' | ',' = '.',
  more: (string | number)[] = [],
) {
  return new ColumnReader({ decimal, missing: new MissingValues(more), use: new DecimalUse() }, 0, naming);
}
