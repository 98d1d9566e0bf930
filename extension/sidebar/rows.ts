/** The rows of the view "Runs": what each is about. What it says is looked up when it is drawn. */
import type { Target } from '../commands/runs/targets.ts';

/** The pinned races and runs. */
export interface PinnedRow {
  readonly kind: 'pinned';
  readonly parent: null;
}

/** The training logs that are open. */
export interface LogsRow {
  readonly kind: 'logs';
  readonly parent: null;
}

/** Rows of the top that have others under them. */
export type SectionRow = PinnedRow | LogsRow;

export interface RaceRow {
  readonly kind: 'race';
  readonly race: string;
  readonly run: null;
  readonly parent: SectionRow | null;
}

export interface RunRow {
  readonly kind: 'run';
  readonly race: string;
  /** Its number there. */
  readonly run: number;
  readonly parent: RaceRow | PinnedRow;
}

/** Stands for the runs of a race that have no rows. */
export interface MoreRow {
  readonly kind: 'more';
  readonly race: string;
  readonly run: null;
  readonly count: number;
  readonly parent: RaceRow;
}

export type Row = SectionRow | RaceRow | RunRow | MoreRow;

/** Rows are the same objects as long as they are about the same: VS Code knows them by that. */
export class Rows {
  readonly pinned: PinnedRow = { kind: 'pinned', parent: null };
  readonly logs: LogsRow = { kind: 'logs', parent: null };
  readonly #races = new Map<string, RaceRow>();
  readonly #runs = new Map<string, RunRow>();

  race(race: string, parent: SectionRow | null): RaceRow {
    const known = this.#races.get(race);
    if (known?.parent === parent) return known;
    const row: RaceRow = { kind: 'race', race, run: null, parent };
    this.#races.set(race, row);
    return row;
  }

  run(race: string, run: number, parent: RaceRow | PinnedRow): RunRow {
    const key = `${parent.kind}/${race}/${run}`;
    const known = this.#runs.get(key);
    if (known?.parent === parent) return known;
    const row: RunRow = { kind: 'run', race, run, parent };
    this.#runs.set(key, row);
    return row;
  }
}

/** What commands are about that are given these rows. */
export function targetsIn(rows: readonly Row[]): readonly Target[] {
  return rows.flatMap((row) =>
    row.kind === 'race' || row.kind === 'run' ? [{ race: row.race, run: row.run }] : [],
  );
}

/** Where a row is: no two rows have the same. */
export function placeOf(row: Row): string {
  switch (row.kind) {
    case 'pinned':
    case 'logs':
      return row.kind;
    case 'race':
      return `${row.parent ? `${row.parent.kind}/` : ''}${row.race}`;
    case 'run':
      return `${placeOf(row.parent)}/${row.parent.kind === 'race' ? '' : `${row.race}/`}${row.run}`;
    case 'more':
      return `${placeOf(row.parent)}/more`;
  }
}

/** A row and those above it. */
export function ancestry(row: Row): readonly Row[] {
  return row.parent ? [row, ...ancestry(row.parent)] : [row];
}
