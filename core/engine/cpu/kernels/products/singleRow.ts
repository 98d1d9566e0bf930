/** Products of one row: a mini-batch of one example, or what is left of a block of rows. */
import { floats, multiplyAdd } from '../lanes';

/** values = input · W + b. @param panelSize Bytes from a wide panel to the next. @param biases @param columns As for `multiply`. */
export function multiplyRow(
  input: usize,
  depth: usize,
  weights: usize,
  panelSize: usize,
  biases: usize,
  values: usize,
  columns: i32,
): void {
  const zero = f32x4.splat(0);
  const end = values + floats(columns);
  for (const wideEnd = values + floats(columns & ~7); values < wideEnd; values += 32) {
    const b0 = biases ? v128.load(biases) : zero;
    const b1 = biases ? v128.load(biases, 16) : zero;
    multiplyRowByWidePanel(input, depth, weights, b0, b1, values);
    weights += panelSize;
    if (biases) biases += 32;
  }
  if (values < end) {
    multiplyRowByNarrowPanel(input, depth, weights, biases ? v128.load(biases) : zero, values);
  }
}

/** Four sums for each number, so that additions don't wait for one another. */
@inline
export function multiplyRowByWidePanel(a: usize, depth: usize, w: usize, b0: v128, b1: v128, values: usize): void {
  const zero = f32x4.splat(0);
  let c00 = b0, c01 = b1;
  let c10 = zero, c11 = zero;
  let c20 = zero, c21 = zero;
  let c30 = zero, c31 = zero;
  const end = a + depth;
  for (const foursEnd = a + (depth & ~15); a < foursEnd; a += 16, w += 128) {
    const a0 = v128.load32_splat(a);
    c00 = multiplyAdd(a0, v128.load(w), c00);
    c01 = multiplyAdd(a0, v128.load(w, 16), c01);
    const a1 = v128.load32_splat(a, 4);
    c10 = multiplyAdd(a1, v128.load(w, 32), c10);
    c11 = multiplyAdd(a1, v128.load(w, 48), c11);
    const a2 = v128.load32_splat(a, 8);
    c20 = multiplyAdd(a2, v128.load(w, 64), c20);
    c21 = multiplyAdd(a2, v128.load(w, 80), c21);
    const a3 = v128.load32_splat(a, 12);
    c30 = multiplyAdd(a3, v128.load(w, 96), c30);
    c31 = multiplyAdd(a3, v128.load(w, 112), c31);
  }
  for (; a < end; a += 4, w += 32) {
    const a0 = v128.load32_splat(a);
    c00 = multiplyAdd(a0, v128.load(w), c00);
    c01 = multiplyAdd(a0, v128.load(w, 16), c01);
  }
  v128.store(values, f32x4.add(f32x4.add(c00, c10), f32x4.add(c20, c30)));
  v128.store(values, f32x4.add(f32x4.add(c01, c11), f32x4.add(c21, c31)), 16);
}

@inline
export function multiplyRowByNarrowPanel(a: usize, depth: usize, w: usize, b: v128, values: usize): void {
  const zero = f32x4.splat(0);
  let c0 = b, c1 = zero, c2 = zero, c3 = zero;
  const end = a + depth;
  for (const foursEnd = a + (depth & ~15); a < foursEnd; a += 16, w += 64) {
    c0 = multiplyAdd(v128.load32_splat(a), v128.load(w), c0);
    c1 = multiplyAdd(v128.load32_splat(a, 4), v128.load(w, 16), c1);
    c2 = multiplyAdd(v128.load32_splat(a, 8), v128.load(w, 32), c2);
    c3 = multiplyAdd(v128.load32_splat(a, 12), v128.load(w, 48), c3);
  }
  for (; a < end; a += 4, w += 16) c0 = multiplyAdd(v128.load32_splat(a), v128.load(w), c0);
  v128.store(values, f32x4.add(f32x4.add(c0, c1), f32x4.add(c2, c3)));
}

/**
 * ∂W = inputᵀ · deltas and ∂b = deltas: no sums are to be kept, and every number is written once.
 * @param panelRows @param columns As for `multiplyTransposed`.
 */
export function multiplyOneByOne(
  input: usize,
  deltas: usize,
  gradient: usize,
  biasGradient: usize,
  panelRows: i32,
  columns: i32,
): void {
  const inputEnd = input + floats(panelRows);
  const end = deltas + floats(columns);
  for (const wideEnd = deltas + floats(columns & ~7); deltas < wideEnd; deltas += 32, biasGradient += 32) {
    const d0 = v128.load(deltas);
    const d1 = v128.load(deltas, 16);
    v128.store(biasGradient, d0);
    v128.store(biasGradient, d1, 16);
    for (let a = input; a < inputEnd; a += 8, gradient += 64) {
      const x0 = v128.load32_splat(a);
      v128.store(gradient, f32x4.mul(x0, d0));
      v128.store(gradient, f32x4.mul(x0, d1), 16);
      const x1 = v128.load32_splat(a, 4);
      v128.store(gradient, f32x4.mul(x1, d0), 32);
      v128.store(gradient, f32x4.mul(x1, d1), 48);
    }
  }
  if (deltas < end) {
    const d0 = v128.load(deltas);
    v128.store(biasGradient, d0);
    for (let a = input; a < inputEnd; a += 4, gradient += 16) {
      v128.store(gradient, f32x4.mul(v128.load32_splat(a), d0));
    }
  }
}
