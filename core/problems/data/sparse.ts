import { createRandom } from '../../random.ts';
import type { Dataset, DatasetEntry } from './dataset.ts';
import { checkGenerator, dataSeed, expectWhole, type GeneratorOptions } from './generators/options.ts';

interface SparseOptions extends GeneratorOptions {
  /** Number of inputs, at least 2. Default: 20. */
  readonly features?: number;
}

const defaults = { rows: 1000, noise: 0.1, seed: dataSeed, features: 20 };
/** How often the most frequent and the rarest input is 1. */
const [frequent, rare] = [0.5, 0.01];

/** How often each input is 1: from ½ down to 1/100, in equal ratios. @internal */
export function sparseFrequencies(features: number = defaults.features): number[] {
  return Array.from({ length: features }, (_, j) => frequent * (rare / frequent) ** (j / (features - 1)));
}

/**
 * Inputs are 1 with the frequencies pⱼ of `sparseFrequencies` and 0 otherwise, as words are in a text or not. The
 * class is 1 where Σ wⱼ (xⱼ - pⱼ) + noise ε > 0, with wⱼ = ± 1 / √(pⱼ (1 - pⱼ)), so that the rare inputs have the
 * large weights and each counts as much in all. Gradients of rare inputs are mostly 0: with one learning rate for
 * all weights, theirs grow slowly.
 * @param options Default: 1000 rows, noise 0.1, 20 features.
 * @throws {RangeError} if an option is out of range.
 * @internal
 */
export function makeSparse(options: SparseOptions = {}): Dataset {
  const all = { ...defaults, ...options };
  checkGenerator(all);
  const { rows, noise, seed, features } = all;
  expectWhole('features', features, 2);
  const random = createRandom(seed);
  const frequencies = sparseFrequencies(features);
  const inputs = new Float64Array(rows * features);
  const labels = new Int32Array(rows);
  for (let row = 0; row < rows; row++) {
    let sum = noise * random.normal();
    for (const [j, frequency] of frequencies.entries()) {
      const present = random.uniform() < frequency ? 1 : 0;
      inputs[row * features + j] = present;
      const weight = (j % 2 === 0 ? 1 : -1) / Math.sqrt(frequency * (1 - frequency));
      sum += weight * (present - frequency);
    }
    labels[row] = sum > 0 ? 1 : 0;
  }
  return { rows, features, classes: 2, inputs, labels };
}

/** Rare inputs that matter: what learning rates of each weight's own are for. */
export const sparse: DatasetEntry = {
  id: 'sparse',
  name: 'Sparse features',
  description: 'Two classes told apart by twenty features, of which the rare ones have the largest weights.',
  rows: defaults.rows,
  features: defaults.features,
  classes: 2,
  load: () => makeSparse(),
};
