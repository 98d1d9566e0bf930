import type { Pen } from '../pen.ts';
import { indexAt, xOf } from './axis.ts';
import { xLabelSpans } from './drawAxes.ts';
import { drawDot, drawText, fonts, textWidth } from './drawText.ts';
import type { Plot } from './plot.ts';
import type { Scene } from './scene.ts';

/** How much of what follows is left to be seen, as a share. */
const veil = 0.6;

export function drawStepMark(pen: Pen, plot: Plot, scene: Scene): void {
  const { mark, lines, axis, theme } = scene;
  if (!mark || mark.at > axis.max) return;
  const { top, bottom, left, right, x, y } = plot;
  const at = Math.round(Math.max(left, x(Math.max(mark.at, axis.min)))) + 0.5;
  pen.save();
  pen.globalAlpha = veil;
  pen.fillStyle = theme.background;
  pen.fillRect(at, top, right - at, bottom - top);
  pen.restore();
  if (mark.at < axis.min) return;
  pen.strokeStyle = theme.mark;
  pen.lineWidth = 1.5;
  pen.beginPath();
  pen.moveTo(at, top);
  pen.lineTo(at, bottom);
  pen.stroke();
  const font = fonts.strong(theme, 11);
  const width = textWidth(pen, mark.text, font) + 8;
  // What the axis has written there, each number as a whole.
  const [from, to] = [at - width / 2, at + width / 2];
  const hidden = xLabelSpans(pen, plot, scene).filter((span) => span[0] < to && span[1] > from);
  const first = Math.min(from, ...hidden.map((span) => span[0]));
  const last = Math.max(to, ...hidden.map((span) => span[1]));
  pen.fillStyle = theme.background;
  pen.fillRect(first, bottom + 7, last - first, 15);
  drawText(pen, mark.text, at, bottom + 9, {
    font,
    color: theme.foreground,
    align: 'center',
    baseline: 'top',
    halo: theme.background,
  });
  const line = lines.find(({ key }) => key === mark.line);
  const index = line ? indexAt(line, mark.at) : null;
  if (!line || index === null || xOf(line, index) < axis.min) return;
  const height = y(line.curve.at(index));
  if (height >= top && height <= bottom)
    drawDot(pen, plot.x(xOf(line, index)), height, 5, line.color, theme.foreground);
}
