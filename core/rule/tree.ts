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
  sign: 1,
  sqrt: 1,
  tanh: 1,
} as const;
export type FunctionName = keyof typeof functionArity;

/** Whether a word names a function. */
export function isFunction(word: string): word is FunctionName {
  return Object.hasOwn(functionArity, word);
}

export interface Name {
  readonly kind: 'name';
  readonly name: string;
  readonly at: Location;
}

export type BinaryOperator = '+' | '-' | '*' | '/' | '**';

/** What has a value; `a - b - c` is `(a - b) - c`, and no target may change that order. */
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
  | { readonly kind: 'call'; readonly function: FunctionName; readonly arguments: readonly Expression[] };

/** One line: `target = value`. The target is `p`, `g`, a state or a local. */
export interface Assignment {
  readonly target: string;
  readonly value: Expression;
  /** Where the target stands in the text. */
  readonly at: Location;
}

/** What a rule does to each parameter in one step. */
export interface Program {
  /** The line `g = gradient at <value>`; null where the gradient is taken at the parameters themselves. */
  readonly lookAhead: Assignment | null;
  readonly assignments: readonly Assignment[];
}

/** The expressions that an expression is made of directly. */
function operandsOf(expression: Expression): readonly Expression[] {
  switch (expression.kind) {
    case 'number':
    case 'name':
      return [];
    case 'negate':
      return [expression.operand];
    case 'binary':
      return [expression.left, expression.right];
    case 'call':
      return expression.arguments;
  }
}

/** The same expression with each of its direct operands replaced by what `change` makes of it. */
export function mapOperands(expression: Expression, change: (operand: Expression) => Expression): Expression {
  switch (expression.kind) {
    case 'number':
    case 'name':
      return expression;
    case 'negate':
      return { ...expression, operand: change(expression.operand) };
    case 'binary':
      return { ...expression, left: change(expression.left), right: change(expression.right) };
    case 'call':
      return { ...expression, arguments: expression.arguments.map(change) };
  }
}

/** Every name in an expression, in the order of the text, as often as it occurs. */
export function namesIn(expression: Expression): readonly Name[] {
  return expression.kind === 'name' ? [expression] : operandsOf(expression).flatMap(namesIn);
}
