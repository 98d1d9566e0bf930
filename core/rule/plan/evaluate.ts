/** The value of an expression for one element, in float64, read straight from the tree. */
import type { BinaryOperator, Comparison, Condition, Expression, FunctionName } from '../syntax/tree.ts';

/** What a name or reduction stands for. */
export type Lookup = (node: Extract<Expression, { kind: 'name' | 'reduction' }>) => number;

export function evaluate(expression: Expression, lookup: Lookup): number {
  const value = (operand: Expression) => evaluate(operand, lookup);
  switch (expression.kind) {
    case 'number':
      return expression.value;
    case 'name':
    case 'reduction':
      return lookup(expression);
    case 'negate':
      return -value(expression.operand);
    case 'binary':
      return binary[expression.operator](value(expression.left), value(expression.right));
    case 'call':
      return call[expression.function](...expression.arguments.map(value));
    case 'where':
      return holds(expression.condition, lookup) ? value(expression.then) : value(expression.otherwise);
  }
}

/** Whether a condition holds. Flags are decided when a rule is resolved; one that is left never holds. */
export function holds(condition: Condition, lookup: Lookup): boolean {
  switch (condition.kind) {
    case 'flag':
      return false;
    case 'comparison':
      return compare[condition.operator](evaluate(condition.left, lookup), evaluate(condition.right, lookup));
    case 'both':
      return holds(condition.left, lookup) && holds(condition.right, lookup);
    case 'either':
      return holds(condition.left, lookup) || holds(condition.right, lookup);
    case 'not':
      return !holds(condition.operand, lookup);
  }
}

const binary: Readonly<Record<BinaryOperator, (a: number, b: number) => number>> = {
  '+': (a, b) => a + b,
  '-': (a, b) => a - b,
  '*': (a, b) => a * b,
  '/': (a, b) => a / b,
  // NumPy and PyTorch square by multiplication; Math.pow may round differently.
  '**': (a, b) => (b === 2 ? a * a : a ** b),
};

const compare: Readonly<Record<Comparison, (a: number, b: number) => boolean>> = {
  '==': (a, b) => a === b,
  '!=': (a, b) => a !== b,
  '<=': (a, b) => a <= b,
  '>=': (a, b) => a >= b,
  '<': (a, b) => a < b,
  '>': (a, b) => a > b,
};

const call: Readonly<Record<FunctionName, (...values: number[]) => number>> = {
  abs: Math.abs,
  clip: (x = 0, low = 0, high = 0) => Math.min(Math.max(x, low), high),
  exp: Math.exp,
  log: Math.log,
  max: Math.max,
  min: Math.min,
  pow: (x = 0, y = 0) => (y === 2 ? x * x : x ** y),
  sign: Math.sign,
  sqrt: Math.sqrt,
  tanh: Math.tanh,
};
