/** Reads CSV files from the disk. For worker threads: a large file keeps one busy for seconds, in short pieces. */
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { parse } from 'csv-parse';
import type { Dataset } from '../../core/problems/data/dataset.ts';
import { TableReader } from '../../core/problems/data/table/tableReader.ts';
import { csvError } from './csvError.ts';
import { csvFormat } from './csvFormat.ts';
import type { CsvOptions, LoadProgress } from './csvOptions.ts';
import { detectFormat } from './detectFormat.ts';
import { openCsv } from './openCsv.ts';

/**
 * The table in a CSV file (RFC 4180): values in double quotes where need be, lines that end in LF, CRLF or CR. UTF-8,
 * with or without a byte order mark. Blank lines are skipped, and spaces around values.
 * @throws {TableError} if the file can't be read or what it holds is not the table that the options describe.
 */
export async function readCsv(
  file: string,
  options: CsvOptions,
  { onProgress, signal }: LoadProgress = {},
): Promise<Dataset> {
  const name = path.basename(file);
  const { handle, size, beginning } = await openCsv(file);
  const { delimiter, decimal } = detectFormat(beginning.toString('utf8'), options);
  const reader = new TableReader(name, { ...options, decimal });
  const parser = parse({
    ...csvFormat,
    delimiter,
    on_record(record: string[], { records, empty_lines }) {
      reader.add(record, records + empty_lines);
      return null;
    },
  });
  async function* pieces() {
    let read = 0;
    // In pieces of 64 KiB, which keep the thread for some milliseconds each.
    for await (const piece of handle.createReadStream({ start: 0, autoClose: false })) {
      yield piece;
      read += piece.length;
      onProgress?.(Math.min(1, read / size));
    }
  }
  try {
    // The parser hands rows to `reader` and passes nothing on; what has no reader would never end.
    parser.resume();
    await pipeline(pieces, parser, { signal });
  } catch (error) {
    throw csvError(error, name, parser.info.records + parser.info.empty_lines + 1);
  } finally {
    await handle.close();
  }
  return reader.finish();
}
