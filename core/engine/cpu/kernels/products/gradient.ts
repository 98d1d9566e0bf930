/**
 * ∂W += inputsᵀ · deltas and ∂b += Σ deltas over rows; ∂W lies in panels as W does.
 * The innermost loop goes over rows and keeps a block of 4 × 8 sums in registers.
 */
import { floats, multiplyAdd } from '../lanes';

/**
 * @param panelRows Numbers of an input row, with padding: a multiple of 4.
 * @param columns Of `deltas`, a multiple of 4.
 * @param isFirst Whether the sums begin at 0 instead of what `gradient` holds.
 */
export function multiplyTransposed(
  inputs: usize,
  inputStride: usize,
  deltas: usize,
  deltaStride: usize,
  rows: i32,
  gradient: usize,
  panelRows: i32,
  columns: i32,
  isFirst: bool,
): void {
  const wideColumns = columns & ~7;
  for (let row = 0; row < panelRows; row += 4) {
    const strip = inputs + floats(row);
    for (let column = 0; column < wideColumns; column += 8) {
      const block = gradient + floats(column * panelRows + 8 * row);
      addWideBlock(strip, inputStride, deltas + floats(column), deltaStride, rows, block, isFirst);
    }
    if (wideColumns < columns) {
      const block = gradient + floats(wideColumns * panelRows + 4 * row);
      addNarrowBlock(strip, inputStride, deltas + floats(wideColumns), deltaStride, rows, block, isFirst);
    }
  }
}

@inline
function addWideBlock(
  a: usize,
  inputStride: usize,
  d: usize,
  deltaStride: usize,
  rows: i32,
  block: usize,
  isFirst: bool,
): void {
  const zero = f32x4.splat(0);
  let c00 = zero, c01 = zero;
  let c10 = zero, c11 = zero;
  let c20 = zero, c21 = zero;
  let c30 = zero, c31 = zero;
  if (!isFirst) {
    c00 = v128.load(block);
    c01 = v128.load(block, 16);
    c10 = v128.load(block, 32);
    c11 = v128.load(block, 48);
    c20 = v128.load(block, 64);
    c21 = v128.load(block, 80);
    c30 = v128.load(block, 96);
    c31 = v128.load(block, 112);
  }
  for (; rows > 0; rows--) {
    const d0 = v128.load(d);
    const d1 = v128.load(d, 16);
    let x = v128.load32_splat(a);
    c00 = multiplyAdd(x, d0, c00);
    c01 = multiplyAdd(x, d1, c01);
    x = v128.load32_splat(a, 4);
    c10 = multiplyAdd(x, d0, c10);
    c11 = multiplyAdd(x, d1, c11);
    x = v128.load32_splat(a, 8);
    c20 = multiplyAdd(x, d0, c20);
    c21 = multiplyAdd(x, d1, c21);
    x = v128.load32_splat(a, 12);
    c30 = multiplyAdd(x, d0, c30);
    c31 = multiplyAdd(x, d1, c31);
    a += inputStride;
    d += deltaStride;
  }
  v128.store(block, c00);
  v128.store(block, c01, 16);
  v128.store(block, c10, 32);
  v128.store(block, c11, 48);
  v128.store(block, c20, 64);
  v128.store(block, c21, 80);
  v128.store(block, c30, 96);
  v128.store(block, c31, 112);
}

@inline
function addNarrowBlock(
  a: usize,
  inputStride: usize,
  d: usize,
  deltaStride: usize,
  rows: i32,
  block: usize,
  isFirst: bool,
): void {
  const zero = f32x4.splat(0);
  let c0 = zero, c1 = zero, c2 = zero, c3 = zero;
  if (!isFirst) {
    c0 = v128.load(block);
    c1 = v128.load(block, 16);
    c2 = v128.load(block, 32);
    c3 = v128.load(block, 48);
  }
  for (; rows > 0; rows--) {
    const d0 = v128.load(d);
    c0 = multiplyAdd(v128.load32_splat(a), d0, c0);
    c1 = multiplyAdd(v128.load32_splat(a, 4), d0, c1);
    c2 = multiplyAdd(v128.load32_splat(a, 8), d0, c2);
    c3 = multiplyAdd(v128.load32_splat(a, 12), d0, c3);
    a += inputStride;
    d += deltaStride;
  }
  v128.store(block, c0);
  v128.store(block, c1, 16);
  v128.store(block, c2, 32);
  v128.store(block, c3, 48);
}

/**
 * ∂W = inputsᵀ · deltas for a single row, where no sums are to be kept: every number is a product that is written once.
 * @param panelRows @param columns As for `multiplyTransposed`.
 */
export function multiplyOneByOne(
  inputs: usize,
  deltas: usize,
  gradient: usize,
  panelRows: i32,
  columns: i32,
): void {
  const inputsEnd = inputs + floats(panelRows);
  const end = deltas + floats(columns);
  for (const wideEnd = deltas + floats(columns & ~7); deltas < wideEnd; deltas += 32) {
    const d0 = v128.load(deltas);
    const d1 = v128.load(deltas, 16);
    for (let a = inputs; a < inputsEnd; a += 8, gradient += 64) {
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
    for (let a = inputs; a < inputsEnd; a += 4, gradient += 16) {
      v128.store(gradient, f32x4.mul(v128.load32_splat(a), d0));
    }
  }
}

/** sums += Σ deltas over rows, or = where `isFirst`. Two sums for each column: additions don't wait for one another. */
export function addRows(
  deltas: usize,
  deltaStride: usize,
  rows: i32,
  sums: usize,
  columns: i32,
  isFirst: bool,
): void {
  for (const end = sums + floats(columns); sums < end; sums += 16, deltas += 16) {
    let even = isFirst ? f32x4.splat(0) : v128.load(sums);
    let odd = f32x4.splat(0);
    let d = deltas;
    let left = rows;
    for (; left >= 2; left -= 2) {
      even = f32x4.add(even, v128.load(d));
      odd = f32x4.add(odd, v128.load(d + deltaStride));
      d += deltaStride << 1;
    }
    if (left) even = f32x4.add(even, v128.load(d));
    v128.store(sums, f32x4.add(even, odd));
  }
}
