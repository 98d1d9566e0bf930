import type { Point } from '../../../core/problems/surfaces/surface.ts';

const shares = [0, 0.1, 0.2, 0.4, 0.6, 1];

/** The steps at which positions are printed; of 500 those of the tutorial's table: 0, 50, 100, 200, 300, 500. */
export function positionSteps(steps: number): number[] {
  return [...new Set(shares.map((share) => Math.round(share * steps)))];
}

export function distanceToNearest(position: Point, minima: readonly Point[]): number {
  return Math.min(...minima.map(([x, y]) => Math.hypot(position[0] - x, position[1] - y)));
}
