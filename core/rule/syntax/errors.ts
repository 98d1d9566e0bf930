/** The one error that a rule's text can cause, with the place and, for a misspelt name, the likely one. */

/** A piece of a rule's text. Lines and columns count from 1, columns in UTF-16 units, as editors do. */
export interface Location {
  readonly file: string;
  readonly line: number;
  readonly column: number;
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

/** `; did you mean 'beta1'?` where one of the known words is close to `word`, nothing otherwise. */
export function didYouMean(word: string, known: Iterable<string>): string {
  // A third of the letters may be wrong, but not all: else every one-letter name would be close to every other.
  let closest = Math.min(word.length - 1, Math.ceil(word.length / 3)) + 1;
  let found: string | undefined;
  for (const candidate of known) {
    const distance = editDistance(word, candidate);
    if (distance < closest) {
      closest = distance;
      found = candidate;
    }
  }
  return found === undefined ? '' : `; did you mean '${found}'?`;
}

/** Least number of letters to insert, delete or replace to turn `a` into `b` (Levenshtein 1966). */
function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const replaced = at(row, j - 1) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(replaced, at(row, j) + 1, at(next, j - 1) + 1));
    }
    row = next;
  }
  return at(row, b.length);
}

function at(row: readonly number[], index: number): number {
  return row[index] ?? Number.POSITIVE_INFINITY;
}
