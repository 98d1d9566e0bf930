/** Reads CSV files from the disk. For worker threads: a large file keeps one busy for seconds, in short pieces. */
import { createHash } from 'node:crypto';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { parse } from 'csv-parse/sync';
import type { Dataset } from '../../core/problems/data/dataset.ts';
import type { ColumnHead } from '../../core/problems/data/table/columnHeads.ts';
import { TableError } from '../../core/problems/data/table/tableError.ts';
import type { CsvReader } from '../../threads/data/csv/answerCsv.ts';
import { headsOf, type OnRow, readDataset } from '../../threads/data/csv/csvFile.ts';
import { type CsvOptions, csvError, csvFormat, type ParseRows } from '../../threads/data/csv/csvFormat.ts';
import type { LoadProgress } from '../../threads/data/csv/csvThread.ts';
import { findCsv, type OpenCsv, openCsv } from './openCsv.ts';
import { RowParser } from './rowParser.ts';

/** Bytes. Each piece keeps the thread for some milliseconds. */
const pieceLength = 64 * 1024;

/** For worker threads. */
export const csvReader: CsvReader = {
  read: async (csv, folder, options, progress) => readCsv(await findCsv(csv, folder), options, progress),
  readHeads: readColumnHeads,
  hash(pieces) {
    const hash = createHash('sha256');
    for (const piece of pieces) hash.update(piece);
    return hash.digest('hex');
  },
};

const parseRows: ParseRows = (text, options) => parse(text, options);

/**
 * The table in a CSV file.
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
    const { beginning } = opened;
    const readRows = (delimiter: string, onRow: OnRow) =>
      readPieces(name, opened, { delimiter, onRow, ...progress });
    const data = await readDataset({ name, beginning, readRows }, options, parseRows);
    await opened.checkUnchanged();
    return data;
  } catch (error) {
    // What changed may well be what is wrong.
    if (error instanceof TableError) await opened.checkUnchanged();
    throw error;
  } finally {
    await opened.handle.close();
  }
}

async function readPieces(
  name: string,
  { handle, size }: OpenCsv,
  { delimiter, onRow, onProgress, signal }: LoadProgress & { delimiter: string; onRow: OnRow },
): Promise<void> {
  const parser = new RowParser({ ...csvFormat, delimiter }, onRow);
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
    // The parser hands rows to `onRow` and passes nothing on; what has no reader would never end.
    parser.resume();
    await pipeline(pieces, parser, { signal });
  } catch (error) {
    throw parser.failure ?? csvError(error, name, parser.nextRow);
  }
  if (parser.failure !== undefined) throw parser.failure;
}

async function readColumnHeads(csv: string, folder: string): Promise<ColumnHead[]> {
  const file = await findCsv(csv, folder);
  const { handle, beginning } = await openCsv(file);
  await handle.close();
  return headsOf({ name: path.basename(file), beginning }, parseRows);
}
