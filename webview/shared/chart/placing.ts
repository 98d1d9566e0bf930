import type { Curve } from '../curves/curve.ts';
import type { XAxis } from './scene.ts';
import { isSameUnit, type StepsPerUnit, stepsTo } from './stepUnits.ts';

/** How a curve lies on the axis: what its points depend on. */
export interface Placing {
  readonly curve: Curve;
  /** Steps in one unit of the axis. */
  readonly stepsPerUnit: StepsPerUnit;
  readonly axis: XAxis;
  /** How many pixel columns the axis has. */
  readonly columns: number;
  /** Only values above 0 can be drawn. */
  readonly logY: boolean;
}

export function isSamePlacing(a: Placing, b: Placing): boolean {
  return (
    a.curve === b.curve &&
    isSameUnit(a.stepsPerUnit, b.stepsPerUnit) &&
    a.columns === b.columns &&
    a.logY === b.logY &&
    a.axis.log === b.axis.log &&
    a.axis.min === b.axis.min &&
    a.axis.max === b.axis.max
  );
}

/** The values of one column: `from <= index < to`. */
export interface Part {
  readonly from: number;
  readonly to: number;
}

/** Divides the values of a curve that grows among columns. */
export class ColumnParts {
  readonly #placing: Placing;
  /** The first column that is not full, and where its values begin, which for the first one must have come. */
  #column = 0;
  #begin = 0;

  constructor(placing: Placing) {
    this.#placing = placing;
  }

  /** The next column that is full, null where none is. */
  nextFull(): Part | null {
    const { curve, columns } = this.#placing;
    const last = curve.stepOf(curve.length - 1);
    if (this.#column >= columns || !(this.#edge(this.#column + 1) <= last)) return null;
    const from = this.#from;
    this.#begin = curve.indexFrom(this.#edge(++this.#column));
    return { from, to: this.#begin };
  }

  /** What there is of the column that is not full. */
  get rest(): Part {
    const { curve, columns } = this.#placing;
    const isWhole = this.#column < columns;
    return { from: this.#from, to: isWhole ? curve.length : curve.indexFrom(this.#edge(columns + 1)) };
  }

  get #from(): number {
    return this.#column === 0 ? this.#placing.curve.indexFrom(this.#edge(0)) : this.#begin;
  }

  /** The step at the left side of a column. */
  #edge(column: number): number {
    const { axis, columns, stepsPerUnit } = this.#placing;
    const { min, max } = axis;
    const place = axis.log ? min * (max / min) ** (column / columns) : min + ((max - min) * column) / columns;
    return stepsTo(stepsPerUnit, place);
  }
}
