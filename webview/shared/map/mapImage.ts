/** The cells of a map as pixels: one a cell, the first row at the bottom. */
import type { MapGrid } from '../../../core/map/mapGrid.ts';
import { kindOf, type MapMeasure, type MapRange, numberOf, shareOf } from '../../../core/map/mapMeasure.ts';
import { viridis } from '../../../core/viridis.ts';
import { minimumColor } from './minima.ts';

const shades = 256;

/** viridis as the numbers of pixels: red in the lowest byte. */
const colors = Uint32Array.from({ length: shades }, (_, shade) => pixelOfHex(viridis(shade / (shades - 1))));

/** As many as a byte can tell apart. */
const minimumColors = Uint32Array.from({ length: 255 }, (_, index) => pixelOfHex(minimumColor(index + 1)));

function pixelOfHex(color: string): number {
  const hex = Number.parseInt(color.slice(1), 16);
  return pixel(hex >> 16, (hex >> 8) & 255, hex & 255);
}

function pixel(red: number, green: number, blue: number): number {
  return ((255 << 24) | (blue << 16) | (green << 8) | red) >>> 0;
}

const pixels = new Map<string, number>();
/** A theme has a few; a person may choose any number of themes. */
const mostPixels = 64;

/** A colour of the theme as a pixel. Read once: to read from a canvas takes as long as to draw half a map. */
export function pixelOf(color: string): number {
  const known = pixels.get(color);
  if (known !== undefined) return known;
  const read = readPixel(color);
  if (pixels.size >= mostPixels) pixels.clear();
  pixels.set(color, read);
  return read;
}

function readPixel(color: string): number {
  const context = contextOf(canvasOf(1, 1));
  context.fillStyle = color;
  context.fillRect(0, 0, 1, 1);
  const [red = 0, green = 0, blue = 0] = context.getImageData(0, 0, 1, 1).data;
  return pixel(red, green, blue);
}

export function canvasOf(width: number, height: number): HTMLCanvasElement {
  const canvas = document.createElement('canvas');
  canvas.width = Math.max(1, width);
  canvas.height = Math.max(1, height);
  return canvas;
}

export function contextOf(canvas: HTMLCanvasElement): CanvasRenderingContext2D {
  const context = canvas.getContext('2d');
  if (!context) throw new Error('The page needs a canvas to draw on, and there is none.');
  return context;
}

export interface MapTones {
  readonly slow: number;
  readonly swinging: number;
  readonly diverged: number;
}

export class MapImage {
  /** What is known; the rest is clear. */
  readonly cells: HTMLCanvasElement;
  /** Opaque where runs diverged. */
  readonly diverged: HTMLCanvasElement;
  readonly #pixels: ImageData;
  readonly #mask: ImageData;

  constructor(columns: number, rows: number) {
    this.cells = canvasOf(columns, rows);
    this.diverged = canvasOf(columns, rows);
    this.#pixels = new ImageData(columns, rows);
    this.#mask = new ImageData(columns, rows);
  }

  /** @returns Whether any run diverged. */
  draw(grid: MapGrid, measure: MapMeasure, range: MapRange | null, tones: MapTones): boolean {
    const pixels = new Uint32Array(this.#pixels.data.buffer);
    const mask = new Uint32Array(this.#mask.data.buffer);
    const { columns, rows } = grid;
    let anyDiverged = false;
    for (let row = 0; row < rows; row++)
      for (let column = 0; column < columns; column++) {
        const at = (rows - 1 - row) * columns + column;
        const cell = grid.shownAt(column, row);
        const kind = cell === null ? 'unknown' : kindOf(grid, cell, measure);
        mask[at] = 0;
        if (cell === null || kind === 'unknown') pixels[at] = 0;
        else if (kind === 'swinging') pixels[at] = tones.swinging;
        else if (kind === 'slow' || kind === 'holds' || kind === 'elsewhere') pixels[at] = tones.slow;
        else if (kind === 'diverged') {
          pixels[at] = tones.diverged;
          mask[at] = 0xff000000;
          anyDiverged = true;
        } else if (measure === 'minimum') pixels[at] = colorOfMinimum(grid.minimum[cell] ?? 0);
        else pixels[at] = colorOf(range, numberOf(grid, cell, measure), measure);
      }
    contextOf(this.cells).putImageData(this.#pixels, 0, 0);
    contextOf(this.diverged).putImageData(this.#mask, 0, 0);
    return anyDiverged;
  }
}

function colorOfMinimum(number: number): number {
  return minimumColors[number - 1] ?? 0;
}

/** Bright is good: few steps, a low loss, and a run that diverged late. */
function colorOf(range: MapRange | null, value: number, measure: MapMeasure): number {
  const share = range ? shareOf(range, value) : 1;
  const bright = measure === 'diverged' ? 1 - share : share;
  return colors[Math.round(bright * (shades - 1))] ?? 0;
}
