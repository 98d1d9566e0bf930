/**
 * Finds runs by a line of text: `adam lr<0.01 loss<=1e-3 state:finished -seed=3`. Words and conditions, divided by spaces,
 * all of which have to hold; `-` in front turns one round, and values divided by commas mean any of them. What has spaces or
 * commas stands between quotes: `optimizer="Clipped SGD"`; of what is quoted, a backslash makes the next character plain.
 */

import type { RunState } from '../race/runRecord.ts';
import type { NamedSpec, Setting, SettingValue } from '../race/runSettings.ts';

/** A run as far as it can be asked for. */
export interface Findable {
  readonly facts: NamedSpec;
  /** What it is called on the screen. */
  readonly name: string;
  readonly state: Pick<RunState, 'status' | 'loss' | 'best' | 'reached' | 'stepsDone'>;
  /** What it is judged by, as `scoreOf` gives it. Default: null, nothing. */
  readonly score?: number | null;
}

type Condition = (run: Findable) => boolean;

export type RunFilter =
  | { readonly matches: Condition }
  /** Why the text can't be understood, as a sentence. */
  | { readonly fault: string };

/** What is divided by spaces. */
export const filterTerms = /(?:"(?:\\.|[^"\\])*"|[^\s"]|")+/gu;
/** Of a list divided by commas. */
export const filterValues = /(?:"(?:\\.|[^"\\])*"|[^,"]|")+/gu;

/** A condition is a name, a sign and a value without spaces; everything else is a word. */
const condition = /^([\w-]+)(<=|>=|!=|==|<|>|=|:)(.+)$/su;

/** What a run has come to, by the words that ask for it. */
const standings: Readonly<Record<string, (run: Findable) => SettingValue | null>> = {
  loss: ({ state }) => state.loss,
  best: ({ state }) => state.best,
  reached: ({ state }) => state.reached,
  score: ({ score = null }) => score,
  step: ({ state }) => state.stepsDone,
  state: ({ state }) => state.status.kind,
};

/**
 * @param settings That runs can be asked for, by their ids and names.
 */
export function runFilter(text: string, settings: readonly Setting[]): RunFilter {
  const conditions: Condition[] = [];
  for (const term of text.match(filterTerms) ?? []) {
    const isNot = term.length > 1 && term.startsWith('-');
    const found = conditionOf(isNot ? term.slice(1) : term, settings);
    if (typeof found === 'string') return { fault: found };
    conditions.push(isNot ? (run) => !found(run) : found);
  }
  return { matches: (run) => conditions.every((holds) => holds(run)) };
}

function conditionOf(term: string, settings: readonly Setting[]): Condition | string {
  const [, name, sign, value] = condition.exec(term) ?? [];
  if (name === undefined || sign === undefined || value === undefined) return hasWord(term);
  const of = readerOf(name, settings);
  if (!of) return `${name} is nothing that runs have. Known are ${knownNames(settings).join(', ')}.`;
  if (sign === '<' || sign === '>' || sign === '<=' || sign === '>=') {
    const bound = Number(value);
    if (Number.isNaN(bound)) return `${term}: ${value} is no number, and ${sign} needs one.`;
    return (run) => {
      const found = of(run);
      return typeof found === 'number' && compares(found, sign, bound);
    };
  }
  const wanted = (value.match(filterValues) ?? []).map((each) => unquoted(each).toLowerCase());
  const isAny: Condition = (run) => wanted.some((each) => equals(of(run), each));
  return sign === '!=' ? (run) => !isAny(run) : isAny;
}

function hasWord(word: string): Condition {
  const wanted = unquoted(word).toLowerCase();
  return ({ name, facts }) =>
    name.toLowerCase().includes(wanted) || facts.optimizer.toLowerCase().includes(wanted);
}

export function unquoted(text: string): string {
  return /^"(?:\\.|[^"\\])*"$/u.test(text) ? text.slice(1, -1).replaceAll(/\\(.)/gu, '$1') : text;
}

/** The shortest name by which a filter knows the setting. */
export function filterName({ id }: Setting, settings: readonly Setting[]): string {
  const brief = id.replace(/^[a-z]+-/u, '');
  const wanted = plainName(brief);
  const isStanding = Object.hasOwn(standings, wanted);
  const first = settings.find((each) => namesOf(each).includes(wanted));
  return !isStanding && first?.id === id ? brief : id;
}

function readerOf(
  name: string,
  settings: readonly Setting[],
): ((run: Findable) => SettingValue | null) | null {
  const wanted = plainName(name);
  const standing = Object.entries(standings).find(([key]) => key === wanted);
  if (standing) return standing[1];
  const setting = settings.find((each) => namesOf(each).includes(wanted));
  return setting ? ({ facts }) => setting.of(facts) : null;
}

/** `beta2` for `hyperparameter-beta2`, and `learning-rate` for what is called so. */
function namesOf({ id, name }: Setting): string[] {
  return [id, id.replace(/^[a-z]+-/u, ''), name].map(plainName);
}

function plainName(name: string): string {
  return name.toLowerCase().replaceAll(/[\s_]+/gu, '-');
}

function knownNames(settings: readonly Setting[]): string[] {
  return [...settings.map(({ id }) => id.replace(/^[a-z]+-/u, '')), ...Object.keys(standings)];
}

function compares(found: number, sign: '<' | '>' | '<=' | '>=', bound: number): boolean {
  switch (sign) {
    case '<':
      return found < bound;
    case '>':
      return found > bound;
    case '<=':
      return found <= bound;
    case '>=':
      return found >= bound;
  }
}

function equals(found: SettingValue | null, wanted: string): boolean {
  if (typeof found === 'number') return found === Number(wanted);
  return found !== null && String(found).toLowerCase() === wanted;
}
