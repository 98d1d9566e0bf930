/** `export`: a run of the library as a script in Python. */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { knownShape } from '../../../core/experiment/dataShape.ts';
import { csvTable } from '../../../core/exportCode/data/csvTable.ts';
import { shippedTable } from '../../../core/exportCode/data/shippedTable.ts';
import { exportScript, type ScriptSource, whyNoScript } from '../../../core/exportCode/exportScript.ts';
import { findDataset } from '../../../core/problems/data/index.ts';
import type { Race } from '../../../core/race/race.ts';
import type { RaceLibrary } from '../../library/raceLibrary.ts';
import { type Asked, type ExitCode, exitCodes, type Surroundings } from '../command.ts';
import { readData } from '../files/readExperimentFile.ts';
import { frameworkIds, frameworkNames } from '../frameworkNames.ts';
import { findRace } from '../library/findRace.ts';
import { openLibrary } from '../library/openLibrary.ts';
import type { ShippedPlaces } from '../shippedPlaces.ts';
import { UsageError } from '../usageError.ts';

export async function exportRun(asked: Asked, surroundings: Surroundings): Promise<ExitCode> {
  const framework = frameworkIds.find((name) => name === asked.text('to'));
  if (!framework)
    throw new UsageError(`export — expected --to with a framework: ${frameworkIds.join(', ')}`, 'export');
  const { library, folder } = await openLibrary(asked, surroundings);
  const { race, run } = await findRun(asked.operand ?? '', library, folder);
  const source = await sourceOf(race, run, surroundings.shipped);
  const refusal = whyNoScript(source, frameworkNames[framework]);
  if (refusal !== null) throw new UsageError(refusal);
  surroundings.terminal.out.write(exportScript(source, frameworkNames[framework]));
  return exitCodes.done;
}

/** `latest`, `1764504000000:3`. Without a number, the run of the lowest loss. */
async function findRun(
  asked: string,
  library: Pick<RaceLibrary, 'entries' | 'load'>,
  folder: string,
): Promise<{ readonly race: Race; readonly run: number }> {
  const [, name = asked, number] = /^(.*?)(?::(\d+))?$/s.exec(asked) ?? [];
  const race = await findRace(name, { library, folder, command: 'export', typed: asked });
  const run = number === undefined ? bestOf(race) : Number(number);
  if (run < race.runs.length) return { race, run };
  const last = race.runs.length - 1;
  throw new UsageError(`${asked} — expected a run from 0 to ${last}: ${race.title} has no other`, 'export');
}

function bestOf({ runs }: Race): number {
  const losses = runs.map(({ record }) => record.state.best);
  return losses.reduce((best, loss, run) => (loss < (losses[best] ?? Number.NaN) ? run : best), 0);
}

async function sourceOf(race: Race, run: number, shipped: ShippedPlaces): Promise<ScriptSource> {
  const { runs, csv } = race;
  const spec = runs[run]?.spec;
  if (!spec) throw new RangeError(`run = ${run} — expected one of ${runs.length}`);
  const { problem } = spec;
  if ('csv' in problem) {
    const read = await readData({ problem }, csv?.folder ?? process.cwd(), shipped.csvWorker);
    const reading = read?.data.training.reading;
    if (!read || !reading) throw new Error(`${problem.csv} was read, but not how.`);
    const hasChanged = read.shape.contentHash !== csv?.shape.contentHash;
    return {
      spec,
      shape: read.shape,
      table: csvTable({ problem, reading, rows: read.shape.rows, hasChanged }),
    };
  }
  const entry = 'data' in problem ? findDataset(problem.data) : undefined;
  const file = entry?.file;
  const table =
    entry && file !== undefined
      ? shippedTable({ ...entry, file }, await readFile(path.join(shipped.data, file), 'base64'))
      : null;
  return { spec, shape: knownShape(problem) ?? null, table };
}
