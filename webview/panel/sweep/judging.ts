/** What the runs on the screen are judged by, in one number each. */
import { type ScoreKind, scoreOf } from '../../../core/compare/score.ts';
import type { RaceData } from '../data/raceData.ts';
import type { RunData } from '../data/runData.ts';
import type { ViewSettings } from '../viewSettings.ts';
import { words } from '../words.ts';

export interface Judge {
  readonly kind: ScoreKind;
  /** In the toolbar: `Final loss`. */
  readonly label: (race: RaceData) => string;
  readonly offered: (race: RaceData) => boolean;
}

/** All losses by which the target counts are known. */
const hasLosses = ({ facts }: RaceData) => facts.record === 'steps' || facts.record === 'thinned';

const judges: readonly Judge[] = [
  { kind: 'final', label: () => words.judges.final, offered: () => true },
  { kind: 'best', label: () => words.judges.best, offered: () => true },
  {
    kind: 'evaluated',
    label: ({ evaluatedOn }) => words.judges.evaluated[evaluatedOn],
    offered: ({ isModel, runs }) => isModel && runs.some(({ evaluation }) => evaluation !== null),
  },
  {
    kind: 'forGood',
    label: ({ facts }) => words.judges.forGood(facts.target ?? 0),
    offered: (race) => race.facts.target !== null && hasLosses(race),
  },
  {
    kind: 'first',
    label: ({ facts }) => words.judges.first(facts.target ?? 0),
    offered: ({ facts }) => facts.target !== null,
  },
];

export function judgesOf(race: RaceData): readonly Judge[] {
  return judges.filter((judge) => judge.offered(race));
}

/** What the person has chosen, where this race has it; else held-out rows where there are some, or the final loss. */
export function judgeOf(race: RaceData, chosen: ScoreKind | null): Judge {
  const offered = judgesOf(race);
  const usual = race.heldOut ? 'evaluated' : 'final';
  const [first = firstJudge] = offered;
  return offered.find(({ kind }) => kind === chosen) ?? offered.find(({ kind }) => kind === usual) ?? first;
}
const [firstJudge] = judges as readonly [Judge, ...Judge[]];

/** Scores as they were found, by what they were found of: a long curve is looked through once. */
const known = new WeakMap<RunData, Map<ScoreKind, { of: string; score: number }>>();

/** Infinite where the run has diverged or failed, or has not reached its target; NaN where there is nothing to judge yet. */
export function scoreOfRun(run: RunData, kind: ScoreKind, target: number | null): number {
  const { state, evaluations, drawn } = run;
  const of = `${state.stepsDone} ${state.status.kind} ${evaluations.length} ${target}`;
  const scores = known.get(run) ?? new Map<ScoreKind, { of: string; score: number }>();
  known.set(run, scores);
  const last = scores.get(kind);
  if (last?.of === of) return last.score;
  const score = scoreOf({ state, evaluations, losses: drawn }, kind, target);
  scores.set(kind, { of, score });
  return score;
}

/** By what is chosen now. */
export function scoring({
  race,
  settings,
}: {
  readonly race: RaceData;
  readonly settings: ViewSettings;
}): (run: RunData) => number {
  const { kind } = judgeOf(race, settings.judge);
  return (run) => scoreOfRun(run, kind, race.facts.target);
}
