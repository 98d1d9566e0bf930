/** The table in a CSV file, whoever has opened it. */
import type { Dataset } from '../../../core/problems/data/dataset.ts';
import { type ColumnHead, columnHeads } from '../../../core/problems/data/table/columnHeads.ts';
import { TableError } from '../../../core/problems/data/table/tableError.ts';
import { TableReader } from '../../../core/problems/data/table/tableReader.ts';
import { beginningFault } from './beginningFault.ts';
import { type CsvOptions, largestRowLength, type ParseRows } from './csvFormat.ts';
import { detectFormat, type Format } from './detectFormat.ts';
import { otherEncoding, otherFormat } from './textEncoding.ts';

/** Takes a row of values with its number in the file, counted from 1, blank lines among them. */
export type OnRow = (fields: readonly string[], number: number) => void;

export interface CsvFile {
  readonly name: string;
  /** As `beginningOf` gives it. */
  readonly beginning: Uint8Array;
  /**
   * Hands over all rows.
   * @throws {TableError} if it can't be read; what `onRow` throws.
   */
  readRows(delimiter: string, onRow: OnRow): Promise<void>;
}

/** So many bytes have a row, or more than a row may have. */
export const beginningLength = largestRowLength + 1;

/**
 * The beginning of a file, cut after the last whole line where there is one.
 * @param bytes The first `beginningLength` of them, or all.
 * @param size Of the file.
 * @throws {TableError} if it is no text in UTF-8, or another kind of text.
 */
export function beginningOf(name: string, bytes: Uint8Array, size: number): Uint8Array {
  const other = otherEncoding(bytes);
  if (other !== undefined) throw new TableError(name, {}, `${other} — expected text in UTF-8`);
  const format = otherFormat(bytes);
  if (format !== undefined) throw new TableError(name, { row: 1 }, `${format} — expected rows of values`);
  if (size <= bytes.length) return bytes;
  const end = Math.max(bytes.lastIndexOf(0x0a), bytes.lastIndexOf(0x0d));
  return end < 0 ? bytes : bytes.subarray(0, end + 1);
}

/**
 * The table in a CSV file (RFC 4180): values in double quotes where need be, lines that end in LF, CRLF or CR. UTF-8,
 * with or without a byte order mark. Blank lines are skipped, and spaces around values.
 * @throws {TableError} if what it holds is not the table that the options describe.
 */
export async function readDataset(file: CsvFile, options: CsvOptions, parse: ParseRows): Promise<Dataset> {
  const text = textOf(file.beginning);
  const format = detectFormat(text, options, parse);
  const { target, categorical = [], ignore = [] } = options;
  const fault = beginningFault(file.name, format, text, [target, ...categorical, ...ignore]);
  if (fault) throw fault;
  const { reading, ...data } = (await readTable(file, format, options)).finish();
  const { delimiter, hasSeparatorLine } = format;
  return { ...data, ...(reading && { reading: { ...reading, delimiter, hasSeparatorLine } }) };
}

async function readTable(file: CsvFile, format: Format, options: CsvOptions): Promise<TableReader> {
  const table = await readOnce(file, format, options);
  if (options.decimal !== undefined) return table;
  const decimal = table.findDecimal(format.delimiter);
  // What is further down has told another mark than the first rows.
  return decimal === format.decimal ? table : readOnce(file, { ...format, decimal }, options);
}

async function readOnce(
  file: CsvFile,
  { delimiter, decimal, hasSeparatorLine }: Format,
  options: CsvOptions,
): Promise<TableReader> {
  const table = new TableReader(file.name, { ...options, decimal });
  const firstRow = hasSeparatorLine ? 2 : 1;
  await file.readRows(delimiter, (fields, number) => {
    if (number >= firstRow) table.add(fields, number);
  });
  return table;
}

/**
 * The columns of a CSV file, by its beginning: however large it is, this takes milliseconds.
 * @throws {TableError} if it is empty, or no table.
 */
export function headsOf({ name, beginning }: Omit<CsvFile, 'readRows'>, parse: ParseRows): ColumnHead[] {
  const text = textOf(beginning);
  const format = detectFormat(text, {}, parse);
  const fault = beginningFault(name, format, text);
  if (fault) throw fault;
  const { rows, decimal } = format;
  const heads = columnHeads(name, rows, decimal);
  if (heads.length === 0) throw new TableError(name, {}, 'empty — expected rows of values');
  return heads;
}

/** With a byte order mark where it has one. */
export function textOf(bytes: Uint8Array): string {
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
}
