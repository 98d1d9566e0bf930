/**
 * values = inputs · W + b, row by row.
 *
 * W lies in panels of 8 columns, the last of 4 where that is enough; a panel has one row after the other. So the innermost
 * loop reads W in the order in which it lies, and keeps a block of 4 × 8 sums in registers. It isn't unrolled: V8 orders
 * the instructions of an unrolled one worse.
 */
import { floats, multiplyAdd } from '../lanes';

/**
 * @param inner How many numbers of each input row are read; a panel has `panelRows` rows, which may be more.
 * @param biases 0 for none.
 * @param columns Of `values`, a multiple of 4.
 */
export function multiply(
  inputs: usize,
  inputStride: usize,
  rows: i32,
  inner: i32,
  weights: usize,
  panelRows: i32,
  biases: usize,
  values: usize,
  valueStride: usize,
  columns: i32,
): void {
  const depth = floats(inner);
  const zero = f32x4.splat(0);
  let column = 0;
  for (; column + 8 <= columns; column += 8) {
    const b0 = biases ? v128.load(biases) : zero;
    const b1 = biases ? v128.load(biases, 16) : zero;
    multiplyByWidePanel(inputs, inputStride, rows, depth, weights, b0, b1, values, valueStride);
    weights += floats(8 * panelRows);
    values += 32;
    if (biases) biases += 32;
  }
  if (column < columns) {
    const b = biases ? v128.load(biases) : zero;
    multiplyByNarrowPanel(inputs, inputStride, rows, depth, weights, b, values, valueStride);
  }
}

/** @param depth Bytes of an input row that are read. */
function multiplyByWidePanel(
  inputs: usize,
  inputStride: usize,
  rows: i32,
  depth: usize,
  panel: usize,
  b0: v128,
  b1: v128,
  values: usize,
  valueStride: usize,
): void {
  for (; rows >= 4; rows -= 4) {
    let a0 = inputs;
    let a1 = a0 + inputStride;
    let a2 = a1 + inputStride;
    let a3 = a2 + inputStride;
    let c00 = b0, c01 = b1;
    let c10 = b0, c11 = b1;
    let c20 = b0, c21 = b1;
    let c30 = b0, c31 = b1;
    let w = panel;
    for (const end = a0 + depth; a0 < end; ) {
      const w0 = v128.load(w);
      const w1 = v128.load(w, 16);
      let a = v128.load32_splat(a0);
      c00 = multiplyAdd(a, w0, c00);
      c01 = multiplyAdd(a, w1, c01);
      a = v128.load32_splat(a1);
      c10 = multiplyAdd(a, w0, c10);
      c11 = multiplyAdd(a, w1, c11);
      a = v128.load32_splat(a2);
      c20 = multiplyAdd(a, w0, c20);
      c21 = multiplyAdd(a, w1, c21);
      a = v128.load32_splat(a3);
      c30 = multiplyAdd(a, w0, c30);
      c31 = multiplyAdd(a, w1, c31);
      a0 += 4;
      a1 += 4;
      a2 += 4;
      a3 += 4;
      w += 32;
    }
    v128.store(values, c00);
    v128.store(values, c01, 16);
    values += valueStride;
    v128.store(values, c10);
    v128.store(values, c11, 16);
    values += valueStride;
    v128.store(values, c20);
    v128.store(values, c21, 16);
    values += valueStride;
    v128.store(values, c30);
    v128.store(values, c31, 16);
    values += valueStride;
    inputs += inputStride << 2;
  }
  for (; rows > 0; rows--) {
    multiplyRowByWidePanel(inputs, depth, panel, b0, b1, values);
    inputs += inputStride;
    values += valueStride;
  }
}

/** Four sums for each number, so that additions don't wait for one another. */
@inline
function multiplyRowByWidePanel(a: usize, depth: usize, w: usize, b0: v128, b1: v128, values: usize): void {
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

/** As for a wide panel, with 4 columns; two sums for each number. */
function multiplyByNarrowPanel(
  inputs: usize,
  inputStride: usize,
  rows: i32,
  depth: usize,
  panel: usize,
  b: v128,
  values: usize,
  valueStride: usize,
): void {
  const zero = f32x4.splat(0);
  for (; rows >= 4; rows -= 4) {
    let a0 = inputs;
    let a1 = a0 + inputStride;
    let a2 = a1 + inputStride;
    let a3 = a2 + inputStride;
    let c00 = b, c01 = zero;
    let c10 = b, c11 = zero;
    let c20 = b, c21 = zero;
    let c30 = b, c31 = zero;
    let w = panel;
    const end = a0 + depth;
    for (const pairsEnd = a0 + (depth & ~7); a0 < pairsEnd; ) {
      const w0 = v128.load(w);
      const w1 = v128.load(w, 16);
      c00 = multiplyAdd(v128.load32_splat(a0), w0, c00);
      c01 = multiplyAdd(v128.load32_splat(a0, 4), w1, c01);
      c10 = multiplyAdd(v128.load32_splat(a1), w0, c10);
      c11 = multiplyAdd(v128.load32_splat(a1, 4), w1, c11);
      c20 = multiplyAdd(v128.load32_splat(a2), w0, c20);
      c21 = multiplyAdd(v128.load32_splat(a2, 4), w1, c21);
      c30 = multiplyAdd(v128.load32_splat(a3), w0, c30);
      c31 = multiplyAdd(v128.load32_splat(a3, 4), w1, c31);
      a0 += 8;
      a1 += 8;
      a2 += 8;
      a3 += 8;
      w += 32;
    }
    if (a0 < end) {
      const w0 = v128.load(w);
      c00 = multiplyAdd(v128.load32_splat(a0), w0, c00);
      c10 = multiplyAdd(v128.load32_splat(a1), w0, c10);
      c20 = multiplyAdd(v128.load32_splat(a2), w0, c20);
      c30 = multiplyAdd(v128.load32_splat(a3), w0, c30);
    }
    v128.store(values, f32x4.add(c00, c01));
    values += valueStride;
    v128.store(values, f32x4.add(c10, c11));
    values += valueStride;
    v128.store(values, f32x4.add(c20, c21));
    values += valueStride;
    v128.store(values, f32x4.add(c30, c31));
    values += valueStride;
    inputs += inputStride << 2;
  }
  for (; rows > 0; rows--) {
    multiplyRowByNarrowPanel(inputs, depth, panel, b, values);
    inputs += inputStride;
    values += valueStride;
  }
}

@inline
function multiplyRowByNarrowPanel(a: usize, depth: usize, w: usize, b: v128, values: usize): void {
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
