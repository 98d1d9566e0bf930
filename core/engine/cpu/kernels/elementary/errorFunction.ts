/**
 * erf x ≈ x P(x²) / Q(x²), P and Q of degree 5 with the smallest relative error for |x| <= 3.9, 2·10⁻⁸; from there on
 * erf is 1 to the last bit of a float.
 */
import { multiplyAdd, spread } from '../lanes';

const limit: usize = memory.data<f32>([3.9, -3.9]);
const p: usize = memory.data<f32>([
  1.1283791476319835, 0.1896671013281881, 0.052668126308483464, 0.003738360213959747, 2.850628977990881e-4,
  2.066475842678648e-6,
]);
const q: usize = memory.data<f32>([
  1, 0.501420873634159, 0.11381907897440258, 0.014914304578403606, 0.0011573803403400426, 3.827008487275761e-5,
]);

/** Error below 4 units in the last place; NaN stays NaN. */
@inline
export function errorFunction(x: v128): v128 {
  const within = f32x4.pmax(f32x4.pmin(x, spread(limit)), spread(limit + 4));
  const s = f32x4.mul(within, within);
  let above = multiplyAdd(s, spread(p + 20), spread(p + 16));
  let below = multiplyAdd(s, spread(q + 20), spread(q + 16));
  above = multiplyAdd(above, s, spread(p + 12));
  below = multiplyAdd(below, s, spread(q + 12));
  above = multiplyAdd(above, s, spread(p + 8));
  below = multiplyAdd(below, s, spread(q + 8));
  above = multiplyAdd(above, s, spread(p + 4));
  below = multiplyAdd(below, s, spread(q + 4));
  above = multiplyAdd(above, s, spread(p));
  below = multiplyAdd(below, s, spread(q));
  return f32x4.div(f32x4.mul(within, above), below);
}
