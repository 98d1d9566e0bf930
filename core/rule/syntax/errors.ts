/** What is thrown for a text that is no rule, and the words for a misspelt name. */
import { limits } from './limits.ts';
import type { Span } from './span.ts';

/** A piece of the text of a file. */
export interface Location extends Span {
  readonly file: string;
  readonly text: string;
}

/** What is wrong with a rule, and where: `adam.optimizer:4:3 — unknown name 'beta_1'; did you mean 'beta1'?`. */
export class RuleError extends Error {
  override readonly name = 'RuleError';
  /** The message without the place. */
  readonly reason: string;
  /** The offending text and where it stands. */
  readonly at: Location;

  constructor(at: Location, reason: string) {
    super(`${at.file}:${at.line}:${at.column} — ${reason}`);
    this.reason = reason;
    this.at = at;
  }
}

/** `; did you mean 'beta1'?` where one of the known words was probably meant, nothing otherwise. */
export function didYouMean(word: string, known: readonly string[]): string {
  return question(likeliest(word, known));
}

/** Shorter words are part of too many. */
const fewestLettersOfPart = 4;

/** The known word that is closest to `word` or, where none is close, the first that begins with it, or has it in it. */
export function likeliest(word: string, known: readonly string[]): string | null {
  const near = closest(word, known);
  if (near !== null || word.length < fewestLettersOfPart) return near;
  const part = word.toLowerCase();
  const placeOf = (each: string) => each.toLowerCase().indexOf(part);
  return known.find((each) => placeOf(each) === 0) ?? known.find((each) => placeOf(each) > 0) ?? null;
}

/** `; did you mean 'beta1'?`, or nothing. */
export function question(likely: string | null): string {
  return likely === null ? '' : `; did you mean '${likely}'?`;
}

/** With a full stop, where it doesn't end in a question. */
export function asSentence(reason: string): string {
  return reason.endsWith('?') ? reason : `${reason}.`;
}

/** The known word that is closest to `word`; null where none is close. Nobody mistypes names as long as a text. */
export function closest(word: string, known: Iterable<string>): string | null {
  if (word.length > limits.charactersInToken) return null;
  // A third of the letters may be wrong, but not all: else every one-letter name would be close to every other.
  let distance = Math.min(word.length - 1, Math.ceil(word.length / 3)) + 1;
  let found: string | null = null;
  for (const candidate of known) {
    if (candidate.length > limits.charactersInToken) continue;
    const own = isSameButCase(word, candidate) ? 0 : editDistance(word, candidate, distance);
    if (own < distance) {
      distance = own;
      found = candidate;
    }
  }
  return found;
}

function isSameButCase(a: string, b: string): boolean {
  return a.length === b.length && a.toLowerCase() === b.toLowerCase();
}

/** Least number of letters to insert, delete or replace to turn `a` into `b` (Levenshtein 1966), or `enough` if more. */
function editDistance(a: string, b: string, enough: number): number {
  if (Math.abs(a.length - b.length) >= enough) return enough;
  let row = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const replaced = at(row, j - 1) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(replaced, at(row, j) + 1, at(next, j - 1) + 1));
    }
    // What turns more letters is made of a row that turns fewer.
    if (next.every((distance) => distance >= enough)) return enough;
    row = next;
  }
  return at(row, b.length);
}

function at(row: readonly number[], index: number): number {
  return row[index] ?? Number.POSITIVE_INFINITY;
}
