/** A map as pixels: bright is good, grey is short of the target, and stripes are where runs diverged. */
import type { MapGrid } from '../../../core/map/mapGrid.ts';
import {
  kindOf,
  type MapMeasure,
  type MapRange,
  numberOf,
  rangeOf,
  shareOf,
} from '../../../core/map/mapMeasure.ts';
import { type Rgb, rgbAt } from '../../../core/viridis.ts';

export interface Picture {
  readonly width: number;
  readonly height: number;
  /** Three bytes a pixel, row by row from the top. */
  readonly rgb: Uint8Array;
}

/** A picture has as many pixels a cell as make it about this wide. */
const wantedWidth = 768;
const slow: Rgb = [128, 128, 128];
const swinging: Rgb = [168, 168, 168];
const stripes: readonly [Rgb, Rgb] = [
  [48, 48, 48],
  [88, 88, 88],
];
/** Pixels of a stripe. */
const stripe = 4;

/** @param steps Of each run. */
export function mapPicture(grid: MapGrid, measure: MapMeasure, steps: number): Picture {
  const range = rangeOf(grid, measure, steps);
  const scale = Math.max(1, Math.round(wantedWidth / grid.columns));
  const [width, height] = [scale * grid.columns, scale * grid.rows];
  const rgb = new Uint8Array(3 * width * height);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      // The first row is at the bottom.
      const row = grid.rows - 1 - Math.floor(y / scale);
      const cell = row * grid.columns + Math.floor(x / scale);
      rgb.set(colorOf(grid, cell, measure, range) ?? stripeAt(x, y), 3 * (y * width + x));
    }
  return { width, height, rgb };
}

/** null where runs diverged. */
function colorOf(grid: MapGrid, cell: number, measure: MapMeasure, range: MapRange | null): Rgb | null {
  switch (kindOf(grid, cell, measure)) {
    case 'diverged':
      return null;
    case 'swinging':
      return swinging;
    case 'value':
      return rgbAt(range ? shareOf(range, numberOf(grid, cell, measure)) : 1);
    default:
      return slow;
  }
}

function stripeAt(x: number, y: number): Rgb {
  return stripes[Math.floor((x + y) / stripe) % 2 === 0 ? 0 : 1];
}
