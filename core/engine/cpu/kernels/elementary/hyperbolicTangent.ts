/**
 * tanh x ≈ x P(x²) / Q(x²), P and Q of degree 4 with the smallest relative error for |x| <= 9, 2·10⁻⁸; from there on
 * tanh is 1 to the last bit of a float.
 */
import { multiplyAdd, spread } from '../lanes';

const limit: usize = memory.data<f32>([9, -9]);
const p: usize = memory.data<f32>([
  0.9999999794518817, 0.13381025550447095, 0.003495588047044, 2.0609081742784513e-5, 1.3354661742349873e-8,
]);
const q: usize = memory.data<f32>([
  1, 0.4671434114195283, 0.025876981831494672, 3.2856347221935577e-4, 7.776558198748122e-7,
]);

/** Error below 3 units in the last place; NaN stays NaN. */
@inline
export function hyperbolicTangent(x: v128): v128 {
  const within = f32x4.pmax(f32x4.pmin(x, spread(limit)), spread(limit + 4));
  const s = f32x4.mul(within, within);
  let above = multiplyAdd(s, spread(p + 16), spread(p + 12));
  let below = multiplyAdd(s, spread(q + 16), spread(q + 12));
  above = multiplyAdd(above, s, spread(p + 8));
  below = multiplyAdd(below, s, spread(q + 8));
  above = multiplyAdd(above, s, spread(p + 4));
  below = multiplyAdd(below, s, spread(q + 4));
  above = multiplyAdd(above, s, spread(p));
  below = multiplyAdd(below, s, spread(q));
  return f32x4.div(f32x4.mul(within, above), below);
}
