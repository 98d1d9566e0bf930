/** Σ (o - t)² over rows and columns, with the derivative 2 (o - t). */
import { firstLanes, floats, multiplyAdd, sumOf } from '../lanes';

/** Writes `scale` times the derivative in place of the outputs; 0 in place of padding. */
export function squaredErrors(
  outputs: usize,
  outputStride: usize,
  rows: i32,
  columns: i32,
  targets: usize,
  targetStride: usize,
  scale: f32,
): f64 {
  const factor = f32x4.splat(2 * scale);
  let total: f64 = 0;
  for (; rows > 0; rows--) {
    let sum = f32x4.splat(0);
    for (let column = 0; column < columns; column += 4) {
      const at = floats(column);
      const difference = f32x4.sub(v128.load(outputs + at), v128.load(targets + at));
      const error = v128.and(difference, firstLanes(columns - column));
      sum = multiplyAdd(error, error, sum);
      v128.store(outputs + at, f32x4.mul(factor, error));
    }
    total += sumOf(sum);
    outputs += outputStride;
    targets += targetStride;
  }
  return total;
}
