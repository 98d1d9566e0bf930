/** f(z) = 1 / (1 + e^(-z)), f′ = f (1 - f) */
import { exponential } from '../elementary/exponential';
import { subtractProduct } from '../lanes';

@inline
export function logistic(z: v128): v128 {
  const one = f32x4.splat(1);
  return f32x4.div(one, f32x4.add(one, exponential(f32x4.neg(z))));
}

export function activateSigmoid(values: usize, end: usize): void {
  for (; values < end; values += 16) v128.store(values, logistic(v128.load(values)));
}

export function differentiateSigmoid(deltas: usize, end: usize, values: usize): void {
  for (; deltas < end; deltas += 16, values += 16) {
    const value = v128.load(values);
    v128.store(deltas, f32x4.mul(v128.load(deltas), subtractProduct(value, value, value)));
  }
}
