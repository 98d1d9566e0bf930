/** Expressions and conditions -> instructions that leave their value on the stack. */
import type { Condition, Expression, FunctionName } from '../../syntax/tree.ts';
import type { Node } from '../../syntax/walk.ts';
import type { Bytes } from './encoding.ts';
import { get, tee } from './instructions.ts';
import type { Lanes } from './lanes.ts';

/** What an expression is computed with. */
export interface Values {
  readonly lanes: Lanes;
  /** Leaves the value of a name. */
  get(name: string): Bytes;
  /** A local for a value that is needed more than once. */
  addLocal(): number;
}

/** Instructions for an expression in which `unsupportedIn` finds nothing. */
export function compute(expression: Expression, values: Values): Bytes {
  const { operations, constant, choose } = values.lanes;
  const inner = (operand: Expression) => compute(operand, values);
  switch (expression.kind) {
    case 'number':
      return constant(expression.value);
    case 'name':
      return values.get(expression.name);
    case 'negate':
      return [...inner(expression.operand), ...operations.negate];
    case 'binary': {
      const { operator, left, right } = expression;
      if (operator === '**') return powerOf(right)(inner(left), values);
      return [...inner(left), ...inner(right), ...operations[operator]];
    }
    case 'call':
      return call(expression.function, expression.arguments, values);
    case 'where': {
      const { condition, then, otherwise } = expression;
      return [...inner(then), ...inner(otherwise), ...holds(condition, values), ...choose];
    }
    case 'reduction':
      throw new TypeError('a plan has a name in place of each reduction');
  }
}

function holds(condition: Condition, values: Values): Bytes {
  const { operations } = values.lanes;
  switch (condition.kind) {
    case 'comparison': {
      const { operator, left, right } = condition;
      return [...compute(left, values), ...compute(right, values), ...operations[operator]];
    }
    case 'both':
    case 'either': {
      const { kind, left, right } = condition;
      return [...holds(left, values), ...holds(right, values), ...operations[kind]];
    }
    case 'not':
      return [...holds(condition.operand, values), ...operations.not];
    case 'flag':
      throw new TypeError('a resolved rule has no options');
  }
}

function call(name: FunctionName, operands: readonly Expression[], values: Values): Bytes {
  const { operations } = values.lanes;
  const [first = [], second = [], third = []] = operands.map((operand) => compute(operand, values));
  switch (name) {
    case 'abs':
    case 'sqrt':
      return [...first, ...operations[name]];
    case 'max':
    case 'min':
      return [...first, ...second, ...operations[name]];
    case 'clip':
      return [...first, ...second, ...operations.max, ...third, ...operations.min];
    case 'sign':
      return sign(first, values);
    case 'pow':
      return powerOf(operands[1])(first, values);
    case 'exp':
    case 'log':
    case 'tanh':
      throw new TypeError(`WebAssembly has no ${name}`);
  }
}

/** As Math.sign: NaN and both zeros stay what they are. */
function sign(operand: Bytes, { lanes, addLocal }: Values): Bytes {
  const { constant, operations, choose } = lanes;
  const x = addLocal();
  const isPositive = [...get(x), ...constant(0), ...operations['>']];
  const isNegative = [...get(x), ...constant(0), ...operations['<']];
  const ofOthers = [...constant(-1), ...operand, ...tee(x), ...isNegative, ...choose];
  return [...constant(1), ...ofOthers, ...isPositive, ...choose];
}

type Power = (base: Bytes, values: Values) => Bytes;

/**
 * Powers that round to the same float as Math.pow does. For others, such as cubes, a correct Math.pow may be so close to
 * the middle between two floats that another order of operations rounds to the other one.
 */
const powers: ReadonlyMap<number | null, Power> = new Map([
  [0, (_, { lanes }) => lanes.constant(1)],
  [1, (base) => base],
  [2, square],
  [-1, (base, { lanes }) => [...lanes.constant(1), ...base, ...lanes.operations['/']]],
  [0.5, root],
] satisfies [number, Power][]);

function powerOf(exponent: Expression | undefined): Power {
  const power = powers.get(constantOf(exponent));
  if (!power) throw new TypeError('WebAssembly has no powers');
  return power;
}

function constantOf(expression: Expression | undefined): number | null {
  if (expression?.kind === 'number') return expression.value;
  const isNegative = expression?.kind === 'negate' && expression.operand.kind === 'number';
  return isNegative ? -expression.operand.value : null;
}

function square(base: Bytes, { lanes, addLocal }: Values): Bytes {
  const x = addLocal();
  return [...base, ...tee(x), ...get(x), ...lanes.operations['*']];
}

/** As Math.pow(x, 0.5), which unlike Math.sqrt(x) gives 0 for -0 and infinity for -infinity. */
function root(base: Bytes, { lanes, addLocal }: Values): Bytes {
  const { constant, operations, choose } = lanes;
  const x = addLocal();
  const ofOthers = [...base, ...tee(x), ...constant(0), ...operations['+'], ...operations.sqrt];
  const isLowest = [...get(x), ...constant(Number.NEGATIVE_INFINITY), ...operations['==']];
  return [...constant(Number.POSITIVE_INFINITY), ...ofOthers, ...isLowest, ...choose];
}

const withoutInstruction: readonly string[] = ['exp', 'log', 'tanh'];

/** What a node needs, apart from what its operands need, that WebAssembly can't compute; null if nothing. */
export function lacksInstruction(node: Node): string | null {
  if (node.kind === 'call') {
    if (node.function === 'pow') return missingPower(node.arguments[1]);
    return withoutInstruction.includes(node.function) ? node.function : null;
  }
  return node.kind === 'binary' && node.operator === '**' ? missingPower(node.right) : null;
}

function missingPower(exponent: Expression | undefined): string | null {
  return powers.has(constantOf(exponent)) ? null : 'a power';
}
