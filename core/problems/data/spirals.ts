import { createRandom } from '../../random.ts';
import type { Dataset, DatasetEntry } from './dataset.ts';
import { checkGenerator, dataSeed, type GeneratorOptions } from './generators/options.ts';
import { axes } from './generators/pointsInPlane.ts';

const defaults = { rows: 400, noise: 0.15, seed: dataSeed };

/**
 * Points at the share s of their spiral, 0 <= s < 1: radius 0.2 + 1.8 s and angle 1.5 π s, half a turn more for the
 * second class. The noise is that of the angle, in radians.
 * @param options Default: 400 rows, noise 0.15.
 * @throws {RangeError} if an option is out of range.
 * @internal
 */
export function makeSpirals(options: GeneratorOptions = {}): Dataset {
  const all = { ...defaults, ...options };
  checkGenerator(all);
  const { rows, noise, seed } = all;
  const random = createRandom(seed);
  const inputs = new Float64Array(2 * rows);
  const labels = new Int32Array(rows);
  for (let row = 0; row < rows; row++) {
    const label = row % 2;
    const along = Math.floor(row / 2) / (rows / 2);
    const radius = 0.2 + 1.8 * along;
    const angle = 1.5 * Math.PI * along + Math.PI * label + noise * random.normal();
    inputs[2 * row] = radius * Math.cos(angle);
    inputs[2 * row + 1] = radius * Math.sin(angle);
    labels[row] = label;
  }
  return { rows, features: 2, classes: 2, inputs, labels, featureNames: axes };
}

/** Two interleaved spirals, the classic that no straight line separates. */
export const spirals: DatasetEntry = {
  id: 'spirals',
  name: 'Two spirals',
  description: 'Points of two interleaved spirals, which no straight line separates.',
  rows: defaults.rows,
  features: 2,
  classes: 2,
  featureNames: axes,
  load: () => makeSpirals(),
};
