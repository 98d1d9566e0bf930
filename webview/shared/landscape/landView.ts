/** What is in view of a landscape: nearer, further or moved. */
import type { Point } from '../../../core/problems/surfaces/surface.ts';
import type { Extent } from '../chart/scene.ts';
import { inView, moved, scaled, type Zoomable } from '../chart/zoom.ts';
import type { Window } from './projection.ts';

/** Nearer than this part of the whole, losses differ by little more than their rounding. */
const nearest = 1e-5;
/** Rounding leaves no sliver out of view. */
const almost = 0.995;

type Bounds = Window['x'];

/** `factor` times as much of both axes in view, and the point `about` where it was; null where that is all. */
export function scaledView(view: Window, whole: Window, factor: number, about: Point): Window | null {
  return windowOf(
    whole,
    scaled(extentOf(view.x), axisOf(whole.x), factor, about[0]),
    scaled(extentOf(view.y), axisOf(whole.y), factor, about[1]),
  );
}

/** Moved by parts of what is in view. */
export function movedView(view: Window, whole: Window, across: number, up: number): Window | null {
  return windowOf(
    whole,
    moved(extentOf(view.x), axisOf(whole.x), across),
    moved(extentOf(view.y), axisOf(whole.y), up),
  );
}

/** Moved as little as brings a point into view, with some room around it. */
export function viewWith(view: Window, whole: Window, point: Point): Window | null {
  const room = 0.1;
  const share = ([low, high]: Bounds, value: number) => {
    const at = (value - low) / (high - low);
    if (at < 0) return at - room;
    return at > 1 ? at - 1 + room : 0;
  };
  return movedView(view, whole, share(view.x, point[0]), share(view.y, point[1]));
}

/** A view as far as the landscape has it, which may have become another since; null where that is all of it. */
export function viewIn(view: Window | null, whole: Window): Window | null {
  if (!view) return null;
  const [x, y] = [overlap(view.x, whole.x), overlap(view.y, whole.y)];
  if (!x || !y) return null;
  return windowOf(whole, inView(extentOf(x), axisOf(whole.x)), inView(extentOf(y), axisOf(whole.y)));
}

export function isIn({ x, y }: Window, [px, py]: Point): boolean {
  return px >= x[0] && px <= x[1] && py >= y[0] && py <= y[1];
}

function overlap([low, high]: Bounds, [least, most]: Bounds): Bounds | null {
  const [from, to] = [Math.max(low, least), Math.min(high, most)];
  return from < to ? [from, to] : null;
}

function extentOf([min, max]: Bounds): Extent {
  return { min, max };
}

function axisOf([min, max]: Bounds): Zoomable {
  return { whole: { min, max }, log: false, least: nearest * (max - min) };
}

function windowOf(whole: Window, x: Extent | null, y: Extent | null): Window | null {
  const isAll = (extent: Extent | null, [low, high]: Bounds) =>
    !extent || extent.max - extent.min >= almost * (high - low);
  if (isAll(x, whole.x) && isAll(y, whole.y)) return null;
  return { x: x ? [x.min, x.max] : whole.x, y: y ? [y.min, y.max] : whole.y };
}
