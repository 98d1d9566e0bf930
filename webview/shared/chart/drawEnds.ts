import { xOf } from './axis.ts';
import { drawDot, drawText, fonts, textWidth } from './drawText.ts';
import { valueText } from './labels.ts';
import type { Plot } from './plot.ts';
import { pushApart } from './pushApart.ts';
import type { Line, Scene } from './scene.ts';

const gap = 18;
/** From the line's end to its name. */
const reach = 20;
const widestValue = '0.00e-00';

/** Room to keep free right of the plot; where it is narrow the names have it and the values fit in while they can. */
export function endRoom(ctx: CanvasRenderingContext2D, scene: Scene): number {
  if (!scene.direct) return 8;
  const font = fonts.strong(scene.theme, nameSize(scene));
  const names = labelled(scene).map((line) => textWidth(ctx, line.endName, font));
  const value = scene.narrow ? 0 : 6 + textWidth(ctx, widestValue, fonts.number(scene.theme, 11));
  return names.length === 0 ? 8 : Math.ceil(reach + Math.max(...names) + value + 2);
}

/** Every line's name and value at its end, pushed apart, with a hairline back to the line. */
export function drawEnds(plot: Plot, scene: Scene, top: number): void {
  const { ctx } = plot;
  const { theme, axis, direct, isShare } = scene;
  const ends = labelled(scene).map((line) => {
    const { last, length } = line.curve;
    const at = xOf(line, length - 1);
    return { line, value: last, x: plot.x(Math.max(at, axis.min)), y: plot.y(last) };
  });
  if (!direct) return;
  const places = pushApart(
    ends.map((end) => end.y),
    gap,
    top,
    plot.bottom - 4,
  );
  ends.forEach(({ line, value, x, y }, i) => {
    const place = places[i] ?? y;
    ctx.globalAlpha = line.faded ? 0.25 : 0.6;
    ctx.strokeStyle = line.color;
    ctx.lineWidth = 1;
    ctx.beginPath();
    ctx.moveTo(x + 5, y);
    ctx.lineTo(x + 12, place);
    ctx.lineTo(x + 16, place);
    ctx.stroke();
    ctx.globalAlpha = line.faded ? 0.4 : 1;
    drawDot(ctx, x, y, 3, line.color);
    const font = fonts.strong(theme, nameSize(scene));
    const halo = theme.background;
    const width = textWidth(ctx, line.endName, font);
    drawText(ctx, line.endName, x + reach, place + 0.5, { font, color: line.color, halo });
    const text = valueText(value, isShare, 3);
    const numbers = fonts.number(theme, 11);
    const from = x + reach + width + 6;
    if (from + textWidth(ctx, text, numbers) <= plot.width)
      drawText(ctx, text, from, place + 1, { font: numbers, color: theme.quiet, halo });
    ctx.globalAlpha = 1;
  });
}

function nameSize(scene: Scene): number {
  return scene.narrow ? 11 : 12;
}

function labelled(scene: Scene): Line[] {
  return scene.lines.filter(({ divergedAt, curve }) => divergedAt === null && curve.length > 0);
}
