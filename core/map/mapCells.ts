/** The columns or the rows of a map: the values that its runs have along an axis. */
import { fractionOf, type MapAxis, placeOf, valueAt } from '../experiment/map/mapAxis.ts';

/** Columns, and rows: 256 at most. */
export const mostCells = 256;

export interface MapCells {
  readonly axis: MapAxis;
  /** Ascending, the first and the last of the axis included. */
  readonly values: Float64Array;
  /** Whether the setting counts: then they are not equally far apart. */
  readonly isWhole: boolean;
}

/**
 * As many as make whole decades fall on cells: 256 for one, three or five decades.
 * @param isWhole Whether the setting counts: no value is there twice then.
 * @param most How many there are at most, 2 or more.
 */
export function cellsOf(axis: MapAxis, isWhole = false, most = mostCells): MapCells {
  const count = countOf(axis, most);
  const values = Array.from({ length: count }, (_, index) => cellValue(axis, index, count));
  const own = isWhole ? [...new Set(values.map(Math.round))] : values;
  return {
    ...{ axis, isWhole },
    values: Float64Array.from(own.length > 1 ? own : [own[0] ?? axis.from, (own[0] ?? axis.from) + 1]),
  };
}

function countOf({ scale, from, to }: MapAxis, most: number): number {
  const intervals = most - 1;
  if (scale === 'linear') return most;
  const decades = placeOf(scale, to) - placeOf(scale, from);
  const whole = Math.round(decades);
  if (whole < 1 || whole > intervals || Math.abs(decades - whole) > 1e-9) return most;
  return whole * Math.floor(intervals / whole) + 1;
}

/** What a person would type, where that is nearer than a millionth of a cell. */
function cellValue(axis: MapAxis, index: number, count: number): number {
  const at = (cell: number) => valueAt(axis, cell / (count - 1));
  const value = at(index);
  const size = Math.abs(at(index === 0 ? 1 : index) - at(index === 0 ? 0 : index - 1));
  const short = Number(value.toPrecision(12));
  return Math.abs(short - value) <= 1e-6 * size ? short : value;
}

/** The cell whose value is nearest on the scale of the axis. */
export function nearestCell(cells: MapCells, value: number): number {
  const place = Math.round(placeInCells(cells, value));
  return Math.min(cells.values.length - 1, Math.max(0, Number.isNaN(place) ? 0 : place));
}

/** Where a value lies among the cells: 0 in the middle of the first, 1 in that of the second; beyond the axis, too. */
export function placeInCells({ axis, values, isWhole }: MapCells, value: number): number {
  if (!isWhole) return fractionOf(axis, value) * (values.length - 1);
  const below = Math.max(0, Math.min(values.length - 2, countUpTo(values, value) - 1));
  return below + fractionOf(between({ axis, values }, below), value);
}

/** The value between cells, where a pointer is. */
export function valueInCells({ axis, values, isWhole }: MapCells, place: number): number {
  if (!isWhole) return valueAt(axis, place / (values.length - 1));
  const below = Math.max(0, Math.min(values.length - 2, Math.floor(place)));
  return valueAt(between({ axis, values }, below), place - below);
}

/** The axis from a cell to the next. */
function between({ axis, values }: Pick<MapCells, 'axis' | 'values'>, below: number): MapAxis {
  return { ...axis, from: values[below] ?? axis.from, to: values[below + 1] ?? axis.to };
}

/** How many of the values, which ascend, are at most this. */
function countUpTo(values: Float64Array, value: number): number {
  let [low, high] = [0, values.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((values[middle] ?? Number.NaN) <= value) low = middle + 1;
    else high = middle;
  }
  return low;
}
