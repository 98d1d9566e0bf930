/** Which runs the person looks at: those that a line of text finds, and of these the best. */
import type { FilterFault } from '../../../core/compare/filterGrammar.ts';
import { type RunFilter, runFilter } from '../../../core/compare/runFilter.ts';
import type { ScoreKind } from '../../../core/compare/score.ts';
import { sortBy } from '../../shared/sortBy.ts';
import type { RaceData } from '../data/raceData.ts';
import type { RunData } from '../data/runData.ts';
import type { ViewSettings } from '../viewSettings.ts';
import { judgeOf, scoreOfRun } from './judging.ts';

/** What is looked for. */
export interface Find {
  readonly text: string;
  /** So many of the found ones at most; null: all. */
  readonly best: number | null;
}

/** What was found. */
export interface Found {
  /** Keys; null: nothing is looked for, and all are in sight. */
  readonly runs: ReadonlySet<string> | null;
  /** Why the text can't be understood, as a sentence: then it finds all. */
  readonly fault: string | null;
}

/** All are in sight. @internal */
export const nothingSought: Find = { text: '', best: null };
export const bestChoices: readonly (number | null)[] = [null, 10, 5, 1];

/** So many races are remembered. */
const mostRaces = 20;

export function findOf(race: RaceData, { finds }: ViewSettings): Find {
  return finds.find((each) => each.race === race.facts.id) ?? nothingSought;
}

/** The settings with this looked for in the race. */
export function withFind(race: RaceData, settings: ViewSettings, find: Find): Pick<ViewSettings, 'finds'> {
  const { id } = race.facts;
  const others = settings.finds.filter((each) => each.race !== id);
  const isSought = find.text !== '' || find.best !== null;
  return { finds: isSought ? [...others, { race: id, ...find }].slice(-mostRaces) : others };
}

/** @param chosen What runs are judged by; null: as is usual. */
export function findRuns(race: RaceData, { text, best }: Find, chosen: ScoreKind | null): Found {
  const { kind } = judgeOf(race, chosen);
  const score = (run: RunData) => scoreOfRun(run, kind, race.facts.target);
  const filter = filterOf(race, text);
  const fault = 'fault' in filter ? filter.fault : null;
  const most = Math.min(
    best ?? Number.POSITIVE_INFINITY,
    'fault' in filter ? Number.POSITIVE_INFINITY : filter.most,
  );
  const isAll = text.trim() === '' || fault !== null;
  if (isAll && best === null) return { runs: null, fault };
  const matching = 'fault' in filter ? race.runs : race.runs.filter((run) => filter.matches(findable(run)));
  const found = Number.isFinite(most) ? sortBy(matching, score, false).slice(0, most) : matching;
  return { runs: new Set(found.map(({ key }) => key)), fault };

  function findable(run: RunData) {
    const { facts, state } = run;
    const name = race.names.get(run) ?? facts.name;
    return { facts, state, name, score: score(run), phase: race.phase };
  }
}

/** The last filter of each race: it is asked for with every frame. */
const filters = new WeakMap<RaceData, { readonly text: string; readonly filter: RunFilter | FilterFault }>();

function filterOf(race: RaceData, text: string): RunFilter | FilterFault {
  const last = filters.get(race);
  if (last?.text === text) return last.filter;
  const filter = runFilter(text, race.differences.all);
  filters.set(race, { text, filter });
  return filter;
}
