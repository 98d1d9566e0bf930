/** The data sets of the table, generated or from the files that ship with the extension. For worker threads. */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { findDataset } from '../../core/problems/data/index.ts';
import {
  type HeldOutOptions,
  type PreparedDataset,
  prepareDataset,
} from '../../core/problems/data/preparation/prepareDataset.ts';

/**
 * Loads and splits a data set. Those whose features have units are standardized, by the statistics of the training
 * rows.
 * @param folder Of the files that ship with the extension.
 * @param split Default: no rows are held out.
 * @throws {RangeError} if there is no such data set or `split` is out of range.
 */
export async function loadDataset(
  id: string,
  folder: string,
  split: HeldOutOptions = {},
): Promise<PreparedDataset> {
  const entry = findDataset(id);
  if (!entry) throw new RangeError(`problem.data = ${id} — expected a data set of the table`);
  const { file, standardize = false } = entry;
  const text = file === undefined ? '' : await readShipped(path.join(folder, file));
  return prepareDataset(entry.load(text), { ...split, standardize });
}

async function readShipped(file: string): Promise<string> {
  const bytes = await promisify(gunzip)(await readFile(file));
  return bytes.toString('utf8');
}
