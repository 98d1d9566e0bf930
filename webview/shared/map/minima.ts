/** The minima of a surface on a map of starts: their colours, and where they lie. */

import { formatNumber } from '../../../core/format.ts';
import { placeInCells } from '../../../core/map/mapCells.ts';
import type { Point } from '../../../core/problems/surfaces/surface.ts';
import { drawText, fonts } from '../chart/drawText.ts';
import { xOf, yOf } from './mapLayout.ts';
import type { MapScene } from './mapScene.ts';

/** Told apart by colour-blind eyes: Okabe and Ito 2008, without black. */
const colors = ['#0072b2', '#e69f00', '#009e73', '#cc79a7', '#56b4e9', '#d55e00', '#f0e442'] as const;

/** @param number Counted from 1; where there are more than colours they begin again, and the numbers tell. */
export function minimumColor(number: number): string {
  return colors[(number - 1) % colors.length] ?? colors[0];
}

/** `1 at (3, 2)` */
export function minimumText(number: number, [x, y]: Point): string {
  const short = (value: number) => String(Number(formatNumber(value, 3))).replace('-', '−');
  return `${number} at (${short(x)}, ${short(y)})`;
}

/** A number on each minimum that is in view. */
export function drawMinima(
  context: CanvasRenderingContext2D,
  { state, part, layout, theme }: MapScene,
): void {
  const { left, top, width, height } = layout;
  const isAcross = part.columns.axis.setting === 'start_x';
  for (const [index, [first, second]] of (state.map?.minima ?? []).entries()) {
    const [atX, atY] = isAcross ? [first, second] : [second, first];
    const [x, y] = [xOf(layout, placeInCells(part.columns, atX)), yOf(layout, placeInCells(part.rows, atY))];
    if (x < left || x > left + width || y < top || y > top + height) continue;
    context.beginPath();
    context.arc(x, y, 9, 0, 2 * Math.PI);
    context.fillStyle = '#000000';
    context.fill();
    context.strokeStyle = '#ffffff';
    context.lineWidth = 1.5;
    context.stroke();
    drawText(context, String(index + 1), x, y + 0.5, {
      font: fonts.strong(theme, 11),
      color: '#ffffff',
      align: 'center',
    });
  }
}
