import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { type PreparedDataset, prepareDataset } from '../../core/problems/data/preparation/prepareDataset.ts';
import type { SplitOptions } from '../../core/problems/data/preparation/splitDataset.ts';
import { TableError } from '../../core/problems/data/table/tableError.ts';
import { didYouMean } from '../../core/rule/syntax/errors.ts';
import type { CsvOptions, LoadProgress } from './csvOptions.ts';
import { readCsv } from './readCsv.ts';

/** A CSV file by its path in a folder, and how it is read. */
export interface CsvSource extends CsvOptions {
  readonly csv: string;
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
