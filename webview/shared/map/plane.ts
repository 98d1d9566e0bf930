/** The plane of a map as a picture: its cells, hatched where runs diverged, and behind them what was there before. */
import { type MapCells, placeInCells, valueInCells } from '../../../core/map/mapCells.ts';
import type { MapMeasure, MapRange } from '../../../core/map/mapMeasure.ts';
import { mix } from '../pen.ts';
import type { Theme } from '../theme.ts';
import { canvasOf, contextOf, MapImage, pixelOf } from './mapImage.ts';
import type { MapPart } from './mapState.ts';

/** Between the lines of a hatch, in CSS pixels. */
const hatchStep = 7;

interface Before {
  readonly canvas: HTMLCanvasElement;
  readonly columns: MapCells;
  readonly rows: MapCells;
}

export class Plane {
  #canvas = canvasOf(1, 1);
  #hatched = canvasOf(1, 1);
  #image: MapImage | null = null;
  #part: MapPart | null = null;
  #before: Before | null = null;

  /** @param ratio Device pixels of a CSS pixel. */
  draw(
    part: MapPart,
    {
      measure,
      range,
      theme,
    }: { readonly measure: MapMeasure; readonly range: MapRange | null; readonly theme: Theme },
    { width, height, ratio }: { readonly width: number; readonly height: number; readonly ratio: number },
  ): HTMLCanvasElement {
    const size = [Math.round(width * ratio), Math.round(height * ratio)] as const;
    if (this.#part?.number !== part.number) this.#leave(part);
    const { grid } = part;
    const image = this.#imageFor(grid.columns, grid.rows);
    const tones = {
      slow: pixelOf(mix(theme.foreground, theme.contrast ? 24 : 9, theme.background)),
      swinging: pixelOf(mix(theme.foreground, theme.contrast ? 48 : 26, theme.background)),
      diverged: pixelOf(mix(theme.foreground, 2, theme.background)),
    };
    const anyDiverged = image.draw(grid, measure, range, tones);
    const canvas = sized(this.#canvas, size);
    const context = contextOf(canvas);
    context.imageSmoothingEnabled = false;
    context.fillStyle = theme.background;
    context.fillRect(0, 0, ...size);
    if (this.#before && grid.knownCount < grid.count) this.#drawBefore(context, this.#before, part, size);
    context.drawImage(image.cells, 0, 0, ...size);
    if (anyDiverged) this.#hatch(context, image.diverged, size, ratio, theme);
    return canvas;
  }

  /** What was there stays behind what comes, where it has the same axes. */
  #leave(part: MapPart): void {
    const old = this.#part;
    const isAlike = (a: MapCells, b: MapCells) =>
      a.axis.setting === b.axis.setting && a.axis.scale === b.axis.scale;
    if (old && isAlike(old.columns, part.columns) && isAlike(old.rows, part.rows)) {
      const { columns, rows } = old;
      this.#before = { canvas: this.#canvas, columns, rows };
      this.#canvas = canvasOf(1, 1);
    } else this.#before = null;
    this.#part = part;
  }

  #imageFor(columns: number, rows: number): MapImage {
    const known = this.#image?.cells;
    if (this.#image && known?.width === columns && known.height === rows) return this.#image;
    this.#image = new MapImage(columns, rows);
    return this.#image;
  }

  #drawBefore(
    context: CanvasRenderingContext2D,
    { canvas, columns, rows }: Before,
    part: MapPart,
    [width, height]: readonly [number, number],
  ): void {
    const edges = (from: MapCells, to: MapCells) =>
      [-0.5, from.values.length - 0.5].map(
        (place) => (placeInCells(to, valueInCells(from, place)) + 0.5) / to.values.length,
      );
    const [left = 0, right = 0] = edges(columns, part.columns);
    const [bottom = 0, top = 0] = edges(rows, part.rows);
    if (![left, right, bottom, top].every((each) => Math.abs(each) < 1e6)) return;
    context.drawImage(
      canvas,
      left * width,
      (1 - top) * height,
      (right - left) * width,
      (top - bottom) * height,
    );
  }

  /** Lines cut to the cells that diverged, by a mask that is as coarse as they are. */
  #hatch(
    context: CanvasRenderingContext2D,
    mask: HTMLCanvasElement,
    size: readonly [number, number],
    ratio: number,
    theme: Theme,
  ): void {
    const [width, height] = size;
    this.#hatched = sized(this.#hatched, size);
    const hatched = contextOf(this.#hatched);
    hatched.globalCompositeOperation = 'source-over';
    hatched.clearRect(0, 0, width, height);
    hatched.strokeStyle = theme.contrast ? theme.foreground : mix(theme.foreground, 26, theme.background);
    hatched.lineWidth = ratio;
    hatched.beginPath();
    for (let sum = 0; sum < width + height; sum += hatchStep * ratio) {
      hatched.moveTo(sum, 0);
      hatched.lineTo(sum - height, height);
    }
    hatched.stroke();
    hatched.globalCompositeOperation = 'destination-in';
    hatched.imageSmoothingEnabled = false;
    hatched.drawImage(mask, 0, 0, width, height);
    context.drawImage(this.#hatched, 0, 0);
  }
}

function sized(canvas: HTMLCanvasElement, [width, height]: readonly [number, number]): HTMLCanvasElement {
  if (canvas.width !== width) canvas.width = Math.max(1, width);
  if (canvas.height !== height) canvas.height = Math.max(1, height);
  return canvas;
}
