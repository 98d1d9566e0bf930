/** Reads CSV files from the disk. For worker threads: a large file keeps one busy for seconds, in short pieces. */
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { Dataset } from '../../core/problems/data/dataset.ts';
import {
  type HeldOutOptions,
  type PreparedDataset,
  prepareDataset,
} from '../../core/problems/data/preparation/prepareDataset.ts';
import { type ColumnHead, columnHeads } from '../../core/problems/data/table/columnHeads.ts';
import { TableError } from '../../core/problems/data/table/tableError.ts';
import { TableReader } from '../../core/problems/data/table/tableReader.ts';
import { beginningFault } from './beginningFault.ts';
import { type CsvOptions, csvError, csvFormat } from './csvFormat.ts';
import { detectFormat, type Format } from './detectFormat.ts';
import { findCsv, type OpenCsv, openCsv } from './openCsv.ts';
import { RowParser } from './rowParser.ts';

/** Bytes. Each piece keeps the thread for some milliseconds. */
const pieceLength = 64 * 1024;

/** A CSV file by its path in a folder, and how it is read. */
export interface CsvSource extends CsvOptions {
  readonly csv: string;
}

export interface LoadProgress {
  /** Called often while a file is read, with the share that has been, 0 to 1. */
  readonly onProgress?: (share: number) => void;
  /** Ends the reading early, with an AbortError. */
  readonly signal?: AbortSignal;
}

/**
 * Reads, splits and standardizes a CSV file, by the statistics of its training rows. For worker threads.
 * @param folder Of the workspace; the path of the file is relative to it.
 * @param split Default: no rows are held out.
 * @throws {TableError} if the file can't be read or holds something else than its options say.
 */
export async function loadCsv(
  { csv, ...options }: CsvSource,
  folder: string,
  split: HeldOutOptions = {},
  progress: LoadProgress = {},
): Promise<PreparedDataset> {
  const data = await readCsv(await findCsv(csv, folder), options, progress);
  return prepareDataset(data, { ...split, standardize: true, overwrite: true });
}

/**
 * The table in a CSV file (RFC 4180): values in double quotes where need be, lines that end in LF, CRLF or CR. UTF-8,
 * with or without a byte order mark. Blank lines are skipped, and spaces around values.
 * @throws {TableError} if the file can't be read or what it holds is not the table that the options describe.
 * @internal
 */
export async function readCsv(
  file: string,
  options: CsvOptions,
  progress: LoadProgress = {},
): Promise<Dataset> {
  const name = path.basename(file);
  const opened = await openCsv(file);
  try {
    const { table, format } = await readRows(name, opened, options, progress);
    await opened.checkUnchanged();
    const { delimiter, hasSeparatorLine } = format;
    const { reading, ...data } = table.finish();
    return { ...data, ...(reading && { reading: { ...reading, delimiter, hasSeparatorLine } }) };
  } catch (error) {
    // What changed may well be what is wrong.
    if (error instanceof TableError) await opened.checkUnchanged();
    throw error;
  } finally {
    await opened.handle.close();
  }
}

async function readRows(
  name: string,
  opened: OpenCsv,
  options: CsvOptions,
  progress: LoadProgress,
): Promise<{ readonly table: TableReader; readonly format: Format }> {
  const text = opened.beginning.toString('utf8');
  const format = detectFormat(text, options);
  const { target, categorical = [], ignore = [] } = options;
  const fault = beginningFault(name, format, text, [target, ...categorical, ...ignore]);
  if (fault) throw fault;
  const table = await readTable(name, opened, format, options, progress);
  if (options.decimal !== undefined) return { table, format };
  const decimal = table.findDecimal(format.delimiter);
  if (decimal === format.decimal) return { table, format };
  // What is further down has told another mark than the first rows.
  return { table: await readTable(name, opened, { ...format, decimal }, options, progress), format };
}

async function readTable(
  name: string,
  { handle, size }: OpenCsv,
  { delimiter, decimal, hasSeparatorLine }: Format,
  options: CsvOptions,
  { onProgress, signal }: LoadProgress,
): Promise<TableReader> {
  const reader = new TableReader(name, { ...options, decimal });
  const firstRow = hasSeparatorLine ? 2 : 1;
  const parser = new RowParser({ ...csvFormat, delimiter }, (fields, number) => {
    if (number >= firstRow) reader.add(fields, number);
  });
  async function* pieces() {
    let read = 0;
    while (read < size) {
      const { buffer, bytesRead } = await handle.read(Buffer.allocUnsafe(pieceLength), 0, pieceLength, read);
      const piece = buffer.subarray(0, Math.min(bytesRead, size - read));
      if (piece.includes(0)) throw new TableError(name, {}, 'bytes that are zero — expected text in UTF-8');
      yield piece;
      if (parser.failure !== undefined || bytesRead === 0) return;
      read += piece.length;
      onProgress?.(read / size);
    }
  }
  try {
    // The parser hands rows to `reader` and passes nothing on; what has no reader would never end.
    parser.resume();
    await pipeline(pieces, parser, { signal });
  } catch (error) {
    throw parser.failure ?? csvError(error, name, parser.nextRow);
  }
  if (parser.failure !== undefined) throw parser.failure;
  return reader;
}

/**
 * The columns of a CSV file, by its beginning: however large it is, this takes milliseconds.
 * @param csv Relative to the folder.
 * @throws {TableError} if the file can't be read or is empty.
 */
export async function readColumnHeads(csv: string, folder: string): Promise<ColumnHead[]> {
  const file = await findCsv(csv, folder);
  const { handle, beginning } = await openCsv(file);
  await handle.close();
  const name = path.basename(file);
  const text = beginning.toString('utf8');
  const format = detectFormat(text, {});
  const fault = beginningFault(name, format, text);
  if (fault) throw fault;
  const { rows, decimal } = format;
  const heads = columnHeads(name, rows, decimal);
  if (heads.length === 0) throw new TableError(name, {}, 'empty — expected rows of values');
  return heads;
}
