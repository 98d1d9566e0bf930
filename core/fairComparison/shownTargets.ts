/** Which runs of a comparison are meant, by their races and numbers there. */

import { stableText } from '../stableText.ts';
import { type ComparisonState, freshSeeds, type StageKind } from './comparisonState.ts';
import type { Trial } from './trials.ts';
import { tuningOf } from './tuning.ts';

export interface WantedRuns {
  readonly problem: number;
  /** Null: all. */
  readonly entrant: number | null;
  /** The place of a trial of the entrant; null: the runs on the fresh seeds. */
  readonly trial: number | null;
}

export interface RunTarget {
  readonly race: string;
  readonly run: number;
}

/** Those that have been started; of a run that was done twice, both. */
export function shownTargets(state: ComparisonState, { problem, entrant, trial }: WantedRuns): RunTarget[] {
  const wanted =
    entrant === null || trial === null ? null : tuningOf(state, problem, entrant).trials[trial]?.trial;
  const kind: StageKind = trial === null ? 'judging' : 'tuning';
  const seeds = new Set(kind === 'judging' ? freshSeeds(state) : state.spec.tuningSeeds);
  return state.races.flatMap((stage) => {
    if (stage.kind !== kind || stage.problem !== problem) return [];
    return stage.entries.flatMap((entry, place) => {
      if (entrant !== null && entry.entrant !== entrant) return [];
      if (wanted && !isSame(wanted, entry.trial)) return [];
      return stage.seeds.flatMap((seed, index) =>
        seeds.has(seed) ? [{ race: stage.race.id, run: place * stage.seeds.length + index }] : [],
      );
    });
  });
}

function isSame(a: Trial, b: Trial): boolean {
  return a.lr === b.lr && stableText(a.settings) === stableText(b.settings);
}
