/** What a chart draws of a run: values measured after some of its steps. */
export interface Curve {
  readonly length: number;
  /** NaN where there is none. */
  readonly last: number;
  at(index: number): number;
  /** After how many steps the value at `index` was measured. */
  stepOf(index: number): number;
  /** Index of the first value measured after at least `step` steps; `length` where there is none. */
  indexFrom(step: number): number;
  /** Smallest and largest finite value of `from <= index < to`; the first is above the second where there is none. */
  extremes(from: number, to: number): [low: number, high: number];
}

/** Index of the first value measured after at least `step` steps, where steps are in order; `length` where there is none. */
export function firstFrom({ length, stepOf }: Pick<Curve, 'length' | 'stepOf'>, step: number): number {
  let [from, to] = [0, length];
  while (from < to) {
    const middle = (from + to) >> 1;
    if (stepOf(middle) < step) from = middle + 1;
    else to = middle;
  }
  return from;
}
