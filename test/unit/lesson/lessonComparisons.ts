/** The fair comparisons of lessons that ship, run to their ends as the editor runs them. */
import { float64Engine } from '../../../core/engine/cpu/float64Engine.ts';
import { createRunner } from '../../../core/engine/createRunner.ts';
import { enginesOf } from '../../../core/engine/engines.ts';
import { parseExperiment } from '../../../core/experiment/parseExperiment.ts';
import { recordingOf } from '../../../core/experiment/recording.ts';
import type { Experiment } from '../../../core/experiment/schema.ts';
import type { ComparisonSheet, SheetEntrant } from '../../../core/fairComparison/comparisonSheet.ts';
import { comparisonSpecOf } from '../../../core/fairComparison/comparisonSpec.ts';
import {
  type ComparisonState,
  firstState,
  freshSeeds,
  runsOf,
} from '../../../core/fairComparison/comparisonState.ts';
import { nextRaces } from '../../../core/fairComparison/nextRaces.ts';
import { sheetOf } from '../../../core/fairComparison/sheetOf.ts';
import { tuningOf } from '../../../core/fairComparison/tuning.ts';
import { createRace } from '../../../core/race/race.ts';
import { type builds, kernelsOf } from '../engine/networkTools.ts';
import { dataOf } from '../engine/runs.ts';
import { experimentIn } from './shipped.ts';

type Build = (typeof builds)[number] | 'float64';

export async function comparisonIn(text: string, id: string, build: Build): Promise<ComparisonState> {
  const { value, rules } = experimentIn(text, id);
  return completed(firstState(comparisonSpecOf(parseExperiment(value, rules))), build);
}

/** As far as it goes. */
export async function completed(first: ComparisonState, build: Build): Promise<ComparisonState> {
  let state = first;
  for (let planned = nextRaces(state); planned.length > 0; planned = nextRaces(state))
    for (const { experiment, ...outline } of planned) {
      const race = await raced(experiment, `race-${state.races.length}`, build);
      state = { ...state, races: [...state.races, { ...outline, race }] };
    }
  return state;
}

export function sheetIn(state: ComparisonState): ComparisonSheet {
  return sheetOf(state, false, null);
}

/** On its first problem. */
export function entrantIn({ problems }: ComparisonSheet, name: string): SheetEntrant {
  const found = problems[0]?.entrants.find((entrant) => entrant.name === name);
  if (!found) throw new RangeError(`name = ${name} — expected one that is compared`);
  return found;
}

/** Of its best trial on each fresh seed, in their order. */
export function freshScores(state: ComparisonState, name: string): number[] {
  const entrant = state.spec.entrants.findIndex((each) => each.name === name);
  const { trials, best } = tuningOf(state, 0, entrant);
  const trial = trials[best ?? -1]?.trial;
  if (!trial) return [];
  const bySeed = runsOf(state, 'judging', 0, { entrant, trial });
  return freshSeeds(state).map((seed) => bySeed.get(seed)?.score?.value ?? Number.NaN);
}

async function raced(experiment: Experiment, id: string, build: Build) {
  const race = createRace(experiment, { id, startedAt: 0 });
  const data = dataOf(experiment);
  const isFloat64 = build === 'float64' || experiment.engine === 'float64';
  const engines = isFloat64 ? [float64Engine] : enginesOf({ kernels: kernelsOf(build) });
  const recording = recordingOf(
    experiment,
    race.runs.map(({ spec }) => spec.steps),
  );
  for (const { spec, record } of race.runs) {
    const runner = await createRunner(spec, data, { engines, recording, now: () => 0 });
    await runner.advance(Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY);
    record.append(runner.takePiece());
  }
  race.phase = 'ended';
  return race;
}
