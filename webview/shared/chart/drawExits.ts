import { words } from '../words.ts';
import { drawText, fonts, textWidth } from './drawText.ts';
import { exitOf } from './linePoints.ts';
import type { Plot } from './plot.ts';
import type { Line, Scene } from './scene.ts';

/** An arrow where a diverged line leaves at the top, and once the words. Returns the lowest pixel it needed. */
export function drawExits({ ctx, top, width, x }: Plot, scene: Scene): number {
  const { theme, lines, narrow } = scene;
  const exits = lines
    .map((line) => ({ line, at: exitOf(line, scene)?.x }))
    .filter((exit): exit is { line: Line; at: number } => exit.at !== undefined);
  if (exits.length === 0) return top;
  ctx.fillStyle = theme.error;
  for (const { at } of exits) {
    ctx.beginPath();
    ctx.moveTo(x(at), top - 4);
    ctx.lineTo(x(at) - 4, top + 4);
    ctx.lineTo(x(at) + 4, top + 4);
    ctx.fill();
  }
  const font = fonts.text(theme, narrow ? 11 : 12);
  const text = exitText(exits.map((exit) => exit.line));
  const last = Math.max(...exits.map(({ at }) => x(at)));
  const fits = last + 10 + textWidth(ctx, text, font) <= width;
  const first = Math.min(...exits.map(({ at }) => x(at)));
  drawText(ctx, text, fits ? last + 10 : first - 10, top + 1, {
    font,
    color: theme.error,
    align: fits ? 'left' : 'right',
    halo: theme.background,
  });
  return top + 16;
}

function exitText(lines: readonly Line[]): string {
  const [line] = lines;
  if (lines.length > 1 || !line) return words.divergedCount(lines.length);
  return words.divergedAt(line.name, line.divergedAt ?? 0);
}
