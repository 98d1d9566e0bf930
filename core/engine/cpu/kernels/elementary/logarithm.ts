/**
 * Logarithms by log((1 + r) / (1 - r)) = 2 artanh r = 2 (r + r³/3 + r⁵/5 + …), whose terms shrink fast for small r.
 */
import { multiplyAdd, spread } from '../lanes';

const one: usize = memory.data<f32>([1]);
const two: usize = memory.data<f32>([2]);
/** Of artanh: 1/3, 1/5 … */
const terms: usize = memory.data<f32>([
  0.3333333333333333, 0.2, 0.14285714285714285, 0.1111111111111111, 0.09090909090909091, 0.07692307692307693,
  0.06666666666666667,
]);

/** log(1 + x) for 0 <= x <= 1, with r = x / (2 + x) <= 1/3. Relative error below 2·10⁻⁷; NaN stays NaN. */
@inline
export function logarithmOfOnePlus(x: v128): v128 {
  const r = f32x4.div(x, f32x4.add(x, spread(two)));
  const s = f32x4.mul(r, r);
  let p = multiplyAdd(s, spread(terms + 24), spread(terms + 20));
  p = multiplyAdd(p, s, spread(terms + 16));
  p = multiplyAdd(p, s, spread(terms + 12));
  p = multiplyAdd(p, s, spread(terms + 8));
  p = multiplyAdd(p, s, spread(terms + 4));
  p = multiplyAdd(p, s, spread(terms));
  p = multiplyAdd(p, s, spread(one));
  return f32x4.mul(f32x4.add(r, r), p);
}
