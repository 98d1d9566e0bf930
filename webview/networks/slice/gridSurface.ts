/** A grid of losses as a surface that the shared landscape draws. */
import type { LossGrid } from '../../../core/networkPictures/lossGrid.ts';
import type { Surface, Window } from '../../../core/problems/surfaces/surface.ts';
import { words } from '../words.ts';

/** Contour lines. */
const levelCount = 14;

/**
 * Between the points of the grid the logarithm of the loss is interpolated by cubics through them (Catmull & Rom 1974), which
 * makes contours smooth; at its points the surface has their losses.
 * @returns null where no loss is finite.
 */
export function gridSurface({ size, values }: LossGrid, window: Window): Surface | null {
  const finite = values.filter((value) => Number.isFinite(value));
  if (finite.length === 0) return null;
  const least = smallestPositive(finite);
  const most = Math.max(...finite, least);
  // What isn't finite is above all levels.
  const logs = values.map((value) => Math.log(Number.isFinite(value) ? Math.max(value, least) : 2 * most));
  const at = (i: number, j: number) => logs[within(j, size) * size + within(i, size)] ?? 0;
  const place = (value: number, [from, to]: readonly [number, number]) =>
    ((value - from) / (to - from)) * (size - 1);
  const value = (x: number, y: number) => {
    const [i, j] = [place(x, window.x), place(y, window.y)];
    const [left, low] = [Math.floor(i), Math.floor(j)];
    const rows = [-1, 0, 1, 2].map((row) =>
      cubic(
        [-1, 0, 1, 2].map((column) => at(left + column, low + row)),
        i - left,
      ),
    );
    return Math.exp(cubic(rows, j - low));
  };
  return {
    ...{ id: 'slice', name: words.landscape, formula: '', text: '' },
    axes: [words.across, words.up],
    ...{ minima: [], start: [0, 0], starts: [], window, levels: levelsBetween(least, most) },
    ...{ learningRate: 0, steps: 0, value },
    gradient() {
      throw new Error('The landscape draws values alone.');
    },
  };
}

function smallestPositive(values: Float64Array): number {
  const positive = values.filter((value) => value > 0);
  return positive.length > 0 ? Math.min(...positive) : Number.MIN_VALUE;
}

function within(index: number, size: number): number {
  return Math.min(size - 1, Math.max(0, index));
}

/** Through the second and the third number, at `t` between them. */
function cubic([a = 0, b = 0, c = 0, d = 0]: readonly number[], t: number): number {
  return b + 0.5 * t * (c - a + t * (2 * a - 5 * b + 4 * c - d + t * (3 * (b - c) + d - a)));
}

/** At equal ratios, with as few digits as tell them apart. @internal */
export function levelsBetween(least: number, most: number): number[] {
  const exact = Array.from(
    { length: levelCount },
    (_, place) => least * (most / least) ** ((place + 0.5) / levelCount),
  );
  for (let digits = 1; digits <= 6; digits++) {
    const levels = [...new Set(exact.map((level) => Number(level.toPrecision(digits))))];
    if (levels.length === levelCount) return levels;
  }
  return [...new Set(exact)];
}
