/** Random directions in which networks of different scale can be compared. */
import { layOut } from '../problems/models/layers.ts';
import { createRandom } from '../random.ts';

/**
 * A filter-normalised random direction (Li et al. 2018, arXiv:1712.09913, section 4): normal numbers, scaled so that those for the
 * weights into one unit have the length of these weights, d ← d / ‖d‖ · ‖w‖. Biases are not moved, as in the authors' code.
 * @param widths Inputs, hidden layers …, outputs.
 * @param stream Two directions of one seed have different ones.
 */
export function filterNormalized(
  widths: readonly number[],
  weights: Float64Array,
  seed: number,
  stream: number,
): Float64Array {
  const random = createRandom(seed, stream);
  const direction = new Float64Array(weights.length);
  for (const { inputs, outputs, weights: begin, biases } of layOut(widths)) {
    for (let i = begin; i < biases; i++) direction[i] = random.normal();
    // The weights into a unit are a column of W, which lies row by row.
    for (let unit = 0; unit < outputs; unit++) {
      const at = (row: number) => begin + row * outputs + unit;
      let [ofDirection, ofWeights] = [0, 0];
      for (let row = 0; row < inputs; row++) {
        ofDirection += (direction[at(row)] ?? 0) ** 2;
        ofWeights += (weights[at(row)] ?? 0) ** 2;
      }
      const factor = ofDirection > 0 ? Math.sqrt(ofWeights / ofDirection) : 0;
      for (let row = 0; row < inputs; row++) direction[at(row)] = factor * (direction[at(row)] ?? 0);
    }
  }
  return direction;
}
