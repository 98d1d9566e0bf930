/** What a regression predicts over what was to be predicted, with the line on which both are the same. */
import type { Predictions } from '../../../core/networkPictures/predictions.ts';
import { drawDot, drawText, fonts } from '../../shared/chart/drawText.ts';
import { linearRange, scaleTicks } from '../../shared/chart/ticks.ts';
import { mix, type Pen } from '../../shared/pen.ts';
import { type Look, lineColor, type Theme } from '../../shared/theme.ts';
import { frameFor, type PlotFrame } from '../plotFrame.ts';
import { words } from '../words.ts';

export interface PredictionsScene {
  readonly predictions: Predictions;
  /** Of what is predicted; null where it has no name. */
  readonly name: string | null;
  readonly look: Look;
  readonly theme: Theme;
}

export function drawPredictions(pen: Pen, scene: PredictionsScene, width: number, height: number): void {
  const { predictions, name, look, theme } = scene;
  const numbers = [...predictions.targets, ...predictions.predictions].filter(Number.isFinite);
  const { min, max } = linearRange(Math.min(...numbers), Math.max(...numbers), 5);
  const window = { x: [min, max], y: [min, max] } as const;
  const frame = frameFor(pen, window, theme, width, height);
  drawGrid(pen, scaleTicks(min, max, 5), name, frame, theme);
  drawIdentity(pen, min, max, frame, theme);
  const color = lineColor(look, theme);
  const fill = theme.contrast ? theme.background : mix(color, 70, theme.background);
  for (const [place, target] of predictions.targets.entries()) {
    const prediction = predictions.predictions[place] ?? Number.NaN;
    if (Number.isFinite(prediction))
      drawDot(pen, frame.x(target), frame.y(prediction), 3, fill, theme.contrast ? color : theme.background);
  }
}

function drawGrid(
  pen: Pen,
  ticks: readonly number[],
  name: string | null,
  { box, x, y }: PlotFrame,
  theme: Theme,
): void {
  const style = { font: fonts.number(theme, 11), color: theme.quiet };
  pen.strokeStyle = theme.grid;
  pen.lineWidth = 1;
  for (const tick of ticks) {
    pen.beginPath();
    pen.moveTo(x(tick), box.top);
    pen.lineTo(x(tick), box.bottom);
    pen.moveTo(box.left, y(tick));
    pen.lineTo(box.right, y(tick));
    pen.stroke();
    drawText(pen, String(tick), x(tick), box.bottom + 8, { ...style, align: 'center', baseline: 'top' });
    drawText(pen, String(tick), box.left - 6, y(tick), { ...style, align: 'right' });
  }
  const text = { font: fonts.text(theme, 11), color: theme.quiet };
  drawText(pen, words.target(name), box.right, box.bottom + 24, { ...text, align: 'right', baseline: 'top' });
  drawText(pen, words.prediction, box.left, box.top - 10, text);
}

function drawIdentity(pen: Pen, min: number, max: number, { box, x, y }: PlotFrame, theme: Theme): void {
  pen.strokeStyle = theme.rule;
  pen.lineWidth = 1.25;
  pen.setLineDash([5, 4]);
  pen.beginPath();
  pen.moveTo(x(min), y(min));
  pen.lineTo(x(max), y(max));
  pen.stroke();
  pen.setLineDash([]);
  const style = { font: fonts.text(theme, 11), color: theme.quiet, halo: theme.background };
  drawText(pen, words.identity, box.right - 4, box.bottom - 10, { ...style, align: 'right' });
}
