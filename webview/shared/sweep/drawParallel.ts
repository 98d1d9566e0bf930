/** Parallel coordinates: an axis a setting, a line a run. */
import { drawText, fonts } from '../chart/drawText.ts';
import { fitName } from '../chart/fitName.ts';
import { mix, type Pen } from '../pen.ts';
import { words } from '../words.ts';
import { layOutParallel, type ParallelLayout, yAt } from './parallelLayout.ts';
import { type Brush, lostShare, type ParallelLine, type ParallelScene } from './parallelScene.ts';

/** More lines are thinner and let what is beneath them through. */
const manyLines = 60;
const brushWidth = 12;

export function drawParallel(pen: Pen, scene: ParallelScene, width: number, height: number): void {
  const layout = layOutParallel(pen, scene, width, height);
  const { lines, theme } = scene;
  const others = lines.filter(({ isFound }) => !isFound);
  const found = lines.filter(({ isFound }) => isFound);
  pen.lineJoin = 'round';
  drawLines(
    pen,
    others.map((line) => ({ ...line, color: theme.grid, dash: [] })),
    layout,
    1,
  );
  pen.globalAlpha = found.length > manyLines && !theme.contrast ? 0.6 : 1;
  drawLines(pen, found, layout, found.length > manyLines ? 1 : 1.5);
  pen.globalAlpha = 1;
  drawAxes(pen, scene, layout);
  scene.axes.forEach(({ brush }, i) => {
    if (brush) drawBrush(pen, scene, layout, i, brush);
  });
  drawHighlighted(pen, scene, layout);
}

function drawLines(pen: Pen, lines: readonly ParallelLine[], layout: ParallelLayout, width: number): void {
  pen.lineWidth = width;
  for (const { color, dash, shares } of lines) {
    pen.strokeStyle = color;
    pen.setLineDash([...dash]);
    pen.beginPath();
    shares.forEach((share, i) => {
      pen[i === 0 ? 'moveTo' : 'lineTo'](layout.xs[i] ?? 0, yAt(layout, share));
    });
    pen.stroke();
  }
  pen.setLineDash([]);
}

/** Wide, on a rim that parts it from the others. */
function drawHighlighted(pen: Pen, { lines, theme }: ParallelScene, layout: ParallelLayout): void {
  const line = lines.find(({ highlighted, isFound }) => highlighted && isFound);
  if (!line) return;
  drawLines(pen, [{ ...line, color: theme.background, dash: [] }], layout, 6);
  drawLines(pen, [line], layout, 2.75);
}

function drawAxes(pen: Pen, { axes, lines, theme }: ParallelScene, layout: ParallelLayout): void {
  const { xs, top, bottom, width, titles } = layout;
  const apart = xs.length > 1 ? (xs[1] ?? 0) - (xs[0] ?? 0) : width;
  pen.strokeStyle = theme.rule;
  pen.lineWidth = 1;
  pen.beginPath();
  for (const x of xs) {
    pen.moveTo(Math.round(x) + 0.5, top);
    pen.lineTo(Math.round(x) + 0.5, bottom);
  }
  pen.stroke();
  const numbers = {
    font: fonts.number(theme, 11),
    color: theme.quiet,
    align: 'right',
    halo: theme.background,
  } as const;
  const names = { font: fonts.strong(theme, 11), color: theme.foreground } as const;
  for (const { text, x, y, align } of titles) drawText(pen, text, x, y, { ...names, align });
  axes.forEach(({ ticks, hasLost }, i) => {
    const x = xs[i] ?? 0;
    // Texts stand at the left of their axis.
    const room = i === 0 ? x - 6 : apart - 12;
    for (const { text, share } of ticks)
      drawText(pen, fitName(pen, text, text, numbers.font, room), x - 6, yAt(layout, share), numbers);
    if (hasLost)
      drawText(pen, words.cells.diverged, x - 6, yAt(layout, lostShare), {
        ...numbers,
        font: fonts.text(theme, 11),
      });
    if (lines.some(({ shares }) => shares[i] === null))
      drawText(pen, words.lacking, x - 6, yAt(layout, null), { ...numbers, font: fonts.text(theme, 11) });
  });
}

function drawBrush(
  pen: Pen,
  { theme }: ParallelScene,
  layout: ParallelLayout,
  axis: number,
  { low, high }: Brush,
): void {
  const x = (layout.xs[axis] ?? 0) - brushWidth / 2;
  const top = yAt(layout, Math.min(lostShare, high));
  const height = yAt(layout, Math.max(0, low)) - top;
  pen.save();
  pen.globalAlpha = 0.35;
  pen.fillStyle = mix(theme.foreground, 60, theme.background);
  pen.fillRect(x, top, brushWidth, height);
  pen.restore();
  pen.strokeStyle = theme.foreground;
  pen.lineWidth = 1;
  pen.beginPath();
  pen.rect(Math.round(x) + 0.5, Math.round(top) + 0.5, brushWidth, Math.max(2, Math.round(height)));
  pen.stroke();
}
