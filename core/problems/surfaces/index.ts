/** The table of surfaces: one file and one line each. */
import { rosenbrock } from './rosenbrock.ts';
import type { Surface } from './surface.ts';
import { valley } from './valley.ts';

export const surfaces: readonly Surface[] = [valley, rosenbrock];

export function findSurface(id: string): Surface | undefined {
  return surfaces.find((surface) => surface.id === id);
}
