/**
 * Rows times a panel of 8 columns. The loops over a row aren't unrolled where many sums wait for their next product: V8 orders
 * the instructions of an unrolled one worse.
 */
import { multiplyAdd } from '../lanes';
import { takesSix } from './blocks';
import { multiplyRowByWidePanel } from './singleRow';

/** @param depth Bytes of an input row that are read. @param biases 0 for none. */
export function multiplyByWidePanel(
  inputs: usize,
  inputStride: usize,
  rows: i32,
  depth: usize,
  panel: usize,
  biases: usize,
  values: usize,
  valueStride: usize,
): void {
  const b0 = biases ? v128.load(biases) : f32x4.splat(0);
  const b1 = biases ? v128.load(biases, 16) : f32x4.splat(0);
  for (let left = rows & ~3; takesSix(left); left -= 6, rows -= 6) {
    let a0 = inputs;
    let a1 = a0 + inputStride;
    let a2 = a1 + inputStride;
    let a3 = a2 + inputStride;
    let a4 = a3 + inputStride;
    let a5 = a4 + inputStride;
    let c00 = b0, c01 = b1;
    let c10 = b0, c11 = b1;
    let c20 = b0, c21 = b1;
    let c30 = b0, c31 = b1;
    let c40 = b0, c41 = b1;
    let c50 = b0, c51 = b1;
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
      a = v128.load32_splat(a4);
      c40 = multiplyAdd(a, w0, c40);
      c41 = multiplyAdd(a, w1, c41);
      a = v128.load32_splat(a5);
      c50 = multiplyAdd(a, w0, c50);
      c51 = multiplyAdd(a, w1, c51);
      a0 += 4;
      a1 += 4;
      a2 += 4;
      a3 += 4;
      a4 += 4;
      a5 += 4;
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
    v128.store(values, c40);
    v128.store(values, c41, 16);
    values += valueStride;
    v128.store(values, c50);
    v128.store(values, c51, 16);
    values += valueStride;
    inputs += 6 * inputStride;
  }
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
