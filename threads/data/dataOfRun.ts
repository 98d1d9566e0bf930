/** The data that a run was computed with, to compute it again. */
import type { RunSpec } from '../../core/experiment/runSpec.ts';
import { splitOf } from '../../core/experiment/splitOf.ts';
import type { PreparedDataset } from '../../core/problems/data/preparation/prepareDataset.ts';
import type { Machine } from '../machine.ts';

/** Where a CSV file's numbers come from, and a hash of those that the run began with. */
export interface CsvOfRun {
  readonly folder: string;
  /** undefined where that is not known. */
  readonly contentHash: string | undefined;
}

/**
 * null on surfaces.
 * @param csv null where the problem has no CSV file.
 * @throws {Error} if the file has other numbers now.
 */
export async function dataOfRun(
  { problem }: Pick<RunSpec, 'problem'>,
  csv: CsvOfRun | null,
  machine: Pick<Machine, 'dataset' | 'csv'>,
): Promise<PreparedDataset | null> {
  if ('data' in problem) return machine.dataset(problem.data, splitOf(problem));
  if (!('csv' in problem) || !csv) return null;
  const { data, contentHash } = await machine.csv(problem, csv.folder);
  if (csv.contentHash === undefined || contentHash === csv.contentHash) return data;
  throw new Error(
    `${problem.csv} has other numbers than when the run was computed, so that its steps can't be computed again. Run it again on those that are there now.`,
  );
}
