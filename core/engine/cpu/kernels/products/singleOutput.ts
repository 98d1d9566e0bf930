/**
 * A last layer with one output: its W is one row of numbers and its values, one for each row of inputs, lie side by side.
 * A panel would leave three of four lanes idle.
 */
import { floats, multiplyAdd, sumOf, sumsOf } from '../lanes';

/** values = inputs · w + b */
export function weigh(
  inputs: usize,
  inputStride: usize,
  rows: i32,
  inner: i32,
  weights: usize,
  bias: usize,
  values: usize,
): void {
  const vectorsEnd = floats(inner & ~3);
  const end = floats(inner);
  const b = v128.load32_splat(bias);
  const zero = f32x4.splat(0);
  for (; rows >= 4; rows -= 4) {
    const a0 = inputs;
    const a1 = a0 + inputStride;
    const a2 = a1 + inputStride;
    const a3 = a2 + inputStride;
    let c0 = zero, c1 = zero, c2 = zero, c3 = zero;
    let i: usize = 0;
    for (; i < vectorsEnd; i += 16) {
      const w = v128.load(weights + i);
      c0 = multiplyAdd(w, v128.load(a0 + i), c0);
      c1 = multiplyAdd(w, v128.load(a1 + i), c1);
      c2 = multiplyAdd(w, v128.load(a2 + i), c2);
      c3 = multiplyAdd(w, v128.load(a3 + i), c3);
    }
    // The lanes that are left may be padding, which nothing is to depend on.
    for (; i < end; i += 4) {
      const w = v128.load32_zero(weights + i);
      c0 = multiplyAdd(w, v128.load32_zero(a0 + i), c0);
      c1 = multiplyAdd(w, v128.load32_zero(a1 + i), c1);
      c2 = multiplyAdd(w, v128.load32_zero(a2 + i), c2);
      c3 = multiplyAdd(w, v128.load32_zero(a3 + i), c3);
    }
    v128.store(values, f32x4.add(sumsOf(c0, c1, c2, c3), b));
    values += 16;
    inputs += inputStride << 2;
  }
  for (; rows > 0; rows--) {
    let c = zero;
    let i: usize = 0;
    for (; i < vectorsEnd; i += 16) c = multiplyAdd(v128.load(weights + i), v128.load(inputs + i), c);
    for (; i < end; i += 4) c = multiplyAdd(v128.load32_zero(weights + i), v128.load32_zero(inputs + i), c);
    store<f32>(values, sumOf(c) + load<f32>(bias));
    values += 4;
    inputs += inputStride;
  }
}

/** ∂w += Σ delta · inputs over rows, or = where `isFirst`. @param inner With padding. */
export function addWeighted(
  inputs: usize,
  inputStride: usize,
  deltas: usize,
  rows: i32,
  gradient: usize,
  inner: i32,
  isFirst: bool,
): void {
  const deltasEnd = deltas + floats(rows);
  const end = gradient + floats(inner);
  const zero = f32x4.splat(0);
  for (; gradient + 48 < end; gradient += 64, inputs += 64) {
    let c0 = isFirst ? zero : v128.load(gradient);
    let c1 = isFirst ? zero : v128.load(gradient, 16);
    let c2 = isFirst ? zero : v128.load(gradient, 32);
    let c3 = isFirst ? zero : v128.load(gradient, 48);
    let a = inputs;
    for (let d = deltas; d < deltasEnd; d += 4, a += inputStride) {
      const delta = v128.load32_splat(d);
      c0 = multiplyAdd(delta, v128.load(a), c0);
      c1 = multiplyAdd(delta, v128.load(a, 16), c1);
      c2 = multiplyAdd(delta, v128.load(a, 32), c2);
      c3 = multiplyAdd(delta, v128.load(a, 48), c3);
    }
    v128.store(gradient, c0);
    v128.store(gradient, c1, 16);
    v128.store(gradient, c2, 32);
    v128.store(gradient, c3, 48);
  }
  for (; gradient < end; gradient += 16, inputs += 16) {
    let c = isFirst ? zero : v128.load(gradient);
    let a = inputs;
    for (let d = deltas; d < deltasEnd; d += 4, a += inputStride) {
      c = multiplyAdd(v128.load32_splat(d), v128.load(a), c);
    }
    v128.store(gradient, c);
  }
}

/** sum += Σ deltas, or = where `isFirst`. */
export function addNumbers(deltas: usize, rows: i32, sum: usize, isFirst: bool): void {
  const end = deltas + floats(rows);
  let four = f32x4.splat(0);
  for (const foursEnd = deltas + floats(rows & ~3); deltas < foursEnd; deltas += 16) {
    four = f32x4.add(four, v128.load(deltas));
  }
  let total = sumOf(four);
  for (; deltas < end; deltas += 4) total += load<f32>(deltas);
  store<f32>(sum, isFirst ? total : load<f32>(sum) + total);
}

/** below = delta · w, for each row. @param inner With padding. */
export function spreadBack(
  deltas: usize,
  rows: i32,
  weights: usize,
  inner: i32,
  below: usize,
  belowStride: usize,
): void {
  const size = floats(inner);
  for (const end = deltas + floats(rows); deltas < end; deltas += 4, below += belowStride) {
    const delta = v128.load32_splat(deltas);
    for (let i: usize = 0; i < size; i += 16) {
      v128.store(below + i, f32x4.mul(delta, v128.load(weights + i)));
    }
  }
}
