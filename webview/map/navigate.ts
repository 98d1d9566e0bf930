/** Which part of the plane comes next: by the wheel, by a drag, by keys. */
import type { MapAxis } from '../../core/experiment/map/mapAxis.ts';
import { partOf, zoomed } from '../../core/map/mapView.ts';
import { fractionAt } from '../shared/map/mapLayout.ts';
import { type MapState, settingOf } from '../shared/map/mapState.ts';

/** Among the cells; needs not be whole. */
interface Place {
  readonly column: number;
  readonly row: number;
}

export interface MapAxes {
  readonly x: MapAxis;
  readonly y: MapAxis;
}

type Limits = Parameters<typeof partOf>[3];

/** Where one axis can't go further, the other does; null where neither can. */
function change(
  state: MapState,
  next: (axis: MapAxis, of: Limits, placeOf: (place: Place) => number, count: number) => MapAxis | null,
): MapAxes | null {
  const { map, part } = state;
  if (!map || !part) return null;
  const [x, y] = [part.columns.axis, part.rows.axis];
  const [acrossX, upY] = [settingOf(state, x.setting), settingOf(state, y.setting)];
  if (!acrossX || !upY) return null;
  const { columns, rows } = part.grid;
  const newX = next(x, { setting: acrossX, whole: map.x }, ({ column }) => column, columns);
  const newY = next(y, { setting: upY, whole: map.y }, ({ row }) => row, rows);
  return newX || newY ? { x: newX ?? x, y: newY ?? y } : null;
}

/** @param factor Below 1: nearer. */
export function zoomedAround(state: MapState, around: Place, factor: number): MapAxes | null {
  return change(state, (axis, of, placeOf, count) =>
    zoomed(axis, fractionAt(placeOf(around), count), factor, of),
  );
}

/** What is between two places, in any order; no further than what is in view. */
export function between(state: MapState, from: Place, to: Place): MapAxes | null {
  return change(state, (axis, of, placeOf, count) => {
    const ends = [placeOf(from), placeOf(to)].map((place) => Math.min(count - 1, Math.max(0, place)));
    const [low = 0, high = 0] = ends.sort((a, b) => a - b).map((place) => fractionAt(place, count));
    return partOf(axis, low, high, of);
  });
}

export function moved(state: MapState, by: Place): MapAxes | null {
  return change(state, (axis, of, placeOf, count) => {
    const share = fractionAt(placeOf(by), count);
    return partOf(axis, share, 1 + share, of);
  });
}
