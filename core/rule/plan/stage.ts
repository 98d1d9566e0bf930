/** What a kernel computes at one point of a step: once a step, then in passes over the elements of each tensor. */
import type { Assignment, Expression, ReductionName } from '../syntax/tree.ts';

/** A tensor with one number for each parameter; `index` counts the states or the scratch tensors. */
export interface Slot {
  readonly kind: 'parameters' | 'gradient' | 'ahead' | 'state' | 'scratch';
  readonly index: number;
}

/** A name and the tensor that it is read from or written to. */
export interface Move {
  readonly name: string;
  readonly slot: Slot;
}

/** What a pass makes of all elements of a tensor: sum of the operand, its mean, or the root of the sum of its squares. */
export interface Reduction {
  readonly name: string;
  readonly function: Exclude<ReductionName, 'global_norm'>;
  readonly operand: Expression;
}

/** One way through the elements of a tensor. */
export interface Pass {
  /** Computed before the elements, from uniforms and from the reductions of earlier passes. */
  readonly perTensor: readonly Assignment[];
  /** Read for each element, before `elements`. */
  readonly loads: readonly Move[];
  /** Computed for each element. Every name is assigned once. */
  readonly elements: readonly Assignment[];
  /** Written for each element, after `elements`. */
  readonly stores: readonly Move[];
  /** Gathered over the elements; known after the pass. */
  readonly reductions: readonly Reduction[];
}

/** All that is computed at one point of a step. */
export interface Stage {
  /** Computed once a step in float64, from hyperparameters, scalars and `t`. Every name is assigned once. */
  readonly perStep: readonly Assignment[];
  /** Scalars that change, each with the name of its new value. */
  readonly scalars: readonly { readonly index: number; readonly name: string }[];
  /** Names known once a step that the passes read: hyperparameters, scalars, `t` and names of `perStep`. */
  readonly uniforms: readonly string[];
  /** Under which name the passes read the norm of all gradients together; null where they don't. */
  readonly globalNorm: string | null;
  readonly passes: readonly Pass[];
  /** Number of tensors that hold values between two passes. */
  readonly scratch: number;
}

export interface PlanOptions {
  /** Default: false. */
  readonly reciprocals?: boolean;
}
