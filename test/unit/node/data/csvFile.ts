/** CSV files for tests, in a folder of their own that is removed at the end. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { onTestFinished } from 'vitest';
import type { Dataset } from '../../../../core/problems/data/dataset.ts';
import type {
  HeldOutOptions,
  PreparedDataset,
} from '../../../../core/problems/data/preparation/prepareDataset.ts';
import type { ColumnHead } from '../../../../core/problems/data/table/columnHeads.ts';
import { csvReader, readCsv } from '../../../../node/data/readCsv.ts';
import { loadCsv as load } from '../../../../threads/data/csv/answerCsv.ts';
import type { CsvOptions } from '../../../../threads/data/csv/csvFormat.ts';
import type { CsvSource, LoadProgress } from '../../../../threads/data/csv/csvThread.ts';

/** A new folder, which is there until the test ends. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'csv-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** Writes `content` to `houses.csv` and reads it. */
export function readText(
  content: string | Uint8Array,
  options: CsvOptions,
  progress?: LoadProgress,
): Promise<Dataset> {
  const file = path.join(temporaryFolder(), 'houses.csv');
  writeFileSync(file, content);
  return readCsv(file, options, progress);
}

/** A file of a folder, split and standardized. */
export async function loadCsv(
  source: CsvSource,
  folder: string,
  split: HeldOutOptions = {},
  progress: LoadProgress = {},
): Promise<PreparedDataset> {
  return (await load(source, folder, { split, reader: csvReader, ...progress })).data;
}

export const readColumnHeads = (csv: string, folder: string): Promise<readonly ColumnHead[]> =>
  csvReader.readHeads(csv, folder);
