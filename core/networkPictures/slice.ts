/** Which plane through the weights is looked at, and what of it. */
import type { Window } from '../problems/surfaces/surface.ts';
import { filterNormalized } from './directions.ts';
import type { WeightPath } from './followRun.ts';
import { farthestFromLine, type Plane, planeThrough } from './plane.ts';
import { type ProjectedPath, projectPath } from './projectPath.ts';

/**
 * Random directions from the end of a run, or the plane through its start, its end and the end of another run: of a run alone, the
 * point of its way that is farthest from the line between its ends.
 */
export type SliceKind = 'random' | 'ends';

export interface SliceRequest {
  /** The place of the run that it is through. */
  readonly run: number;
  readonly kind: SliceKind;
  /** Of random directions. */
  readonly seed: number;
}

export interface SlicePath extends ProjectedPath {
  /** After how many steps each of its points is. */
  readonly steps: Int32Array;
}

export interface Slice {
  readonly kind: SliceKind;
  readonly plane: Plane;
  readonly window: Window;
  /** The place of the other run whose end is in the plane; null where there is none. */
  readonly other: number | null;
  /** Of all runs. */
  readonly paths: readonly SlicePath[];
}

/** Around what has to be seen, in parts of its extent. */
const margin = 0.2;
/** Random directions are as long as the weights: a path that leads further leaves the picture. */
const furthest = 2;

/**
 * @param widths Inputs, hidden layers …, outputs.
 * @param lossesAtEnd Of each path, by which the other run is chosen: the best of the others.
 */
export function planSlice(
  paths: readonly WeightPath[],
  widths: readonly number[],
  lossesAtEnd: readonly number[],
  { run, kind, seed }: SliceRequest,
): Slice {
  const path = paths[run];
  const [start, end] = [path?.points[0], path?.points.at(-1)];
  if (!start || !end) throw new RangeError(`run = ${run} — expected 0 <= run < ${paths.length}`);
  const other = bestOther(lossesAtEnd, run);
  const third =
    other === null ? farthestFromLine(start, end, path?.points ?? []) : paths[other]?.points.at(-1);
  const through = kind === 'ends' && third ? planeThrough(start, end, third) : null;
  const plane = through ?? {
    origin: end,
    u: filterNormalized(widths, end, seed, 0),
    v: filterNormalized(widths, end, seed, 1),
  };
  const projected = paths.map(({ points, steps }) => ({ ...projectPath(plane, points), steps }));
  const shown = through ? projected : projected.slice(run, run + 1);
  return {
    ...{ kind: through ? 'ends' : 'random', plane, other: through ? other : null, paths: projected },
    window: through ? around(shown) : unitWindow(shown),
  };
}

/** The one whose loss is lowest; a loss that is no number is the worst. */
function bestOther(losses: readonly number[], run: number): number | null {
  const worth = (place: number) => {
    const loss = losses[place] ?? Number.NaN;
    return Number.isNaN(loss) ? Number.POSITIVE_INFINITY : loss;
  };
  const others = [...losses.keys()].filter((place) => place !== run);
  return others.reduce<number | null>(
    (best, place) => (best === null || worth(place) < worth(best) ? place : best),
    null,
  );
}

/** The three points of a plane lie on no line, so that there is an extent in both directions. */
function around(paths: readonly ProjectedPath[]): Window {
  const [x, y] = [extentOf(paths, 0), extentOf(paths, 1)];
  const widened = ([low, high]: readonly [number, number]): [number, number] => {
    const room = margin * (high - low);
    return [low - room, high + room];
  };
  return { x: widened(x), y: widened(y) };
}

/** From -1 to 1 in both directions, more where the path leads further. */
function unitWindow(paths: readonly ProjectedPath[]): Window {
  const reach = Math.max(1, ...[0, 1].flatMap((axis) => extentOf(paths, axis).map(Math.abs)));
  const side = reach > 1 ? Math.min(furthest, (1 + margin / 2) * reach) : 1;
  return { x: [-side, side], y: [-side, side] };
}

function extentOf(paths: readonly ProjectedPath[], axis: number): [number, number] {
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const { coordinates } of paths) {
    for (let i = axis; i < coordinates.length; i += 2) {
      low = Math.min(low, coordinates[i] ?? low);
      high = Math.max(high, coordinates[i] ?? high);
    }
  }
  return [low, high];
}
