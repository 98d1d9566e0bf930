/** WebAssembly's types and instructions under the names of its text format, as far as kernels use them. */
import { type Bytes, signed, unsigned } from './encoding.ts';

export const valueTypes = { i32: 0x7f, f32: 0x7d, f64: 0x7c, v128: 0x7b } as const;
export type ValueType = keyof typeof valueTypes;

const simd = (code: number): Bytes => [0xfd, ...unsigned(code)];

/** Operations on what the instructions before them have put on the stack. */
export const op = {
  else: [0x05],
  end: [0x0b],
  select: [0x1b],
  'i32.lt_u': [0x49],
  'i32.eqz': [0x45],
  'i32.add': [0x6a],
  'i32.sub': [0x6b],
  'i32.mul': [0x6c],
  'i32.and': [0x71],
  'i32.or': [0x72],
  'i32.shl': [0x74],
  'i32.shr_u': [0x76],

  'f32.eq': [0x5b],
  'f32.ne': [0x5c],
  'f32.lt': [0x5d],
  'f32.gt': [0x5e],
  'f32.le': [0x5f],
  'f32.ge': [0x60],
  'f32.abs': [0x8b],
  'f32.neg': [0x8c],
  'f32.sqrt': [0x91],
  'f32.add': [0x92],
  'f32.sub': [0x93],
  'f32.mul': [0x94],
  'f32.div': [0x95],
  'f32.min': [0x96],
  'f32.max': [0x97],
  'f32.demote_f64': [0xb6],

  'f64.sqrt': [0x9f],
  'f64.add': [0xa0],
  'f64.mul': [0xa2],
  'f64.div': [0xa3],
  'f64.convert_i32_u': [0xb8],
  'f64.promote_f32': [0xbb],

  'f32x4.splat': simd(0x13),
  'f32x4.eq': simd(0x41),
  'f32x4.ne': simd(0x42),
  'f32x4.lt': simd(0x43),
  'f32x4.gt': simd(0x44),
  'f32x4.le': simd(0x45),
  'f32x4.ge': simd(0x46),
  'v128.not': simd(0x4d),
  'v128.and': simd(0x4e),
  'v128.or': simd(0x50),
  'v128.bitselect': simd(0x52),
  'f32x4.demote_f64x2_zero': simd(0x5e),
  'f64x2.promote_low_f32x4': simd(0x5f),
  'f32x4.abs': simd(0xe0),
  'f32x4.neg': simd(0xe1),
  'f32x4.sqrt': simd(0xe3),
  'f32x4.add': simd(0xe4),
  'f32x4.sub': simd(0xe5),
  'f32x4.mul': simd(0xe6),
  'f32x4.div': simd(0xe7),
  'f32x4.min': simd(0xe8),
  'f32x4.max': simd(0xe9),
  'f32x4.pmin': simd(0xea),
  'f32x4.pmax': simd(0xeb),
  'f64x2.splat': simd(0x14),
  'f64x2.eq': simd(0x47),
  'f64x2.ne': simd(0x48),
  'f64x2.lt': simd(0x49),
  'f64x2.gt': simd(0x4a),
  'f64x2.le': simd(0x4b),
  'f64x2.ge': simd(0x4c),
  'v128.andnot': simd(0x4f),
  'v128.any_true': simd(0x53),
  'i64x2.all_true': simd(0xc3),
  'f64x2.abs': simd(0xec),
  'f64x2.neg': simd(0xed),
  'f64x2.sqrt': simd(0xef),
  'f64x2.add': simd(0xf0),
  'f64x2.sub': simd(0xf1),
  'f64x2.mul': simd(0xf2),
  'f64x2.div': simd(0xf3),
  'f64x2.min': simd(0xf4),
  'f64x2.max': simd(0xf5),
  /** The second where it is smaller than the first, else the first. */
  'f64x2.pmin': simd(0xf6),
  /** The second where it is larger than the first, else the first. */
  'f64x2.pmax': simd(0xf7),
} as const;

/** `block`, `loop`, `if`: what they enclose leaves nothing on the stack and ends with `op.end`. */
const noResult = 0x40;
export const open = { block: [0x02, noResult], loop: [0x03, noResult], if: [0x04, noResult] } as const;
/** Goes on with the innermost enclosing loop where the stack's top isn't 0. */
export const continueIf: Bytes = [0x0d, 0];

/** Leaves a block, or goes on with a loop: the enclosing one that is so many further out. */
export const branch = (depth: number): Bytes => [0x0c, ...unsigned(depth)];
export const branchIf = (depth: number): Bytes => [0x0d, ...unsigned(depth)];

export const call = (index: number): Bytes => [0x10, ...unsigned(index)];
export const get = (local: number): Bytes => [0x20, ...unsigned(local)];
export const set = (local: number): Bytes => [0x21, ...unsigned(local)];
/** Sets a local and leaves its value on the stack. */
export const tee = (local: number): Bytes => [0x22, ...unsigned(local)];

export const i32 = (value: number): Bytes => [0x41, ...signed(value)];

/** Where memory is read or written: `offset` bytes above the address, which is a multiple of 4. */
const memoryArgument = (offset: number): Bytes => [2, ...unsigned(offset)];

export const loadI32 = (offset: number): Bytes => [0x28, ...memoryArgument(offset)];
export const loadF32 = (offset: number): Bytes => [0x2a, ...memoryArgument(offset)];
export const loadFour = (offset: number): Bytes => [...simd(0x00), ...memoryArgument(offset)];
/** Loads one double into both lanes. */
export const loadIntoBoth = (offset: number): Bytes => [...simd(0x0a), ...memoryArgument(offset)];
/** Of an address and a vector: loads one double into its second lane. */
export const loadSecond = (offset: number): Bytes => [...simd(0x57), ...memoryArgument(offset), 1];
export const storeFour = (offset: number): Bytes => [...simd(0x0b), ...memoryArgument(offset)];
/** Loads one float into the first lane; the others become 0. */
export const loadFirst: Bytes = [...simd(0x5c), ...memoryArgument(0)];
/** Stores the first lane. */
export const storeFirst: Bytes = [...simd(0x5a), ...memoryArgument(0), 0];

export const firstOfF32x4: Bytes = [...simd(0x1f), 0];
export const laneOfF64x2 = (lane: 0 | 1): Bytes => [...simd(0x21), lane];
/** Of two operands, the last two floats of the second in front. */
export const upperHalf: Bytes = [...simd(0x0d), 8, 9, 10, 11, 12, 13, 14, 15, 8, 9, 10, 11, 12, 13, 14, 15];
/** Of two operands, the first two floats of each. */
export const lowerHalves: Bytes = [...simd(0x0d), 0, 1, 2, 3, 4, 5, 6, 7, 16, 17, 18, 19, 20, 21, 22, 23];
