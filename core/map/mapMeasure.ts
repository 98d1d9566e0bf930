/** By what the cells of a map are coloured, and which of them is the best. */
import type { MapGrid } from './mapGrid.ts';

/** `first`, `forGood`: steps to the target. `diverged`: the step at which runs diverged, of which none is better. */
export type MapMeasure = 'forGood' | 'first' | 'final' | 'best' | 'diverged';

/** What a cell is, by a measure. */
export type MapCellKind = 'unknown' | 'value' | 'missed' | 'diverged';

export interface MapRange {
  /** The best value, or the first step at which a run diverged. */
  readonly low: number;
  readonly high: number;
  /** Whether colours follow the logarithm. */
  readonly log: boolean;
}

/** Those that the map has; the first is the one to begin with. */
export function measuresOf(target: number | null): readonly MapMeasure[] {
  return target === null ? ['final', 'best', 'diverged'] : ['forGood', 'first', 'final', 'best', 'diverged'];
}

export function countsSteps(measure: MapMeasure): boolean {
  return measure === 'forGood' || measure === 'first' || measure === 'diverged';
}

export function kindOf(grid: MapGrid, cell: number, measure: MapMeasure): MapCellKind {
  if (grid.known[cell] !== 1) return 'unknown';
  if (measure === 'diverged') return grid.hasDiverged(cell) ? 'value' : 'missed';
  if (grid.hasDiverged(cell)) return 'diverged';
  return countsSteps(measure) && numberOf(grid, cell, measure) === 0 ? 'missed' : 'value';
}

/** Of a cell that has one. */
export function numberOf(grid: MapGrid, cell: number, measure: MapMeasure): number {
  return grid[measure === 'diverged' ? 'divergedAt' : measure][cell] ?? Number.NaN;
}

/** The lowest value; of equal ones that of the lower loss at the end. null where none has a value. */
export function bestCell(grid: MapGrid, measure: MapMeasure): number | null {
  if (measure === 'diverged') return null;
  let best: number | null = null;
  let [lowest, loss] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY];
  for (let cell = 0; cell < grid.count; cell++) {
    if (kindOf(grid, cell, measure) !== 'value') continue;
    const value = numberOf(grid, cell, measure);
    const final = grid.final[cell] ?? Number.NaN;
    if (value > lowest || (value === lowest && !(final < loss))) continue;
    [best, lowest, loss] = [cell, value, final];
  }
  return best;
}

export interface MapShares {
  readonly known: number;
  readonly diverged: number;
  /** Runs that have not reached the target, and have not diverged. */
  readonly missed: number;
  /** Runs that are as good as the best. */
  readonly asGood: number;
}

export function sharesOf(grid: MapGrid, measure: MapMeasure, best: number | null): MapShares {
  let [missed, asGood] = [0, 0];
  const value = best === null ? Number.NaN : numberOf(grid, best, measure);
  for (let cell = 0; cell < grid.count; cell++) {
    const kind = kindOf(grid, cell, measure);
    if (kind === 'missed') missed++;
    else if (kind === 'value' && numberOf(grid, cell, measure) === value) asGood++;
  }
  return { known: grid.knownCount, diverged: grid.divergedCount, missed, asGood };
}

/** The cells with the lowest values, the best first; ties as in `bestCell`. */
export function bestCells(grid: MapGrid, measure: MapMeasure, most: number): readonly number[] {
  if (measure === 'diverged') return [];
  const cells: number[] = [];
  const isBetter = (a: number, b: number) => {
    const [first, second] = [numberOf(grid, a, measure), numberOf(grid, b, measure)];
    if (first !== second) return first < second;
    return (grid.final[a] ?? 0) < (grid.final[b] ?? 0);
  };
  for (let cell = 0; cell < grid.count; cell++) {
    if (kindOf(grid, cell, measure) !== 'value') continue;
    const last = cells.at(-1);
    if (cells.length >= most && last !== undefined && !isBetter(cell, last)) continue;
    const place = cells.findIndex((other) => isBetter(cell, other));
    cells.splice(place < 0 ? cells.length : place, 0, cell);
    if (cells.length > most) cells.pop();
  }
  return cells;
}

/** Losses this much below the largest one are as bright as any: what is below is rounding. */
const deepest = 1e-12;

/**
 * From the best value to the limit: of steps all that a run has, of losses the largest one.
 * @param steps Of each run.
 */
export function rangeOf(grid: MapGrid, measure: MapMeasure, steps: number): MapRange | null {
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (let cell = 0; cell < grid.count; cell++) {
    if (kindOf(grid, cell, measure) !== 'value') continue;
    const value = numberOf(grid, cell, measure);
    if (value < low) low = value;
    if (value > high) high = value;
  }
  if (low > high) return null;
  if (countsSteps(measure)) {
    const first = Math.max(1, low);
    return { low: first, high: Math.max(steps, first + 1), log: true };
  }
  if (low < 0) return { low, high: high > low ? high : low + 1, log: false };
  if (high === 0) return { low: 0, high: 1, log: false };
  const bottom = Math.max(low, deepest * high);
  return { low: bottom, high: high > bottom ? high : 2 * bottom, log: true };
}

/** Of the colours: 1 is the best, 0 the limit. */
export function shareOf({ low, high, log }: MapRange, value: number): number {
  const share = log
    ? Math.log(Math.max(value, low) / low) / Math.log(high / low)
    : (value - low) / (high - low);
  return 1 - Math.min(1, Math.max(0, share));
}
