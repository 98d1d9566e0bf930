/** What a script is made of that isn't in the run itself: the table that it trains on. */

import { knownShape, shapeOfData } from '../../../core/experiment/dataShape.ts';
import { CsvFault } from '../../../core/experiment/errors.ts';
import type { CsvProblem } from '../../../core/experiment/modelProblem.ts';
import type { RunSpec } from '../../../core/experiment/runSpec.ts';
import { csvTable } from '../../../core/exportCode/data/csvTable.ts';
import { shippedTable } from '../../../core/exportCode/data/shippedTable.ts';
import type { ScriptSource } from '../../../core/exportCode/exportScript.ts';
import { findDataset } from '../../../core/problems/data/index.ts';
import type { Backend } from '../../backend/backend.ts';
import { ofExperiment } from '../ofExperiment.ts';

/** @returns why there is no script in any framework, where its CSV file can't be read. */
export async function scriptSource(
  backend: Backend,
  race: string,
  spec: RunSpec,
): Promise<ScriptSource | string> {
  const { problem } = spec;
  if ('csv' in problem) return ofCsv(backend, race, spec, problem);
  const shape = knownShape(problem) ?? null;
  const entry = 'data' in problem ? findDataset(problem.data) : undefined;
  const { file } = entry ?? {};
  const table =
    entry && file !== undefined ? shippedTable({ ...entry, file }, await backend.shippedData(file)) : null;
  return { spec, shape, table };
}

/** The file is read again: its columns are no part of what is kept of a race. */
async function ofCsv(
  backend: Backend,
  race: string,
  spec: RunSpec,
  problem: CsvProblem,
): Promise<ScriptSource | string> {
  const { csv } = ofExperiment(await backend.openRace(race));
  if (!csv) throw new Error(`The experiment ${race} doesn't say where ${problem.csv} is.`);
  try {
    const { data, contentHash } = await backend.csv.load(problem, csv.folder, {});
    const shape = shapeOfData(data, contentHash);
    const { reading } = data.training;
    if (!reading) throw new Error(`${problem.csv} was read, but not how.`);
    const hasChanged = contentHash !== csv.shape.contentHash;
    return { spec, shape, table: csvTable({ problem, reading, rows: shape.rows, hasChanged }) };
  } catch (error) {
    if (error instanceof CsvFault) return `${error.message} The optimizer alone can be exported.`;
    throw error;
  }
}
