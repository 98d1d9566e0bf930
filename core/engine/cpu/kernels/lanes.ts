/** Four floats at once, in the lanes of a vector. */

/** a · b + c: rounded once with relaxed SIMD, where the processor has the instruction, and twice otherwise. */
@inline
export function multiplyAdd(a: v128, b: v128, c: v128): v128 {
  return ASC_FEATURE_RELAXED_SIMD ? f32x4.relaxed_madd(a, b, c) : f32x4.add(f32x4.mul(a, b), c);
}

/** c - a · b, rounded as `multiplyAdd` is. */
@inline
export function subtractProduct(c: v128, a: v128, b: v128): v128 {
  return ASC_FEATURE_RELAXED_SIMD ? f32x4.relaxed_nmadd(a, b, c) : f32x4.sub(c, f32x4.mul(a, b));
}

/** A float of memory in every lane. Kernels read constants this way: engines build others anew in each round of a loop. */
@inline
export function spread(address: usize): v128 {
  return v128.load32_splat(address);
}

/** The sum of the four lanes. */
@inline
export function sumOf(x: v128): f32 {
  const pairs = f32x4.add(x, i32x4.shuffle(x, x, 2, 3, 0, 1));
  return f32x4.extract_lane(pairs, 0) + f32x4.extract_lane(pairs, 1);
}

/** Lane i: the sum of the i-th argument's lanes. */
@inline
export function sumsOf(a: v128, b: v128, c: v128, d: v128): v128 {
  const ab = f32x4.add(i32x4.shuffle(a, b, 0, 4, 1, 5), i32x4.shuffle(a, b, 2, 6, 3, 7));
  const cd = f32x4.add(i32x4.shuffle(c, d, 0, 4, 1, 5), i32x4.shuffle(c, d, 2, 6, 3, 7));
  return f32x4.add(i32x4.shuffle(ab, cd, 0, 1, 4, 5), i32x4.shuffle(ab, cd, 2, 3, 6, 7));
}

/** The largest lane in all lanes; a NaN may get lost. */
@inline
export function largestOf(x: v128): v128 {
  const pairs = f32x4.pmax(x, i32x4.shuffle(x, x, 2, 3, 0, 1));
  return f32x4.pmax(pairs, i32x4.shuffle(pairs, pairs, 1, 0, 3, 2));
}

/** 0, 1, 2, 3 */
const lanes = memory.data<i32>([0, 1, 2, 3], 16);

/** All bits of the first `count` lanes. */
@inline
export function firstLanes(count: i32): v128 {
  return i32x4.lt_s(v128.load(lanes), i32x4.splat(count));
}

/** The next multiple of 4, at which a vector begins. */
@inline
export function padded(count: i32): i32 {
  return (count + 3) & ~3;
}

/** Bytes of as many floats. */
@inline
export function floats(count: i32): usize {
  return (<usize>count) << 2;
}
