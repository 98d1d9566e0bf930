/** The names of a CSV log's columns, and where the values below them go. */
import type { LogColumn } from './logColumn.ts';
import { mostHeaderCells } from './logLimits.ts';
import { logName } from './logName.ts';
import { type Entry, keyColumnOf, runColumnOf, TableRows } from './tableRows.ts';
import type { LoggedRun, TrainingLog } from './trainingLog.ts';

type NumberOf = (cell: string) => number | undefined;

/** A column of a chart of Weights & Biases, one for each run: `proud-sun-3 - train/loss`. */
const chartColumn = /^(.+) - (.+)$/;
/** The least and the largest of what such a chart draws as one point. */
const chartBounds = /__(?:MIN|MAX)$/;

export class CsvHeader {
  readonly #log: TrainingLog;
  /** As they are written, to find them again. */
  readonly #cells: readonly string[];
  readonly #known: ReadonlySet<string>;
  readonly #names: readonly string[];
  /** Where columns or rows tell runs apart; null where all is of one run. */
  readonly #rows: TableRows | null;
  /** For each column of such a chart its run; null: the column is of all runs. */
  readonly #runs: readonly (string | null)[] | null;
  readonly #columns = new Map<LoggedRun, (LogColumn | undefined)[]>();
  #hasNumbers = false;

  constructor(log: TrainingLog, cells: readonly string[], runColumn?: string | null) {
    this.#log = log;
    this.#cells = cells;
    this.#known = new Set(cells);
    const taken = cells.slice(0, mostHeaderCells);
    const charts = chartRuns(taken);
    this.#runs = charts?.map((each) => each?.run ?? null) ?? null;
    this.#names = distinct(
      taken.map((cell, index) => logName(charts?.[index]?.name ?? cell)),
      this.#runs,
    );
    const isLong = keyColumnOf(this.#names) ?? runColumnOf(this.#names, runColumn);
    this.#rows = isLong === undefined || charts ? null : new TableRows(log, runColumn);
  }

  get length(): number {
    return this.#cells.length;
  }

  /** Whether cells are the header again, as where a script began anew, or another one. */
  kindOf(
    cells: readonly string[],
    isNumber: (cell: string) => boolean,
  ): 'row' | 'repeatedHeader' | 'otherHeader' {
    const [first = ''] = cells;
    if (first === '' || isNumber(first)) return 'row';
    if (cells.length === this.length && cells.every((cell, index) => cell === this.#cells[index]))
      return 'repeatedHeader';
    const isOther =
      this.#hasNumbers &&
      cells.length > 1 &&
      cells.some((cell) => this.#known.has(cell)) &&
      new Set(cells).size === cells.length &&
      !cells.some((cell) => cell === '' || isNumber(cell));
    return isOther ? 'otherHeader' : 'row';
  }

  addRow(cells: readonly string[], numberOf: NumberOf, place: () => string): void {
    if (this.#rows) {
      this.#rows.add(this.#entriesOf(cells, numberOf), place);
      this.#hasNumbers = true;
    } else if (this.#runs) this.#addToRuns(this.#runs, cells, numberOf, place);
    else this.#addTo('', cells, numberOf, place, null);
  }

  #entriesOf(cells: readonly string[], numberOf: NumberOf): Entry[] {
    return this.#names.flatMap((name, index): Entry[] => {
      const cell = cells[index] ?? '';
      return cell === '' ? [] : [[name, numberOf(cell) ?? cell]];
    });
  }

  #addToRuns(
    runs: readonly (string | null)[],
    cells: readonly string[],
    numberOf: NumberOf,
    place: () => string,
  ): void {
    const there = new Set(runs.filter((run, index) => run !== null && (cells[index] ?? '') !== ''));
    for (const run of there) this.#addTo(run ?? '', cells, numberOf, place, runs);
  }

  /** @param runs Of each column; only those of the run, and of all, are taken. */
  #addTo(
    runName: string,
    cells: readonly string[],
    numberOf: NumberOf,
    place: () => string,
    runs: readonly (string | null)[] | null,
  ): void {
    const run = this.#log.run(runName, place);
    if (!run) return;
    const columns = this.#columns.get(run) ?? [];
    this.#columns.set(run, columns);
    const row = run.rows++;
    const count = Math.min(cells.length, this.#names.length);
    for (let index = 0; index < count; index++) {
      if (runs && runs[index] !== null && runs[index] !== runName) continue;
      const value = numberOf(cells[index] ?? '');
      const name = this.#names[index];
      if (value === undefined || name === undefined || name === '') continue;
      columns[index] ??= this.#log.column(run, name, place);
      const column = columns[index];
      if (!column || !this.#log.takesOneMore(place)) continue;
      column.add(row, value);
      this.#hasNumbers = true;
    }
  }
}

/** Run and quantity of each column where the header is that of such a chart; null where it isn't. */
function chartRuns(
  cells: readonly string[],
): ({ readonly run: string; readonly name: string } | null)[] | null {
  if (!cells.some((cell) => chartBounds.test(cell) && chartColumn.test(cell))) return null;
  return cells.map((cell) => {
    const [, run, name] = chartColumn.exec(cell) ?? [];
    if (run === undefined || name === undefined) return null;
    return { run: logName(run), name: chartBounds.test(name) ? '' : name };
  });
}

/** A name that is there already gets its number. Of a run each, equal names are no doubles. */
function distinct(names: readonly string[], runs: readonly (string | null)[] | null): string[] {
  const times = new Map<string, number>();
  return names.map((name, index) => {
    const id = `${runs?.[index] ?? ''}\n${name}`;
    const before = times.get(id) ?? 0;
    times.set(id, before + 1);
    return before === 0 || name === '' ? name : `${name} (${before + 1})`;
  });
}
