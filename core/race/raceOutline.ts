/** A race without its points: what rows say of it. A race of any length can be let go of, and its rows stay. */
import type { AnySpec } from '../experiment/runSpec.ts';
import type { Phase } from './phase.ts';
import type { RaceOrLog, Run } from './race.ts';
import type { RunLook } from './runLook.ts';
import type { RunState } from './runRecord.ts';
import { tellingApart } from './tellingApart.ts';

export interface RunOutline extends Pick<RunLook, 'color' | 'variant'> {
  readonly spec: AnySpec;
  /** The optimizer's display name. */
  readonly name: string;
  /** Those that tell it from the other runs of its race: `lr 0.01, seed 3`. */
  readonly settings: string;
  readonly state: RunState;
  /** Of a classifier, 0 to 1; null before it is known, and where there is none. */
  readonly accuracy: number | null;
}

export interface RaceOutline {
  readonly id: string;
  readonly title: string;
  readonly phase: Phase;
  /** How many runs the race has. */
  readonly count: number;
  /** A run's number is its place here. */
  readonly runs: readonly RunOutline[];
}

/** What differs among the runs of a race, looked for once. */
const known = new WeakMap<readonly Run[], (spec: AnySpec) => string>();

export function outlineOf(race: RaceOrLog): RaceOutline {
  const { id, title, phase, runs } = race;
  return { id, title, phase, count: runs.length, runs: runs.map((run) => outlineRun(run, race)) };
}

/** The last outline of each run: most runs of a long race stand still. */
const last = new WeakMap<Run, RunOutline>();

export function outlineRun(run: Run, { runs }: Pick<RaceOrLog, 'runs'>): RunOutline {
  const { spec, name, color, variant, record } = run;
  const accuracy = record.evaluations.at(-1)?.accuracy ?? null;
  const before = last.get(run);
  if (before?.state === record.state && before.accuracy === accuracy) return before;
  const settings = before?.settings ?? settingsOf(runs)(spec);
  const outline = { spec, name, color, variant, settings, state: record.state, accuracy };
  last.set(run, outline);
  return outline;
}

function settingsOf(runs: readonly Run[]): (spec: AnySpec) => string {
  const settings = known.get(runs) ?? tellingApart(runs.map(({ spec }) => spec));
  known.set(runs, settings);
  return settings;
}
