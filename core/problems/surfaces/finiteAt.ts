/** Whether a run can begin at a point: a loss or a slope that is not finite ends it before its first step. */
import type { PlaneFunction, Point } from './surface.ts';

export function isFiniteAt(surface: PlaneFunction, at: Point): boolean {
  return notFiniteAt(surface, at) === null;
}

/** `the loss is NaN`, `the slope is [Infinity, 1]`; null where both are finite. */
export function notFiniteAt(surface: PlaneFunction, at: Point): string | null {
  const value = surface.value(...at);
  if (!Number.isFinite(value)) return `the loss is ${value}`;
  const slope = slopeAt(surface, at);
  return slope.every(Number.isFinite) ? null : `the slope is [${slope.join(', ')}]`;
}

export function slopeAt(surface: PlaneFunction, at: Point): Float64Array {
  const gradient = new Float64Array(2);
  surface.gradient(...at, gradient);
  return gradient;
}
