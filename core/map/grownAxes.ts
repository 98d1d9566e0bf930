/** Wider axes of a map, where the best of its coarsest cells lies at an edge that is not one of the setting. */
import { type MapAxis, placeOf, sameAxis } from '../experiment/map/mapAxis.ts';
import type { MapSetting } from '../experiment/map/mapSettings.ts';
import { coarsest } from './cellOrder.ts';
import type { MapGrid } from './mapGrid.ts';
import { hasOrder, kindOf, type MapMeasure, numberOf } from './mapMeasure.ts';
import { partOf } from './mapView.ts';

interface AxisToGrow {
  readonly axis: MapAxis;
  readonly setting: MapSetting;
}

/** Of a logarithmic axis, in decades; of a linear one half of it. */
const decades = 2;
/** The best at the edge is better than all others by this share, so that chance moves no axis. */
const leastGain = 0.02;

export function isCoarseKnown(grid: MapGrid): boolean {
  return coarseCells(grid).every((cell) => grid.known[cell] === 1);
}

/**
 * @param x null: it stays as it is.
 * @returns null where neither axis becomes wider.
 */
export function grownAxes(
  grid: MapGrid,
  measure: MapMeasure,
  x: AxisToGrow | null,
  y: AxisToGrow | null,
): { readonly x: MapAxis | null; readonly y: MapAxis | null } | null {
  const cells = coarseCells(grid);
  const isAny = cells.some((cell) => kindOf(grid, cell, measure) === 'value');
  // Where none comes to the target, those that come nearest say where to look.
  const judged = isAny && hasOrder(measure) ? measure : 'final';
  const lowest = (isIn: (cell: number) => boolean) =>
    Math.min(
      ...cells
        .filter((cell) => isIn(cell) && kindOf(grid, cell, judged) === 'value')
        .map((cell) => numberOf(grid, cell, judged)),
    );
  const { columns, rows } = grid;
  const along = (of: AxisToGrow | null, placeIn: (cell: number) => number, count: number) => {
    if (!of) return null;
    const last = Math.floor((count - 1) / coarsest) * coarsest;
    const isBest = (edge: number) => {
      const [there, others] = [
        lowest((cell) => placeIn(cell) === edge),
        lowest((cell) => placeIn(cell) !== edge),
      ];
      return others - there > leastGain * Math.abs(others);
    };
    return grown(of, isBest(0), isBest(last));
  };
  const across = along(x, (cell) => cell % columns, columns);
  const up = along(y, (cell) => Math.floor(cell / columns), rows);
  return across || up ? { x: across, y: up } : null;
}

function coarseCells({ columns, rows }: MapGrid): readonly number[] {
  const cells: number[] = [];
  for (let row = 0; row < rows; row += coarsest)
    for (let column = 0; column < columns; column += coarsest) cells.push(row * columns + column);
  return cells;
}

function grown({ axis, setting }: AxisToGrow, isBelow: boolean, isAbove: boolean): MapAxis | null {
  const { scale, from, to } = axis;
  const share = scale === 'linear' ? 0.5 : decades / (placeOf(scale, to) - placeOf(scale, from));
  const wide = partOf(axis, isBelow ? -share : 0, isAbove ? 1 + share : 1, { setting, whole: axis });
  if (!wide) return null;
  const tidy = (value: number) => Number(value.toPrecision(12));
  const part = { ...wide, from: tidy(wide.from), to: tidy(wide.to) };
  return sameAxis(part, axis) ? null : part;
}
