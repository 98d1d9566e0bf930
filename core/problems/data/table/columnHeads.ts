/** What a table's first rows tell about its columns, to choose one of them as the target. */

import { clipped } from '../../../format.ts';
import type { ColumnCounts } from './columnCounts.ts';
import { referencesIn, withoutFormulas, withoutTrailing } from './columns.ts';
import { MissingValues } from './missing.ts';
import { numberOf } from './numberOf.ts';
import type { ColumnReference, DecimalMark, TableOptions } from './tableOptions.ts';
import { TableRows } from './tableRows.ts';

type Task = NonNullable<TableOptions['task']>;

export interface ColumnHead {
  /** As a problem's `target` names it. */
  readonly reference: ColumnReference;
  /** Some of its values, all different, shortened. */
  readonly examples: readonly string[];
  /** What can be made of the column as the target, the likely one first. */
  readonly tasks: readonly Task[];
}

const missing = new MissingValues();
const exampleCount = 5;
/** Whole numbers of no more different values may be the numbers of classes. */
const fewValues = 10;

/**
 * @param file Name of the table in errors.
 * @param rows The first rows, the more the better, the header among them where there is one.
 * @throws {TableError} if there are too many columns, or only one.
 */
export function columnHeads(
  file: string,
  rows: readonly (readonly string[])[],
  decimal: DecimalMark,
): ColumnHead[] {
  const [first, ...below] = rows.map(withoutFormulas);
  if (!first) return [];
  const table = new TableRows(file, { target: 1, decimal }, first, 1);
  for (const fields of below) {
    const row = withoutTrailing(fields, first);
    if (row) table.add(row, 1);
  }
  const { hasHeader, counts } = table.settle();
  const references = referencesIn(first, hasHeader);
  const body = hasHeader ? below : [first, ...below];
  const heads = table.columns.flatMap((column, place) => {
    const { index } = column;
    const own = counts[place];
    if (!own || table.isVoid(column)) return [];
    const values = body.map((row) => row[index]?.trim() ?? '');
    const different = [...new Set(values)].filter((value) => !missing.hasText(value));
    const head: ColumnHead = {
      reference: references[index] ?? index + 1,
      examples: different.slice(0, exampleCount).map((text) => clipped(text)),
      tasks: tasksOf(own, different, decimal),
    };
    return [{ index, head }];
  });
  return heads.sort((a, b) => a.index - b.index).map(({ head }) => head);
}

function tasksOf(counts: ColumnCounts, different: readonly string[], decimal: DecimalMark): Task[] {
  if (!counts.isNumeric) return ['classification'];
  const mayBeClasses =
    different.length <= fewValues && different.every((value) => Number.isInteger(numberOf(value, decimal)));
  return mayBeClasses ? ['classification', 'regression'] : ['regression'];
}
