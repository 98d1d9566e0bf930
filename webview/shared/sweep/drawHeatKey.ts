import { formatNumber } from '../../../core/format.ts';
import { viridis } from '../../../core/viridis.ts';
import { drawText, fonts, textWidth } from '../chart/drawText.ts';
import type { Pen } from '../pen.ts';
import { words } from '../words.ts';
import { fillEmpty } from './emptyCells.ts';
import type { CellKind, HeatScene } from './heatScene.ts';

/** Middle of what stands in the first line. */
const textLine = 12;
const barHeight = 8;
const swatch = 14;
const widest = 240;

/** What colours, tone and hatch mean: the best at the left, as on the map bright is good. */
export function drawHeatKey(pen: Pen, scene: HeatScene, width: number): void {
  const { theme } = scene;
  const font = fonts.text(theme, 11);
  let right = width - 2;
  for (const kind of ['diverged', 'missed'] as const) {
    if (!scene.cells.some((line) => line.some((cell) => cell?.kind === kind))) continue;
    const text = words.cells[kind];
    drawText(pen, text, right, textLine, { font, color: theme.quiet, align: 'right' });
    right -= textWidth(pen, text, font) + 6 + swatch;
    drawSwatch(pen, kind, right, scene);
    right -= 16;
  }
  drawBar(pen, scene, right, Math.min(widest, right));
}

function drawSwatch(pen: Pen, kind: CellKind, x: number, { theme }: HeatScene): void {
  fillEmpty(pen, [{ x, y: textLine - 5, width: swatch, height: 10 }], kind, theme);
}

function drawBar(pen: Pen, { range, log, theme }: HeatScene, right: number, width: number): void {
  if (!range || width < 80) return;
  const left = right - width;
  const steps = Math.ceil(width / 2);
  for (let i = 0; i < steps; i++) {
    pen.fillStyle = viridis(1 - (i + 0.5) / steps);
    pen.fillRect(left + (i * width) / steps, textLine - 4, width / steps + 0.5, barHeight);
  }
  const font = fonts.number(theme, 11);
  const [low, high] = range;
  const middle = log ? Math.sqrt(low * high) : (low + high) / 2;
  const style = { font, color: theme.quiet };
  const text = (value: number) => formatNumber(value, 3);
  drawText(pen, text(low), left, textLine + 13, style);
  drawText(pen, text(high), right, textLine + 13, { ...style, align: 'right' });
  const used = textWidth(pen, text(low), font) + textWidth(pen, text(high), font);
  if (used + textWidth(pen, text(middle), font) + 24 < width)
    drawText(pen, text(middle), left + width / 2, textLine + 13, { ...style, align: 'center' });
}
