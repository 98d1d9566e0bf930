/** Where the plane of a map lies on its canvas, in CSS pixels. */
import type { MapCells } from '../../../core/map/mapCells.ts';

export interface MapLayout {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
  readonly columns: number;
  readonly rows: number;
}

/** Room for the values of the axis upwards, for the key above and the values below. */
const margins = { left: 64, leftNarrow: 52, top: 40, right: 2, bottom: 46 } as const;
const narrow = 420;

export function layOutMap(
  { columns, rows }: { readonly columns: MapCells; readonly rows: MapCells },
  width: number,
  height: number,
): MapLayout {
  const left = width < narrow ? margins.leftNarrow : margins.left;
  return {
    ...{ left, top: margins.top, columns: columns.values.length, rows: rows.values.length },
    width: Math.max(1, width - left - margins.right),
    height: Math.max(1, height - margins.top - margins.bottom),
  };
}

/** @param column Among the cells: 0 is the middle of the first. */
export function xOf({ left, width, columns }: MapLayout, column: number): number {
  return left + ((column + 0.5) / columns) * width;
}

export function yOf({ top, height, rows }: MapLayout, row: number): number {
  return top + height - ((row + 0.5) / rows) * height;
}

/** Where a point lies among the cells, also between and beyond them. */
export function placeAt({ left, top, width, height, columns, rows }: MapLayout, x: number, y: number) {
  return {
    column: ((x - left) / width) * columns - 0.5,
    row: ((top + height - y) / height) * rows - 0.5,
  };
}

/** The number of the cell at a point; null beside the plane. */
export function cellAt(layout: MapLayout, x: number, y: number): number | null {
  const { column, row } = placeAt(layout, x, y);
  const [nearestColumn, nearestRow] = [Math.round(column), Math.round(row)];
  const isIn =
    nearestColumn >= 0 && nearestColumn < layout.columns && nearestRow >= 0 && nearestRow < layout.rows;
  return isIn ? nearestRow * layout.columns + nearestColumn : null;
}

/** The share of the axis at a place among its cells: 0 in the middle of the first, 1 in that of the last. */
export function fractionAt(place: number, count: number): number {
  return place / Math.max(1, count - 1);
}
