/** What a network with two inputs says of each place of the plane. */
import type { Scale } from '../problems/data/dataset.ts';
import type { Mlp } from '../problems/models/mlp.ts';
import type { Window } from '../problems/surfaces/surface.ts';

/** Cells along each side. */
export const decisionSize = 72;

/**
 * The probability of each class in the middle of each cell, softmax(o) of the outputs.
 * @param window In the units of the data.
 * @param scale How inputs were standardized. Default: they were not.
 * @returns size × size × classes, row by row, the lowest first.
 */
export function decisionGrid(
  model: Pick<Mlp, 'predict'>,
  parameters: ArrayLike<number>,
  { x, y }: Window,
  size: number,
  scale?: Scale,
): Float32Array {
  const inputs = new Float64Array(2 * size * size);
  const standardized = (value: number, input: number) =>
    (value - (scale?.means[input] ?? 0)) / (scale?.deviations[input] ?? 1);
  const middle = ([from, to]: readonly [number, number], index: number) =>
    from + ((to - from) * (index + 0.5)) / size;
  for (let j = 0; j < size; j++) {
    for (let i = 0; i < size; i++) {
      const at = 2 * (j * size + i);
      inputs[at] = standardized(middle(x, i), 0);
      inputs[at + 1] = standardized(middle(y, j), 1);
    }
  }
  const outputs = model.predict(parameters, inputs);
  return softmaxRows(outputs, outputs.length / (size * size));
}

/** Shifted by the largest of a row, so that exp can't overflow. */
function softmaxRows(outputs: Float64Array, classes: number): Float32Array {
  const probabilities = new Float32Array(outputs.length);
  for (let begin = 0; begin < outputs.length; begin += classes) {
    const row = outputs.subarray(begin, begin + classes);
    const shift = Math.max(...row);
    const parts = row.map((output) => Math.exp(output - shift));
    const sum = parts.reduce((total, part) => total + part, 0);
    for (let k = 0; k < classes; k++) probabilities[begin + k] = (parts[k] ?? 0) / sum;
  }
  return probabilities;
}
