import { drawDot, drawText, fonts, textWidth } from '../chart/drawText.ts';
import type { Pen } from '../pen.ts';
import type { Box } from './placeNames.ts';
import { isInside, type Projection } from './projection.ts';
import type { LandscapeScene } from './scene.ts';

const radius = 7;
/** From the middle of the ring to the name. */
const reach = 12;

type Marked = Pick<LandscapeScene, 'mark' | 'theme'>;

interface PlacedMark {
  readonly text: string;
  readonly left: number;
  readonly top: number;
  readonly width: number;
  /** Whether the name is at the right. */
  readonly isRight: boolean;
}

/** Where somebody stands: a dot in a ring, with its name on the side that has room. */
export function drawPlaceMark(pen: Pen, scene: Marked, projected: Projection): void {
  const placed = placedMark(pen, scene, projected);
  if (!placed) return;
  const { text, left, top, isRight } = placed;
  const { theme } = scene;
  drawDot(pen, left, top, radius, theme.background, theme.mark);
  drawDot(pen, left, top, 3.5, theme.mark, theme.background);
  drawText(pen, text, isRight ? left + reach : left - reach, top, {
    font: fonts.strong(theme, 11),
    color: theme.foreground,
    align: isRight ? 'left' : 'right',
    halo: theme.background,
  });
}

/** What ring and name take: nothing else is written there. null where there is none. */
export function boxOfPlaceMark(pen: Pen, scene: Marked, projected: Projection): Box | null {
  const placed = placedMark(pen, scene, projected);
  if (!placed) return null;
  const { left, top, width, isRight } = placed;
  return {
    left: left - (isRight ? radius : reach + width),
    right: left + (isRight ? reach + width : radius),
    top: top - radius,
    bottom: top + radius,
  };
}

/** null where it isn't in view. */
function placedMark(pen: Pen, { mark, theme }: Marked, { x, y, frame }: Projection): PlacedMark | null {
  if (!mark) return null;
  const [left, top] = [x(mark.at[0]), y(mark.at[1])];
  if (!isInside(frame, left, top)) return null;
  const width = textWidth(pen, mark.text, fonts.strong(theme, 11));
  return { text: mark.text, left, top, width, isRight: left + reach + width < frame.right };
}
