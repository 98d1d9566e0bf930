/** How far a fair comparison is: its races, and which of their runs is which trial. */

import type { Race } from '../race/race.ts';
import type { ComparisonSpec } from './comparisonSpec.ts';
import { type JudgedRun, type RunScore, scoreOfRun } from './judge.ts';
import { firstStepAt, measuredLosses } from './measuredLosses.ts';
import type { Trial } from './trials.ts';

/** `tuning`: on validation rows. `judging`: on test rows and fresh seeds. */
export type StageKind = 'tuning' | 'judging';

/** A trial of an optimizer, by its place in the comparison. */
export interface Entry {
  readonly entrant: number;
  readonly trial: Trial;
}

/** What a race of a comparison is: each entry with each seed, in this order. */
export interface RaceOutline {
  readonly kind: StageKind;
  /** Its place among those of the comparison. */
  readonly problem: number;
  readonly entries: readonly Entry[];
  readonly seeds: readonly number[];
}

export interface ComparisonRace extends RaceOutline {
  readonly race: Pick<Race, 'id' | 'runs' | 'phase'>;
}

export interface ComparisonState {
  readonly spec: ComparisonSpec;
  readonly races: readonly ComparisonRace[];
  /** Fresh seeds at each look at the results: the first, and those that the person asked for; ascending. */
  readonly looks: readonly number[];
}

/** A run of a comparison. */
export interface ComparisonRun extends JudgedRun {
  readonly seed: number;
  /** Null: it isn't over. */
  readonly score: RunScore | null;
  /** The first step at which its loss is at or below a target; infinite where it never is. */
  readonly firstStepAt: (target: number) => number;
}

export function firstState(spec: ComparisonSpec): ComparisonState {
  return { spec, races: [], looks: [spec.seeds] };
}

export function freshSeeds({ spec, looks }: ComparisonState): number[] {
  return Array.from({ length: looks.at(-1) ?? 0 }, (_, index) => spec.firstFreshSeed + index);
}

/**
 * Runs of a trial by their seeds. Where a seed was run twice, as after a stop, the one that is over counts, or else the last.
 */
export function runsOf(
  { spec, races }: ComparisonState,
  kind: StageKind,
  problem: number,
  { entrant, trial }: Entry,
): ReadonlyMap<number, ComparisonRun> {
  const cost = {
    rows: spec.problems[problem]?.rows.training ?? 0,
    gradientsPerStep: spec.entrants[entrant]?.gradientsPerStep ?? 1,
  };
  const found = new Map<number, ComparisonRun>();
  for (const { seed, run } of startedRuns(races).get(keyOf(kind, problem, { entrant, trial })) ?? []) {
    if (found.get(seed)?.score) continue;
    const { spec: runSpec, record } = run;
    const judged = { spec: runSpec, state: record.state, evaluations: measuredLosses(run) };
    const score = scoreOfRun(judged, spec.judge, spec.target, cost);
    found.set(seed, { ...judged, seed, score, firstStepAt: (target) => firstStepAt(run, target) });
  }
  return found;
}

interface StartedRun {
  readonly seed: number;
  readonly run: Race['runs'][number];
}

/** A comparison of many optimizers is looked at ten times a second. */
const known = new WeakMap<readonly ComparisonRace[], ReadonlyMap<string, readonly StartedRun[]>>();

/** By what they are of. */
function startedRuns(races: readonly ComparisonRace[]): ReadonlyMap<string, readonly StartedRun[]> {
  const found = known.get(races);
  if (found) return found;
  const started = new Map<string, StartedRun[]>();
  for (const { kind, problem, entries, seeds, race } of races)
    for (const [place, entry] of entries.entries()) {
      const key = keyOf(kind, problem, entry);
      const runs = started.get(key) ?? [];
      started.set(key, runs);
      for (const [index, seed] of seeds.entries()) {
        const run = race.runs[place * seeds.length + index];
        if (run) runs.push({ seed, run });
      }
    }
  known.set(races, started);
  return started;
}

/** The same for trials that are the same, whether they were added or not. */
function keyOf(kind: StageKind, problem: number, { entrant, trial }: Entry): string {
  const settings = Object.entries(trial.settings).map(([name, value]) => `${name} ${value}`);
  return [kind, problem, entrant, trial.lr, ...settings.sort()].join('|');
}
