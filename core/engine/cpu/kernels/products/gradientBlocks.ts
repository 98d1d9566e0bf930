/** Blocks of ∂W += inputsᵀ · deltas, summed over rows of both; each lies in a panel, one row after the other. */
import { multiplyAdd } from '../lanes';

@inline
export function addSixRows(
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
  let c40 = zero, c41 = zero;
  let c50 = zero, c51 = zero;
  if (!isFirst) {
    c00 = v128.load(block);
    c01 = v128.load(block, 16);
    c10 = v128.load(block, 32);
    c11 = v128.load(block, 48);
    c20 = v128.load(block, 64);
    c21 = v128.load(block, 80);
    c30 = v128.load(block, 96);
    c31 = v128.load(block, 112);
    c40 = v128.load(block, 128);
    c41 = v128.load(block, 144);
    c50 = v128.load(block, 160);
    c51 = v128.load(block, 176);
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
    x = v128.load32_splat(a, 16);
    c40 = multiplyAdd(x, d0, c40);
    c41 = multiplyAdd(x, d1, c41);
    x = v128.load32_splat(a, 20);
    c50 = multiplyAdd(x, d0, c50);
    c51 = multiplyAdd(x, d1, c51);
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
  v128.store(block, c40, 128);
  v128.store(block, c41, 144);
  v128.store(block, c50, 160);
  v128.store(block, c51, 176);
}

@inline
export function addFourRows(
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

/** In a panel of 4 columns. */
@inline
export function addFourNarrowRows(
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
