/** Arithmetic for one float and for four at once, the same operations, so that both give the same bits; and for two doubles. */
import type { BinaryOperator, Comparison } from '../../syntax/tree.ts';
import { type Bytes, float32, float64 } from './encoding.ts';
import { op } from './instructions.ts';

type Operation =
  | Exclude<BinaryOperator, '**'>
  | Comparison
  | 'negate'
  | 'abs'
  | 'sqrt'
  | 'min'
  | 'max'
  | 'both'
  | 'either'
  | 'not';

/** Instructions for values of one type. Conditions are integers for one float, masks for several. */
export interface Lanes {
  readonly type: 'f32' | 'v128';
  readonly operations: Readonly<Record<Operation, Bytes>>;
  /** Takes two values and a condition; leaves the first where it holds, the second elsewhere. */
  readonly choose: Bytes;
  constant(value: number): Bytes;
}

function arithmetic(kind: 'f32' | 'f32x4' | 'f64x2') {
  return {
    '+': op[`${kind}.add`],
    '-': op[`${kind}.sub`],
    '*': op[`${kind}.mul`],
    '/': op[`${kind}.div`],
    '==': op[`${kind}.eq`],
    '!=': op[`${kind}.ne`],
    '<': op[`${kind}.lt`],
    '<=': op[`${kind}.le`],
    '>': op[`${kind}.gt`],
    '>=': op[`${kind}.ge`],
    negate: op[`${kind}.neg`],
    abs: op[`${kind}.abs`],
    sqrt: op[`${kind}.sqrt`],
    min: op[`${kind}.min`],
    max: op[`${kind}.max`],
  };
}

export const oneFloat: Lanes = {
  type: 'f32',
  operations: { ...arithmetic('f32'), both: op['i32.and'], either: op['i32.or'], not: op['i32.eqz'] },
  choose: op.select,
  constant: (value) => [0x43, ...float32(value)],
};

export const fourFloats: Lanes = {
  type: 'v128',
  operations: { ...arithmetic('f32x4'), both: op['v128.and'], either: op['v128.or'], not: op['v128.not'] },
  choose: op['v128.bitselect'],
  constant: (value) => [...oneFloat.constant(value), ...op['f32x4.splat']],
};

export const twoDoubles: Lanes = {
  type: 'v128',
  operations: { ...arithmetic('f64x2'), both: op['v128.and'], either: op['v128.or'], not: op['v128.not'] },
  choose: op['v128.bitselect'],
  constant: (value) => [0x44, ...float64(value), ...op['f64x2.splat']],
};
