import { contours } from 'd3-contour';
import type { Point, Surface } from '../../../core/problems/surfaces/surface.ts';
import type { Pen } from '../pen.ts';
import type { Theme } from '../theme.ts';
import type { Projection, Window } from './projection.ts';

/** Heights are sampled at so many places. */
export interface Grid {
  readonly columns: number;
  readonly rows: number;
}

export const grids = {
  fine: { columns: 240, rows: 320 },
  /** While somebody zooms a surface that takes long. */
  coarse: { columns: 60, rows: 80 },
} as const satisfies Record<string, Grid>;

/** Contour lines of a part of a surface. */
export interface Contours {
  readonly grid: Grid;
  readonly levels: readonly number[];
  /** For each level the rings around the land above it, in cells of the grid. */
  readonly rings: readonly (readonly (readonly Point[])[])[];
}

/** @param levels Heights of the lines. Default: those of the surface. */
export function contoursOf(
  surface: Surface,
  { x, y }: Window,
  levels: readonly number[] = surface.levels,
  grid: Grid = grids.fine,
): Contours {
  const { columns, rows } = grid;
  const heights = new Float64Array(columns * rows);
  for (let j = 0; j < rows; j++) {
    for (let i = 0; i < columns; i++) {
      const px = x[0] + ((i + 0.5) / columns) * (x[1] - x[0]);
      const py = y[0] + ((j + 0.5) / rows) * (y[1] - y[0]);
      heights[j * columns + i] = surface.value(px, py);
    }
  }
  const shapes = contours()
    .size([columns, rows])
    .thresholds([...levels])(Array.from(heights));
  const rings = shapes.map((shape) =>
    shape.coordinates.flat().map((ring) => ring.map(([i = 0, j = 0]): Point => [i, j])),
  );
  return { grid, levels, rings };
}

/** Fills the land above each level, and draws its border but where that is the border of the grid. */
export function drawContours(
  pen: Pen,
  { grid: { columns, rows }, rings: levels }: Contours,
  projected: Projection,
  theme: Theme,
): void {
  const { frame, window, x, y } = projected;
  const [perI, perJ] = [(x(window.x[1]) - frame.left) / columns, (y(window.y[1]) - frame.bottom) / rows];
  const trace = (ring: readonly Point[], isDrawn: (point: Point, before: Point) => boolean) => {
    let before: Point | undefined;
    for (const point of ring) {
      const draw = before && isDrawn(point, before) ? 'lineTo' : 'moveTo';
      pen[draw](frame.left + point[0] * perI, frame.bottom + point[1] * perJ);
      before = point;
    }
  };
  const onBorder = ([i, j]: Point) => i <= 0 || j <= 0 || i >= columns || j >= rows;
  pen.fillStyle = theme.hill;
  pen.strokeStyle = theme.contour;
  pen.lineWidth = 1;
  for (const rings of levels) {
    pen.beginPath();
    for (const ring of rings) trace(ring, () => true);
    pen.fill();
    pen.beginPath();
    for (const ring of rings) trace(ring, (point, before) => !(onBorder(point) && onBorder(before)));
    pen.stroke();
  }
}

export interface LevelLabel {
  readonly level: number;
  readonly x: number;
  readonly y: number;
}

/** What the numbers of levels are written on. */
interface Land {
  readonly surface: Surface;
  readonly levels: readonly number[];
}

/** Asked for with every frame. */
const known = new WeakMap<Projection, Land & { readonly labels: readonly LevelLabel[] }>();

/** One number for each level that the lowest strip of the landscape crosses, right of the minimum, none crowded. */
export function levelLabels(
  surface: Surface,
  projected: Projection,
  levels: readonly number[] = surface.levels,
): readonly LevelLabel[] {
  const found = known.get(projected);
  if (found?.surface === surface && found.levels === levels) return found.labels;
  const labels = findLabels({ surface, levels }, projected);
  known.set(projected, { surface, levels, labels });
  return labels;
}

function findLabels(land: Land, projected: Projection): LevelLabel[] {
  const { window, frame } = projected;
  const height = window.y[0] + 0.04 * (window.y[1] - window.y[0]);
  const from = Math.max(frame.left, projected.x(land.surface.minima[0]?.[0] ?? window.x[0]));
  const right = labelsFrom(land, projected, height, from);
  // A minimum in a corner leaves no room beside it: then the whole strip.
  return right.length >= 3 ? right : labelsFrom(land, projected, height, frame.left + 10);
}

function labelsFrom(
  { surface, levels }: Land,
  projected: Projection,
  height: number,
  from: number,
): LevelLabel[] {
  const { window, frame } = projected;
  const labels: LevelLabel[] = [];
  let free = Number.NEGATIVE_INFINITY;
  const perPixel = (window.x[1] - window.x[0]) / (frame.right - frame.left);
  const at = (pixel: number) => surface.value(window.x[0] + (pixel - frame.left) * perPixel, height);
  for (let pixel = from; pixel < frame.right; pixel++) {
    const [low, high] = [at(pixel), at(pixel + 1)].sort((a, b) => a - b);
    const level = levels.find((l) => low !== undefined && high !== undefined && low <= l && l < high);
    if (level === undefined) continue;
    const half = 4 + 3.3 * String(level).length;
    if (pixel - half < free || pixel + half > frame.right + 4) continue;
    free = pixel + half;
    labels.push({ level, x: pixel, y: projected.y(height) });
  }
  return labels;
}
