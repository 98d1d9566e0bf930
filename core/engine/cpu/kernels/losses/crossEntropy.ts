/**
 * Σ -log softmax(o)[label] over rows. Outputs are shifted by the largest, so that exp can't overflow; the derivative is
 * softmax(o) - one-hot(label).
 */
import { exponential } from '../elementary/exponential';
import { firstLanes, floats, largestOf, sumOf } from '../lanes';

/** From there on, another factor might overflow. */
const largeProduct: f64 = 1e200;

/** Writes `scale` times the derivative in place of the logits; 0 in place of padding. @param labels One i32 for each row. */
export function crossEntropies(
  logits: usize,
  logitStride: usize,
  rows: i32,
  columns: i32,
  labels: usize,
  scale: f32,
): f64 {
  const lastVector = floats((columns - 1) & ~3);
  const isColumn = firstLanes(columns - ((columns - 1) & ~3));
  let total: f64 = 0;
  // The logarithm of a product of sums is the sum of their logarithms, and takes the time of one.
  let product: f64 = 1;
  for (; rows > 0; rows--) {
    const last = logits + lastVector;
    // The row's first logit in place of padding leaves the largest as it is.
    let largest = v128.bitselect(v128.load(last), v128.load32_splat(logits), isColumn);
    for (let o = logits; o < last; o += 16) largest = f32x4.pmax(v128.load(o), largest);
    largest = largestOf(largest);

    const label = logits + floats(load<i32>(labels));
    const shifted = load<f32>(label) - f32x4.extract_lane(largest, 0);

    const inLast = v128.and(exponential(f32x4.sub(v128.load(last), largest)), isColumn);
    let powers = inLast;
    for (let o = logits; o < last; o += 16) {
      const power = exponential(f32x4.sub(v128.load(o), largest));
      powers = f32x4.add(powers, power);
      v128.store(o, power);
    }
    const sum = sumOf(powers);

    const factor = f32x4.splat(scale / sum);
    for (let o = logits; o < last; o += 16) v128.store(o, f32x4.mul(v128.load(o), factor));
    v128.store(last, f32x4.mul(inLast, factor));
    store<f32>(label, load<f32>(label) - scale);

    total -= shifted;
    product *= sum;
    if (product > largeProduct) {
      total += Math.log(product);
      product = 1;
    }
    logits += logitStride;
    labels += 4;
  }
  return total + Math.log(product);
}
