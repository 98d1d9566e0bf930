/** What a filter says of a run, whose settings have names. */
import type { Phase } from '../race/phase.ts';
import type { RunState } from '../race/runRecord.ts';
import type { NamedSpec, Setting, SettingValue } from '../race/runSettings.ts';
import {
  compares,
  type FilterFault,
  isSameName,
  parseFilter,
  plainName,
  stateOf,
  type Term,
} from './filterGrammar.ts';

/** A run as far as it can be asked for. */
export interface Findable {
  readonly facts: NamedSpec;
  /** What it is called on the screen. */
  readonly name: string;
  readonly state: Pick<RunState, 'status' | 'loss' | 'best' | 'reached' | 'stepsDone'>;
  /** What it is judged by, as `scoreOf` gives it. Default: null, nothing. */
  readonly score?: number | null;
  /** Of its race, found by words, too. Default: none. */
  readonly title?: string;
  /** Of its race: its runs may be paused. Default: running. */
  readonly phase?: Phase;
}

type Condition = (run: Findable) => boolean;

export interface RunFilter {
  readonly matches: Condition;
  /** How many of the found runs are kept, the best; infinite where all are. */
  readonly most: number;
}

/** What a run has come to, by the words that ask for it. */
const standings: Readonly<Record<string, (run: Findable) => SettingValue | null>> = {
  loss: ({ state }) => state.loss,
  // Infinite before the run has begun.
  best: ({ state }) => (Number.isFinite(state.best) ? state.best : null),
  reached: ({ state }) => state.reached,
  score: ({ score = null }) => score,
  step: ({ state }) => state.stepsDone,
  state: ({ state: { status }, phase }) =>
    status.kind === 'running' && phase === 'paused' ? 'paused' : status.kind,
};

/** Whether every run has something of this name. */
export function isStanding(name: string): boolean {
  return Object.hasOwn(standings, name);
}

/**
 * @param settings That runs can be asked for, by their ids and names.
 */
export function runFilter(text: string, settings: readonly Setting[]): RunFilter | FilterFault {
  const line = parseFilter(text);
  if ('fault' in line) return line;
  const conditions: Condition[] = [];
  for (const term of line.terms) {
    const found = conditionOf(term, settings);
    if ('fault' in found) return found;
    conditions.push(found);
  }
  return { matches: (run) => conditions.every((holds) => holds(run)), most: line.most };
}

/** A fault where runs have nothing of the name that a term has. */
export function conditionOf(term: Term, settings: readonly Setting[]): Condition | FilterFault {
  const holds = plainCondition(term, settings);
  return 'fault' in holds || !term.isNot ? holds : (run) => !holds(run);
}

function plainCondition(term: Term, settings: readonly Setting[]): Condition | FilterFault {
  if (term.kind === 'word') return hasWord(term.word);
  const of = readerOf(term.name, settings);
  if (!of)
    return { fault: `${term.name} is nothing that runs have. Known are ${knownNames(settings).join(', ')}.` };
  if (term.kind === 'bound')
    return (run) => {
      const found = of(run);
      return typeof found === 'number' && compares(found, term.sign, term.bound);
    };
  const isWanted = term.name === 'optimizer' ? isNamed : term.name === 'state' ? isState : equals;
  return (run) => term.values.some((each) => isWanted(of(run), each));
}

function hasWord(wanted: string): Condition {
  const has = (text: string) => text.toLowerCase().includes(wanted);
  return ({ name, facts, title = '' }) => has(name) || has(facts.optimizer) || has(title);
}

/** The shortest name by which a filter knows the setting. */
export function filterName({ id }: Setting, settings: readonly Setting[]): string {
  const brief = id.replace(/^[a-z]+-/u, '');
  const wanted = plainName(brief);
  const first = settings.find((each) => namesOf(each).includes(wanted));
  return !isStanding(wanted) && first?.id === id ? brief : id;
}

/** @param wanted A plain name. */
function readerOf(
  wanted: string,
  settings: readonly Setting[],
): ((run: Findable) => SettingValue | null) | null {
  const standing = Object.entries(standings).find(([key]) => key === wanted);
  if (standing) return standing[1];
  const setting = settings.find((each) => namesOf(each).includes(wanted));
  return setting ? ({ facts }) => setting.of(facts) : null;
}

/** `beta2` for `hyperparameter-beta2`, and `learning-rate` for what is called so. */
function namesOf({ id, name }: Setting): string[] {
  return [id, id.replace(/^[a-z]+-/u, ''), name].map(plainName);
}

function knownNames(settings: readonly Setting[]): string[] {
  return [...settings.map(({ id }) => id.replace(/^[a-z]+-/u, '')), ...Object.keys(standings)];
}

function equals(found: SettingValue | null, wanted: string): boolean {
  if (typeof found === 'number') return found === Number(wanted);
  return found !== null && String(found).toLowerCase() === wanted;
}

function isNamed(found: SettingValue | null, wanted: string): boolean {
  return found !== null && isSameName(String(found), wanted);
}

function isState(found: SettingValue | null, wanted: string): boolean {
  return found === stateOf(wanted);
}
