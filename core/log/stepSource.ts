/** After how many steps the numbers of a log were measured. */
import type { LogColumn } from './logColumn.ts';

/** What counts as a step: what the log says, its epochs, or rows that are counted. */
export type StepUnit = 'step' | 'epoch' | 'row';

/** The step of the number at an index of a column; NaN where it is not known. */
export type StepOf = (column: LogColumn) => (index: number) => number;

/** Of a table: each row's number in a column of steps; of a row that has none, that of the row before. */
export function byColumn(steps: LogColumn): StepOf {
  return (column) => (index) => steps.valueAt(steps.lastUpTo(column.placeOf(index)));
}

/** TensorBoard's own steps, or the rows of a table, counted from 0. */
export const byPlace: StepOf = (column) => (index) => column.placeOf(index);

/** The numbers of each column, counted from 0. */
export const byIndex: StepOf = () => (index) => index;

/** How many points tell whether most have the step of the one before. */
const enough = 1000;

/** Whether steps can be used: looks at each point of one column once. */
export class StepCheck {
  readonly #column: LogColumn;
  readonly #stepOf: (index: number) => number;
  readonly #epochOf: ((index: number) => number) | null;
  #seen = 0;
  #equal = 0;
  #lastStep = Number.NaN;
  #lastEpoch = Number.NaN;
  #startsAgain = false;

  constructor(column: LogColumn, steps: StepOf, epochs: StepOf | null) {
    this.#column = column;
    this.#stepOf = steps(column);
    this.#epochOf = epochs?.(column) ?? null;
  }

  /** Why the steps can't be used: `again`: they begin again in each epoch; `equal`: most are equal. */
  fault(): 'again' | 'equal' | undefined {
    for (; this.#seen < this.#column.length; this.#seen++) this.#look(this.#seen);
    if (this.#startsAgain) return 'again';
    if (this.#equal === 0) return undefined;
    return 2 * this.#equal > Math.min(this.#seen, enough) - 1 ? 'equal' : undefined;
  }

  #look(index: number): void {
    const step = this.#stepOf(index);
    const epoch = this.#epochOf?.(index) ?? Number.NaN;
    if (index < enough && step === this.#lastStep) this.#equal++;
    if (step < this.#lastStep && epoch > this.#lastEpoch) this.#startsAgain = true;
    this.#lastStep = step;
    this.#lastEpoch = epoch;
  }
}
