import type { Pen } from '../pen.ts';
import { drawAxes } from './drawAxes.ts';
import { drawCursorDots, drawCursorLine } from './drawCursor.ts';
import { drawEnds, endRoom } from './drawEnds.ts';
import { drawExits } from './drawExits.ts';
import { drawPeaks } from './drawPeaks.ts';
import { drawStepMark } from './drawStepMark.ts';
import { drawPassings, drawTarget, drawTargetName } from './drawTarget.ts';
import { TracePainter } from './drawTrace.ts';
import { areaOf, type Plot, plotOf } from './plot.ts';
import type { Scene } from './scene.ts';
import { exactRange } from './ticks.ts';
import { type Trace, Traces } from './traces.ts';
import { yRange } from './yRange.ts';

/** Points and plot of a scene at a size. */
export function layOut(
  pen: Pen,
  scene: Scene,
  traces: Traces,
  width: number,
  height: number,
): { plot: Plot; lines: Trace[] } {
  const { axis, yLimits, target, logY, isShare, ignoresOutliers } = scene;
  const area = areaOf(width, height, endRoom(pen, scene, width));
  const lines = traces.update(scene, Math.max(1, Math.round(area.right - area.left)));
  const { rows } = area;
  const fitted = yRange(lines, { axis, target, logY, isShare, rows, ignoresOutliers });
  const range = yLimits && fitted ? exactRange(yLimits, logY, rows) : fitted;
  return { plot: plotOf(area, axis, range, logY, fitted), lines };
}

/** What lies beneath the lines, above the axes. */
export function drawBeneath(pen: Pen, plot: Plot, scene: Scene): void {
  drawTarget(pen, plot, scene);
}

/** What lies above them, and changes with every frame. */
export function drawAbove(pen: Pen, plot: Plot, lines: readonly Trace[], scene: Scene): void {
  drawStepMark(pen, plot, scene);
  drawTargetName(pen, plot, scene);
  drawPassings(pen, plot, scene);
  drawPeaks(pen, plot, scene);
  const top = drawExits(pen, plot, lines, scene);
  drawEnds(pen, plot, scene, top);
  drawCursorLine(pen, plot, scene);
  drawCursorDots(pen, plot, scene);
}

/** All of it at once, for a picture: of an SVG Chart.js can't draw the axes. */
export function drawChart(pen: Pen, scene: Scene, width: number, height: number, fine: boolean): void {
  const { plot, lines } = layOut(pen, scene, new Traces(), width, height);
  const painter = new TracePainter({ fine });
  drawAxes(pen, plot, scene);
  drawBeneath(pen, plot, scene);
  painter.drawSettled(pen, plot, lines, scene);
  for (const line of lines) painter.drawTail(pen, plot, line, scene);
  painter.drawHighlighted(pen, plot, lines, scene);
  drawAbove(pen, plot, lines, scene);
}
