/** From a configuration to all that the debug adapter needs. */
import type * as vscode from 'vscode';
import type { LaunchArguments, RunToDebug } from '../../../core/debug/debugMessages.ts';
import { findRuns, titleOfRun } from '../../../core/debug/findRuns.ts';
import { type LaunchConfiguration, mostThreads } from '../../../core/debug/launchConfiguration.ts';
import type { ExperimentRun, Race } from '../../../core/race/race.ts';
import { outlineOf } from '../../../core/race/raceOutline.ts';
import type { RunRecord } from '../../../core/race/runRecord.ts';
import { askChoice } from '../../shown/ask.ts';
import { plain } from '../../shown/plain.ts';
import { type DebuggedRace, type DebuggedRaceParts, debuggedRace } from './debuggedRace.ts';
import { sourceOfRule } from './ruleSource.ts';

interface Launch {
  readonly launch: LaunchArguments;
  readonly debugged: DebuggedRace;
}

/**
 * @returns null where the person was asked which run is meant, and chose none.
 * @throws {ExperimentError} if a field of the configuration is wrong, or what it names.
 */
export async function launchArguments(
  configuration: LaunchConfiguration,
  folder: vscode.WorkspaceFolder | undefined,
  parts: DebuggedRaceParts,
): Promise<Launch | null> {
  const found = await debuggedRace(configuration, folder, parts);
  const titles = outlineOf(found.race).runs.map(titleOfRun);
  const chosen = findRuns(titles, configuration) ?? (await chooseRuns(found, titles));
  if (!chosen) return null;
  const runs = await runsToDebug(found, chosen, parts);
  const { stopOnEntry, step, parameter, noDebug } = configuration;
  const launch = {
    runs,
    ...(stopOnEntry !== undefined && { stopOnEntry }),
    ...(step !== undefined && { step }),
    ...(parameter !== undefined && { parameter }),
    ...(noDebug !== undefined && { noDebug }),
  };
  return { launch, debugged: found };
}

/** @param numbers Of runs of the race. */
function runsToDebug(
  found: DebuggedRace,
  numbers: readonly number[],
  parts: Pick<DebuggedRaceParts, 'store'>,
): Promise<RunToDebug[]> {
  const titles = outlineOf(found.race).runs.map(titleOfRun);
  return Promise.all(
    numbers.flatMap((number) => {
      const run = found.race.runs[number];
      return run ? [runToDebug(run, number, titles[number] ?? run.name, found, parts)] : [];
    }),
  );
}

/** All where they are few, else one that the person chooses. */
async function chooseRuns(
  { runs }: DebuggedRace,
  titles: readonly string[],
): Promise<readonly number[] | null> {
  if (runs.length <= mostThreads) return runs;
  const items = runs.map((number) => ({ label: titles[number] ?? '', number }));
  const item = await askChoice(items, {
    title: 'Debug',
    placeHolder: `Which of the ${runs.length} runs to debug`,
  });
  return item ? [item.number] : null;
}

async function runToDebug(
  { spec, record }: ExperimentRun,
  number: number,
  title: string,
  { race, csv, isRecorded }: DebuggedRace,
  { store }: Pick<DebuggedRaceParts, 'store'>,
): Promise<RunToDebug> {
  const ran = isRecorded ? record : recordOf(spec.id, store.races);
  return {
    ...{ spec, title: plain(title), data: csv?.data ?? null },
    source: await sourceOfRule(spec, isRecorded ? { race: race.id, run: number } : null),
    recorded: lossesOf(ran),
  };
}

/** What an open race has recorded of the same run. */
function recordOf(spec: string, races: DebuggedRaceParts['store']['races']): RunRecord | undefined {
  const runs = races.flatMap((race): Race['runs'] => (race.log ? [] : race.runs));
  return runs.find((run) => run.spec.id === spec)?.record;
}

function lossesOf(record: RunRecord | undefined): RunToDebug['recorded'] {
  const losses = record?.get('loss')?.slice() ?? new Float64Array();
  return { losses, steps: Float64Array.from(losses, (_, index) => record?.stepOf(index) ?? index) };
}
