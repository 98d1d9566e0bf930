/** The race whose runs a configuration names: one that was recorded, that of an experiment file, or one for a rule. */
import * as vscode from 'vscode';
import type { LaunchConfiguration } from '../../../core/debug/launchConfiguration.ts';
import { checkData } from '../../../core/experiment/checkData.ts';
import type { CsvData } from '../../../core/experiment/csvData.ts';
import { ExperimentError } from '../../../core/experiment/errors.ts';
import { withNewRules } from '../../../core/experiment/parseExperiment.ts';
import type { Experiment } from '../../../core/experiment/schema.ts';
import { faultAt } from '../../../core/fault.ts';
import { createRace, type Race } from '../../../core/race/race.ts';
import type { RaceStore } from '../../../core/race/store.ts';
import type { Backend } from '../../backend/backend.ts';
import { csvFolder } from '../../data/csvFolder.ts';
import type { CsvReading } from '../../data/csvReading.ts';
import { recordedAt } from '../../debug/ruleDocuments.ts';
import { readRulesAgain } from '../../ownRules/readRuleFiles.ts';
import { ofExperiment } from '../ofExperiment.ts';
import { withPlaces } from '../placedError.ts';
import { isOfRule, lastRaceWith, type RuleToDebug, ruleNamed, valleyFor } from './debuggedRule.ts';
import { experimentOfExercise } from './exerciseExperiment.ts';
import { placeNamed } from './placeNamed.ts';

export interface DebuggedRaceParts {
  readonly store: RaceStore;
  readonly backend: Pick<Backend, 'library' | 'openRace'>;
  readonly csv: CsvReading;
}

export interface DebuggedRace {
  readonly race: Race;
  /** null where its problem is on no CSV file. */
  readonly csv: CsvData | null;
  /** The numbers of the runs that are meant where none is named. */
  readonly runs: readonly number[];
  /** Whether its runs have the rules that they had when they ran, whatever the files say now. */
  readonly isRecorded: boolean;
}

/**
 * @param folder Which paths of the configuration are relative to.
 * @throws {ExperimentError} if a field names nothing; {Error} with a way to the place if an experiment or a rule is wrong.
 */
export async function debuggedRace(
  { race, experiment, optimizer, exercise }: LaunchConfiguration,
  folder: vscode.WorkspaceFolder | undefined,
  parts: DebuggedRaceParts,
): Promise<DebuggedRace> {
  if (race !== undefined) return recordedRace(race, parts);
  if (exercise !== undefined) return raceForExercise(exercise);
  const place = optimizer === undefined ? null : placeNamed(optimizer, folder);
  const recorded = place && recordedAt(place);
  // The document of a rule that a run had.
  if (recorded) return { ...(await recordedRace(recorded.race, parts)), runs: [recorded.run] };
  const rule = optimizer === undefined ? null : ruleNamed(optimizer, folder);
  if (experiment !== undefined) return ofExperimentFile(placeNamed(experiment, folder), rule, parts);
  if (rule) return raceForRule(rule, parts);
  throw new ExperimentError([faultAt(['optimizer'], undefined, 'the path of an .optimizer file')]);
}

async function recordedRace(
  id: string,
  { store, backend, csv: reading }: DebuggedRaceParts,
): Promise<DebuggedRace> {
  const isKnown = store.find(id) ?? backend.library.entries.some((entry) => entry.id === id);
  if (!isKnown)
    throw new ExperimentError([
      faultAt(['race'], id, 'a race of the view Runs; this one is not kept any more'),
    ]);
  const race = ofExperiment(await backend.openRace(id));
  return { race, csv: await dataOf(race, reading), runs: [...race.runs.keys()], isRecorded: true };
}

/** The numbers of its CSV file, as they were when it ran; null where it has none. */
async function dataOf(
  { experiment: { problem }, title, csv }: Race,
  reading: CsvReading,
): Promise<CsvData | null> {
  if (!('csv' in problem && csv)) return null;
  const data = await reading.read(problem, csv.folder);
  if (data.shape.contentHash === csv.shape.contentHash) return data;
  throw new Error(
    `${problem.csv} has other numbers than when ${title} ran, so that its runs can't be replayed. Run it again to debug it on those that are there now.`,
  );
}

async function ofExperimentFile(
  file: vscode.Uri,
  rule: RuleToDebug | null,
  { csv: reading }: DebuggedRaceParts,
): Promise<DebuggedRace> {
  let found: DebuggedRace | undefined;
  await withPlaces(file, reading, async (experiment) => {
    const { problem } = experiment;
    const csv = 'csv' in problem ? await reading.read(problem, csvFolder(problem, file)) : null;
    found = newRace(experiment, csv, rule);
  });
  if (!found) throw new Error(`${file.path} holds no experiment.`);
  if (found.runs.length > 0) return found;
  const expected = `one of those that ${file.path.split('/').at(-1)} has`;
  throw new ExperimentError([faultAt(['optimizer'], rule?.name, expected)]);
}

/** In the last race that has it, or else on the tutorial's valley. */
async function raceForRule(
  rule: RuleToDebug,
  { store, backend, csv: reading }: DebuggedRaceParts,
): Promise<DebuggedRace> {
  const last = await lastRaceWith(rule, store, backend.library);
  if (!last) return firstOf(newRace(await valleyFor(rule), null, rule));
  const experiment = withNewRules(last.experiment, await readRulesAgain(last.experiment));
  const { problem } = experiment;
  const csv = 'csv' in problem && last.csv ? await reading.read(problem, last.csv.folder) : null;
  return firstOf(newRace(experiment, csv, rule));
}

/** @throws {ExperimentError} if the data is not what the experiment expects. */
/** Of a cell of a lesson that is open. */
async function raceForExercise(cell: string): Promise<DebuggedRace> {
  const cells = vscode.workspace.notebookDocuments.flatMap((notebook) => notebook.getCells());
  const found = cells.find(({ document }) => document.uri.toString() === cell);
  const experiment = found && (await experimentOfExercise(found));
  if (experiment) return newRace(experiment, null, null);
  throw new ExperimentError([
    faultAt(['exercise'], cell, 'an exercise of an open lesson whose rule is tried on a surface'),
  ]);
}

function newRace(experiment: Experiment, csv: CsvData | null, rule: RuleToDebug | null): DebuggedRace {
  const faults = csv ? checkData(experiment, csv.shape) : [];
  if (faults.length > 0) throw new ExperimentError(faults);
  const race = createRace(experiment, { id: 'debugged', startedAt: 0, csv });
  const runs = race.runs.flatMap(({ spec }, number) => (!rule || isOfRule(spec, rule) ? [number] : []));
  return { race, csv, runs, isRecorded: false };
}

/** Of a rule that is debugged without a word on where, one run is meant. */
function firstOf(found: DebuggedRace): DebuggedRace {
  return { ...found, runs: found.runs.slice(0, 1) };
}
