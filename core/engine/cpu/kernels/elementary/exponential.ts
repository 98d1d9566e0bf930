/**
 * e^x = 2^n e^r with n = round(x / ln 2) and r = x - n ln 2, |r| <= ln 2 / 2, and e^r ≈ 1 + r + r² q(r).
 *
 * ln 2 is a short number plus a small one, so that n ln 2 is exact (Cody & Waite 1980, "Software Manual for the
 * Elementary Functions", chapter 6). q is the polynomial of degree 4 with the smallest relative error in e^r, 3·10⁻⁹.
 */
import { multiplyAdd, spread, subtractProduct } from '../lanes';

/** Above, e^x is taken there, where it isn't infinite. */
const highest: usize = memory.data<f32>([88.3]);
/** Below, e^x < 10⁻²⁰ is taken as 0. */
const lowest: usize = memory.data<f32>([-46]);
const perLn2: usize = memory.data<f32>([1.4426950408889634]);
/** 1.5 · 2²³: a float this large has no digits after the point, so adding it rounds, and its last bits are n. */
const rounder: usize = memory.data<f32>([12582912]);
const ln2: usize = memory.data<f32>([0.693359375, -2.1219444005469058e-4]);
const one: usize = memory.data<f32>([1]);
const q: usize = memory.data<f32>([
  0.49999993447787977, 0.1666652063171556, 0.04166838804706768, 0.008368716879123505, 0.0013814598559123508,
]);
const bitsOfFraction = 23;

/**
 * Relative error below 2·10⁻⁷ for x >= -46; NaN stays NaN. Numbers that are smaller make no difference to the 1 that they
 * are added to, but products of them would be subnormal, which processors take long for: steps of a network that is sure of
 * its answers, which has many, took up to half as long again.
 */
@inline
export function exponential(x: v128): v128 {
  const within = f32x4.pmin(x, spread(highest));
  const shifted = multiplyAdd(within, spread(perLn2), spread(rounder));
  const n = f32x4.sub(shifted, spread(rounder));
  const r = subtractProduct(subtractProduct(within, n, spread(ln2)), n, spread(ln2 + 4));
  let p = multiplyAdd(spread(q + 16), r, spread(q + 12));
  p = multiplyAdd(p, r, spread(q + 8));
  p = multiplyAdd(p, r, spread(q + 4));
  p = multiplyAdd(p, r, spread(q));
  const power = f32x4.add(multiplyAdd(p, f32x4.mul(r, r), r), spread(one));
  const scaled = i32x4.add(power, i32x4.shl(shifted, bitsOfFraction));
  return v128.andnot(scaled, f32x4.lt(x, spread(lowest)));
}
