/** f(z) = tanh z, f′ = 1 - f² */
import { hyperbolicTangent } from '../elementary/hyperbolicTangent';
import { subtractProduct } from '../lanes';

export function activateTanh(values: usize, end: usize): void {
  for (const pairsEnd = end - 16; values < pairsEnd; values += 32) {
    const first = v128.load(values);
    const second = v128.load(values, 16);
    const tanhOfFirst = hyperbolicTangent(first);
    const tanhOfSecond = hyperbolicTangent(second);
    v128.store(values, tanhOfFirst);
    v128.store(values, tanhOfSecond, 16);
  }
  if (values < end) v128.store(values, hyperbolicTangent(v128.load(values)));
}

export function differentiateTanh(deltas: usize, end: usize, values: usize): void {
  for (; deltas < end; deltas += 16, values += 16) {
    const delta = v128.load(deltas);
    const value = v128.load(values);
    v128.store(deltas, subtractProduct(delta, f32x4.mul(value, value), delta));
  }
}
