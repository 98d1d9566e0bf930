/** Where words on a map lie: where there are no colours to be read, and no other words. */

export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

interface Point {
  readonly x: number;
  readonly y: number;
}

/** Between the words of two things, in pixels. */
const apart = 10;
/** Between two places that are tried, in pixels. */
const stride = 12;
/** Between the words and what they are about. */
const gap = 28;
/** Further away they would say nothing of the point. */
const farthest = 150;

/**
 * The nearest place, so that the words lie beside the point.
 * @param isFree Whether words can be at a point of the map.
 * @returns null where there is none.
 */
export function placeBox(
  { x, y }: Point,
  { width, height }: Pick<Box, 'width' | 'height'>,
  bounds: Box,
  taken: readonly Box[],
  isFree: (x: number, y: number) => boolean,
): Box | null {
  let nearest: Box | null = null;
  let least = Number.POSITIVE_INFINITY;
  for (let top = bounds.y + 4; top + height <= bounds.y + bounds.height - 4; top += stride)
    for (let left = bounds.x + 4; left + width <= bounds.x + bounds.width - 4; left += stride) {
      const box = { x: left, y: top, width, height };
      const away = distance(box, { x, y });
      // Beside it rather than above or below.
      const cost = away + Math.abs(top + height / 2 - y) / 2;
      if (cost >= least || away < gap || away > farthest) continue;
      if (taken.some((other) => overlap(box, widened(other))) || !isAllFree(box, isFree)) continue;
      [nearest, least] = [box, cost];
    }
  return nearest;
}

/** From a point to the nearest one of a box. */
function distance({ x, y, width, height }: Box, point: Point): number {
  const across = Math.max(x - point.x, 0, point.x - x - width);
  const down = Math.max(y - point.y, 0, point.y - y - height);
  return Math.hypot(across, down);
}

function widened({ x, y, width, height }: Box): Box {
  return { x: x - apart, y: y - apart, width: width + 2 * apart, height: height + 2 * apart };
}

function overlap(a: Box, b: Box): boolean {
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
}

/** @param step Between two points that are looked at, in pixels: across and down. */
export function isAllFree(
  { x, y, width, height }: Box,
  isFree: (x: number, y: number) => boolean,
  step = { x: 10, y: 8 },
): boolean {
  const [across, down] = [Math.ceil(width / step.x), Math.ceil(height / step.y)];
  for (let i = 0; i <= across; i++)
    for (let j = 0; j <= down; j++)
      if (!isFree(x + (i * width) / across, y + (j * height) / down)) return false;
  return true;
}
