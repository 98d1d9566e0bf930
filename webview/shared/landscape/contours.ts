import { contours } from 'd3-contour';
import type { Point, Surface } from '../../../core/problems/surfaces/surface.ts';
import type { Projection, Window } from './projection.ts';

const columns = 240;
const rows = 320;

/** Contours of a surface as SVG path data, in cells of a grid of `columns` by `rows`. */
export interface Contours {
  /** Closed: the land above each level. */
  readonly hills: readonly string[];
  /** Open at the border of the grid. */
  readonly lines: readonly string[];
}

export function contoursOf(surface: Surface, { x, y }: Window): Contours {
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
    .thresholds([...surface.levels])(Array.from(heights));
  const rings = shapes.map((shape) =>
    shape.coordinates.flat().map((ring) => ring.map(([i = 0, j = 0]): Point => [i, j])),
  );
  return {
    hills: rings.map((shape) => shape.map((ring) => `M${ring.map(gridText).join('L')}Z`).join('')),
    lines: rings.map((shape) => shape.map(openLine).join('')),
  };
}

/** Puts grid cells where the projection wants them. */
export function gridTransform({ frame, window, x, y }: Projection): string {
  const scaleX = (x(window.x[1]) - x(window.x[0])) / columns;
  const scaleY = (y(window.y[1]) - y(window.y[0])) / rows;
  return `translate(${frame.left} ${frame.bottom}) scale(${scaleX} ${scaleY})`;
}

export interface LevelLabel {
  readonly level: number;
  readonly x: number;
  readonly y: number;
}

/** One number for each level that the lowest strip of the landscape crosses, right of the minimum, none crowded. */
export function levelLabels(surface: Surface, projected: Projection): LevelLabel[] {
  const { window, frame } = projected;
  const height = window.y[0] + 0.04 * (window.y[1] - window.y[0]);
  const from = Math.max(frame.left, projected.x(surface.minima[0]?.[0] ?? window.x[0]));
  const right = labelsFrom(surface, projected, height, from);
  // A minimum in a corner leaves no room beside it: then the whole strip.
  return right.length >= 3 ? right : labelsFrom(surface, projected, height, frame.left + 10);
}

function labelsFrom(surface: Surface, projected: Projection, height: number, from: number): LevelLabel[] {
  const { window, frame } = projected;
  const labels: LevelLabel[] = [];
  let free = Number.NEGATIVE_INFINITY;
  const perPixel = (window.x[1] - window.x[0]) / (frame.right - frame.left);
  const at = (pixel: number) => surface.value(window.x[0] + (pixel - frame.left) * perPixel, height);
  for (let pixel = from; pixel < frame.right; pixel++) {
    const [low, high] = [at(pixel), at(pixel + 1)].sort((a, b) => a - b);
    const level = surface.levels.find((l) => low !== undefined && high !== undefined && low <= l && l < high);
    if (level === undefined) continue;
    const half = 4 + 3.3 * String(level).length;
    if (pixel - half < free || pixel + half > frame.right + 4) continue;
    free = pixel + half;
    labels.push({ level, x: pixel, y: projected.y(height) });
  }
  return labels;
}

function gridText([i, j]: Point): string {
  return `${i.toFixed(2)},${j.toFixed(2)}`;
}

/** The ring without the stretches along the grid's border, which are no contour. */
function openLine(ring: readonly Point[]): string {
  const onBorder = ([i, j]: Point) => i <= 0 || j <= 0 || i >= columns || j >= rows;
  return ring
    .map((point, k) => {
      const before = ring[k - 1];
      const draw = before && !(onBorder(point) && onBorder(before));
      return `${draw ? 'L' : 'M'}${gridText(point)}`;
    })
    .join('');
}
