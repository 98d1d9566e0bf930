/**
 * The tree of a rule's update, as every target reads it. `at` is the piece of the text that a node was written as,
 * without parentheses around it; what the compiler makes has the place of what it was made of.
 *
 * The tree of a text that isn't right may have parts `M` that are missing; the tree of a checked rule has none.
 */
import type { Span } from './span.ts';
import type { Token } from './tokens.ts';

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

/** What stands in the tree for what makes no sense. */
export interface Missing {
  readonly kind: 'missing';
  /** What can be read of it, such as the arguments of an unknown function. */
  readonly parts: readonly (Expression<Missing> | Condition<Missing>)[];
  /** What can't: all of it, where a line doesn't follow the grammar. */
  readonly unread: readonly Token[];
  readonly at: Span;
}

export interface Name {
  readonly kind: 'name';
  readonly name: string;
  readonly at: Span;
}

export type BinaryOperator = '+' | '-' | '*' | '/' | '**';

/** What has a number as its value; `a - b - c` is `(a - b) - c`, and no target may change that order. */
export type Expression<M = never> =
  | { readonly kind: 'number'; readonly value: number; readonly at: Span }
  | Name
  | { readonly kind: 'negate'; readonly operand: Expression<M>; readonly at: Span }
  | {
      readonly kind: 'binary';
      readonly operator: BinaryOperator;
      readonly left: Expression<M>;
      readonly right: Expression<M>;
      readonly at: Span;
    }
  | {
      readonly kind: 'call';
      readonly function: FunctionName;
      readonly arguments: readonly Expression<M>[];
      readonly functionAt: Span;
      readonly at: Span;
    }
  | {
      readonly kind: 'where';
      readonly condition: Condition<M>;
      readonly then: Expression<M>;
      readonly otherwise: Expression<M>;
      readonly functionAt: Span;
      readonly at: Span;
    }
  | {
      readonly kind: 'reduction';
      readonly function: ReductionName;
      readonly operand: Expression<M>;
      readonly functionAt: Span;
      readonly at: Span;
    }
  | M;

export const comparisons = ['==', '!=', '<=', '>=', '<', '>'] as const;
export type Comparison = (typeof comparisons)[number];

/** What is true or false. */
export type Condition<M = never> =
  | {
      readonly kind: 'comparison';
      readonly operator: Comparison;
      readonly left: Expression<M>;
      readonly right: Expression<M>;
      readonly at: Span;
    }
  | {
      readonly kind: 'both' | 'either';
      readonly left: Condition<M>;
      readonly right: Condition<M>;
      readonly at: Span;
    }
  | { readonly kind: 'not'; readonly operand: Condition<M>; readonly at: Span }
  /** An option that is true or false, such as `amsgrad`. */
  | { readonly kind: 'flag'; readonly option: Name; readonly at: Span }
  | M;

/** One line: `target = value`. The target is `p`, `g`, a state, a scalar or a local. */
export interface Assignment<M = never> {
  readonly kind: 'assignment';
  readonly target: string;
  /** For `target += x`, `target + x`, of which the first has the place of the target. */
  readonly value: Expression<M>;
  readonly targetAt: Span;
  readonly at: Span;
}

/** `if condition`, the lines below it, and those below its `else`. An `elif` is a branch below an `else`. */
export interface Branch<M = never> {
  readonly kind: 'branch';
  readonly condition: Condition<M>;
  readonly then: readonly Statement<M>[];
  readonly otherwise: readonly Statement<M>[];
  /** From the word `if` or `elif` to the end of the last line below it or its `else`. */
  readonly at: Span;
}

export type Statement<M = never> = Assignment<M> | Branch<M> | M;

/** What a rule does to each parameter in one step. */
export interface Program<M = never> {
  /** The line `g = gradient at <value>`; null where the gradient is taken at the parameters themselves. */
  readonly lookAhead: Assignment<M> | null;
  readonly statements: readonly Statement<M>[];
  /** From the first line below `update` to the end of the last; behind `update` where there is none. */
  readonly at: Span;
}
