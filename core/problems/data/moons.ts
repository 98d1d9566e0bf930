import type { Dataset, DatasetEntry } from './dataset.ts';
import { dataSeed, type GeneratorOptions } from './generators/options.ts';
import { axes, pointsInPlane } from './generators/pointsInPlane.ts';

const defaults = { rows: 400, noise: 0.1, seed: dataSeed };

/**
 * Two half circles of radius 1, evenly filled for 0 < t < π: (cos t - ½, sin t - ¼) and (½ - cos t, ¼ - sin t).
 * Each ends in the middle of the other.
 * @param options Default: 400 rows, noise 0.1.
 * @throws {RangeError} if an option is out of range.
 * @internal
 */
export function makeMoons(options: GeneratorOptions = {}): Dataset {
  return pointsInPlane({ ...defaults, ...options }, 2, (label, index, count) => {
    const angle = (Math.PI * (index + 0.5)) / count;
    const [x, y] = [Math.cos(angle) - 0.5, Math.sin(angle) - 0.25];
    return label === 0 ? [x, y] : [-x, -y];
  });
}

/** Two half moons that reach into each other. */
export const moons: DatasetEntry = {
  id: 'moons',
  name: 'Two moons',
  description: 'Points of two half circles that reach into each other.',
  rows: defaults.rows,
  features: 2,
  classes: 2,
  featureNames: axes,
  load: () => makeMoons(),
};
