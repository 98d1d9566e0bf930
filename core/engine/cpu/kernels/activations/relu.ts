/** f(z) = max(0, z), f′ = 1 where f > 0 and 0 elsewhere */

export function activateRelu(values: usize, end: usize): void {
  const zero = f32x4.splat(0);
  // pmax(z, 0) = z < 0 ? 0 : z, so NaN stays NaN.
  for (; values < end; values += 16) v128.store(values, f32x4.pmax(v128.load(values), zero));
}

export function differentiateRelu(deltas: usize, end: usize, values: usize): void {
  const zero = f32x4.splat(0);
  for (; deltas < end; deltas += 16, values += 16) {
    v128.store(deltas, v128.and(v128.load(deltas), f32x4.gt(v128.load(values), zero)));
  }
}
