import { multiplyAdd } from '../lanes';
import { multiplyRowByNarrowPanel } from './singleRow';

/** Rows times a panel of 4 columns; two sums for each number. @param depth @param biases As for a wide panel. */
export function multiplyByNarrowPanel(
  inputs: usize,
  inputStride: usize,
  rows: i32,
  depth: usize,
  panel: usize,
  biases: usize,
  values: usize,
  valueStride: usize,
): void {
  const zero = f32x4.splat(0);
  const b = biases ? v128.load(biases) : zero;
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
