/** The data of people's claims: what ships with the extension, and CSV files by their paths from the claim's file. */
import path from 'node:path';
import { ExperimentError } from '../../core/experiment/errors.ts';
import type { CsvProblem } from '../../core/experiment/modelProblem.ts';
import type { Problem } from '../../core/experiment/schema.ts';
import { splitOf } from '../../core/experiment/splitOf.ts';
import { faultAt } from '../../core/fault.ts';
import type { PreparedDataset } from '../../core/problems/data/preparation/prepareDataset.ts';
import type { ClaimPlace } from '../../threads/lessons/lessonTasks.ts';
import { loadDataset } from '../data/loadDataset.ts';

export interface ClaimDataOptions {
  /** The folder of the data that ships. */
  readonly dataFolder: string;
  /** Null where it is on no disk. */
  readonly place: ClaimPlace | null;
  /** Reads a CSV file in a folder. */
  readonly readCsv: (problem: CsvProblem, folder: string) => Promise<PreparedDataset>;
}

/** @throws {ExperimentError} if a CSV file can't be read. */
export async function claimData(
  asked: object,
  { dataFolder, place, readCsv }: ClaimDataOptions,
): Promise<PreparedDataset | null> {
  const problem = asked as Problem;
  if ('data' in problem) return loadDataset(problem.data, dataFolder, splitOf(problem));
  if (!('csv' in problem)) return null;
  const { csv } = problem;
  if (!place) {
    const expected = 'a path from the file of the claim, which is in no folder on the disk: save it in one';
    throw new ExperimentError([faultAt(['problem', 'csv'], csv, expected)]);
  }
  return readCsv({ ...problem, csv: inWorkspace(csv, place) }, place.workspace);
}

/** An absolute path stays as it is, to be refused. */
function inWorkspace(csv: string, { workspace, beside }: ClaimPlace): string {
  if (path.isAbsolute(csv)) return csv;
  return path.relative(workspace, path.resolve(beside, csv)).split(path.sep).join('/');
}
