/** Tree → text in the language of formulas, with the parentheses that it needs and no others. */
import { constants, type Expression } from '../../../core/problems/surfaces/expression/tree.ts';

/** How tightly an expression's parts hold together, in Python's order. */
const tightness = { sum: 1, product: 2, sign: 3, power: 4, atom: 5 } as const;

/**
 * The text of an expression, which reads back as the same function, bit for bit. A choice, which only derivatives
 * have, becomes `where(left > right, greater, less)`, a function of the rule language.
 */
export function print(expression: Expression): string {
  switch (expression.kind) {
    case 'number':
      return printNumber(expression.value);
    case 'variable':
      return expression.name;
    case 'negate':
      // -(a * b) and (-a) * b are the same number.
      return `-${within(expression.operand, tightness.product)}`;
    case 'call':
      return `${expression.function}(${print(expression.operand)})`;
    case 'choice': {
      const { left, right, greater, less } = expression;
      return `where(${print(left)} > ${print(right)}, ${print(greater)}, ${print(less)})`;
    }
    case 'binary': {
      const { operator, left, right } = expression;
      const own = tightnessOf(expression);
      if (own === tightness.atom) return `${operator}(${print(left)}, ${print(right)})`;
      if (operator === '**') return `${within(left, tightness.atom)}**${within(right, tightness.sign)}`;
      return `${within(left, own)} ${operator} ${within(right, own + 1)}`;
    }
  }
}

function within(expression: Expression, least: number): string {
  const text = print(expression);
  return tightnessOf(expression) < least ? `(${text})` : text;
}

function tightnessOf(expression: Expression): number {
  if (expression.kind === 'negate') {
    return tightnessOf(expression.operand) === tightness.product ? tightness.product : tightness.sign;
  }
  if (expression.kind !== 'binary') return tightness.atom;
  switch (expression.operator) {
    case '+':
    case '-':
      return tightness.sum;
    case '*':
    case '/':
      return tightness.product;
    case '**':
      return tightness.power;
    case 'max':
    case 'min':
      return tightness.atom;
  }
}

function printNumber(value: number): string {
  for (const [name, constant] of constants) if (constant === value) return name;
  return String(value);
}
