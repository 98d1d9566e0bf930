/** From runs of races to what pictures of their network are computed by. */
import { titleOfRun } from '../../core/debug/findRuns.ts';
import { problemName } from '../../core/experiment/describe.ts';
import { trainsOnData } from '../../core/experiment/modelProblem.ts';
import type { RunSpec } from '../../core/experiment/runSpec.ts';
import { mostRuns, type NetworkRun } from '../../core/protocol/networks.ts';
import { chosenRuns } from '../../core/race/chosenRuns.ts';
import type { ExperimentRun, Race, RaceOrLog } from '../../core/race/race.ts';
import type { RunPlace } from '../../core/race/shown.ts';
import { hasEnded } from '../../core/race/status.ts';
import { tellingApart } from '../../core/race/tellingApart.ts';
import { stableText } from '../../core/stableText.ts';
import type { NetworkRuns } from '../backend/openThreads.ts';

export interface ChosenNetwork {
  readonly given: NetworkRuns;
  readonly runs: readonly NetworkRun[];
  /** `Two spirals, 2-32-32-2 network` */
  readonly problem: string;
  /** What there is to say of how exactly they are computed again; null where there is nothing. */
  readonly precision: string | null;
}

/** @throws {Error} if one is no run that trains a network, has no step yet, or they train different ones. */
export function networkOf(places: readonly RunPlace[]): ChosenNetwork {
  if (places.length > mostRuns)
    throw new Error(
      `${places.length} runs are selected — Show Network takes ${mostRuns} at most. Select fewer.`,
    );
  const all = places.map(runAt);
  const [first] = all;
  if (!first) throw new Error('No run is selected. Select runs that train a network.');
  const titleOf = titlesOf(all);
  for (const each of all) {
    if (each.run.record.state.stepsDone < 1)
      throw new Error(`${titleOf(each)} has not taken a step yet. Show it when it has.`);
    if (networkKey(each.race, each.run.spec) === networkKey(first.race, first.run.spec)) continue;
    throw new Error(
      `${titleOf(first)} trains ${nameOf(first)}, and ${titleOf(each)} ${nameOf(each)} — expected runs of one network on the same data. Select those alone.`,
    );
  }
  const looks = new Set(places.map(({ race }) => race)).size > 1 ? chosenRuns(places).runs : null;
  const { csv } = first.race;
  return {
    given: {
      runs: all.map(({ run: { spec, record } }) => ({ spec, stepsDone: record.state.stepsDone })),
      csv: csv && { folder: csv.folder, contentHash: csv.shape.contentHash },
    },
    runs: all.map((each, place) => {
      const { color, variant } = looks?.[place] ?? each.run;
      const { stepsDone, status } = each.run.record.state;
      return {
        ...{ title: titleOf(each), color, variant, stepsDone },
        ...{ hasDiverged: status.kind === 'diverged', goesOn: !hasEnded(status) },
      };
    }),
    problem: nameOf(first),
    precision: precisionOf(all),
  };
}

/** Whether pictures can be made of a run now. */
export function isOfNetwork({ race, number }: RunPlace): boolean {
  const run = race.runs[number];
  return !race.log && run !== undefined && trainsIn(run) && run.record.state.stepsDone > 0;
}

/** Whether a run may learn more by itself. */
export function goesOn({ race, number }: RunPlace): boolean {
  const run = race.runs[number];
  return run !== undefined && !hasEnded(run.record.state.status);
}

/** Runs have the same where they train one network on the same data, whatever trains it. */
export function networkKey(race: RaceOrLog, { problem }: Pick<RunSpec, 'problem'>): string {
  const { init: _, ...network } = trainsOnData(problem) ? problem : { ...problem, init: undefined };
  return stableText([network, race.csv?.folder ?? null, race.csv?.shape.contentHash ?? null]);
}

interface FoundRun {
  readonly race: Race;
  readonly run: ExperimentRun;
}

function runAt({ race, number }: RunPlace): FoundRun {
  if (race.log)
    throw new Error(`${race.log.name} is a training log: the weights of its network aren't known.`);
  const run = race.runs[number];
  if (!run) throw new Error(`${race.title} has no run of the number ${number}.`);
  if (!trainsIn(run))
    throw new Error(
      `${run.name} runs on a surface, which the panel shows as it is. Show Network is for runs that train a network.`,
    );
  return { race, run };
}

function trainsIn({ spec }: { readonly spec: { readonly problem: object } }): boolean {
  return trainsOnData(spec.problem as RunSpec['problem']);
}

function nameOf({ race, run }: FoundRun): string {
  return problemName(run.spec.problem, race.csv?.shape);
}

/** Where titles are the same, since their experiments differ in nothing that tells runs apart, they have a number. */
function titlesOf(all: readonly FoundRun[]): (one: FoundRun) => string {
  const settingsOf = tellingApart(all.map(({ run }) => run.spec));
  const plain = all.map(({ run: { name, spec } }) => titleOfRun({ name, settings: settingsOf(spec), spec }));
  return (one) => {
    const place = all.indexOf(one);
    const title = plain[place] ?? one.run.name;
    const isAlone = plain.filter((each) => each === title).length === 1;
    return isAlone
      ? title
      : `${title} (${plain.slice(0, place + 1).filter((each) => each === title).length})`;
  };
}

function precisionOf(all: readonly FoundRun[]): string | null {
  if (!all.some(({ run }) => run.record.state.engine?.precision === 'float32')) return null;
  const [who, theirs] = all.length === 1 ? ['The run was', 'its'] : ['Runs were', 'their'];
  return `${who} computed in float32. Here ${theirs} steps are computed again in float64, so that late ones may differ from what was recorded.`;
}
