import { createRandom } from '../../random.ts';
import type { Dataset, DatasetEntry } from './dataset.ts';
import { checkGenerator, dataSeed, expectWhole, type GeneratorOptions } from './generators/options.ts';

interface TeacherOptions extends GeneratorOptions {
  /** Number of inputs, at least 1. Default: 10. */
  readonly features?: number;
  /** Width of the teacher's hidden layer, at least 1. Default: 8. */
  readonly hidden?: number;
  /** 0 for a number to predict, or at least 2. Default: 0. */
  readonly classes?: number;
}

const defaults = { rows: 500, noise: 0.05, seed: dataSeed, features: 10, hidden: 8, classes: 0 };

/**
 * What a random network says of normal inputs: o = V tanh(W x), with normal weights of variance 1 / features in W
 * and 1 / hidden in V. Noise is added to o. With classes there is an output for each, and the largest is the class.
 * A student with the teacher's layers can learn it, up to the noise.
 * @param options Default: 500 rows, noise 0.05, 10 features, 8 hidden, no classes.
 * @throws {RangeError} if an option is out of range.
 * @internal
 */
export function makeTeacher(options: TeacherOptions = {}): Dataset {
  const all = { ...defaults, ...options };
  checkGenerator(all);
  const { rows, noise, seed, features, hidden, classes } = all;
  expectWhole('features', features, 1);
  expectWhole('hidden', hidden, 1);
  if (classes !== 0) expectWhole('classes', classes, 2);
  const random = createRandom(seed);
  const normals = (count: number) => Float64Array.from({ length: count }, () => random.normal());
  const first = normals(hidden * features);
  const second = normals(Math.max(1, classes) * hidden);

  const inputs = normals(rows * features);
  const labels = new Int32Array(classes === 0 ? 0 : rows);
  const targets = new Float64Array(classes === 0 ? rows : 0);
  for (let row = 0; row < rows; row++) {
    const example = inputs.subarray(row * features, (row + 1) * features);
    const outputs = multiply(second, multiply(first, example).map(Math.tanh));
    for (let k = 0; k < outputs.length; k++) outputs[k] = (outputs[k] ?? 0) + noise * random.normal();
    if (classes === 0) targets[row] = outputs[0] ?? 0;
    else labels[row] = outputs.indexOf(Math.max(...outputs));
  }
  const data = { rows, features, classes, inputs, labels };
  return classes === 0 ? { ...data, targets } : data;
}

/** The matrix times the vector, divided by the root of the vector's length. */
function multiply(matrix: Float64Array, vector: Float64Array): Float64Array {
  return Float64Array.from({ length: matrix.length / vector.length }, (_, i) => {
    const row = matrix.subarray(i * vector.length, (i + 1) * vector.length);
    return row.reduce((sum, weight, j) => sum + weight * (vector[j] ?? 0), 0) / Math.sqrt(vector.length);
  });
}

/** A network learns from another: Saad & Solla 1995. */
export const teacher: DatasetEntry = {
  id: 'teacher',
  name: 'Teacher network',
  description: 'The output of a random network with 10 inputs and 8 hidden units, for a student to imitate.',
  rows: defaults.rows,
  features: defaults.features,
  classes: defaults.classes,
  load: () => makeTeacher(),
};
