import { createRandom } from '../../random.ts';
import type { DatasetEntry } from './dataset.ts';

const perClass = 200;
const noise = 0.15;
/** The data is part of the problem: it stays the same whatever the seed of a run. */
const seed = 41;

/** Two interleaved spirals, the classic that no straight line separates. */
export const spirals: DatasetEntry = {
  id: 'spirals',
  name: 'Two spirals',
  rows: 2 * perClass,
  features: 2,
  classes: 2,
  load() {
    const random = createRandom(seed);
    const inputs = new Float64Array(4 * perClass);
    const labels = new Int32Array(2 * perClass);
    for (let row = 0; row < labels.length; row++) {
      const label = row % 2;
      const along = Math.floor(row / 2) / perClass;
      const radius = 0.2 + 1.8 * along;
      const angle = 1.5 * Math.PI * along + Math.PI * label + noise * random.normal();
      inputs[2 * row] = radius * Math.cos(angle);
      inputs[2 * row + 1] = radius * Math.sin(angle);
      labels[row] = label;
    }
    return { rows: labels.length, features: 2, classes: 2, inputs, labels };
  },
};
