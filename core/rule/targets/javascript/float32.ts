/**
 * A rule as JavaScript in float32: every operation is rounded to single precision, as a GPU or SIMD lane does it.
 * Without exp, log, tanh and powers other than squares, it gives the same bits as they do.
 */
import type { Plan } from '../../plan/plan.ts';
import type { Expression } from '../../syntax/tree.ts';
import { javascriptFunctions, printCondition } from './expression.ts';
import { javascriptSource, type Precision } from './javascript.ts';

const float32: Precision = {
  print,
  roundUniforms: (uniforms) => uniforms.map((name) => `const f$${name} = Math.fround($${name});`),
  round: (value) => `Math.fround(${value})`,
};

/** The source of a kernel in float32; see `javascriptSource` for what it is the body of. */
export function float32Source(plan: Plan, byTensor?: boolean): string {
  return javascriptSource(plan, float32, byTensor);
}

/** Functions whose result is one of their arguments or exact, so that it needs no rounding. */
const exact: readonly string[] = ['abs', 'clip', 'max', 'min', 'sign'];

function print(expression: Expression, uniforms: ReadonlySet<string>): string {
  const inner = (operand: Expression) => print(operand, uniforms);
  switch (expression.kind) {
    case 'number':
      return String(Math.fround(expression.value));
    case 'name':
      return uniforms.has(expression.name) ? `f$${expression.name}` : `$${expression.name}`;
    case 'negate':
      return `(-${inner(expression.operand)})`;
    case 'call': {
      const [base, exponent] = expression.arguments;
      if (expression.function === 'pow' && base && exponent) return printPower(base, exponent, inner);
      const called = `${javascriptFunctions[expression.function]}(${expression.arguments.map(inner).join(', ')})`;
      return exact.includes(expression.function) ? called : `Math.fround(${called})`;
    }
    case 'binary': {
      const { operator, left, right } = expression;
      if (operator === '**') return printPower(left, right, inner);
      return `Math.fround(${inner(left)} ${operator} ${inner(right)})`;
    }
    case 'where': {
      const { condition, then, otherwise } = expression;
      return `(${printCondition(condition, inner)} ? ${inner(then)} : ${inner(otherwise)})`;
    }
    case 'reduction':
      throw new TypeError('a plan has a name in place of each reduction');
  }
}

function printPower(base: Expression, exponent: Expression, inner: (operand: Expression) => string): string {
  if (exponent.kind === 'number' && exponent.value === 2) return `Math.fround(square(${inner(base)}))`;
  return `Math.fround(Math.pow(${inner(base)}, ${inner(exponent)}))`;
}
