/** Sums over the elements of a tensor, gathered in double precision. */
import type { Reduction } from '../../plan/stage.ts';
import type { Bytes } from './encoding.ts';
import { firstOfF32x4, get, laneOfF64x2, op, set, tee, upperHalf } from './instructions.ts';
import type { Locals } from './locals.ts';

/** A reduction with the locals in which it is gathered. */
export interface Sum extends Reduction {
  /** Two sums each: of the first two floats of every vector, and of the last two. */
  readonly lower: number;
  readonly upper: number;
  /** Sum of the elements that fill no vector. */
  readonly rest: number;
  /** Values on their way into the sums: four floats, two doubles, one double. */
  readonly floats: number;
  readonly pair: number;
  readonly single: number;
}

export function createSum(reduction: Reduction, locals: Locals): Sum {
  return {
    ...reduction,
    lower: locals.add('v128'),
    upper: locals.add('v128'),
    rest: locals.add('f64'),
    floats: locals.add('v128'),
    pair: locals.add('v128'),
    single: locals.add('f64'),
  };
}

/** Adds all of the four floats that `operand` leaves. */
export function addFour(sum: Sum, operand: Bytes): Bytes {
  const { floats, pair, lower, upper } = sum;
  const square = sum.function === 'norm' ? [...tee(pair), ...get(pair), ...op['f64x2.mul']] : [];
  const addPair = (half: Bytes, to: number) => [
    ...[...half, ...op['f64x2.promote_low_f32x4'], ...square],
    ...[...get(to), ...op['f64x2.add'], ...set(to)],
  ];
  return [
    ...[...operand, ...tee(floats)],
    ...addPair([], lower),
    ...addPair([...get(floats), ...get(floats), ...upperHalf], upper),
  ];
}

/** Adds the first of the four floats that `operand` leaves. */
export function addFirst(sum: Sum, operand: Bytes): Bytes {
  const { single, rest } = sum;
  const square = sum.function === 'norm' ? [...tee(single), ...get(single), ...op['f64.mul']] : [];
  return [
    ...[...operand, ...firstOfF32x4, ...op['f64.promote_f32'], ...square],
    ...[...get(rest), ...op['f64.add'], ...set(rest)],
  ];
}

/** Leaves the reduction's result as a float; `count` leaves the number of elements. */
export function resultOf({ function: kind, lower, upper, rest, pair }: Sum, count: Bytes): Bytes {
  const finish = {
    sum: [],
    mean: [...count, ...op['f64.convert_i32_u'], ...op['f64.div']],
    norm: op['f64.sqrt'],
  };
  return [
    ...[...get(lower), ...get(upper), ...op['f64x2.add'], ...tee(pair), ...laneOfF64x2(0)],
    ...[...get(pair), ...laneOfF64x2(1), ...op['f64.add']],
    ...[...get(rest), ...op['f64.add']],
    ...finish[kind],
    ...op['f32.demote_f64'],
  ];
}
