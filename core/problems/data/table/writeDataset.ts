/** Writes the numbers of a table into a data set. */

import { clipped } from '../../../format.ts';
import type { Dataset } from '../dataset.ts';
import { sharedFloat64, sharedInt32 } from '../preparation/sharedArrays.ts';
import type { Categories } from './categories.ts';
import type { ColumnReader } from './columnReader.ts';
import type { KnownColumn } from './knownColumn.ts';
import { TableError } from './tableError.ts';
import { largestColumnCount, largestValueCount } from './tableOptions.ts';
import type { TableColumn } from './tableReading.ts';
import { type KeptRows, type TableRows, tooManyNumbers } from './tableRows.ts';

export interface EncodedColumn {
  readonly column: KnownColumn;
  /** Undefined where values are numbers. */
  readonly categories: Categories | undefined;
}

/** @throws {TableError} if there are too many features or numbers. */
export function writeDataset(
  table: TableRows,
  { rows, skipped, hasHeader }: KeptRows,
  columns: readonly EncodedColumn[],
): Dataset {
  const features = layOut(columns.filter(({ column }) => !column.isTarget));
  const target = columns.find(({ column }) => column.isTarget);
  const width = features.reduce((sum, { names }) => sum + names.length, 0);
  checkWidth(table.file, rows, width);
  const classes = target?.categories;
  const inputs = sharedFloat64(rows * width);
  const labels = sharedInt32(classes ? rows : 0);
  const targets = sharedFloat64(classes ? 0 : rows);
  let row = 0;
  for (const values of table.kept({ drain: true })) {
    writeExample(values, features, inputs.subarray(row * width, (row + 1) * width));
    const value = values[target?.column.place ?? 0] ?? 0;
    if (classes) labels[row] = classes.places.get(value) ?? 0;
    else targets[row] = target?.column.read.reader.numberOf(value) ?? value;
    row++;
  }
  const featureNames = features.flatMap(({ names }) => names);
  const targetName = clipped(target?.column.name ?? '');
  const left = skipped > 0 && { skippedRows: skipped };
  const reading = { hasHeader, decimal: table.decimal, columns: columns.map(describe) };
  const data = { rows, features: width, inputs, labels, featureNames, targetName, reading, ...left };
  return classes
    ? { ...data, classes: classes.names.length, classNames: classes.names }
    : { ...data, classes: 0, targets };
}

function describe({ column, categories }: EncodedColumn): TableColumn {
  const { read, name } = column;
  return { index: read.index, name, ...(categories && { categories: categories.names }) };
}

function checkWidth(file: string, rows: number, width: number): void {
  if (width > largestColumnCount) {
    const expected = `expected at most ${largestColumnCount}: leave out columns of names with "ignore"`;
    throw new TableError(file, {}, `${width} features, one for each category — ${expected}`);
  }
  if (rows * width > largestValueCount) throw tooManyNumbers(file, rows, width);
}

/** Where a column's features begin in an example, and their names. */
interface Feature {
  readonly place: number;
  readonly begin: number;
  readonly names: readonly string[];
  readonly categories: Categories | undefined;
  readonly reader: ColumnReader;
}

function layOut(columns: readonly EncodedColumn[]): Feature[] {
  let begin = 0;
  return columns.map(({ column, categories }) => {
    const name = clipped(column.name);
    const names = categories ? categories.names.map((each) => `${name} = ${each}`) : [name];
    const feature = { place: column.place, begin, names, categories, reader: column.read.reader };
    begin += names.length;
    return feature;
  });
}

function writeExample(values: Float64Array, features: readonly Feature[], example: Float64Array): void {
  for (let i = 0; i < features.length; i++) {
    const feature = features[i];
    if (!feature) continue;
    const { place, begin, categories, reader } = feature;
    const value = values[place] ?? 0;
    if (categories) example[begin + (categories.places.get(value) ?? 0)] = 1;
    else example[begin] = reader.numberOf(value);
  }
}
