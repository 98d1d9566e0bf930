/** A formula in x and y, as a tree. Equal parts may be one object: whoever walks a derivative visits each once. */

export type Variable = 'x' | 'y';

/** The functions of one number. */
export const unaryFunctions = {
  abs: Math.abs,
  atan: Math.atan,
  cos: Math.cos,
  cosh: Math.cosh,
  exp: Math.exp,
  expm1: Math.expm1,
  log: Math.log,
  sign: Math.sign,
  sin: Math.sin,
  sinh: Math.sinh,
  sqrt: Math.sqrt,
  tan: Math.tan,
  tanh: Math.tanh,
} as const satisfies Readonly<Record<string, (u: number) => number>>;
export type UnaryFunction = keyof typeof unaryFunctions;

/** What makes one number of two; `min` and `max` are written as functions. */
export type BinaryOperator = '+' | '-' | '*' | '/' | '**' | 'min' | 'max';

export interface Call {
  readonly kind: 'call';
  readonly function: UnaryFunction;
  readonly operand: Expression;
}

export interface Binary {
  readonly kind: 'binary';
  readonly operator: BinaryOperator;
  readonly left: Expression;
  readonly right: Expression;
}

/** `greater` where left > right, `less` where left < right, their mean where both are equal: the slope of a kink. */
export interface Choice {
  readonly kind: 'choice';
  readonly left: Expression;
  readonly right: Expression;
  readonly greater: Expression;
  readonly less: Expression;
}

export type Expression =
  | { readonly kind: 'number'; readonly value: number }
  | { readonly kind: 'variable'; readonly name: Variable }
  | { readonly kind: 'negate'; readonly operand: Expression }
  | Call
  | Binary
  | Choice;

/** The numbers with a name. */
export const constants: ReadonlyMap<string, number> = new Map([
  ['pi', Math.PI],
  ['e', Math.E],
]);

export function isUnaryFunction(word: string): word is UnaryFunction {
  return Object.hasOwn(unaryFunctions, word);
}

/** The expressions that an expression is made of directly. */
export function operandsOf(expression: Expression): readonly Expression[] {
  switch (expression.kind) {
    case 'number':
    case 'variable':
      return [];
    case 'negate':
    case 'call':
      return [expression.operand];
    case 'binary':
      return [expression.left, expression.right];
    case 'choice':
      return [expression.left, expression.right, expression.greater, expression.less];
  }
}
