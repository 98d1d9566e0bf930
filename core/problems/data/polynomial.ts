import { createRandom } from '../../random.ts';
import type { Dataset, DatasetEntry } from './dataset.ts';
import { checkGenerator, dataSeed, expectWhole, type GeneratorOptions } from './generators/options.ts';

interface PolynomialOptions extends GeneratorOptions {
  /** Degree of the polynomial, at least 1; it goes up and down as often. Default: 3. */
  readonly degree?: number;
}

const defaults = { rows: 200, noise: 0.05, seed: dataSeed, degree: 3 };
const featureNames = ['x'];

/**
 * y = T(x) + noise ε for x spread evenly from -1 to 1, with Chebyshev's polynomial T(x) = cos(degree · arccos x),
 * which fills the range from -1 to 1. That of degree 3 is 4x³ - 3x.
 * @param options Default: 200 rows, noise 0.05, degree 3.
 * @throws {RangeError} if an option is out of range.
 * @internal
 */
export function makePolynomial(options: PolynomialOptions = {}): Dataset {
  const all = { ...defaults, ...options };
  checkGenerator(all);
  const { rows, noise, seed, degree } = all;
  expectWhole('degree', degree, 1);
  const random = createRandom(seed);
  const inputs = new Float64Array(rows);
  const targets = new Float64Array(rows);
  for (let row = 0; row < rows; row++) {
    const x = 2 * random.uniform() - 1;
    inputs[row] = x;
    targets[row] = Math.cos(degree * Math.acos(x)) + noise * random.normal();
  }
  return { rows, features: 1, classes: 0, inputs, labels: new Int32Array(0), targets, featureNames };
}

/** A curve to fit through noisy points. */
export const polynomial: DatasetEntry = {
  id: 'polynomial',
  name: 'Polynomial regression',
  description: 'Noisy points of the curve 4x³ - 3x, one number to predict from another.',
  rows: defaults.rows,
  features: 1,
  classes: 0,
  featureNames,
  load: () => makePolynomial(),
};
