import type { PlaneFunction, Point } from '../surface.ts';
import { cells, type Heights } from './heights.ts';
import { descendByNewton, descendByTrial, isLowestAround } from './refine.ts';

/** More minima than this are a pattern, not places to name. */
const mostMinima = 12;
/** How many corners are looked into, the lowest first. */
const mostCorners = 40;

export interface Minima {
  /** Those that are lowest, all equally so; empty where there are too many to tell apart. */
  readonly lowest: readonly Point[];
  /** The others; empty where there are too many to tell apart. */
  readonly others: readonly Point[];
}

/** The minima of a function inside a window, as far as the grid of its heights shows them; the lowest first. */
export function findMinima(surface: PlaneFunction, heights: Heights): Minima {
  const { window } = heights;
  const cell: Point = [(window.x[1] - window.x[0]) / cells, (window.y[1] - window.y[0]) / cells];
  const found: { readonly at: Point; readonly height: number }[] = [];
  for (const [i, j] of lowestCorners(heights)) {
    const at = refine(surface, heights.point(i, j), cell);
    if (at && isInside(at, heights) && !found.some((other) => isSame(other.at, at, cell))) {
      found.push({ at, height: surface.value(...at) });
    }
  }
  found.sort((a, b) => a.height - b.height);
  const deepest = found[0]?.height ?? 0;
  const equal = deepest + 1e-9 * (highest(heights) - deepest);
  const points = (group: typeof found) => (group.length > mostMinima ? [] : group.map(({ at }) => at));
  return {
    lowest: points(found.filter(({ height }) => height <= equal)),
    others: points(found.filter(({ height }) => height > equal)),
  };
}

function refine(surface: PlaneFunction, corner: Point, cell: Point): Point | undefined {
  const smooth = descendByNewton(surface, corner, cell);
  if (smooth) return smooth;
  const near = descendByTrial(surface, corner, cell);
  return descendByNewton(surface, near, cell) ?? (isLowestAround(surface, near, cell) ? near : undefined);
}

/** The inner corners of the grid with no lower one next to them and at least one higher, the lowest first. */
function lowestCorners(heights: Heights): Point[] {
  const corners: Point[] = [];
  for (let j = 1; j < cells; j++) {
    for (let i = 1; i < cells; i++) {
      const here = heights.at(i, j);
      const around = neighbours.map(([di, dj]) => heights.at(i + di, j + dj));
      if (
        Number.isFinite(here) &&
        !around.some((other) => other < here) &&
        around.some((other) => other > here)
      ) {
        corners.push([i, j]);
      }
    }
  }
  return corners.sort((a, b) => heights.at(...a) - heights.at(...b)).slice(0, mostCorners);
}

const neighbours = [-1, 0, 1].flatMap((di) =>
  [-1, 0, 1].filter((dj) => di !== 0 || dj !== 0).map((dj): Point => [di, dj]),
);

function highest({ values }: Heights): number {
  return values.reduce(
    (most, value) => (Number.isFinite(value) ? Math.max(most, value) : most),
    Number.NEGATIVE_INFINITY,
  );
}

function isInside([x, y]: Point, { window }: Heights): boolean {
  return x > window.x[0] && x < window.x[1] && y > window.y[0] && y < window.y[1];
}

function isSame(a: Point, b: Point, cell: Point): boolean {
  return Math.abs(a[0] - b[0]) < 1e-3 * cell[0] && Math.abs(a[1] - b[1]) < 1e-3 * cell[1];
}
