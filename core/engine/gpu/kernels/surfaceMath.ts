/**
 * Functions of formulas that WGSL leaves too inaccurate (sin and cos are promised between -π and π alone, to 1/2048) or
 * open where numbers aren't finite. Each is off by a few units in the last place, beside what the device's exp is off by.
 * Polynomials but that of `exp_minus_one`, which is Taylor's: Moshier, Cephes Math Library, single precision.
 */
import type { WgslFunctions } from '../../../rule/targets/wgsl/functions.ts';

/** They have no branches and call, beside one another, only the functions of rules. */
export const surfaceMath: WgslFunctions = {
  tangent: `fn tangent(x: f32) -> f32 { return rounded(sine(x) / cosine(x)); }`,

  sine: `fn sine(x: f32) -> f32 {
  let turned = quarter_turns(x);
  return sine_after(turned.x, turned.y, x);
}`,

  cosine: `fn cosine(x: f32) -> f32 {
  let turned = quarter_turns(x);
  return sine_after(turned.x, turned.y + 1f, x);
}`,

  quarter_turns: `// x without quarter turns, and how many these are, from 0 to 3. They are taken away in three pieces (Cody and Waite);
// where x is so large that this is no better than the distance of two floats, so is any result.
fn quarter_turns(x: f32) -> vec2f {
  let turns = round(rounded(x * 0.6366197723675814f));
  let coarse = rounded(x - rounded(turns * 1.5703125f));
  let fine = rounded(coarse - rounded(turns * 4.8375129699707e-4f));
  let rest = rounded(fine - rounded(turns * 7.549789954891882e-8f));
  return vec2f(clip(rest, -0.8f, 0.8f), turns - 4f * floor(0.25f * turns));
}`,

  sine_after: `// The sine of a rest and of so many quarter turns, which x is.
fn sine_after(rest: f32, turns: f32, x: f32) -> f32 {
  let z = rest * rest;
  let s = ((-1.9515296e-4f * z + 8.332161e-3f) * z - 1.6666655e-1f) * z * rest + rest;
  let c = ((2.4433157e-5f * z - 1.3887316e-3f) * z + 4.1666646e-2f) * z * z - 0.5f * z + 1f;
  let either = select(s, c, (turns == 1f) | (turns == 3f));
  let signed = select(either, -either, (turns == 2f) | (turns == 3f));
  return select(not_a_number(), signed, is_finite(x));
}`,

  arctangent: `fn arctangent(x: f32) -> f32 {
  let size = abs(x);
  let is_large = size > 2.4142136f;
  let is_small = size <= 0.41421357f;
  let turned = select((size - 1f) / (size + 1f), -1f / size, is_large);
  let rest = select(turned, size, is_small);
  let z = rest * rest;
  let series = (((8.0537446e-2f * z - 1.3877685e-1f) * z + 1.9977711e-1f) * z - 3.333295e-1f) * z * rest + rest;
  let angle = select(select(0.7853982f, 1.5707964f, is_large), 0f, is_small) + series;
  return select(select(angle, -angle, x < 0f), x, is_nan(x));
}`,

  hyperbolic_tangent: `fn hyperbolic_tangent(x: f32) -> f32 {
  let size = abs(x);
  let z = x * x;
  let series = (((-5.704989e-3f * z + 2.0639089e-2f) * z - 5.3739716e-2f) * z + 1.3331442e-1f) * z - 3.3333282e-1f;
  let large = 1f - 2f / (exp_of(2f * size) + 1f);
  let either = select(select(large, -large, x < 0f), series * z * x + x, size < 0.625f);
  return select(either, x, is_nan(x));
}`,

  hyperbolic_sine: `fn hyperbolic_sine(x: f32) -> f32 {
  let half = half_exp(abs(x));
  let large = half - 0.25f / half;
  let z = x * x;
  let series = (2.0372191e-4f * z + 8.332838e-3f) * z + 1.6666716e-1f;
  return select(select(large, -large, x < 0f), series * z * x + x, abs(x) < 1f);
}`,

  hyperbolic_cosine: `fn hyperbolic_cosine(x: f32) -> f32 {
  let half = half_exp(abs(x));
  return half + 0.25f / half;
}`,

  half_exp: `// exp(x) / 2, which is a float for larger x than exp(x) is.
fn half_exp(x: f32) -> f32 { return exp_of(x - 0.6931472f); }`,

  exp_minus_one: `fn exp_minus_one(x: f32) -> f32 {
  let high = (2.4801587e-5f * x + 1.984127e-4f) * x + 1.3888889e-3f;
  let series = ((((high * x + 8.333333e-3f) * x + 4.1666668e-2f) * x + 1.6666667e-1f) * x + 0.5f) * x * x + x;
  return select(exp_of(x) - 1f, series, abs(x) < 0.5f);
}`,

  square_root: `fn square_root(x: f32) -> f32 { return rounded(select(sqrt(x), not_a_number(), x < 0f)); }`,

  choose: `// The slope of a kink: one of two, their mean where both count, and none where that isn't known.
fn choose(difference: f32, greater: f32, less: f32) -> f32 {
  let mean = rounded(0.5f * rounded(greater + less));
  let either = select(select(less, greater, difference > 0f), mean, difference == 0f);
  return select(either, not_a_number(), is_nan(difference));
}`,

  is_finite: `// Compilers may take a comparison with NaN for true.
fn is_finite(x: f32) -> bool { return (bitcast<u32>(x) & 0x7f800000u) != 0x7f800000u; }`,
};
