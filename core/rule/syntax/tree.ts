/** The tree of a rule's update, as every target reads it. */
import type { Location } from './errors.ts';

/** The functions of the language, each with the number of its arguments. */
export const functionArity = {
  abs: 1,
  clip: 3,
  exp: 1,
  log: 1,
  max: 2,
  min: 2,
  pow: 2,
  sign: 1,
  sqrt: 1,
  tanh: 1,
} as const;
export type FunctionName = keyof typeof functionArity;

/** Whether a word names a function. */
export function isFunction(word: string): word is FunctionName {
  return Object.hasOwn(functionArity, word);
}

/**
 * What makes one number of all elements: of one tensor (`norm`, `sum`, `mean`), or of the gradients of all tensors
 * together (`global_norm`).
 */
export const reductions = ['norm', 'sum', 'mean', 'global_norm'] as const;
export type ReductionName = (typeof reductions)[number];

/** Whether a word names a reduction. */
export function isReduction(word: string): word is ReductionName {
  return reductions.some((name) => name === word);
}

export interface Name {
  readonly kind: 'name';
  readonly name: string;
  readonly at: Location;
}

export type BinaryOperator = '+' | '-' | '*' | '/' | '**';

/** What has a number as its value; `a - b - c` is `(a - b) - c`, and no target may change that order. */
export type Expression =
  | { readonly kind: 'number'; readonly value: number }
  | Name
  | { readonly kind: 'negate'; readonly operand: Expression }
  | {
      readonly kind: 'binary';
      readonly operator: BinaryOperator;
      readonly left: Expression;
      readonly right: Expression;
    }
  | { readonly kind: 'call'; readonly function: FunctionName; readonly arguments: readonly Expression[] }
  | {
      readonly kind: 'where';
      readonly condition: Condition;
      readonly then: Expression;
      readonly otherwise: Expression;
    }
  | {
      readonly kind: 'reduction';
      readonly function: ReductionName;
      readonly operand: Expression;
      readonly at: Location;
    };

export const comparisons = ['==', '!=', '<=', '>=', '<', '>'] as const;
export type Comparison = (typeof comparisons)[number];

/** What is true or false. */
export type Condition =
  | {
      readonly kind: 'comparison';
      readonly operator: Comparison;
      readonly left: Expression;
      readonly right: Expression;
    }
  | { readonly kind: 'both' | 'either'; readonly left: Condition; readonly right: Condition }
  | { readonly kind: 'not'; readonly operand: Condition }
  /** An option that is true or false, such as `amsgrad`. */
  | { readonly kind: 'flag'; readonly option: Name };

/** One line: `target = value`. The target is `p`, `g`, a state, a scalar or a local. */
export interface Assignment {
  readonly kind: 'assignment';
  readonly target: string;
  readonly value: Expression;
  /** Where the target stands in the text. */
  readonly at: Location;
}

/** `if condition`, the lines below it, and those below its `else`. */
export interface Branch {
  readonly kind: 'branch';
  readonly condition: Condition;
  readonly then: readonly Statement[];
  readonly otherwise: readonly Statement[];
  /** Where the word `if` stands. */
  readonly at: Location;
}

export type Statement = Assignment | Branch;

/** What a rule does to each parameter in one step. */
export interface Program {
  /** The line `g = gradient at <value>`; null where the gradient is taken at the parameters themselves. */
  readonly lookAhead: Assignment | null;
  readonly statements: readonly Statement[];
}
