import type { Dataset, DatasetEntry } from './dataset.ts';
import { dataSeed, type GeneratorOptions } from './generators/options.ts';
import { axes, pointsInPlane } from './generators/pointsInPlane.ts';

const defaults = { rows: 400, noise: 0.1, seed: dataSeed };
const radii = [1, 0.5] as const;

/**
 * Two circles around the origin, evenly filled: r (cos t, sin t) with r = 1 for the first class and ½ for the second.
 * @param options Default: 400 rows, noise 0.1.
 * @throws {RangeError} if an option is out of range.
 * @internal
 */
export function makeCircles(options: GeneratorOptions = {}): Dataset {
  return pointsInPlane({ ...defaults, ...options }, 2, (label, index, count) => {
    const angle = (2 * Math.PI * index) / count;
    const radius = radii[label] ?? 0;
    return [radius * Math.cos(angle), radius * Math.sin(angle)];
  });
}

/** A circle inside another. */
export const circles: DatasetEntry = {
  id: 'circles',
  name: 'Two circles',
  description: 'Points of a circle and of a smaller one inside it.',
  rows: defaults.rows,
  features: 2,
  classes: 2,
  featureNames: axes,
  load: () => makeCircles(),
};
