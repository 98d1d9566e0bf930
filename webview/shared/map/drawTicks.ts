/** The values along the axes of a map, and their names. */
import { withScale } from '../../../core/experiment/map/mapAxis.ts';
import { placeInCells } from '../../../core/map/mapCells.ts';
import { drawText, fonts, textWidth } from '../chart/drawText.ts';
import { scaleTicks } from '../chart/ticks.ts';
import { xOf, yOf } from './mapLayout.ts';
import type { MapScene } from './mapScene.ts';
import type { MapPart } from './mapState.ts';
import { axisTicks } from './valueText.ts';

/** Where the value of the pointer stands, and no other. */
export interface PointerTags {
  /** From left to right. */
  readonly across: readonly [number, number];
  /** In the middle of the text. */
  readonly up: number;
}

export function drawTicks(
  context: CanvasRenderingContext2D,
  { state, part, layout, theme }: MapScene,
  tags: PointerTags | null,
): void {
  const { left, top, width, height } = layout;
  const style = { font: fonts.number(theme, 11), color: theme.quiet };
  const nameStyle = { font: fonts.text(theme, 11), color: theme.quiet };
  const bottom = top + height;
  const across = axisTicks(
    part.columns,
    (from, to) => scaleTicks(from, to, Math.max(2, Math.floor(width / 90))),
    (value) => placeInCells(part.columns, value),
  );
  const up = axisTicks(
    part.rows,
    (from, to) => scaleTicks(from, to, Math.max(2, Math.floor(height / 60))),
    (value) => placeInCells(part.rows, value),
  );
  context.strokeStyle = theme.rule;
  context.lineWidth = 1;
  const nameOf = (cells: MapPart['columns']) => {
    const { setting } = cells.axis;
    const label = state.map?.settings.find(({ name }) => name === setting)?.label ?? setting;
    return withScale(label, cells.axis);
  };
  let free = Number.NEGATIVE_INFINITY;
  for (const { place, text } of across) {
    const x = xOf(layout, place);
    context.beginPath();
    context.moveTo(x, bottom);
    context.lineTo(x, bottom + 4);
    context.stroke();
    const half = textWidth(context, text, style.font) / 2;
    const at = Math.min(Math.max(x, left + half - 6), left + width - half);
    if (at - half < free || isUnder(tags, at - half, at + half)) continue;
    drawText(context, text, at, bottom + 8, { ...style, align: 'center', baseline: 'top' });
    free = at + half + 8;
  }
  let lowest = Number.POSITIVE_INFINITY;
  for (const { place, text } of up) {
    const y = yOf(layout, place);
    context.beginPath();
    context.moveTo(left - 4, y);
    context.lineTo(left, y);
    context.stroke();
    if (y + 7 > lowest || (tags && Math.abs(tags.up - y) < 16)) continue;
    // Far down a zoom there are too many digits for the margin, which stays as wide so that nothing moves.
    if (textWidth(context, text, style.font) <= left - 8)
      drawText(context, text, left - 8, Math.max(y, top + 4), { ...style, align: 'right' });
    else drawText(context, text, left + 4, Math.max(y, top + 8), { ...style, halo: theme.background });
    lowest = y - 7;
  }
  drawText(context, nameOf(part.columns), left + width, bottom + 26, {
    ...nameStyle,
    align: 'right',
    baseline: 'top',
  });
  drawText(context, `↑ ${nameOf(part.rows)}`, left, top - 8, { ...nameStyle, baseline: 'middle' });
}

function isUnder(tags: PointerTags | null, left: number, right: number): boolean {
  return tags !== null && left < tags.across[1] + 4 && right > tags.across[0] - 4;
}
