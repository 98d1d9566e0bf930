import { mix, type Pen } from '../pen.ts';
import type { Theme } from '../theme.ts';
import type { BandPoint } from './band.ts';
import { drawBand, drawBandEdges, drawBars, drawStroke, isDense, type Stroke } from './drawLines.ts';
import { drawDot } from './drawText.ts';
import { drawLeaving, LeavingSearch } from './leaving.ts';
import type { Plot } from './plot.ts';
import type { Polyline } from './polyline.ts';
import type { Line, Scene } from './scene.ts';
import type { Trace } from './traces.ts';

/** Of more lines each is drawn column by column: strokes would take too long. */
const mostStrokes = 16;
/** Points that are this many pixels apart are marked. */
const sparse = 12;

/** How a line looks when it isn't highlighted. */
function strokeOf(
  { key, color, faded, divergedAt, dash, isBeside, isMember = false }: Line,
  { background }: Theme,
): Stroke {
  const phase = [...key].reduce((sum, letter) => (31 * sum + letter.charCodeAt(0)) % 97, 0);
  const width = isMember ? 1 : divergedAt === null && !isBeside ? 1.75 : 1.25;
  return { color: faded ? mix(color, 30, background) : color, width, dash, phase };
}

function paintBand(
  pen: Pen,
  plot: Plot,
  { color, faded, middle }: Line,
  band: readonly BandPoint[],
  { theme }: Scene,
): void {
  drawBand(pen, plot, band, mix(color, faded ? 6 : 18, 'transparent'));
  // In high contrast colours alone don't tell where one ends: others lie across it.
  if (middle && theme.contrast) drawBandEdges(pen, plot, band, mix(color, faded ? 20 : 60, theme.background));
}

/** How far a line has been drawn. */
interface Progress {
  readonly points: Polyline;
  drawn: number;
  bandDrawn: number;
  /** Length of the dashed line. */
  dashed: number;
  readonly leaving: LeavingSearch;
}

/** Draws lines as they grow, each point once. */
export class TracePainter {
  readonly #fine: boolean;
  #progress = new Map<string, Progress>();

  /** @param fine Strokes of any number of points, for a drawing that isn't made of pixels. */
  constructor({ fine = false }: { fine?: boolean } = {}) {
    this.#fine = fine;
  }

  /** Whether what was drawn is part of this: if not, forget it and begin with an empty picture. */
  continues(traces: readonly Trace[]): boolean {
    return (
      traces.length === this.#progress.size &&
      traces.every(({ line, points }) => this.#progress.get(line.key)?.points === points)
    );
  }

  forget(): void {
    this.#progress = new Map();
  }

  /** Draws what will not change any more and was not drawn yet. */
  drawSettled(pen: Pen, plot: Plot, traces: readonly Trace[], scene: Scene): void {
    const all = traces.map((trace) => ({ ...trace, progress: this.#progressOf(trace) }));
    clipTo(pen, plot, () => {
      for (const { line, band, progress } of all) {
        if (!band) continue;
        paintBand(pen, plot, line, band.settled.slice(Math.max(0, progress.bandDrawn - 1)), scene);
        progress.bandDrawn = band.settled.length;
      }
      for (const { line, points, progress } of all) {
        const stroke = strokeOf(line, scene.theme);
        const { drawn, dashed } = progress;
        progress.dashed = this.#draw(pen, plot, points, drawn, points.settled, stroke, scene, dashed);
        if (marksPoints(scene, line, points, plot))
          drawMarks(pen, plot, points, drawn, points.settled, stroke);
        progress.drawn = points.settled;
      }
    });
    for (const { line, points, progress } of all) {
      if (line.divergedAt !== null) continue;
      const { color } = strokeOf(line, scene.theme);
      const known = line.ended ? points.length : points.settled;
      for (const leaving of progress.leaving.next(points, plot, known))
        drawLeaving(pen, plot, leaving, color);
    }
  }

  /** Draws the rest of a line, which the next frame may change. */
  drawTail(pen: Pen, plot: Plot, trace: Trace, scene: Scene): void {
    const { line, points, band } = trace;
    const { settled, length } = points;
    const stroke = strokeOf(line, scene.theme);
    const { dashed } = this.#progressOf(trace);
    clipTo(pen, plot, () => {
      if (band) paintBand(pen, plot, line, [...band.settled.slice(-1), ...band.tail], scene);
      this.#draw(pen, plot, points, settled, length, stroke, scene, dashed);
      if (marksPoints(scene, line, points, plot)) drawMarks(pen, plot, points, settled, length, stroke);
    });
  }

  /** Draws the highlighted line in full, above the others. */
  drawHighlighted(pen: Pen, plot: Plot, traces: readonly Trace[], scene: Scene): void {
    clipTo(pen, plot, () => {
      for (const { line, points } of traces) {
        if (!line.highlighted) continue;
        const stroke = { ...strokeOf({ ...line, faded: false }, scene.theme), width: 2.5 };
        this.#draw(pen, plot, points, 0, points.length, stroke, scene, 0);
      }
    });
  }

  #draw(
    pen: Pen,
    plot: Plot,
    points: Polyline,
    from: number,
    to: number,
    stroke: Stroke,
    { lines }: Scene,
    dashed: number,
  ): number {
    if (to <= from) return dashed;
    if (this.#fine || (lines.length <= mostStrokes && !isDense(points, plot)))
      return drawStroke(pen, plot, points, from, to, stroke, dashed);
    drawBars(pen, plot, points, from, to, stroke);
    return dashed;
  }

  #progressOf({ line, points }: Trace): Progress {
    const known = this.#progress.get(line.key);
    if (known?.points === points) return known;
    const progress = { points, drawn: 0, bandDrawn: 0, dashed: 0, leaving: new LeavingSearch() };
    this.#progress.set(line.key, progress);
    return progress;
  }
}

/** Whether points far apart are marked: the line between them was not measured. */
export function marksPoints(
  { marksPoints }: Scene,
  { isBeside }: Line,
  { length }: Polyline,
  { left, right }: Plot,
): boolean {
  return (marksPoints || isBeside) && length * sparse < right - left;
}

function drawMarks(
  pen: Pen,
  plot: Plot,
  points: Polyline,
  from: number,
  to: number,
  { color }: Stroke,
): void {
  for (let i = from; i < to; i++) drawDot(pen, plot.x(points.x(i)), plot.y(points.y(i)), 2, color);
}

function clipTo(pen: Pen, { left, right, top, bottom }: Plot, draw: () => void): void {
  pen.save();
  pen.beginPath();
  pen.rect(left - 2, top, right - left + 4, bottom - top + 1);
  pen.clip();
  draw();
  pen.restore();
}
