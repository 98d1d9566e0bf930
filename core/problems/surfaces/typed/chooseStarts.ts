import { isFiniteAt, slopeAt } from '../finiteAt.ts';
import type { PlaneFunction, Point, Start, Window } from '../surface.ts';
import { along, cells } from './heights.ts';

/** How high up to start, as a share of the places that are lower. The first is the default. */
const heights = [
  { label: 'on the slope', share: 0.5 },
  { label: 'high up', share: 0.85 },
  { label: 'close to the lowest point', share: 0.1 },
] as const;

/**
 * Shares of the window's sides, -4.2, -3.2 … 3.8 of -5 to 5: beside the axes, where a symmetric function has no slope
 * across, and beside whole numbers, where many functions have none at all.
 */
const shares = [0, 1, 2, 3, 4, 5, 6, 7, 8].map((tenth) => (tenth + 0.8) / 10);

/** Those of the grid on which heights are measured, the border of the window included. */
const corners = Array.from({ length: cells + 1 }, (_, index) => index / cells);

/**
 * Starts at different heights, the default first; of a function without any slope, one alone. All of them are where the
 * function and its slope are finite; empty where that is nowhere.
 */
export function chooseStarts(surface: PlaneFunction, window: Window): Start[] {
  const coarse = placesAt(shares, window);
  const sloping = coarse.filter((at) => isSloping(surface, at));
  // In a small part of the window, if at all.
  const fine = sloping.length > 0 ? [] : placesAt(corners, window);
  const byHeight = [...sloping, ...fine.filter((at) => isSloping(surface, at))].sort(
    (a, b) => surface.value(...a) - surface.value(...b),
  );
  if (byHeight.length === 0) return flatStart(surface, window, [...coarse, ...fine]);
  return heights.flatMap(({ label, share }) => {
    const at = byHeight[Math.round(share * (byHeight.length - 1))];
    return at ? [{ label, at }] : [];
  });
}

function flatStart(surface: PlaneFunction, window: Window, places: readonly Point[]): Start[] {
  const [middle] = placesAt([0.5], window);
  if (middle && isFiniteAt(surface, middle)) return [{ label: 'in the middle', at: middle }];
  const at = places.find((each) => isFiniteAt(surface, each));
  return at ? [{ label: 'on flat ground', at }] : [];
}

function placesAt(sides: readonly number[], window: Window): Point[] {
  return sides.flatMap((right) =>
    sides.map((up): Point => [rounded(along(window.x, right)), rounded(along(window.y, up))]),
  );
}

function isSloping(surface: PlaneFunction, at: Point): boolean {
  return isFiniteAt(surface, at) && slopeAt(surface, at).some((slope) => slope !== 0);
}

/** Without the digits that sums of tenths leave behind. */
function rounded(value: number): number {
  return Number(value.toPrecision(12));
}
