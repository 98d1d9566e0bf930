import { createRandom, type Random, shuffle } from '../../../random.ts';
import type { Dataset } from '../dataset.ts';

/** Shares of all rows, 0 <= share < 1, together less than 1. */
export interface SplitShares {
  /** Held out to tune by. Default: 0, none. */
  readonly validation?: number;
  /** Held out of tuning, too. Default: 0, none. */
  readonly test?: number;
}

export interface SplitOptions extends SplitShares {
  /** Which rows: 0 to 2^32 - 1. Default: 0. */
  readonly seed?: number;
}

/** Row numbers, in ascending order; each row is in exactly one of the three. */
export interface Split {
  /** Never empty. */
  readonly training: Int32Array;
  readonly validation: Int32Array;
  readonly test: Int32Array;
}

/** The streams of a seed that initial weights and batches draw from are 0 and 1. */
const streams = { validation: 2, test: 3 };

export interface SplitCounts {
  readonly training: number;
  readonly validation: number;
  readonly test: number;
}

/** How many of `rows` are held out: their share, rounded, but at least one; one at least stays for each that comes after. */
export function splitCounts(rows: number, { validation = 0, test = 0 }: SplitShares): SplitCounts {
  const tested = countOf(rows, test, rows - (validation > 0 ? 2 : 1));
  const validated = countOf(rows, validation, rows - tested - 1);
  return { training: rows - tested - validated, validation: validated, test: tested };
}

function countOf(rows: number, share: number, most: number): number {
  if (share === 0) return 0;
  return Math.max(0, Math.min(most, Math.max(1, Math.round(rows * share))));
}

/**
 * Divides the rows by chance: first those to test on, then of the others those to validate on. Where there are classes,
 * each is held out in its share (stratified), as far as whole rows allow, and keeps a row for training as long as others
 * can give one.
 * @throws {RangeError} if a share is out of range.
 */
export function splitDataset(
  { rows, classes, labels }: Pick<Dataset, 'rows' | 'classes' | 'labels'>,
  { validation = 0, test = 0, seed = 0 }: SplitOptions = {},
): Split {
  expectShares(validation, test);
  const counts = splitCounts(rows, { validation, test });
  const all = Int32Array.from({ length: rows }, (_, row) => row);
  const parts = { classes, labels };
  const [tested, others] = draw(all, counts.test, parts, createRandom(seed, streams.test));
  const [validated, training] = draw(
    others,
    counts.validation,
    parts,
    createRandom(seed, streams.validation),
  );
  return { training, validation: validated, test: tested };
}

function expectShares(validation: number, test: number): void {
  for (const [name, share] of Object.entries({ validation, test }))
    if (!(share >= 0 && share < 1)) throw new RangeError(`${name} = ${share} — expected 0 <= ${name} < 1`);
  if (validation + test >= 1)
    throw new RangeError(`test = ${test} — expected less than 1 with validation = ${validation}`);
}

/** So many of the rows, by chance and in the shares of their classes, and those that are left; both ascend. */
function draw(
  rows: Int32Array,
  count: number,
  { classes, labels }: Pick<Dataset, 'classes' | 'labels'>,
  random: Random,
): readonly [drawn: Int32Array, left: Int32Array] {
  if (count === 0) return [new Int32Array(0), rows];
  const isDrawn = new Uint8Array((rows.at(-1) ?? 0) + 1);
  const groups = rowsByClass(rows, classes, labels);
  const shares = shareOut(
    count,
    groups.map((group) => group.length),
  );
  for (const [index, group] of groups.entries()) {
    shuffle(group, random);
    for (const row of group.subarray(0, shares[index])) isDrawn[row] = 1;
  }
  return [rows.filter((row) => isDrawn[row] === 1), rows.filter((row) => isDrawn[row] === 0)];
}

/** The rows of each class; all of them together where there are no classes. */
function rowsByClass(rows: Int32Array, classes: number, labels: Int32Array): Int32Array[] {
  if (classes === 0) return [rows.slice()];
  const groups: number[][] = Array.from({ length: classes }, () => []);
  for (const row of rows) groups[labels[row] ?? 0]?.push(row);
  return groups.map((group) => Int32Array.from(group));
}

/** `total` in proportion to `sizes`, by largest remainder; a group gives its last only when no other can. */
function shareOut(total: number, sizes: readonly number[]): number[] {
  const all = sizes.reduce((sum, size) => sum + size, 0);
  const ideals = sizes.map((size) => (size * total) / all);
  const shares = ideals.map(Math.floor);
  for (let left = total - shares.reduce((sum, share) => sum + share, 0); left > 0; left--) {
    const next = neediest(ideals, shares, sizes, 1) ?? neediest(ideals, shares, sizes, 0);
    if (next !== undefined) shares[next] = (shares[next] ?? 0) + 1;
  }
  return shares;
}

/** Of the groups that have more than `keep` left, the one that is furthest below its ideal share. */
function neediest(
  ideals: readonly number[],
  shares: readonly number[],
  sizes: readonly number[],
  keep: number,
): number | undefined {
  let best: number | undefined;
  let largest = Number.NEGATIVE_INFINITY;
  for (const [index, ideal] of ideals.entries()) {
    const share = shares[index] ?? 0;
    if ((sizes[index] ?? 0) - share <= keep || ideal - share <= largest) continue;
    best = index;
    largest = ideal - share;
  }
  return best;
}
