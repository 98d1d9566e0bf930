/** What follows the pointer over a map: hairlines with the values at the axes, and the part that is dragged. */
import { drawText, fonts, textWidth } from '../shared/chart/drawText.ts';
import { type MapLayout, xOf, yOf } from './mapLayout.ts';
import type { MapScene } from './mapScene.ts';
import { settingOf } from './mapState.ts';
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

export function drawPointer(
  context: CanvasRenderingContext2D,
  scene: MapScene,
  drag: DragBox | null,
): void {
  const { layout, part, state } = scene;
  if (state.pointed !== null) {
    const { columns } = part.grid;
    drawHairlines(context, scene, state.pointed % columns, Math.floor(state.pointed / columns));
  }
  if (drag) drawBox(context, layout, drag, scene.theme.foreground);
}

function drawHairlines(context: CanvasRenderingContext2D, scene: MapScene, column: number, row: number): void {
  const { layout, part, theme, state } = scene;
  const { left, top, width, height } = layout;
  const [x, y] = [xOf(layout, column), yOf(layout, row)];
  for (const [color, wide] of [
    ['rgba(0, 0, 0, 0.6)', 3],
    ['rgba(255, 255, 255, 0.9)', 1],
  ] as const) {
    context.strokeStyle = color;
    context.lineWidth = wide;
    context.beginPath();
    context.moveTo(left, y);
    context.lineTo(x - 5, y);
    context.moveTo(x, y + 5);
    context.lineTo(x, top + height);
    context.stroke();
    context.beginPath();
    const [wideCell, highCell] = [Math.max(8, width / layout.columns), Math.max(8, height / layout.rows)];
    context.rect(x - wideCell / 2, y - highCell / 2, wideCell, highCell);
    context.stroke();
  }
  const textOf = (cells: typeof part.columns, index: number) =>
    cellText(cells, index, settingOf(state, cells.axis.setting)?.isWhole ?? false);
  const font = fonts.number(theme, 11);
  const tag = (text: string, center: Point, align: 'center' | 'right') => {
    const wide = textWidth(context, text, font) + 10;
    const begin = align === 'center' ? center.x - wide / 2 : center.x - wide;
    const at = Math.max(0, Math.min(begin, left + width - wide));
    context.fillStyle = theme.foreground;
    context.beginPath();
    context.roundRect(at, center.y - 9, wide, 18, 3);
    context.fill();
    drawText(context, text, at + wide / 2, center.y + 0.5, { font, color: theme.background, align: 'center' });
  };
  tag(textOf(part.columns, column), { x, y: top + height + 14 }, 'center');
  tag(textOf(part.rows, row), { x: left - 3, y }, 'right');
}

function drawBox(context: CanvasRenderingContext2D, layout: MapLayout, { from, to }: DragBox, color: string): void {
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
