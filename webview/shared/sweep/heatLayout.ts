import { fonts, textWidth } from '../chart/drawText.ts';
import type { Pen } from '../pen.ts';
import type { CellPlace, HeatScene } from './heatScene.ts';

export interface HeatLayout {
  readonly left: number;
  readonly top: number;
  /** Of a cell, with the gap beside it. */
  readonly cellWidth: number;
  readonly cellHeight: number;
  readonly columns: number;
  readonly rows: number;
}

export interface Rect {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Above the cells the key, below them two lines of text. */
const margins = { top: 58, bottom: 38, right: 2 };
/** Of the width, for the names of rows. */
const mostOfWidth = 0.35;

/** Where the cells are within a drawing of this size. */
export function layOutHeat(pen: Pen, scene: HeatScene, width: number, height: number): HeatLayout {
  const { rows, columns, theme } = scene;
  const font = fonts.number(theme, 11);
  const widest = Math.max(0, ...rows.map((text) => textWidth(pen, text, font)));
  const left = Math.ceil(Math.min(widest, mostOfWidth * width)) + 9;
  return {
    left,
    top: margins.top,
    cellWidth: Math.max(1, (width - left - margins.right) / Math.max(1, columns.length)),
    cellHeight: Math.max(1, (height - margins.top - margins.bottom) / Math.max(1, rows.length)),
    columns: columns.length,
    rows: rows.length,
  };
}

/** Whole pixels, so that edges are sharp; a gap of one where cells are large enough to have one. */
export function rectOf({ left, top, cellWidth, cellHeight }: HeatLayout, { column, row }: CellPlace): Rect {
  const [x, y] = [Math.round(left + column * cellWidth), Math.round(top + row * cellHeight)];
  const gap = (size: number) => (size >= 6 ? 1 : 0);
  return {
    x,
    y,
    width: Math.round(left + (column + 1) * cellWidth) - x - gap(cellWidth),
    height: Math.round(top + (row + 1) * cellHeight) - y - gap(cellHeight),
  };
}

/** The cell there; null beside them. */
export function placeAt(layout: HeatLayout, x: number, y: number): CellPlace | null {
  const column = Math.floor((x - layout.left) / layout.cellWidth);
  const row = Math.floor((y - layout.top) / layout.cellHeight);
  const isInside = column >= 0 && column < layout.columns && row >= 0 && row < layout.rows;
  return isInside ? { column, row } : null;
}
