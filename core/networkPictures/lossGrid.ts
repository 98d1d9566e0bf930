/** The loss on a grid in a plane, coarse first and then finer. */
import type { Window } from '../problems/surfaces/surface.ts';

export interface LossGrid {
  /** Points along each side. */
  readonly size: number;
  /** Row by row, the lowest first; the corners of the window are points. */
  readonly values: Float64Array;
}

export interface GridProgress {
  /** Points that were computed, of all grids, and how many there will be. */
  readonly done: number;
  readonly total: number;
  /** The finest one that is whole; null before the first. */
  readonly grid: LossGrid | null;
}

/** Each has the points of the one before. */
const sizes = [9, 17, 33, 65];
/** Multiplications of a whole grid; more take a processor about half a minute. */
const mostWork = 2e10;

/** Points along a side of the finest grid that is worth its time: the largest network still has one that shows its shape. */
export function finestSize(parameters: number, rows: number): number {
  return sizes.findLast((size) => size ** 2 * parameters * rows <= mostWork) ?? 17;
}

/** After each point it says how far it is. @param finest One of 9, 17, 33 and 65. */
export function* lossGrid(
  { x, y }: Window,
  finest: number,
  lossAt: (a: number, b: number) => number,
): Generator<GridProgress, LossGrid> {
  let grid: LossGrid | null = null;
  let done = 0;
  const total = finest ** 2;
  for (const size of sizes) {
    if (size > finest) break;
    const values = new Float64Array(size ** 2).fill(Number.NaN);
    if (grid) takeOver(grid, values, size);
    const place = ([from, to]: readonly [number, number], index: number) =>
      from + ((to - from) * index) / (size - 1);
    for (let j = 0; j < size; j++) {
      for (let i = 0; i < size; i++) {
        if (grid && i % 2 === 0 && j % 2 === 0) continue;
        values[j * size + i] = lossAt(place(x, i), place(y, j));
        yield { done: ++done, total, grid };
      }
    }
    grid = { size, values };
    yield { done, total, grid };
  }
  return grid ?? { size: 0, values: new Float64Array() };
}

function takeOver(coarse: LossGrid, values: Float64Array, size: number): void {
  for (let j = 0; j < coarse.size; j++)
    for (let i = 0; i < coarse.size; i++)
      values[2 * j * size + 2 * i] = coarse.values[j * coarse.size + i] ?? Number.NaN;
}
