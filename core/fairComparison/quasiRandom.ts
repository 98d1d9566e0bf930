/** Points that fill a cube evenly, whatever their number: Halton 1960, "On the efficiency of certain quasi-random sequences of points". */

const primes = [2, 3, 5, 7, 11, 13, 17];
const mostDimensions = primes.length;

/** Coordinates in (0, 1) of the point of this number, counted from 0. */
export function haltonPoint(number: number, dimensions: number): number[] {
  if (dimensions > mostDimensions)
    throw new RangeError(`dimensions = ${dimensions} — expected at most ${mostDimensions}`);
  return primes.slice(0, dimensions).map((base) => radicalInverse(number + 1, base));
}

/** The digits of a whole number behind the point, the last one first. */
function radicalInverse(number: number, base: number): number {
  let [left, inverse, place] = [number, 0, 1 / base];
  while (left > 0) {
    inverse += (left % base) * place;
    left = Math.floor(left / base);
    place /= base;
  }
  return inverse;
}
