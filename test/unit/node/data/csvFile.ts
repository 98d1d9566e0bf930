/** CSV files for tests, in a folder of their own that is removed at the end. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { onTestFinished } from 'vitest';
import type { Dataset } from '../../../../core/problems/data/dataset.ts';
import type { CsvOptions } from '../../../../node/data/csvFormat.ts';
import { type LoadProgress, readCsv } from '../../../../node/data/readCsv.ts';

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
