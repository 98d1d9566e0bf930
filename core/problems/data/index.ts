/** The table of data sets: one file and one line each. */
import type { DatasetEntry } from './dataset.ts';
import { digits } from './digits.ts';
import { spirals } from './spirals.ts';

export const datasets: readonly DatasetEntry[] = [spirals, digits];

export function findDataset(id: string): DatasetEntry | undefined {
  return datasets.find((dataset) => dataset.id === id);
}
