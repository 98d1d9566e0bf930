import type { PreparedDataset } from '../problems/data/preparation/prepareDataset.ts';
import type { DataShape } from './dataShape.ts';

/** What a race on a CSV file needs beside its experiment, also when the file has changed or is gone. */
export interface CsvFacts {
  /** Of the workspace; the problem's path is relative to it. */
  readonly folder: string;
  /** Of the data as it was read. */
  readonly shape: DataShape;
}

/**
 * A CSV file as it was read for a race. It is read once, before the race begins, and all its threads share the numbers:
 * what is wrong with it is told before another race leaves the screen, and no thread can see another version of it.
 */
export interface CsvData extends CsvFacts {
  readonly data: PreparedDataset;
}
