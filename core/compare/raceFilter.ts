/** What a filter says of whole races, and of their runs: of most races not more than a summary is known. */
import type { AnySpec } from '../experiment/runSpec.ts';
import type { Phase } from '../race/phase.ts';
import type { RunOutline } from '../race/raceOutline.ts';
import type { RaceSummary } from '../race/raceSummary.ts';
import { settingsOf } from '../race/runSettings.ts';
import {
  compares,
  type FilterFault,
  isSameName,
  lettersOf,
  parseFilter,
  stateOf,
  type Term,
} from './filterGrammar.ts';
import { conditionOf, type Findable, isStanding } from './runFilter.ts';

/** A race whose runs are known. */
export interface FilteredRace {
  readonly title: string;
  readonly phase: Phase;
  readonly runs: readonly { readonly spec: AnySpec; readonly name: string }[];
}

export interface RaceFilter {
  /** As it was typed. */
  readonly text: string;
  /** Whether the race may have runs that match, as far as that is known without reading it. */
  matchesRace(race: RaceSummary): boolean;
  matchesRun(run: RunOutline, race: FilteredRace): boolean;
  /** Of each race only so many of these runs, those with the lowest losses: `best:10`. */
  readonly most: number;
}

/** null where nothing was typed. */
export function raceFilter(text: string): RaceFilter | FilterFault | null {
  if (text.trim() === '') return null;
  const line = parseFilter(text);
  if ('fault' in line) return line;
  const { terms, most } = line;
  /** Which settings there are is looked for once. */
  const conditions = new WeakMap<FilteredRace['runs'], readonly ((run: Findable) => boolean)[]>();
  const conditionsOf = ({ runs }: FilteredRace) => {
    const known = conditions.get(runs) ?? terms.map(inRace(runs));
    conditions.set(runs, known);
    return known;
  };
  return {
    ...{ text: text.trim(), most },
    matchesRace: (race) => terms.every((term) => term.isNot || mayMatch(term, race)),
    matchesRun({ spec, name, state }, race) {
      const { title, phase } = race;
      const run = { facts: { ...spec, name }, name, state, title, phase };
      return conditionsOf(race).every((holds) => holds(run));
    },
  };
}

/** What runs have nothing of they can't be found by. */
function inRace(runs: FilteredRace['runs']): (term: Term) => (run: Findable) => boolean {
  const settings = settingsOf(runs.map(({ spec, name }) => ({ ...spec, name })));
  return (term) => {
    const found = conditionOf(term, settings);
    return 'fault' in found ? () => term.isNot : found;
  };
}

/** Other names of what a summary has. */
const summaryNames: ReadonlyMap<string, string> = new Map([
  ['learning-rate', 'lr'],
  ['batch-size', 'batch'],
]);

/** Names of settings that a summary doesn't have. */
const unsummarized =
  /^(problem|condition|start|hidden(-layers)?|activation|validation|test|share-(held-out|of-test-rows)|evaluate-on|schedule|steps|epochs|target|patience|seconds|evaluate-every|engine)$|^(problem|schedule|stop|hyperparameter)-/u;

function mayMatch(term: Term, { title, optimizers, states, settings, best }: RaceSummary): boolean {
  if (term.kind === 'word') {
    const letters = lettersOf(term.word);
    const has = (text: string) => text.toLowerCase().includes(term.word);
    const isSpelled = (name: string) => letters !== '' && lettersOf(name).includes(letters);
    return has(title) || optimizers.some((name) => has(name) || isSpelled(name));
  }
  if (term.name === 'best') {
    if (best === null || term.kind === 'values') return best !== null;
    return !term.sign.startsWith('<') || compares(best, term.sign, term.bound);
  }
  if (term.kind === 'values' && term.name === 'state')
    return term.values
      .map(stateOf)
      .some((kind) => Object.hasOwn(states, kind === 'paused' ? 'running' : kind));
  if (term.kind === 'values' && term.name === 'optimizer')
    return term.values.some((value) => optimizers.some((name) => isSameName(name, value)));
  if (isStanding(term.name) || unsummarized.test(term.name)) return true;
  const isText = term.kind === 'values' && term.values.some((value) => Number.isNaN(Number(value)));
  return isText || isWithin(term, rangeOf(term.name, settings));
}

function isWithin(term: Term, range: readonly [number, number] | undefined): boolean {
  if (!range) return false;
  const [least, greatest] = range;
  if (term.kind === 'bound')
    return compares(least, term.sign, term.bound) || compares(greatest, term.sign, term.bound);
  return (
    term.kind === 'values' && term.values.some((value) => least <= Number(value) && Number(value) <= greatest)
  );
}

/** Summaries have names as runs have them: `weight_decay`. */
function rangeOf(wanted: string, settings: RaceSummary['settings']): readonly [number, number] | undefined {
  const name = summaryNames.get(wanted) ?? wanted;
  return Object.entries(settings).find(([each]) => each.toLowerCase().replaceAll('_', '-') === name)?.[1];
}
