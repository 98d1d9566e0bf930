/** The data sets that ship, loaded as the worker loads them. */
import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import type { Dataset } from '../../../core/problems/data/dataset.ts';
import { findDataset } from '../../../core/problems/data/index.ts';

const digitsFile = new URL('../../../core/problems/data/digits.csv.gz', import.meta.url);

export function readDigits(): string {
  return gunzipSync(readFileSync(digitsFile)).toString('utf8');
}

const loaded = new Map<string, Dataset>();

/** Loads anew for its first call with an id; others share the data. */
export function sharedDataset(id: string): Dataset {
  const data = loaded.get(id) ?? loadDataset(id);
  loaded.set(id, data);
  return data;
}

export function loadDataset(id: string): Dataset {
  const entry = findDataset(id);
  if (!entry) throw new RangeError(`no data set '${id}'`);
  return entry.load(entry.file === undefined ? '' : readDigits());
}
