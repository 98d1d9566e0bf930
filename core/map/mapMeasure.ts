/** By what the cells of a map are coloured, and which of them is the best. */
import type { MapGrid } from './mapGrid.ts';

/**
 * `first`, `forGood`: steps to the target. `minimum`: which minimum a run ended at. `diverged`: the step at which runs
 * diverged. Of the last two none is better.
 */
export type MapMeasure = 'minimum' | 'forGood' | 'first' | 'final' | 'best' | 'diverged';

/**
 * What a cell is, by a measure. `slow`, `swinging`: short of the target, and the loss was never far below where it ended, or
 * was. `holds`: did not diverge, where the step of it is shown. `elsewhere`: ended at no minimum.
 */
export type MapCellKind = 'unknown' | 'value' | 'slow' | 'swinging' | 'elsewhere' | 'holds' | 'diverged';

export interface MapRange {
  /** The best value, or the first step at which a run diverged. */
  readonly low: number;
  readonly high: number;
  /** Whether colours follow the logarithm. */
  readonly log: boolean;
  /** Whether values lie beyond the ends, and have their colours. */
  readonly isCut: { readonly low: boolean; readonly high: boolean };
}

/**
 * Those that the map has; the first is the one to begin with.
 * @param hasMinima Whether runs start all over a surface of several minima.
 */
export function measuresOf(target: number | null, hasMinima = false): readonly MapMeasure[] {
  const toTarget: readonly MapMeasure[] = target === null ? [] : ['forGood', 'first'];
  return [...(hasMinima ? (['minimum'] as const) : []), ...toTarget, 'final', 'best', 'diverged'];
}

export function countsSteps(measure: MapMeasure): boolean {
  return measure === 'forGood' || measure === 'first' || measure === 'diverged';
}

export function kindOf(grid: MapGrid, cell: number, measure: MapMeasure): MapCellKind {
  if (grid.known[cell] !== 1) return 'unknown';
  if (measure === 'diverged') return grid.hasDiverged(cell) ? 'value' : 'holds';
  if (grid.hasDiverged(cell)) return 'diverged';
  if (measure === 'minimum') return grid.minimum[cell] === 0 ? 'elsewhere' : 'value';
  if (!countsSteps(measure) || numberOf(grid, cell, measure) > 0) return 'value';
  return swings(grid, cell) ? 'swinging' : 'slow';
}

/** Whether the loss was at the target, or far below where it ended. */
function swings(grid: MapGrid, cell: number): boolean {
  const [final, best] = [grid.final[cell] ?? 0, grid.best[cell] ?? 0];
  return (grid.first[cell] ?? 0) > 0 || final > 1.5 * best;
}

/** Whether one value is better than another. */
export function hasOrder(measure: MapMeasure): measure is Exclude<MapMeasure, 'minimum' | 'diverged'> {
  return measure !== 'minimum' && measure !== 'diverged';
}

/** Of a cell that has one. */
export function numberOf(grid: MapGrid, cell: number, measure: MapMeasure): number {
  return grid[measure === 'diverged' ? 'divergedAt' : measure][cell] ?? Number.NaN;
}

/** The lowest value; of equal ones that of the lower loss at the end. null where none has a value. */
export function bestCell(grid: MapGrid, measure: MapMeasure): number | null {
  if (!hasOrder(measure)) return null;
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
  /** Short of the target. */
  readonly slow: number;
  readonly swinging: number;
  /** Runs that are as good as the best. */
  readonly asGood: number;
}

export function sharesOf(grid: MapGrid, measure: MapMeasure, best: number | null): MapShares {
  let [slow, swinging, asGood] = [0, 0, 0];
  const value = best === null ? Number.NaN : numberOf(grid, best, measure);
  for (let cell = 0; cell < grid.count; cell++) {
    const kind = kindOf(grid, cell, measure);
    if (kind === 'slow') slow++;
    else if (kind === 'swinging') swinging++;
    else if (kind === 'value' && numberOf(grid, cell, measure) === value) asGood++;
  }
  return { known: grid.knownCount, diverged: grid.divergedCount, slow, swinging, asGood };
}

/** The cells with the lowest values, the best first; ties as in `bestCell`. */
export function bestCells(grid: MapGrid, measure: MapMeasure, most: number): readonly number[] {
  if (!hasOrder(measure)) return [];
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

/** Losses this much below the largest one are as bright as any: near a minimum they are squares of distances, and rounding. */
const deepest = 1e-30;
/** Of the losses this share at either end has the colour of the next: single ones far away would leave none to the others. */
const cutShare = 0.02;

const uncut = { low: false, high: false } as const;

/** Values of this many cells, all over the plane, say where most are: to sort all takes too long for a frame. */
const mostSorted = 8192;

/**
 * Of steps from the best to all that a run has; of losses those that most runs have.
 * @param steps Of each run.
 */
export function rangeOf(grid: MapGrid, measure: MapMeasure, steps: number): MapRange | null {
  if (measure === 'minimum') return null;
  const values = valuesOf(grid, measure);
  let [least, most] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const value of values) {
    if (value < least) least = value;
    if (value > most) most = value;
  }
  if (least > most) return null;
  if (countsSteps(measure)) {
    const first = Math.max(1, least);
    return { low: first, high: Math.max(steps, first + 1), log: true, isCut: uncut };
  }
  const stride = Math.ceil(values.length / mostSorted);
  const sorted = values.filter((_, index) => index % stride === 0).sort();
  const at = (share: number) => sorted[Math.round(share * (sorted.length - 1))] ?? least;
  const [low, high] = [at(cutShare), at(1 - cutShare)];
  const log = least >= 0 && high > 0;
  const bottom = log ? Math.max(low, deepest * high) : low;
  const top = high > bottom ? high : log ? 2 * bottom : bottom + 1;
  return { low: bottom, high: top, log, isCut: { low: least < bottom, high: most > top } };
}

/** All that cells have. */
function valuesOf(grid: MapGrid, measure: MapMeasure): Float64Array {
  const values = new Float64Array(grid.count);
  let count = 0;
  for (let cell = 0; cell < grid.count; cell++)
    if (kindOf(grid, cell, measure) === 'value') values[count++] = numberOf(grid, cell, measure);
  return values.subarray(0, count);
}

/** Of the colours: 1 is the best, 0 the limit. */
export function shareOf({ low, high, log }: Pick<MapRange, 'low' | 'high' | 'log'>, value: number): number {
  const share = log
    ? Math.log(Math.max(value, low) / low) / Math.log(high / low)
    : (value - low) / (high - low);
  return 1 - Math.min(1, Math.max(0, share));
}
