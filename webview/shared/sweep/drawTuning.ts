/** Tuning curves: one small panel an optimizer, all with the same scales. */
import { drawDot, drawText, fonts, textWidth } from '../chart/drawText.ts';
import { fitName } from '../chart/fitName.ts';
import { tickLabel, yTickLabel } from '../chart/labels.ts';
import { mix, type Pen } from '../pen.ts';
import { drawReference, drawReferenceName } from './drawReference.ts';
import { layOutTuning, type Plot, type TuningLayout } from './tuningLayout.ts';
import type { TuningMark, TuningPanel, TuningScene } from './tuningScene.ts';

export function drawTuning(pen: Pen, scene: TuningScene, width: number, height: number): void {
  if (scene.panels.length === 0) return;
  const layout = layOutTuning(pen, scene, width, height);
  scene.panels.forEach((panel, i) => {
    const plot = layout.plots[i];
    if (!plot) return;
    drawAxes(pen, scene, layout, plot, i);
    drawReference(pen, scene, layout, plot);
    if (panel.isCloud) drawHalves(pen, scene, layout, plot, panel);
    else drawBand(pen, scene, layout, plot, panel);
    if (!panel.isCloud) drawCurve(pen, layout, plot, panel);
    drawMarks(pen, scene, layout, plot, panel);
    drawBest(pen, scene, layout, plot, panel);
    drawTitle(pen, scene, plot, panel);
  });
  drawReferenceName(pen, scene, layout);
}

function drawAxes(pen: Pen, scene: TuningScene, layout: TuningLayout, plot: Plot, index: number): void {
  const { theme, panels, setting } = scene;
  const { xRange, yRange, columns, x, y } = layout;
  const style = { font: fonts.number(theme, 11), color: theme.quiet };
  pen.strokeStyle = theme.grid;
  pen.lineWidth = 1;
  pen.beginPath();
  for (const tick of xRange.ticks) {
    const at = Math.round(x(plot, tick)) + 0.5;
    pen.moveTo(at, plot.top);
    pen.lineTo(at, plot.bottom);
  }
  for (const tick of yRange?.ticks ?? []) {
    const at = Math.round(y(plot, tick)) + 0.5;
    pen.moveTo(plot.left, at);
    pen.lineTo(plot.right, at);
  }
  pen.stroke();
  if (index % columns === 0)
    for (const tick of yRange?.ticks ?? [])
      drawText(pen, yTickLabel(tick, scene.isShare === true), plot.left - 8, y(plot, tick), {
        ...style,
        align: 'right',
      });
  // The lowest of each column says what is along the axis.
  if (index + columns < panels.length) return;
  let free = Number.POSITIVE_INFINITY;
  const ticks = [...xRange.ticks].reverse();
  ticks.forEach((tick, i) => {
    const text =
      i === 0
        ? fitName(pen, `${setting} ${tickLabel(tick)}`, setting, style.font, (plot.right - plot.left) * 0.7)
        : tickLabel(tick);
    const width = textWidth(pen, text, style.font);
    const middle = x(plot, tick);
    const wished = i === 0 ? Math.max(middle + 4, plot.left + width) : middle + width / 2;
    const right = Math.max(plot.left - 8 + width, Math.min(plot.right + 4, wished));
    if (right > free) return;
    free = right - width - 8;
    drawText(pen, text, right, plot.bottom + 6, { ...style, align: 'right', baseline: 'top' });
  });
}

/** The middle half of the runs of each value. */
function drawBand(
  pen: Pen,
  { theme }: TuningScene,
  { x, y }: TuningLayout,
  plot: Plot,
  panel: TuningPanel,
): void {
  const { marks, color } = panel;
  if (marks.every(({ low, high }) => low === high)) return;
  pen.fillStyle = mix(color, 24, theme.background);
  pen.beginPath();
  marks.forEach(({ value, high }, i) => {
    pen[i === 0 ? 'moveTo' : 'lineTo'](x(plot, value), y(plot, high));
  });
  for (const { value, low } of [...marks].reverse()) pen.lineTo(x(plot, value), y(plot, low));
  pen.closePath();
  pen.fill();
}

/** The same where each stands for itself. */
function drawHalves(
  pen: Pen,
  { theme }: TuningScene,
  { x, y }: TuningLayout,
  plot: Plot,
  { marks, color }: TuningPanel,
): void {
  pen.strokeStyle = mix(color, 45, theme.background);
  pen.lineWidth = 2;
  pen.beginPath();
  for (const { value, median, low, high } of marks) {
    if (!Number.isFinite(median) || low === high) continue;
    pen.moveTo(x(plot, value), y(plot, low));
    pen.lineTo(x(plot, value), y(plot, high));
  }
  pen.stroke();
}

function drawCurve(pen: Pen, { x, y }: TuningLayout, plot: Plot, { marks, color }: TuningPanel): void {
  pen.strokeStyle = color;
  pen.lineWidth = 1.75;
  pen.lineJoin = 'round';
  pen.beginPath();
  marks.forEach((mark, i) => {
    const isMove = i === 0 || !isLeaving(marks[i - 1], mark);
    pen[isMove ? 'moveTo' : 'lineTo'](x(plot, mark.value), y(plot, mark.median));
  });
  pen.stroke();
}

function drawMark(pen: Pen, x: number, y: number, color: string, fill: string): void {
  drawDot(pen, x, y, 2.75, fill, fill === color ? undefined : color);
}

/** Those that were added later are hollow. */
function drawMarks(
  pen: Pen,
  { theme }: TuningScene,
  { x, y }: TuningLayout,
  plot: Plot,
  { marks, color }: TuningPanel,
): void {
  for (const { value, median, isAdded } of marks) {
    if (!Number.isFinite(median)) drawLost(pen, x(plot, value), plot.top + 4, color);
    else drawMark(pen, x(plot, value), y(plot, median), color, isAdded ? theme.background : color);
  }
}

/** A line leads to the top where runs diverge, and none along it. */
function isLeaving(before: TuningMark | undefined, mark: TuningMark): boolean {
  return before !== undefined && (Number.isFinite(before.median) || Number.isFinite(mark.median));
}

/** An arrow out of the plot, as the chart has it. */
function drawLost(pen: Pen, x: number, y: number, color: string): void {
  pen.fillStyle = color;
  pen.beginPath();
  pen.moveTo(x - 4, y + 3);
  pen.lineTo(x, y - 4);
  pen.lineTo(x + 4, y + 3);
  pen.closePath();
  pen.fill();
}

function drawBest(
  pen: Pen,
  { theme, isShare }: TuningScene,
  layout: TuningLayout,
  plot: Plot,
  panel: TuningPanel,
): void {
  const { best, color, edge, marks } = panel;
  if (!best) return;
  const [x, y] = [layout.x(plot, best.value), layout.y(plot, best.median)];
  drawDot(pen, x, y, 6, theme.background, color);
  drawMark(pen, x, y, color, best.isAdded ? theme.background : color);
  if (edge === null) return;
  const isLast = best === marks.at(-1);
  const font = fonts.text(theme, 11);
  const style = { font, color: theme.quiet, halo: theme.background } as const;
  // Inwards, where there is room; and not on the curve, which comes down to its best, or up where shares are counted.
  const wished = isShare ? y - 14 : y + 14;
  const at = wished > plot.top && wished + 2 < plot.bottom ? wished : y;
  const aside = at === y ? 11 : -6;
  if (isLast) drawText(pen, edge, x - aside, at, { ...style, align: 'right' });
  else drawText(pen, edge, x + aside, at, style);
}

function drawTitle(
  pen: Pen,
  { theme }: TuningScene,
  plot: Plot,
  { name, color, bestText }: TuningPanel,
): void {
  const numbers = fonts.number(theme, 11);
  const room = plot.right - plot.left - textWidth(pen, bestText, numbers) - 8;
  const font = fonts.strong(theme, 12);
  drawText(pen, fitName(pen, name, name, font, room), plot.left, plot.top - 11, { font, color });
  drawText(pen, bestText, plot.right, plot.top - 11, { font: numbers, color: theme.quiet, align: 'right' });
}
