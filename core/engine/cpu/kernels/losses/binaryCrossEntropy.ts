/**
 * Σ max(o, 0) - o t + log(1 + e^-|o|) over rows and columns, which is Σ -t log σ(o) - (1 - t) log(1 - σ(o)) and overflows
 * for no logit; its derivative is σ(o) - t.
 */
import { exponential } from '../elementary/exponential';
import { logarithmOfOnePlus } from '../elementary/logarithm';
import { firstLanes, floats, subtractProduct, sumOf } from '../lanes';

/** Writes `scale` times the derivative in place of the logits; 0 in place of padding. */
export function binaryCrossEntropies(
  logits: usize,
  logitStride: usize,
  rows: i32,
  columns: i32,
  targets: usize,
  targetStride: usize,
  scale: f32,
): f64 {
  const zero = f32x4.splat(0);
  const one = f32x4.splat(1);
  const factor = f32x4.splat(scale);
  let total: f64 = 0;
  for (; rows > 0; rows--) {
    let sum = zero;
    for (let column = 0; column < columns; column += 4) {
      const at = floats(column);
      const isColumn = firstLanes(columns - column);
      const logit = v128.load(logits + at);
      const target = v128.load(targets + at);
      const small = exponential(f32x4.neg(f32x4.abs(logit)));
      const linear = subtractProduct(f32x4.pmax(logit, zero), logit, target);
      sum = f32x4.add(sum, v128.and(f32x4.add(linear, logarithmOfOnePlus(small)), isColumn));
      const likely = v128.bitselect(one, small, f32x4.ge(logit, zero));
      const probability = f32x4.div(likely, f32x4.add(one, small));
      const derivative = f32x4.mul(factor, f32x4.sub(probability, target));
      v128.store(logits + at, v128.and(derivative, isColumn));
    }
    total += sumOf(sum);
    logits += logitStride;
    targets += targetStride;
  }
  return total;
}
