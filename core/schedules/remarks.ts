/** What can be told of a schedule's arguments before its first step: what never comes, and what surprises. */
import { formatSetting } from '../format.ts';
import type { Path, Unit } from './schedule.ts';

export interface Remark {
  /** Of the argument that it is about, among those of its schedule. */
  readonly path: Path;
  /** Whether it is so. */
  readonly when: boolean;
  readonly text: string;
}

/** The stretch in which a schedule is used. */
export interface Span {
  /** How many rates will be asked for. */
  readonly length: number;
  readonly unit: Unit;
  /** Whether another schedule begins where it ends. */
  readonly isFollowed: boolean;
}

/**
 * @param at How many steps or epochs are done when it happens.
 * @param what Completes "… never comes".
 */
export function neverComes(path: Path, at: number, what: string, span: Span): Remark {
  return { path, when: at >= span.length, text: `${what} never comes: ${thereAre(span)}` };
}

/** @param what The rate does from then on: completes "from there on the rate …". */
export function fromThereOn(path: Path, at: number, what: string, span: Span): Remark {
  const text = `${thereAre(span)}, and from there on the rate ${what}`;
  return { path, when: span.length > at + 1, text };
}

/** Where the rate should fall to `lowest` and, from a first rate below that, rises. */
export function risesInstead(path: Path, lowest: number, first: number): Remark {
  const text = `it is above the first rate, ${formatSetting(first)}, so the rate rises where it should fall`;
  return { path, when: lowest > first, text };
}

/** `there are 8 steps`, `there is 1 epoch`. */
export function thereAre({ length, unit }: Span): string {
  return `there ${length === 1 ? 'is' : 'are'} ${count(length, unit)}`;
}

/** `8 steps`, `1 epoch`. */
export function count(length: number, unit: Unit): string {
  return `${length} ${unit}${length === 1 ? '' : 's'}`;
}
