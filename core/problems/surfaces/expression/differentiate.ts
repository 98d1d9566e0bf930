/**
 * Exact derivatives. Every rule uses the derivative of an operand once and refers to the operands themselves, so that
 * the derivative of n parts has a small multiple of n parts.
 *
 * Where a formula has a kink its slope is the mean of both sides, as PyTorch has it: 0 for `abs` at 0, half of each
 * operand's slope for `min` and `max` of equal numbers. Where it has no slope (`sqrt` at 0) the derivative is no
 * number, or infinite.
 */
import {
  add,
  call,
  choose,
  divide,
  isNumber,
  multiply,
  negate,
  one,
  power,
  subtract,
  two,
  zero,
} from './simplify.ts';
import type { Binary, BinaryOperator, Expression, UnaryFunction, Variable } from './tree.ts';

export function differentiate(expression: Expression, by: Variable): Expression {
  const known = new Map<Expression, Expression>();
  const slope = (part: Expression): Expression => {
    const found = known.get(part) ?? slopeOf(part, by, slope);
    known.set(part, found);
    return found;
  };
  return slope(expression);
}

function slopeOf(part: Expression, by: Variable, slope: (operand: Expression) => Expression): Expression {
  switch (part.kind) {
    case 'number':
      return zero;
    case 'variable':
      return part.name === by ? one : zero;
    case 'negate':
      return negate(slope(part.operand));
    case 'call':
      return multiply(slope(part.operand), slopesOfFunctions[part.function](part.operand, part));
    case 'binary':
      return slopesOfOperators[part.operator](part, slope(part.left), slope(part.right));
    case 'choice':
      return choose(part.left, part.right, slope(part.greater), slope(part.less));
  }
}

/** The slope of each function of u; `self` is the function's value. */
const slopesOfFunctions: Readonly<Record<UnaryFunction, (u: Expression, self: Expression) => Expression>> = {
  abs: (u) => call('sign', u),
  atan: (u) => divide(one, add(one, power(u, two))),
  cos: (u) => negate(call('sin', u)),
  cosh: (u) => call('sinh', u),
  exp: (_, self) => self,
  expm1: (u) => call('exp', u),
  log: (u) => divide(one, u),
  sign: () => zero,
  sin: (u) => call('cos', u),
  sinh: (u) => call('cosh', u),
  sqrt: (_, self) => divide(one, multiply(two, self)),
  tan: (_, self) => add(one, power(self, two)),
  tanh: (_, self) => subtract(one, power(self, two)),
};

type SlopeOfOperator = (self: Binary, leftSlope: Expression, rightSlope: Expression) => Expression;

const slopesOfOperators: Readonly<Record<BinaryOperator, SlopeOfOperator>> = {
  '+': (_, du, dv) => add(du, dv),
  '-': (_, du, dv) => subtract(du, dv),
  '*': ({ left: u, right: v }, du, dv) => add(multiply(du, v), multiply(u, dv)),
  '/': (self, du, dv) => divide(subtract(du, multiply(self, dv)), self.right),
  '**': slopeOfPower,
  max: ({ left: u, right: v }, du, dv) => choose(u, v, du, dv),
  min: ({ left: u, right: v }, du, dv) => choose(u, v, dv, du),
};

/** d(u**v) = v u**(v-1) du + u**v log(u) dv; the second term only where v changes, since log(u) needs u > 0. */
function slopeOfPower(self: Binary, du: Expression, dv: Expression): Expression {
  const { left: u, right: v } = self;
  const byBase = multiply(multiply(v, power(u, subtract(v, one))), du);
  const logarithm = isNumber(u, Math.E) ? one : call('log', u);
  return add(byBase, multiply(multiply(logarithm, self), dv));
}
