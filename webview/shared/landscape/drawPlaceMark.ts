import { drawDot, drawText, fonts, textWidth } from '../chart/drawText.ts';
import type { Pen } from '../pen.ts';
import { isInside, type Projection } from './projection.ts';
import type { LandscapeScene } from './scene.ts';

/** Where somebody stands: a dot in a ring, with its name on the side that has room. */
export function drawPlaceMark(pen: Pen, { mark, theme }: LandscapeScene, { x, y, frame }: Projection): void {
  if (!mark) return;
  const [left, top] = [x(mark.at[0]), y(mark.at[1])];
  if (!isInside(frame, left, top)) return;
  drawDot(pen, left, top, 7, theme.background, theme.mark);
  drawDot(pen, left, top, 3.5, theme.mark, theme.background);
  const font = fonts.strong(theme, 11);
  const isRight = left + 12 + textWidth(pen, mark.text, font) < frame.right;
  drawText(pen, mark.text, isRight ? left + 12 : left - 12, top, {
    font,
    color: theme.foreground,
    align: isRight ? 'left' : 'right',
    halo: theme.background,
  });
}
