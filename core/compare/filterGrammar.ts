/**
 * A line of text that finds runs, in the side bar and in the panel: `adam lr<0.01 loss<=1e-3 state:finished -seed=3 best:10`.
 * Words and conditions, divided by spaces, all of which have to hold; `-` in front turns one round, and values divided by
 * commas mean any of them. What has spaces or commas stands between quotes: `optimizer="Clipped SGD"`; of what is quoted, a
 * backslash makes the next character plain. `best:10` keeps the best of what is found.
 */

import { expectedInPlaceOf } from '../numberText.ts';

export type Bound = '<' | '>' | '<=' | '>=';

/** `isNot`: what is said must not hold. Names are plain ones, as `plainName` makes them, and values are in small letters. */
export type Term = { readonly isNot: boolean } & (
  | { readonly kind: 'word'; readonly word: string }
  | { readonly kind: 'bound'; readonly name: string; readonly sign: Bound; readonly bound: number }
  | { readonly kind: 'values'; readonly name: string; readonly values: readonly string[] }
);

export interface FilterLine {
  readonly terms: readonly Term[];
  /** How many of the found runs are kept; infinite where all are. */
  readonly most: number;
}

/** Why a text can't be understood, as a sentence. */
export interface FilterFault {
  readonly fault: string;
}

/** What is divided by spaces. */
const termPattern = /(?:"(?:\\.|[^"\\])*"|[^\s"]|")+/gu;
/** Of a list divided by commas. */
const valuePattern = /(?:"(?:\\.|[^"\\])*"|[^,"]|")+/gu;
/** A condition is a name, a sign and a value without spaces; everything else is a word. */
const condition = /^([\w-]+)(<=|>=|!=|==|<|>|=|:)(.+)$/su;

export function parseFilter(text: string): FilterLine | FilterFault {
  const terms: Term[] = [];
  let most = Number.POSITIVE_INFINITY;
  for (const written of termsOf(text)) {
    const [, count] = /^best:(\d+)$/iu.exec(written) ?? [];
    if (count !== undefined) {
      most = Math.min(most, Number(count));
      continue;
    }
    const isNot = written.length > 1 && written.startsWith('-');
    const term = termOf(isNot ? written.slice(1) : written, isNot);
    if ('fault' in term) return term;
    terms.push(term);
  }
  return { terms, most };
}

function termOf(text: string, isNot: boolean): Term | FilterFault {
  const [, written, sign, value] = condition.exec(text) ?? [];
  if (written === undefined || sign === undefined || value === undefined)
    return { kind: 'word', isNot, word: unquoted(text).toLowerCase() };
  const name = plainName(written);
  if (sign === '<' || sign === '>' || sign === '<=' || sign === '>=') {
    const bound = Number(value);
    const expected = expectedInPlaceOf(value);
    if (expected !== null) return { fault: `${text} — expected ${expected}.` };
    if (Number.isNaN(bound)) return { fault: `${text}: ${value} is no number, and ${sign} needs one.` };
    return { kind: 'bound', isNot, name, sign, bound };
  }
  const values = valuesOf(value).map((each) => each.toLowerCase());
  return { kind: 'values', isNot: isNot !== (sign === '!='), name, values };
}

export function termsOf(text: string): string[] {
  return text.match(termPattern) ?? [];
}

/** Of a list divided by commas, without their quotes. */
export function valuesOf(text: string): string[] {
  return (text.match(valuePattern) ?? []).map(unquoted);
}

function unquoted(text: string): string {
  return /^"(?:\\.|[^"\\])*"$/u.test(text) ? text.slice(1, -1).replaceAll(/\\(.)/gu, '$1') : text;
}

/** `learning-rate` for `Learning rate`, `batch-size` for `batch_size`. */
export function plainName(name: string): string {
  return name.toLowerCase().replaceAll(/[\s_]+/gu, '-');
}

export function compares(found: number, sign: Bound, bound: number): boolean {
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

/** Names are found however they are spelled: `cautious-adamw` is `Cautious AdamW`. */
export function isSameName(name: string, wanted: string): boolean {
  const letters = lettersOf(wanted);
  return name.toLowerCase() === wanted.toLowerCase() || (letters !== '' && lettersOf(name) === letters);
}

export function lettersOf(text: string): string {
  return text.toLowerCase().replaceAll(/[^a-z0-9]/gu, '');
}

/** Words that people use for states. */
const otherWords: ReadonlyMap<string, string> = new Map([
  ['waiting', 'queued'],
  ['done', 'finished'],
]);

/** The state that a word means. */
export function stateOf(word: string): string {
  return otherWords.get(word) ?? word;
}
