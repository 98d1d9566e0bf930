/** Expressions and conditions in JavaScript. */
import type { Comparison, Condition, Expression, FunctionName } from '../../syntax/tree.ts';

/** How JavaScript calls each function; `clip` is a helper of the frame, and `pow` gets a square of its own. */
export const javascriptFunctions: Readonly<Record<FunctionName, string>> = {
  abs: 'Math.abs',
  clip: 'clip',
  exp: 'Math.exp',
  log: 'Math.log',
  max: 'Math.max',
  min: 'Math.min',
  pow: 'Math.pow',
  sign: 'Math.sign',
  sqrt: 'Math.sqrt',
  tanh: 'Math.tanh',
};

const comparisons: Readonly<Record<Comparison, string>> = {
  '==': '===',
  '!=': '!==',
  '<=': '<=',
  '>=': '>=',
  '<': '<',
  '>': '>',
};

/** How tightly an expression holds together; one that holds less tightly than its place asks for gets parentheses. */
const tightness = { where: 0, '+': 1, '-': 1, '*': 2, '/': 2, negate: 3, atom: 4 };

function tightnessOf(expression: Expression): number {
  if (expression.kind === 'negate' || expression.kind === 'where') return tightness[expression.kind];
  if (expression.kind === 'binary' && expression.operator !== '**')
    return oneMinusPowerOf(expression) ? tightness.atom : tightness[expression.operator];
  return tightness.atom;
}

function printWithin(expression: Expression, least: number): string {
  return tightnessOf(expression) < least ? `(${printFloat64(expression)})` : printFloat64(expression);
}

/** An expression of float64 numbers, with the parentheses that it needs and no others. */
export function printFloat64(expression: Expression): string {
  switch (expression.kind) {
    case 'number':
      return String(expression.value);
    case 'name':
      return `$${expression.name}`;
    case 'negate':
      return `-${printWithin(expression.operand, tightness.atom)}`;
    case 'call': {
      const [base, exponent] = expression.arguments;
      if (expression.function === 'pow' && base && exponent) return printPower(base, exponent);
      return `${javascriptFunctions[expression.function]}(${expression.arguments.map(printFloat64).join(', ')})`;
    }
    case 'binary': {
      const { operator, left, right } = expression;
      if (operator === '**') return printPower(left, right);
      const powered = oneMinusPowerOf(expression);
      if (powered) return `oneMinusPower(${powered.map(printFloat64).join(', ')})`;
      const own = tightness[operator];
      return `${printWithin(left, own)} ${operator} ${printWithin(right, own + 1)}`;
    }
    case 'where': {
      const print = (operand: Expression) => printWithin(operand, tightness.where + 1);
      const { condition, then, otherwise } = expression;
      return `${printCondition(condition, print)} ? ${print(then)} : ${print(otherwise)}`;
    }
    case 'reduction':
      throw new TypeError('a plan has a name in place of each reduction');
  }
}

/** Base and exponent of 1 - base**exponent, if the exponent may change from step to step; null for all else. */
function oneMinusPowerOf(expression: Expression): readonly [Expression, Expression] | null {
  if (expression.kind !== 'binary' || expression.operator !== '-') return null;
  const { left, right } = expression;
  if (left.kind !== 'number' || left.value !== 1) return null;
  const isPower = right.kind === 'binary' && right.operator === '**' && right.right.kind !== 'number';
  return isPower ? [right.left, right.right] : null;
}

function printPower(base: Expression, exponent: Expression): string {
  if (exponent.kind === 'number' && exponent.value === 2) return `square(${printFloat64(base)})`;
  return `Math.pow(${printFloat64(base)}, ${printFloat64(exponent)})`;
}

/** A condition between what `print` makes of the expressions that it compares. */
export function printCondition(condition: Condition, print: (expression: Expression) => string): string {
  switch (condition.kind) {
    case 'comparison': {
      const { operator, left, right } = condition;
      return `(${print(left)} ${comparisons[operator]} ${print(right)})`;
    }
    case 'both':
    case 'either': {
      const operator = condition.kind === 'both' ? '&&' : '||';
      return `(${printCondition(condition.left, print)} ${operator} ${printCondition(condition.right, print)})`;
    }
    case 'not':
      return `!${printCondition(condition.operand, print)}`;
    case 'flag':
      throw new TypeError('a resolved rule has no options');
  }
}
