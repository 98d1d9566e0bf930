/** Which races a fair comparison runs next: what is missing, and nothing that is known. */
import { mostOptimizers } from '../experiment/limits.ts';
import type { Experiment } from '../experiment/schema.ts';
import { stableText } from '../stableText.ts';
import { type ComparedProblem, problemOfStage } from './comparedProblem.ts';
import type { ComparisonSpec } from './comparisonSpec.ts';
import {
  type ComparisonState,
  type Entry,
  freshSeeds,
  type RaceOutline,
  runsOf,
  type StageKind,
} from './comparisonState.ts';
import { tuningOf } from './tuning.ts';

export interface PlannedRace extends RaceOutline {
  readonly experiment: Experiment;
}

/**
 * The races that can be started now; none where all are over. Of each problem first the tuning of all optimizers, then what is added at
 * edges, then the best trials on fresh seeds. Runs that are not over count as missing: call it when none of its races goes on.
 */
export function nextRaces(state: ComparisonState): PlannedRace[] {
  return state.spec.problems.flatMap((_, problem) => {
    const tunings = state.spec.entrants.map((_, entrant) => tuningOf(state, problem, entrant));
    const trials = tunings.flatMap(({ trials }, entrant) => trials.map(({ trial }) => ({ entrant, trial })));
    const tuning = missing(state, 'tuning', problem, trials, state.spec.tuningSeeds);
    if (tuning.length > 0) return tuning;
    const chosen = tunings.flatMap(({ trials, best }, entrant) => {
      const trial = best === null ? undefined : trials[best]?.trial;
      return trial ? [{ entrant, trial }] : [];
    });
    return missing(state, 'judging', problem, chosen, freshSeeds(state));
  });
}

/** How many runs there are at least, if nothing is added. */
export function countComparisonRuns({
  entrants,
  problems,
  trials,
  tuningSeeds,
  seeds,
}: ComparisonSpec): number {
  return problems.length * entrants.length * (trials * tuningSeeds.length + seeds);
}

function missing(
  state: ComparisonState,
  kind: StageKind,
  problem: number,
  entries: readonly Entry[],
  seeds: readonly number[],
): PlannedRace[] {
  const compared = state.spec.problems[problem];
  if (!compared) return [];
  // An experiment has each of its optimizers with each of its seeds, and one length for all.
  const alike = new Map<string, { entries: Entry[]; seeds: readonly number[]; length: number }>();
  for (const entry of entries) {
    const known = runsOf(state, kind, problem, entry);
    const left = seeds.filter((seed) => !known.get(seed)?.score);
    if (left.length === 0) continue;
    const length = state.spec.entrants[entry.entrant]?.length ?? 1;
    const key = stableText({ left, length });
    const group = alike.get(key) ?? { entries: [], seeds: left, length };
    group.entries.push(entry);
    alike.set(key, group);
  }
  return [...alike.values()].flatMap((group) =>
    chunksOf(group.entries, mostOptimizers).map((part) => {
      const outline = { kind, problem, entries: part, seeds: group.seeds };
      return { ...outline, experiment: experimentOf(state.spec, outline, compared, group.length) };
    }),
  );
}

function experimentOf(
  { experiment, entrants, target, lengthUnit }: ComparisonSpec,
  { kind, entries, seeds }: RaceOutline,
  compared: ComparedProblem,
  length: number,
): Experiment {
  const { batch_size, schedule, engine, evaluate_every } = experiment;
  return {
    title: `${kind === 'tuning' ? 'Tuning' : 'Fresh seeds'} · ${compared.name}`,
    problem: problemOfStage(compared, kind === 'tuning' ? 'validation' : 'test'),
    optimizers: entries.flatMap(({ entrant, trial }) => {
      const choice = entrants[entrant]?.choice;
      if (!choice) return [];
      const hyperparameters = { ...choice.hyperparameters, ...trial.settings };
      return [
        {
          ...choice,
          lr: [trial.lr],
          ...(Object.keys(hyperparameters).length > 0 && { hyperparameters }),
        },
      ];
    }),
    lr: [entries[0]?.trial.lr ?? 1],
    ...(schedule && { schedule }),
    batch_size: batch_size.slice(0, 1),
    seed: [...seeds],
    ...(lengthUnit === 'epoch' ? { epochs: length } : { steps: length }),
    ...(evaluate_every !== undefined && { evaluate_every }),
    ...(target !== null && { target }),
    ...(engine && { engine }),
  };
}

function chunksOf<Item>(items: readonly Item[], size: number): Item[][] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, index) =>
    items.slice(index * size, (index + 1) * size),
  );
}
