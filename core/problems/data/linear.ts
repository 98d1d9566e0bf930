import { createRandom } from '../../random.ts';
import type { Dataset, DatasetEntry } from './dataset.ts';
import {
  checkGenerator,
  dataSeed,
  expectNumber,
  expectWhole,
  type GeneratorOptions,
} from './generators/options.ts';

interface LinearOptions extends GeneratorOptions {
  /** Number of inputs, at least 1. Default: 10. */
  readonly features?: number;
  /** How many times the variance of the first input is that of the last, at least 1. Default: 100. */
  readonly condition?: number;
}

const defaults = { rows: 200, noise: 0.1, seed: dataSeed, features: 10, condition: 100 };

/**
 * y = ½ + Σ wⱼ xⱼ + noise ε. Inputs are normal with standard deviations sⱼ that fall from 1 to √(1 / condition) in
 * equal ratios; wⱼ = ± 1 / (sⱼ √features), so that each contributes as much to y, which has variance 1 + noise².
 * The loss is a valley of the given condition, apart from chance.
 * @param options Default: 200 rows, noise 0.1, 10 features, condition 100.
 * @throws {RangeError} if an option is out of range.
 * @internal
 */
export function makeLinear(options: LinearOptions = {}): Dataset {
  const all = { ...defaults, ...options };
  checkGenerator(all);
  const { rows, noise, seed, features, condition } = all;
  expectWhole('features', features, 1);
  expectNumber('condition', condition, 1);
  const random = createRandom(seed);
  const deviations = Array.from(
    { length: features },
    (_, j) => condition ** (-j / (2 * Math.max(1, features - 1))),
  );
  const inputs = new Float64Array(rows * features);
  const targets = new Float64Array(rows);
  for (let row = 0; row < rows; row++) {
    let sum = 0;
    for (const [j, deviation] of deviations.entries()) {
      const normal = random.normal();
      inputs[row * features + j] = deviation * normal;
      sum += j % 2 === 0 ? normal : -normal;
    }
    targets[row] = 0.5 + sum / Math.sqrt(features) + noise * random.normal();
  }
  return { rows, features, classes: 0, inputs, labels: new Int32Array(0), targets };
}

/** Linear regression, the convex problem whose minimum is known. */
export const linear: DatasetEntry = {
  id: 'linear',
  name: 'Linear regression',
  description:
    'A number that depends linearly on ten inputs of different scale: a valley in eleven dimensions.',
  rows: defaults.rows,
  features: defaults.features,
  classes: 0,
  load: () => makeLinear(),
};
