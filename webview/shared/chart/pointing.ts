/** What pointer and keys mean on the chart. */
import { furthestOf, indexAt, moveOnAxis } from './axis.ts';
import type { Plot } from './plot.ts';
import type { Scene } from './scene.ts';

/** How near the pointer must be to a line to mean it, in pixels. */
const nearby = 14;

/** The place on the axis next to a pixel. */
export function cursorAt({ axis }: Scene, { left, right }: Plot, x: number): number {
  const share = (x - left) / (right - left);
  const value = axis.log
    ? axis.min * (axis.max / axis.min) ** share
    : axis.min + (axis.max - axis.min) * share;
  return moveOnAxis(axis, value, 0);
}

/** The group of the line that is next to a height at the crosshair; null where none is near. */
export function nearestLine({ lines }: Scene, plot: Plot, cursor: number, y: number): string | null {
  let [best, nearest]: [string | null, number] = [null, nearby];
  for (const line of lines) {
    const index = indexAt(line, cursor);
    if (index === null) continue;
    const distance = Math.abs(plot.y(line.curve.at(index)) - y);
    if (distance >= nearest) continue;
    nearest = distance;
    best = line.group;
  }
  return best;
}

/** Where a key moves the crosshair; null where it means nothing. */
export function keyTarget(
  { key, shiftKey }: Pick<KeyboardEvent, 'key' | 'shiftKey'>,
  { axis, cursor, lines }: Scene,
): number | null {
  const furthest = Math.max(axis.min, Math.min(axis.max, furthestOf(lines)));
  const from = cursor ?? furthest;
  const far = shiftKey ? 10 : 1;
  if (key === 'ArrowRight' || key === 'ArrowUp') return Math.min(moveOnAxis(axis, from, far), furthest);
  if (key === 'ArrowLeft' || key === 'ArrowDown') return moveOnAxis(axis, from, -far);
  if (key === 'PageUp') return Math.min(moveOnAxis(axis, from, 10), furthest);
  if (key === 'PageDown') return moveOnAxis(axis, from, -10);
  if (key === 'Home') return moveOnAxis(axis, 0, 0);
  if (key === 'End') return furthest;
  return null;
}
