/** Reads CSV files from the disk. For worker threads: a large file keeps one busy for seconds, in short pieces. */
import { existsSync } from 'node:fs';
import { type FileHandle, open, readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { parse } from 'csv-parse';
import type { Dataset } from '../../core/problems/data/dataset.ts';
import { type PreparedDataset, prepareDataset } from '../../core/problems/data/preparation/prepareDataset.ts';
import type { SplitOptions } from '../../core/problems/data/preparation/splitDataset.ts';
import { type ColumnHead, columnHeads } from '../../core/problems/data/table/columnHeads.ts';
import { TableError } from '../../core/problems/data/table/tableError.ts';
import { TableReader } from '../../core/problems/data/table/tableReader.ts';
import { didYouMean } from '../../core/rule/syntax/errors.ts';
import { type CsvOptions, csvError, csvFormat, detectFormat } from './csvFormat.ts';

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
  split: SplitOptions = {},
  progress: LoadProgress = {},
): Promise<PreparedDataset> {
  const file = pathIn(folder, csv);
  if (!existsSync(file)) {
    const expected = `expected a file in the workspace folder ${folder}${await similarPath(csv, file)}`;
    throw new TableError(csv, {}, `no such file — ${expected}`);
  }
  const data = await readCsv(file, options, progress);
  return prepareDataset(data, { ...split, standardize: true, overwrite: true });
}

/** `; did you mean 'data/houses.csv'?` where the folder has a file of a similar name, nothing otherwise. */
async function similarPath(csv: string, file: string): Promise<string> {
  const names = await readdir(path.dirname(file)).catch(() => []);
  const paths = names
    .filter((name) => /\.csv$/i.test(name))
    .map((name) => path.posix.join(path.posix.dirname(csv), name));
  return didYouMean(csv, paths);
}

function pathIn(folder: string, csv: string): string {
  const fail = (reason: string) => {
    throw new TableError(csv, {}, `${reason} — expected a path in the workspace folder ${folder}`);
  };
  if (path.isAbsolute(csv)) fail('an absolute path');
  const file = path.resolve(folder, csv);
  const relative = path.relative(folder, file);
  if (path.isAbsolute(relative) || relative.split(path.sep)[0] === '..') fail('outside the workspace');
  return file;
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

interface OpenFile {
  /** The caller closes it. */
  readonly handle: FileHandle;
  /** Bytes. */
  readonly size: number;
  /** The first bytes, at most 64 KiB; if there are more, cut after the last whole line where there is one. */
  readonly beginning: Buffer;
}

const beginningLength = 64 * 1024;

/**
 * Opens a CSV file.
 * @throws {TableError} if there is no such file, it can't be read or is UTF-16.
 */
async function openCsv(file: string): Promise<OpenFile> {
  const name = path.basename(file);
  const fail = (error: unknown) => {
    throw new TableError(name, {}, `${reasonOf(error)} — expected a CSV file at ${file}`);
  };
  const found = await stat(file).catch(fail);
  if (!found.isFile()) fail(found.isDirectory() ? 'a folder' : 'no regular file');
  const handle = await open(file, 'r').catch(fail);
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(beginningLength), 0, beginningLength, 0);
    const bytes = buffer.subarray(0, bytesRead);
    if (isUtf16(bytes)) throw new TableError(name, {}, 'text in UTF-16 — expected text in UTF-8');
    return { handle, size: found.size, beginning: found.size > bytesRead ? wholeLines(bytes) : bytes };
  } catch (error) {
    await handle.close();
    throw error;
  }
}

/** By its byte order mark. */
function isUtf16([first, second]: Buffer): boolean {
  return (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff);
}

function wholeLines(bytes: Buffer): Buffer {
  const end = Math.max(bytes.lastIndexOf('\n'), bytes.lastIndexOf('\r'));
  return end < 0 ? bytes : bytes.subarray(0, end + 1);
}

/** Words for the usual codes. */
const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'no such file',
  ENOTDIR: 'no such file',
  EACCES: 'no permission to read it',
  EPERM: 'no permission to read it',
};

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const code = 'code' in error ? String(error.code) : '';
  return reasons[code] ?? error.message;
}
