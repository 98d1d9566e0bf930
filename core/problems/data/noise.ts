import { createRandom } from '../../random.ts';
import type { Dataset, DatasetEntry } from './dataset.ts';
import { checkGenerator, dataSeed, expectWhole, type GeneratorOptions } from './generators/options.ts';

interface NoiseOptions extends Omit<GeneratorOptions, 'noise'> {
  /** Number of inputs, at least 1. Default: 8. */
  readonly features?: number;
}

const defaults = { rows: 72, noise: 0, seed: dataSeed, features: 8 };

/**
 * Inputs and targets that are normal numbers by chance, with nothing to learn but them.
 * @param options Default: 72 rows, 8 features.
 * @throws {RangeError} if an option is out of range.
 * @internal
 */
export function makeNoise(options: NoiseOptions = {}): Dataset {
  const all = { ...defaults, ...options };
  checkGenerator(all);
  const { rows, seed, features } = all;
  expectWhole('features', features, 1);
  const random = createRandom(seed);
  const normals = (count: number) => Float64Array.from({ length: count }, () => random.normal());
  const inputs = normals(rows * features);
  return { rows, features, classes: 0, inputs, labels: new Int32Array(0), targets: normals(rows) };
}

/** As many numbers to fit as a network of 8 hidden units without biases has parameters: Sohl-Dickstein 2024. */
export const noise: DatasetEntry = {
  id: 'noise',
  name: 'Random numbers',
  description:
    'Inputs and targets by chance, 72 rows of 8 numbers and one to predict: nothing but the rows can be learned.',
  rows: defaults.rows,
  features: defaults.features,
  classes: 0,
  load: () => makeNoise(),
};
