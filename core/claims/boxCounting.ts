/** The dimension of a set of cells in a square grid, by counting the boxes that have any of it. */

/** Boxes larger than this share of the grid are too few to tell. */
const largestShare = 1 / 8;

/**
 * By what power the number of boxes with a marked cell grows as boxes get smaller: N(s) ~ s^-d, fitted by least squares
 * over log N and log s. 1 for a line, 2 where all is filled; NaN where nothing is marked.
 * @param marked Row by row, 1 for each cell of the set.
 * @param size Cells along each side.
 * @param factor From one side of a box to the next: 1, factor, factor² … Default: 2.
 */
export function boxDimension(marked: ArrayLike<number>, size: number, factor = 2): number {
  const points: (readonly [x: number, y: number])[] = [];
  for (let side = 1; side <= size * largestShare; side *= factor)
    points.push([-Math.log(side), Math.log(countBoxes(marked, size, side))]);
  const mean = (of: (point: readonly [number, number]) => number) =>
    points.reduce((sum, point) => sum + of(point), 0) / points.length;
  const [middleX, middleY] = [mean(([x]) => x), mean(([, y]) => y)];
  return mean(([x, y]) => (x - middleX) * (y - middleY)) / mean(([x]) => (x - middleX) ** 2);
}

/** How many boxes of so many cells a side have a marked cell. */
function countBoxes(marked: ArrayLike<number>, size: number, side: number): number {
  const across = Math.ceil(size / side);
  const found = new Set<number>();
  for (let cell = 0; cell < size * size; cell++) {
    if (marked[cell] !== 1) continue;
    const [row, column] = [Math.floor(cell / size), cell % size];
    found.add(Math.floor(row / side) * across + Math.floor(column / side));
  }
  return found.size;
}

/** The cells whose neighbour to the right or in the next row is on the other side. @param sides 0 or 1 for each cell. */
export function edgeOf(sides: ArrayLike<number>, size: number): Uint8Array {
  const edge = new Uint8Array(size * size);
  for (let row = 0; row < size; row++)
    for (let column = 0; column < size; column++) {
      const cell = row * size + column;
      const differs = (other: number) => sides[other] !== sides[cell];
      const isEdge = (column + 1 < size && differs(cell + 1)) || (row + 1 < size && differs(cell + size));
      edge[cell] = Number(isEdge);
    }
  return edge;
}
