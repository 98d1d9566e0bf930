import type { Dataset, DatasetEntry } from './dataset.ts';
import { dataSeed, type GeneratorOptions } from './generators/options.ts';
import { axes, pointsInPlane } from './generators/pointsInPlane.ts';

const defaults = { rows: 400, noise: 0.05, seed: dataSeed };

/**
 * Points spread evenly over the square from -1 to 1, in the second class where exactly one coordinate is positive.
 * Noise moves some across the border. The quadrants take turns.
 * @param options Default: 400 rows, noise 0.05.
 * @throws {RangeError} if an option is out of range.
 * @internal
 */
export function makeXor(options: GeneratorOptions = {}): Dataset {
  return pointsInPlane({ ...defaults, ...options }, 2, (label, index, _, random) => {
    const side = index % 2 === 0 ? 1 : -1;
    const [x, y] = [random.uniform(), random.uniform()];
    return [side * x, (label === 0 ? side : -side) * y];
  });
}

/** Exclusive or, the task that a network without hidden layers can't learn: Minsky & Papert 1969. */
export const xor: DatasetEntry = {
  id: 'xor',
  name: 'Exclusive or',
  description: 'Points of a square whose class is that of the opposite quadrant, which needs a hidden layer.',
  rows: defaults.rows,
  features: 2,
  classes: 2,
  featureNames: axes,
  load: () => makeXor(),
};
