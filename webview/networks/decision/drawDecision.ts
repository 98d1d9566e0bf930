/** The regions in which a network answers with each class, and the rows of the data. */
import { contours } from 'd3-contour';
import type { DataPoints, PointSet } from '../../../core/networkPictures/dataPoints.ts';
import { drawText, fonts } from '../../shared/chart/drawText.ts';
import { scaleTicks } from '../../shared/chart/ticks.ts';
import type { Pen } from '../../shared/pen.ts';
import type { Theme } from '../../shared/theme.ts';
import { frameFor, type PlotFrame } from '../plotFrame.ts';
import { slotOfClass, traceShape } from './classLook.ts';

export interface DecisionScene {
  readonly points: DataPoints;
  readonly classes: number;
  /** Cells along each side. */
  readonly size: number;
  /** Of each cell of each class; null where there is no answer. */
  readonly probabilities: Float32Array | null;
  readonly theme: Theme;
}

/** By how much the probability of a class is above that of the next: each adds a layer of its colour. */
const bands = [0, 0.25, 0.5, 0.75, 0.95];
const layer = 0.085;

export function drawDecision(pen: Pen, scene: DecisionScene, width: number, height: number): void {
  const { points, theme } = scene;
  const frame = frameFor(pen, points.window, theme, width, height);
  const { left, right, top, bottom } = frame.box;
  pen.save();
  pen.beginPath();
  pen.rect(left, top, right - left, bottom - top);
  pen.clip();
  if (scene.probabilities) drawRegions(pen, scene, scene.probabilities, frame);
  drawPoints(pen, points.training, frame, theme, 'filled');
  if (points.validation) drawPoints(pen, points.validation, frame, theme, 'hollow');
  pen.restore();
  drawAxes(pen, points, frame, theme);
}

function drawRegions(
  pen: Pen,
  { classes, size, theme }: DecisionScene,
  probabilities: Float32Array,
  { box }: PlotFrame,
): void {
  const [perI, perJ] = [(box.right - box.left) / size, (box.top - box.bottom) / size];
  // The first cell of the field lies outside of the plot.
  const trace = (rings: readonly (readonly number[][])[]) => {
    pen.beginPath();
    for (const ring of rings)
      for (const [place, [i = 0, j = 0]] of ring.entries())
        pen[place === 0 ? 'moveTo' : 'lineTo'](box.left + (i - 1) * perI, box.bottom + (j - 1) * perJ);
  };
  const shapesOf = contours()
    .size([size + 2, size + 2])
    .thresholds(bands);
  for (let k = 0; k < classes; k++) {
    const regions = shapesOf(marginOf(probabilities, k, classes, size)).map(({ coordinates }) =>
      coordinates.flat(),
    );
    pen.fillStyle = theme.runs[slotOfClass(k)] ?? theme.foreground;
    pen.globalAlpha = layer;
    for (const rings of regions) {
      trace(rings);
      pen.fill();
    }
    pen.globalAlpha = 1;
    pen.strokeStyle = theme.foreground;
    pen.lineWidth = theme.contrast ? 1.5 : 1;
    trace(regions[0] ?? []);
    pen.stroke();
  }
}

/**
 * By how much a class is more probable than the most probable other, with the outer cells once more around them: contours turn
 * at the border of a field, and so they turn where nobody sees it.
 */
function marginOf(probabilities: Float32Array, label: number, classes: number, size: number): number[] {
  const within = (index: number) => Math.min(size - 1, Math.max(0, index));
  const side = size + 2;
  return Array.from({ length: side * side }, (_, place) => {
    const cell = within(Math.floor(place / side) - 1) * size + within((place % side) - 1);
    let other = 0;
    for (let k = 0; k < classes; k++)
      if (k !== label) other = Math.max(other, probabilities[cell * classes + k] ?? 0);
    return (probabilities[cell * classes + label] ?? 0) - other;
  });
}

function drawPoints(
  pen: Pen,
  { places, labels }: PointSet,
  { x, y }: PlotFrame,
  theme: Theme,
  look: 'filled' | 'hollow',
): void {
  const radius = labels.length > 800 ? 2 : 3;
  for (const [place, label] of labels.entries()) {
    const color = theme.runs[slotOfClass(label)] ?? theme.foreground;
    traceShape(pen, label, x(places[2 * place] ?? 0), y(places[2 * place + 1] ?? 0), radius);
    pen.fillStyle = look === 'filled' ? color : theme.background;
    pen.fill();
    pen.strokeStyle = look === 'filled' ? theme.background : color;
    pen.lineWidth = look === 'filled' ? 0.75 : 1.5;
    pen.stroke();
  }
}

function drawAxes(pen: Pen, { axes, window }: DataPoints, { box, x, y }: PlotFrame, theme: Theme): void {
  const style = { font: fonts.number(theme, 11), color: theme.quiet };
  const xs = scaleTicks(...window.x, 5);
  for (const value of xs)
    drawText(pen, String(value), x(value), box.bottom + 8, { ...style, align: 'center', baseline: 'top' });
  for (const value of scaleTicks(...window.y, 5))
    drawText(pen, String(value), box.left - 6, y(value), { ...style, align: 'right' });
  drawText(pen, axes[0], box.right, box.bottom + 24, { ...style, align: 'right', baseline: 'top' });
  drawText(pen, axes[1], box.left, box.top - 10, style);
}
