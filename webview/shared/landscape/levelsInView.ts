/** Heights of the contour lines of a part of a surface. */
import { ticks } from 'd3-array';
import type { Surface } from '../../../core/problems/surfaces/surface.ts';
import type { Window } from './projection.ts';

/** Heights are looked at in so many places a side. */
const side = 24;
/** Of a surface's own levels so many are enough. */
const enough = 4;
const wanted = 8;
/** Heights above the minimum are cut into decades from this share of the highest on. */
const lowestShare = 1e-3;

/**
 * Those of the surface where enough of them are in view; else round heights between the lowest and the highest one there: at equal
 * ratios above the minimum or, where these are few, evenly apart.
 */
export function levelsInView(surface: Surface, window: Window): readonly number[] {
  const heights = heightsIn(surface, window);
  const [low, high] = [heights[0] ?? 0, heights.at(-1) ?? 0];
  const own = surface.levels.filter((level) => level > low && level < high);
  if (own.length >= Math.min(enough, surface.levels.length) || !(high > low)) return surface.levels;
  const base = baseOf(surface, low);
  const from = base === null ? high : Math.max(low - base, lowestShare * (high - base));
  const isBetween = (level: number) => level > low && level < high;
  const rungs = base === null ? [] : ladder(from, high - base).map((above) => onBase(base, above));
  const above = rungs.filter(isBetween);
  return above.length >= enough ? above : ticks(low, high, wanted).filter(isBetween);
}

/** Finite ones, the lowest first. */
function heightsIn(surface: Surface, { x, y }: Window): Float64Array {
  const heights = Float64Array.from({ length: side * side }, (_, place) => {
    const [i, j] = [place % side, Math.floor(place / side)];
    return surface.value(x[0] + (i / (side - 1)) * (x[1] - x[0]), y[0] + (j / (side - 1)) * (y[1] - y[0]));
  });
  return heights.filter(Number.isFinite).sort();
}

/** The lowest height, where it is known, or 0 where all levels are above it; else null. @param low In view. */
function baseOf(surface: Surface, low: number): number | null {
  const [lowest] = surface.minima;
  // A minimum that was searched for is no lower than its rounding.
  if (lowest) return Math.min(low, surface.value(...lowest));
  return low >= 0 && surface.levels.every((level) => level > 0) ? 0 : null;
}

/** From one height to another: 1, 10 … or 1, 3, 10 … or 1, 2, 5, 10 …, whichever has about as many as are wanted. */
function ladder(from: number, to: number): number[] {
  const decades = Math.log10(to / from);
  const steps = [[1, 2, 5], [1, 3], [1]].find((each) => each.length * decades <= wanted) ?? [1];
  const levels: number[] = [];
  for (let exponent = Math.floor(Math.log10(from)); exponent <= Math.log10(to); exponent++)
    for (const step of steps) levels.push(Number(`${step}e${exponent}`));
  return levels;
}

/** With no digits behind those that tell it from the next. */
function onBase(base: number, above: number): number {
  if (base === 0) return above;
  const digits = Math.min(100, Math.max(0, 1 - Math.floor(Math.log10(above))));
  return Number((base + above).toFixed(digits));
}
