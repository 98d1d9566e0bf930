/** Rows of a table, each handed to the run that it is of: what all formats share that have rows. */

import { logName } from './logName.ts';
import { nameTokens } from './nameTokens.ts';
import type { LoggedRun, TrainingLog } from './trainingLog.ts';

/** A value that stands under a name. */
export type Entry = readonly [name: string, value: number | string];

/** Names of columns that tell runs apart, the best first. */
const runColumns = ['run id', 'run name', 'run', 'trial id', 'trial', 'experiment', 'experiment id', 'name'];
/** Names of columns that say what stands under `value`. */
const keyColumns = ['key', 'metric', 'tag', 'variable', 'name'];

/**
 * The column that tells runs apart.
 * @param chosen By the person: its name, null for none.
 */
export function runColumnOf(names: readonly string[], chosen?: string | null): string | undefined {
  if (chosen === null) return undefined;
  if (chosen !== undefined && names.includes(chosen)) return chosen;
  return firstOf(runColumns, names, keyColumnOf(names));
}

/** In a long table, with a row a number: the column that says which quantity it is. */
export function keyColumnOf(names: readonly string[]): string | undefined {
  return valueColumnOf(names) === undefined ? undefined : firstOf(keyColumns, names);
}

function valueColumnOf(names: readonly string[]): string | undefined {
  return firstOf(['value'], names);
}

/** The first name, but one, that is one of these words; the words in their order. */
function firstOf(words: readonly string[], names: readonly string[], but?: string): string | undefined {
  const places = names.map((name) => (name === but ? -1 : words.indexOf(nameTokens(name).join(' '))));
  const best = places.reduce((least, place) => (place >= 0 && place < least ? place : least), words.length);
  const found = places.indexOf(best);
  return found < 0 ? undefined : names[found];
}

/** Where the values of a row with certain names go. */
interface Layout {
  readonly run: string | undefined;
  readonly key: string | undefined;
  readonly value: string | undefined;
}

export class TableRows {
  readonly #log: TrainingLog;
  readonly #runColumn: string | null | undefined;
  /** By the names of a row, since most rows have the same. */
  readonly #layouts = new Map<string, Layout>();

  /** @param runColumn The column that tells runs apart: null for none. Default: found by its name. */
  constructor(log: TrainingLog, runColumn?: string | null) {
    this.#log = log;
    this.#runColumn = runColumn;
  }

  /** @param place Where the row stands. */
  add(entries: readonly Entry[], place: () => string): void {
    const { run: runColumn, key: keyColumn, value: valueColumn } = this.#layoutOf(entries);
    const textOf = (column: string | undefined) =>
      column === undefined ? undefined : entries.find(([name]) => name === column)?.[1];
    const run = this.#log.run(logName(String(textOf(runColumn) ?? '')), place);
    if (!run) return;
    const key = textOf(keyColumn);
    const row = run.rows++;
    for (const [name, value] of entries) {
      if (typeof value === 'string' || name === runColumn) continue;
      const isKeyed = name === valueColumn && typeof key === 'string';
      this.#put(run, isKeyed ? logName(key) : name, row, value, place);
    }
  }

  #put(run: LoggedRun, name: string, row: number, value: number, place: () => string): void {
    const column = this.#log.column(run, name, place);
    if (column && this.#log.takesOneMore(place)) column.add(row, value);
  }

  #layoutOf(entries: readonly Entry[]): Layout {
    const names = entries.map(([name]) => name);
    const id = names.join('\n');
    const known = this.#layouts.get(id);
    if (known) return known;
    const layout = {
      run: runColumnOf(names, this.#runColumn),
      key: keyColumnOf(names),
      value: valueColumnOf(names),
    };
    // Rows of ever other names would fill the memory.
    if (this.#layouts.size < 1000) this.#layouts.set(id, layout);
    return layout;
  }
}
