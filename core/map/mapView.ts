/** From one part of an axis to another: what zooming and moving make of it, within what the setting can be. */
import { fractionOf, type MapAxis, placeOf, valueAt } from '../experiment/map/mapAxis.ts';
import type { MapSetting } from '../experiment/map/mapSettings.ts';
import { mostCells } from './mapCells.ts';

/** Of the whole axis. */
const smallestPart = 1e-12;

/** Values on a logarithmic scale can't be further out. */
const farthest = 1e12;

/** The part from one fraction of an axis to another; null where there is nothing to be told apart in it. */
export function partOf(
  axis: MapAxis,
  low: number,
  high: number,
  { setting, whole }: { readonly setting: MapSetting; readonly whole: MapAxis },
): MapAxis | null {
  if (!(low < high)) return null;
  const [from, to] = [valueAt(axis, low), valueAt(axis, high)];
  const part = within({ ...axis, from, to }, setting);
  if (!part) return null;
  if (setting.isWhole) return wholePart(part, setting);
  const size = Math.abs(fractionOf(whole, part.to) - fractionOf(whole, part.from));
  return size >= smallestPart && areApart(part) ? part : null;
}

/** Whether the values of neighbouring cells, at both ends, are numbers that differ. */
function areApart(axis: MapAxis): boolean {
  const step = 1 / mostCells;
  const differ = (a: number, b: number) => b - a > 8 * Number.EPSILON * Math.max(Math.abs(a), Math.abs(b));
  return (
    differ(axis.from, valueAt(axis, step)) && differ(valueAt(axis, 1 - step), axis.to) && axis.from < axis.to
  );
}

/** Zooms around a fraction of the axis, which stays where it is. @param factor Below 1: nearer. */
export function zoomed(
  axis: MapAxis,
  around: number,
  factor: number,
  of: { readonly setting: MapSetting; readonly whole: MapAxis },
): MapAxis | null {
  return partOf(axis, around - around * factor, around + (1 - around) * factor, of);
}

function wholePart(part: MapAxis, { range }: MapSetting): MapAxis | null {
  const from = Math.max(range.min, Math.floor(part.from));
  const to = Math.min(range.max, Math.ceil(part.to));
  return from < to ? { ...part, from, to } : null;
}

/** Cut at what the setting can be; null where nothing is left. */
function within(axis: MapAxis, { range }: MapSetting): MapAxis | null {
  const { scale } = axis;
  const { min, max, minIncluded, maxIncluded } = range;
  const lowest = scale === 'log' ? Math.max(min, 1 / farthest) : Math.max(min, -farthest);
  const highest = scale === 'one minus log' ? Math.min(max, 1 - 1 / farthest) : Math.min(max, farthest);
  const from = Number.isFinite(axis.from) ? Math.max(axis.from, lowest) : lowest;
  const to = Number.isFinite(axis.to) ? Math.min(axis.to, highest) : highest;
  const isOut = (value: number, end: number, included: boolean) => !included && value === end;
  if (isOut(from, min, minIncluded) || isOut(to, max, maxIncluded)) return null;
  const hasPlaces = Number.isFinite(placeOf(scale, from)) && Number.isFinite(placeOf(scale, to));
  return from < to && hasPlaces ? { ...axis, from, to } : null;
}
