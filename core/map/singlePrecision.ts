/** Whether single precision has enough digits for the values along an axis. */

/** Digits of a float behind its first one, in bits; below 2^-126 there are none. */
const bits = 23;
const lowest = -126;

/** Then rounding moves no value by more than an eighth of a cell. */
const fewestFloats = 4;

/** @param values Ascending. */
export function tellsApart(values: Float64Array): boolean {
  return values.every((value, index) => {
    const before = values[index - 1];
    if (before === undefined) return true;
    return value - before >= fewestFloats * spacing(Math.max(Math.abs(before), Math.abs(value)));
  });
}

/** From a float of this size to the next. */
function spacing(size: number): number {
  return 2 ** (Math.max(lowest, Math.floor(Math.log2(size))) - bits);
}
