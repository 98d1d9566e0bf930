/** What was read of a training log: runs with columns of numbers, and what is to be said about it. */
import { LogColumn } from './logColumn.ts';
import { mostColumns, mostRuns, mostValues } from './logLimits.ts';
import { Remarks } from './remarks.ts';

/** One run of a log, as it was read. */
export class LoggedRun {
  /** Empty where the log is of one run. */
  readonly name: string;
  readonly #columns = new Map<string, LogColumn>();
  /** Of a table: how many rows there are. */
  rows = 0;
  /** Of TensorBoard: how often the training began. */
  sessions = 0;

  constructor(name: string) {
    this.name = name;
  }

  /** By their names, in the order in which they came. */
  get columns(): ReadonlyMap<string, LogColumn> {
    return this.#columns;
  }

  /** The column of a name, a new one where there is room; else undefined. */
  column(name: string): LogColumn | undefined {
    const known = this.#columns.get(name);
    if (known || this.#columns.size >= mostColumns) return known;
    const column = new LogColumn(name);
    this.#columns.set(name, column);
    return column;
  }
}

export class TrainingLog {
  readonly remarks = new Remarks();
  readonly #runs = new Map<string, LoggedRun>();
  /** Whether numbers have their step, as in TensorBoard's files, and not the row of a table. */
  hasSteps = false;
  readonly #most: number;
  #values = 0;

  /** @param most Numbers. */
  constructor(most = mostValues) {
    this.#most = most;
  }

  /** By their names, in the order in which they came. */
  get runs(): ReadonlyMap<string, LoggedRun> {
    return this.#runs;
  }

  /** How many numbers there are. */
  get values(): number {
    return this.#values;
  }

  /** The run of a name, a new one where there is room; else undefined. */
  run(name: string, place: () => string): LoggedRun | undefined {
    const known = this.#runs.get(name);
    if (known) return known;
    if (this.#runs.size >= mostRuns) {
      this.remarks.note('manyRuns', place());
      return undefined;
    }
    const run = new LoggedRun(name);
    this.#runs.set(name, run);
    return run;
  }

  /** The column of a name, a new one where there is room; else undefined. */
  column(run: LoggedRun, name: string, place: () => string): LogColumn | undefined {
    const column = run.column(name);
    if (!column) this.remarks.note('manyColumns', place());
    return column;
  }

  /** @returns false where there is no room for one more number. */
  takesOneMore(place: () => string): boolean {
    if (this.#values < this.#most) {
      this.#values++;
      return true;
    }
    this.remarks.note('manyValues', place());
    return false;
  }
}
