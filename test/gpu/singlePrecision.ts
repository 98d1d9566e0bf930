/** Formulas in single precision: what a device computes, and how far from the truth it may be. */
import { compilerFor, type Evaluate } from '../../core/problems/surfaces/expression/evaluate.ts';
import {
  type Binary,
  type BinaryOperator,
  type Expression,
  operandsOf,
  type UnaryFunction,
  unaryFunctions,
} from '../../core/problems/surfaces/expression/tree.ts';
import { flush } from './flushing.ts';

/** Half the distance of 1 and the next float: how far off, relatively, a result of one operation may be. */
const unit = 2 ** -24;

/** Errors of functions, in units of their results. exp: WGSL, section "Floating point accuracy"; the others are ours. */
const accuracy: Readonly<Record<UnaryFunction, (u: number) => number>> = {
  abs: () => 0,
  sign: () => 0,
  sqrt: () => 1,
  exp: (u) => 2 * (3 + 2 * Math.abs(u)),
  expm1: (u) => 8 + (Math.abs(u) < 0.5 ? 0 : 8 * (3 + 2 * Math.abs(u))),
  log: () => 6,
  sin: () => 4,
  cos: () => 4,
  tan: () => 10,
  atan: () => 6,
  sinh: (u) => 8 + 4 * (3 + 2 * Math.abs(u)),
  cosh: (u) => 8 + 4 * (3 + 2 * Math.abs(u)),
  tanh: () => 20,
};

/** Adds up to which arguments the quarter turns of a sine are exact; then it is that of a float nearby. */
const exactTurns = 8192;
const turning: readonly UnaryFunction[] = ['sin', 'cos', 'tan'];

const largest = 3.4028234663852886e38;
const smallest = 2 ** -126;

/** A formula at a point: its value, and how far off single precision may be, to first order; infinite: as it likes. */
export interface Estimate {
  readonly value: number;
  readonly error: number;
}

export function estimate(expression: Expression, x: number, y: number): Estimate {
  const known = new Map<Expression, Estimate>();
  const estimateOf = (part: Expression): Estimate => {
    const found = known.get(part) ?? limited(estimatePart(part, x, y, estimateOf));
    known.set(part, found);
    return found;
  };
  return estimateOf(expression);
}

/** Too large a number may become infinite, and too small a one 0. */
function limited({ value, error }: Estimate): Estimate {
  const isSafe = Math.abs(value) + error < largest;
  return { value, error: isSafe ? error + smallest : Number.POSITIVE_INFINITY };
}

type Estimates = (part: Expression) => Estimate;

function estimatePart(part: Expression, x: number, y: number, estimateOf: Estimates): Estimate {
  switch (part.kind) {
    case 'number':
      return { value: part.value, error: unit * Math.abs(part.value) };
    case 'variable':
      return { value: part.name === 'x' ? x : y, error: 0 };
    case 'negate': {
      const { value, error } = estimateOf(part.operand);
      return { value: -value, error };
    }
    case 'call':
      return estimateCall(part.function, estimateOf(part.operand));
    case 'binary':
      return estimateBinary(part, estimateOf(part.left), estimateOf(part.right));
    case 'choice': {
      const difference = estimateBinary(
        { kind: 'binary', operator: '-', left: part.left, right: part.right },
        estimateOf(part.left),
        estimateOf(part.right),
      );
      const [greater, less] = [estimateOf(part.greater), estimateOf(part.less)];
      if (difference.value > difference.error) return greater;
      if (-difference.value > difference.error) return less;
      return { value: (greater.value + less.value) / 2, error: Number.POSITIVE_INFINITY };
    }
  }
}

function estimateCall(name: UnaryFunction, { value: u, error }: Estimate): Estimate {
  const apply = unaryFunctions[name];
  const value = apply(u);
  const given = turning.includes(name) && Math.abs(u) > exactTurns ? error + 2 * unit * Math.abs(u) : error;
  const spread = Math.max(Math.abs(apply(u - given) - value), Math.abs(apply(u + given) - value));
  const own = accuracy[name](u) * unit * Math.abs(value) + (name === 'log' ? 2 ** -21 : 0);
  return { value, error: Number.isNaN(spread) ? Number.POSITIVE_INFINITY : spread + own };
}

function estimateBinary({ operator, right }: Binary, one: Estimate, other: Estimate): Estimate {
  const [a, b] = [one.value, other.value];
  const value = apply(operator, a, b);
  const rounding = unit * Math.abs(value);
  switch (operator) {
    case '+':
    case '-':
      return { value, error: one.error + other.error + rounding };
    case '*':
      return {
        value,
        error: Math.abs(a) * other.error + Math.abs(b) * one.error + one.error * other.error + rounding,
      };
    case '/': {
      const room = Math.abs(b) - other.error;
      const error = (one.error + Math.abs(value) * other.error) / room;
      return { value, error: room > 0 ? error + rounding : Number.POSITIVE_INFINITY };
    }
    case 'max':
    case 'min':
      return { value, error: Math.max(one.error, other.error) };
    case '**': {
      const spread = Math.max(
        ...[-1, 1].flatMap((i) =>
          [-1, 1].map((j) =>
            Math.abs((a + i * one.error) ** (b + (isWhole(right) ? 0 : j) * other.error) - value),
          ),
        ),
      );
      const own = isWhole(right) ? (Math.abs(b) + 2) * rounding : errorOfPower(a, b);
      return { value, error: Number.isNaN(spread) ? Number.POSITIVE_INFINITY : spread + own };
    }
  }
}

function apply(operator: BinaryOperator, a: number, b: number): number {
  return {
    '+': () => a + b,
    '-': () => a - b,
    '*': () => a * b,
    '/': () => a / b,
    '**': () => a ** b,
    max: () => Math.max(a, b),
    min: () => Math.min(a, b),
  }[operator]();
}

function isWhole(exponent: Expression): boolean {
  const value = constantOf(exponent);
  return value !== null && Number.isInteger(value) && Math.abs(value) <= 64;
}

/** WGSL takes pow(a, b) for exp2(b * log2(a)). */
function errorOfPower(a: number, b: number): number {
  const logarithm = Math.log2(Math.abs(a));
  const ofProduct = Math.abs(b) * (2 ** -21 + 6 * unit * Math.abs(logarithm));
  const ofExp = 2 * (3 + 2 * Math.abs(b * logarithm)) * unit;
  return Math.abs(a) ** b * (Math.expm1(ofProduct * Math.LN2) + ofExp);
}

function constantOf(expression: Expression): number | null {
  const dependsOn = (part: Expression): boolean =>
    part.kind === 'variable' || operandsOf(part).some((operand) => dependsOn(operand));
  return dependsOn(expression) ? null : compilerFor(expression)(expression)(0, 0);
}

/** What a device gives that rounds as IEEE 754 says: to the bit, but for functions other than abs, sign and sqrt. */
export function inSinglePrecision(expression: Expression): Evaluate {
  const constant = constantOf(expression);
  if (constant !== null) return () => Math.fround(constant);
  const rounded =
    (compute: Evaluate): Evaluate =>
    (x, y) =>
      flush(Math.fround(compute(x, y)));
  switch (expression.kind) {
    case 'number':
      return () => Math.fround(expression.value);
    case 'variable':
      return expression.name === 'x' ? (x) => x : (_, y) => y;
    case 'negate': {
      const operand = inSinglePrecision(expression.operand);
      return (x, y) => -operand(x, y);
    }
    case 'call': {
      const operand = inSinglePrecision(expression.operand);
      return rounded((x, y) => unaryFunctions[expression.function](operand(x, y)));
    }
    case 'binary': {
      const [left, right] = [inSinglePrecision(expression.left), inSinglePrecision(expression.right)];
      const { operator } = expression;
      const exponent = operator === '**' && isWhole(expression.right) ? constantOf(expression.right) : null;
      if (exponent !== null) return (x, y) => product(left(x, y), exponent);
      return rounded((x, y) => apply(operator, left(x, y), right(x, y)));
    }
    case 'choice': {
      const { left, right, greater, less } = expression;
      const difference = inSinglePrecision({ kind: 'binary', operator: '-', left, right });
      const [above, below] = [inSinglePrecision(greater), inSinglePrecision(less)];
      const mean = rounded((x, y) => Math.fround(above(x, y) + below(x, y)) / 2);
      return (x, y) => {
        const d = difference(x, y);
        return d > 0 ? above(x, y) : d < 0 ? below(x, y) : d === 0 ? mean(x, y) : Number.NaN;
      };
    }
  }
}

/** As few factors as squares allow. */
function product(base: number, exponent: number): number {
  if (exponent < 0) return flush(Math.fround(1 / product(base, -exponent)));
  if (exponent < 2) return exponent === 0 ? 1 : base;
  const [left, right] =
    exponent % 2 === 0
      ? new Array<number>(2).fill(product(base, exponent / 2))
      : [product(base, exponent - 1), base];
  return flush(Math.fround((left ?? 0) * (right ?? 0)));
}
