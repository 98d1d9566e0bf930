/** What a person is told of a log that could not all be taken as it stands. */
import { clipped, formatCount } from '../format.ts';

/** What is told, each kind once, with how often it happened. */
const kinds = {
  brokenLine: (count) => `${lines(count)} that can't be read, left out`,
  longLine: (count) => `${lines(count)} longer than any log's, left out`,
  extraCells: (count) =>
    `${lines(count)} with more values than the header has names, the further ones left out`,
  repeatedHeader: (count) => `the header again in ${lines(count)}`,
  otherHeader: (count) => `another header in ${lines(count)}: columns have its names from there on`,
  noHeader: () => 'numbers in the first line: columns have no names, and are called by their place',
  damagedEvent: (count) => `${events(count)} with a wrong checksum, left out`,
  longEvent: (count) => `${events(count)} longer than any scalar's, left out`,
  unreadableEvent: (count) => `${events(count)} that can't be read, left out`,
  damagedFile: () => 'a damaged length: nothing behind it can be read',
  restart: (count) =>
    `${count === 1 ? 'a restart' : `${formatCount(count)} restarts`}: what followed the checkpoint is replaced`,
  manyValues: () => 'more numbers than are read: the rest is left out',
  manyColumns: () => 'more names than are read: the further ones are left out',
  manyRuns: () => 'more runs than are read: the further ones are left out',
} satisfies Record<string, (count: number) => string>;

export type RemarkKind = keyof typeof kinds;

export interface Remark {
  readonly kind: RemarkKind;
  readonly count: number;
  /** Where it happened first: `line 17`, `byte 4,096 of events.out.tfevents.1`. */
  readonly place: string;
  /** For people: `3 lines that can't be read, left out; the first is line 17`. */
  readonly message: string;
}

export class Remarks {
  readonly #found = new Map<RemarkKind, { count: number; readonly place: string }>();

  note(kind: RemarkKind, place: string): void {
    const known = this.#found.get(kind);
    if (known) known.count++;
    else this.#found.set(kind, { count: 1, place: clipped(place, 120) });
  }

  /** In the order in which they were first found. */
  list(): Remark[] {
    return [...this.#found].map(([kind, { count, place }]) => ({
      kind,
      count,
      place,
      message: `${kinds[kind](count)}; ${count === 1 ? place : `the first is ${place}`}`,
    }));
  }
}

function lines(count: number): string {
  return count === 1 ? 'a line' : `${formatCount(count)} lines`;
}

function events(count: number): string {
  return count === 1 ? 'an event' : `${formatCount(count)} events`;
}
