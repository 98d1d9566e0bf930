/** The cells of a heat map with their axes; the key above it is in `drawHeatKey.ts`. */
import { formatNumber } from '../../../core/format.ts';
import { inkOn, viridis } from '../../../core/viridis.ts';
import { drawText, fonts, textWidth } from '../chart/drawText.ts';
import { fitName } from '../chart/fitName.ts';
import type { Pen } from '../pen.ts';
import type { Theme } from '../theme.ts';
import { drawHeatKey } from './drawHeatKey.ts';
import { fillEmpty } from './emptyCells.ts';
import { type HeatLayout, layOutHeat, type Rect, rectOf } from './heatLayout.ts';
import { type CellKind, type CellPlace, cellAt, type HeatScene, shareOf } from './heatScene.ts';

/** Of smaller cells borders would be most of what is seen, and the ring of the best one of them. */
const leastBordered = 12;

export function drawHeatMap(pen: Pen, scene: HeatScene, width: number, height: number): void {
  const layout = layOutHeat(pen, scene, width, height);
  for (const kind of ['waiting', 'missed', 'diverged'] as const) drawEmpty(pen, scene, layout, kind);
  const places = placesOf(scene, 'value');
  for (const place of places) drawValue(pen, scene, layout, place);
  drawNumbers(pen, scene, layout, places);
  drawAxes(pen, scene, layout);
  drawHeatKey(pen, scene, width);
  if (scene.best) drawRing(pen, rectOf(layout, scene.best), scene.theme);
}

/** Two lines, one of which is seen on any colour. */
export function drawRing(pen: Pen, { x, y, width, height }: Rect, theme: Theme): void {
  for (const [color, wide] of [
    [theme.background, 4],
    [theme.foreground, 2],
  ] as const) {
    pen.strokeStyle = color;
    pen.lineWidth = wide;
    pen.beginPath();
    pen.rect(x, y, width, height);
    pen.stroke();
  }
}

function drawEmpty(pen: Pen, scene: HeatScene, layout: HeatLayout, kind: CellKind): void {
  const rects = placesOf(scene, kind).map((place) => rectOf(layout, place));
  fillEmpty(pen, rects, kind, scene.theme);
}

function drawValue(pen: Pen, scene: HeatScene, layout: HeatLayout, place: CellPlace): void {
  const { theme } = scene;
  const score = cellAt(scene, place)?.score ?? Number.NaN;
  const share = shareOf(scene, score);
  const { x, y, width, height } = rectOf(layout, place);
  pen.fillStyle = viridis(share);
  pen.fillRect(x, y, width, height);
  if (theme.contrast && Math.min(width, height) >= leastBordered) {
    // The ends of the colours come near to black and white, which are what is around them here.
    pen.strokeStyle = theme.foreground;
    pen.lineWidth = 1;
    pen.beginPath();
    pen.rect(x + 0.5, y + 0.5, width - 1, height - 1);
    pen.stroke();
  }
}

/** Into cells with room for them; where most have none, the few that have would look like something else. */
function drawNumbers(pen: Pen, scene: HeatScene, layout: HeatLayout, places: readonly CellPlace[]): void {
  const font = fonts.number(scene.theme, 11);
  const written = places.flatMap((place) => {
    const score = cellAt(scene, place)?.score ?? Number.NaN;
    const rect = rectOf(layout, place);
    const text = [4, 3, 2, 1]
      .map((digits) => scoreText(score, digits))
      .find((each) => textWidth(pen, each, font) + 8 <= rect.width);
    return text === undefined || rect.height < 15 ? [] : [{ text, score, rect }];
  });
  if (2 * written.length < places.length) return;
  for (const { text, score, rect } of written)
    drawText(pen, text, rect.x + rect.width / 2, rect.y + rect.height / 2 + 0.5, {
      font,
      color: inkOn(shareOf(scene, score)),
      align: 'center',
    });
}

/** Counts as they are, measured values with so many digits. */
function scoreText(score: number, digits: number): string {
  return Number.isInteger(score) && Math.abs(score) < 1e5 ? String(score) : formatNumber(score, digits);
}

/** The values along both axes, as many as have room, and the names of the settings. */
function drawAxes(pen: Pen, { columns, rows, across, down, theme }: HeatScene, layout: HeatLayout): void {
  const { left, top, cellWidth, cellHeight } = layout;
  const font = fonts.number(theme, 11);
  const style = { font, color: theme.quiet };
  const bottom = top + rows.length * cellHeight;
  const widest = Math.max(0, ...columns.map((text) => textWidth(pen, text, font)));
  const room = Math.max(cellWidth, 24);
  const every = Math.ceil(Math.min(widest + 8, 3 * room) / cellWidth);
  const right = left + columns.length * cellWidth;
  let free = Number.NEGATIVE_INFINITY;
  columns.forEach((text, i) => {
    if (i % every !== 0) return;
    const fitting = fitName(pen, text, text, font, every * cellWidth - 4);
    const half = textWidth(pen, fitting, font) / 2;
    // The last one is not to be cut, nor to lie on the one before it.
    const x = Math.min(left + (i + 0.5) * cellWidth, right - half);
    if (x - half < free) return;
    free = x + half + 4;
    drawText(pen, fitting, x, bottom + 6, { ...style, align: 'center', baseline: 'top' });
  });
  const rowsEvery = Math.ceil(14 / cellHeight);
  rows.forEach((text, i) => {
    // The last row stands on the axis, as its first value.
    if ((rows.length - 1 - i) % rowsEvery !== 0) return;
    const fitting = fitName(pen, text, text, font, left - 9);
    drawText(pen, fitting, left - 8, top + (i + 0.5) * cellHeight + 0.5, { ...style, align: 'right' });
  });
  const names = { font: fonts.text(theme, 11), color: theme.foreground };
  drawText(pen, down, 0, top - 10, names);
  drawText(pen, across, right, bottom + 21, { ...names, align: 'right', baseline: 'top' });
}

function placesOf({ cells }: HeatScene, kind: CellKind): CellPlace[] {
  return cells.flatMap((line, row) =>
    line.flatMap((cell, column) => (cell?.kind === kind ? [{ column, row }] : [])),
  );
}
