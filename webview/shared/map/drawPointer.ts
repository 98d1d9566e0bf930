/** What follows the pointer over a map: hairlines with the values at the axes, and the part that is dragged. */
import { drawText, fonts, textWidth } from '../chart/drawText.ts';
import { drawTicks, type PointerTags } from './drawTicks.ts';
import { type MapLayout, xOf, yOf } from './mapLayout.ts';
import type { MapScene } from './mapScene.ts';
import { settingOf } from './mapState.ts';
import { strokeTwice } from './strokeTwice.ts';
import { cellText } from './valueText.ts';

interface Point {
  readonly x: number;
  readonly y: number;
}

/** From where a press was dragged to where. */
export interface DragBox {
  readonly from: Point;
  readonly to: Point;
}

export function drawPointer(context: CanvasRenderingContext2D, scene: MapScene, drag: DragBox | null): void {
  const { layout, part, state } = scene;
  const { columns } = part.grid;
  const { pointed } = state;
  const place = pointed === null ? null : { column: pointed % columns, row: Math.floor(pointed / columns) };
  drawTicks(context, scene, place && tagsAt(context, scene, place));
  if (place) {
    drawHairlines(context, scene, place);
    drawTags(context, scene, place);
  }
  if (drag) drawBox(context, layout, drag, scene.theme.foreground);
}

interface CellPlace {
  readonly column: number;
  readonly row: number;
}

function drawHairlines(
  context: CanvasRenderingContext2D,
  { layout }: MapScene,
  { column, row }: CellPlace,
): void {
  const { left, top, width, height } = layout;
  const [x, y] = [xOf(layout, column), yOf(layout, row)];
  const [wideCell, highCell] = [Math.max(8, width / layout.columns), Math.max(8, height / layout.rows)];
  const strokes = { dark: ['rgba(0, 0, 0, 0.6)', 3], light: ['rgba(255, 255, 255, 0.9)', 1] } as const;
  strokeTwice(context, strokes, () => {
    context.moveTo(left, y);
    context.lineTo(x - wideCell / 2, y);
    context.moveTo(x, y + highCell / 2);
    context.lineTo(x, top + height);
    context.rect(x - wideCell / 2, y - highCell / 2, wideCell, highCell);
  });
}

function textsAt({ part, state }: MapScene, { column, row }: CellPlace): readonly [string, string] {
  const textOf = (cells: typeof part.columns, index: number) =>
    cellText(cells, index, settingOf(state, cells.axis.setting)?.isWhole ?? false);
  return [textOf(part.columns, column), textOf(part.rows, row)];
}

function tagsAt(context: CanvasRenderingContext2D, scene: MapScene, place: CellPlace): PointerTags {
  const { layout, theme } = scene;
  const wide = textWidth(context, textsAt(scene, place)[0], fonts.number(theme, 11)) + 10;
  const right = layout.left + layout.width;
  const begin = Math.max(0, Math.min(xOf(layout, place.column) - wide / 2, right - wide));
  return { across: [begin, begin + wide], up: yOf(layout, place.row) };
}

function drawTags(context: CanvasRenderingContext2D, scene: MapScene, place: CellPlace): void {
  const { layout, theme } = scene;
  const font = fonts.number(theme, 11);
  const [across, up] = textsAt(scene, place);
  const { across: at } = tagsAt(context, scene, place);
  const wide = textWidth(context, up, font) + 10;
  const left = Math.max(0, layout.left - 3 - wide);
  const tag = (text: string, [begin, end]: readonly [number, number], y: number) => {
    context.fillStyle = theme.foreground;
    context.beginPath();
    context.roundRect(begin, y - 9, end - begin, 18, 3);
    context.fill();
    drawText(context, text, (begin + end) / 2, y + 0.5, { font, color: theme.background, align: 'center' });
  };
  tag(across, at, layout.top + layout.height + 14);
  tag(up, [left, left + wide], yOf(layout, place.row));
}

function drawBox(
  context: CanvasRenderingContext2D,
  layout: MapLayout,
  { from, to }: DragBox,
  color: string,
): void {
  const { left, top, width, height } = layout;
  const clampX = (x: number) => Math.min(left + width, Math.max(left, x));
  const clampY = (y: number) => Math.min(top + height, Math.max(top, y));
  const [x, y] = [Math.min(clampX(from.x), clampX(to.x)), Math.min(clampY(from.y), clampY(to.y))];
  const [wide, high] = [Math.abs(clampX(to.x) - clampX(from.x)), Math.abs(clampY(to.y) - clampY(from.y))];
  if (wide < 2 && high < 2) return;
  context.fillStyle = 'rgba(128, 128, 128, 0.25)';
  context.fillRect(x, y, wide, high);
  for (const [line, size] of [
    ['rgba(0, 0, 0, 0.7)', 3],
    [color, 1],
  ] as const) {
    context.strokeStyle = line;
    context.lineWidth = size;
    context.strokeRect(x, y, wide, high);
  }
}
