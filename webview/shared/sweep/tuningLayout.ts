import { fonts, textWidth } from '../chart/drawText.ts';
import { yTickLabel } from '../chart/labels.ts';
import { exactRange, linearRange, logRange, type Range } from '../chart/ticks.ts';
import type { Pen } from '../pen.ts';
import type { MarkPlace, TuningMark, TuningScene } from './tuningScene.ts';
import { shareBetween } from './valueScale.ts';

/** Of one panel, in pixels. */
export interface Plot {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

export interface TuningLayout {
  readonly plots: readonly Plot[];
  readonly columns: number;
  readonly xRange: Range;
  /** null: nothing is known yet. */
  readonly yRange: Range | null;
  /** Within a plot. */
  readonly x: (plot: Plot, value: number) => number;
  /** What is not finite, or above all, is at the top. */
  readonly y: (plot: Plot, value: number) => number;
}

const narrowestPanel = 190;
const mostColumns = 4;
/** A lower panel shows no shape. */
const lowestPanel = 150;
const titleHeight = 22;
/** Below the top line there is room for what diverged. */
const headroom = 14;
const axisHeight = 22;
const gap = { across: 22, down: 10 };
const pixelsPerTick = 44;

/** How many panels stand beside each other. */
function columnsFor(panels: number, width: number): number {
  const most = Math.min(mostColumns, Math.max(1, Math.floor(width / narrowestPanel)));
  const rows = Math.max(1, Math.ceil(panels / most));
  // As even as can be: four panels are two by two where three have room.
  return Math.max(1, Math.ceil(panels / rows));
}

/** How high the drawing has to be for its panels to be read; more of it scrolls. */
export function leastHeight({ panels }: TuningScene, width: number): number {
  return Math.ceil(panels.length / columnsFor(panels.length, width)) * (lowestPanel + gap.down);
}

export function layOutTuning(pen: Pen, scene: TuningScene, width: number, height: number): TuningLayout {
  const { panels, theme, logX } = scene;
  const columns = columnsFor(panels.length, width);
  const rows = Math.ceil(panels.length / columns);
  const panelHeight = (height - gap.down * (rows - 1)) / Math.max(1, rows);
  const plotHeight = panelHeight - titleHeight - headroom - axisHeight;
  const yRange = yRangeOf(scene, Math.max(1, Math.floor(plotHeight / 32)));
  const font = fonts.number(theme, 11);
  const labels = (yRange?.ticks ?? []).map((tick) =>
    textWidth(pen, yTickLabel(tick, scene.isShare === true), font),
  );
  const left = Math.ceil(Math.max(12, ...labels)) + 10;
  const plotWidth = (width - left - 8 - gap.across * (columns - 1)) / columns;
  const tried = panels.flatMap(({ marks }) => marks.map(({ value }) => value));
  const values = [...tried, ...(scene.coming ?? [])];
  const [min, max] = [Math.min(...values), Math.max(...values)];
  const count = Math.max(1, Math.floor(plotWidth / pixelsPerTick));
  const xRange = max > min ? exactRange({ min, max }, logX, count) : { min, max, ticks: [min] };
  return {
    columns,
    xRange,
    yRange,
    plots: panels.map((_, i) => {
      const [column, row] = [i % columns, Math.floor(i / columns)];
      const x = left + column * (plotWidth + gap.across);
      const top = row * (panelHeight + gap.down) + titleHeight;
      return { left: x, right: x + plotWidth, top, bottom: top + headroom + plotHeight };
    }),
    x: (plot, value) => plot.left + shareBetween(value, min, max, logX) * (plot.right - plot.left),
    y: (plot, value) => {
      if (!yRange || !Number.isFinite(value)) return plot.top + 4;
      const share = shareBetween(value, yRange.min, yRange.max, scene.logY);
      return Math.max(plot.top + 4, plot.bottom - share * (plot.bottom - plot.top - headroom));
    },
  };
}

/** All panels have the same: else they could not be compared. */
function yRangeOf({ panels, logY }: TuningScene, count: number): Range | null {
  const finite = panels
    .flatMap(({ marks }) => marks.flatMap(({ median, low, high }: TuningMark) => [low, median, high]))
    .filter(Number.isFinite);
  if (finite.length === 0) return null;
  const [low, high] = [Math.min(...finite), Math.max(...finite)];
  return logY ? logRange(low, high, count) : linearRange(low, high, count);
}

/** The mark that the pointer is at: of the panel under it the nearest across, in a cloud the nearest; null beside the panels. */
export function markAt(
  layout: TuningLayout,
  { panels }: TuningScene,
  x: number,
  y: number,
): MarkPlace | null {
  const panel = layout.plots.findIndex(
    ({ left, right, top, bottom }) =>
      x >= left - gap.across / 2 &&
      x <= right + gap.across / 2 &&
      y >= top - titleHeight &&
      y <= bottom + axisHeight,
  );
  const { marks = [], isCloud = false } = panels[panel] ?? {};
  const plot = layout.plots[panel];
  if (!plot || marks.length === 0) return null;
  const distances = marks.map(({ value, median }) =>
    Math.hypot(layout.x(plot, value) - x, isCloud ? layout.y(plot, median) - y : 0),
  );
  return { panel, mark: distances.indexOf(Math.min(...distances)) };
}

/** Where a mark is drawn; null where there is none. */
export function placeOfMark(
  layout: TuningLayout,
  { panels }: TuningScene,
  { panel, mark }: MarkPlace,
): { readonly x: number; readonly y: number } | null {
  const [plot, found] = [layout.plots[panel], panels[panel]?.marks[mark]];
  return plot && found ? { x: layout.x(plot, found.value), y: layout.y(plot, found.median) } : null;
}
