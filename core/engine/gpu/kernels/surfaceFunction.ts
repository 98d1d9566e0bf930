/** A formula and its two derivatives as one function of WGSL, in single precision: what occurs twice is computed once. */
import { compilerFor } from '../../../problems/surfaces/expression/evaluate.ts';
import {
  type BinaryOperator,
  type Expression,
  operandsOf,
  type UnaryFunction,
} from '../../../problems/surfaces/expression/tree.ts';
import { printNumber } from '../../../rule/targets/wgsl/expression.ts';
import { indent } from './text.ts';

/** The language's functions in WGSL's own, in those of rules or in those of `surfaceMath.ts`. */
const functions: Readonly<Record<UnaryFunction, string>> = {
  abs: 'abs',
  atan: 'arctangent',
  cos: 'cosine',
  cosh: 'hyperbolic_cosine',
  exp: 'exp_of',
  expm1: 'exp_minus_one',
  log: 'log_of',
  sign: 'sign_of',
  sin: 'sine',
  sinh: 'hyperbolic_sine',
  sqrt: 'square_root',
  tan: 'tangent',
  tanh: 'hyperbolic_tangent',
};

/** Whole exponents up to this one are products; others need a logarithm. */
const largestProduct = 64;
/** Compilers refuse expressions that nest deeper than about 120 calls or parentheses. */
const deepest = 24;

/** `surface(x, y)`: the value, and the slopes by x and y. */
export function surfaceFunction(value: Expression, partials: readonly [Expression, Expression]): string {
  const collector = new Collector();
  const names = ['value', 'by_x', 'by_y'];
  const printer = new Printer([value, ...partials].map((each) => collector.part(each)));
  return [
    'fn surface(x: f32, y: f32) -> vec3f {',
    ...indent([
      ...printer.lines,
      ...printer.results.map((text, index) => `let ${names[index]} = ${text};`),
      `return vec3f(${names.join(', ')});`,
    ]),
    '}',
  ].join('\n');
}

type Print = (operands: readonly string[]) => string;

/** What is computed; the same is one object. */
interface Part {
  readonly name: string;
  readonly operands: readonly Part[];
  readonly print: Print;
}

/** Expressions -> parts. The order of operations is that of the tree; numbers alone are computed in double precision. */
class Collector {
  readonly #parts = new Map<Expression, Part>();
  readonly #known = new Map<string, Part>();
  readonly #constants = new Map<Expression, number | null>();

  part(expression: Expression): Part {
    const part = this.#parts.get(expression) ?? this.#create(expression);
    this.#parts.set(expression, part);
    return part;
  }

  #create(expression: Expression): Part {
    const constant = this.#constantOf(expression);
    if (constant !== null) return this.#number(constant);
    switch (expression.kind) {
      case 'number':
        return this.#number(expression.value);
      case 'variable':
        return this.#make([], () => expression.name);
      case 'negate':
        return this.#make([this.part(expression.operand)], ([u]) => `(-${u})`);
      case 'call': {
        const called = functions[expression.function];
        return this.#make([this.part(expression.operand)], ([u]) => `${called}(${u})`);
      }
      case 'binary':
        return this.#operation(expression.operator, expression.left, expression.right);
      case 'choice': {
        const { left, right, greater, less } = expression;
        const operands = [this.#operation('-', left, right), this.part(greater), this.part(less)];
        return this.#make(operands, (texts) => `choose(${texts.join(', ')})`);
      }
    }
  }

  #operation(operator: BinaryOperator, left: Expression, right: Expression): Part {
    const operands = () => [this.part(left), this.part(right)];
    switch (operator) {
      case '**':
        return this.#power(left, right);
      case 'max':
        return this.#make(operands(), ([u, v]) => `larger(${u}, ${v})`);
      case 'min':
        return this.#make(operands(), ([u, v]) => `smaller(${u}, ${v})`);
      default:
        return this.#make(operands(), ([u, v]) => `rounded(${u} ${operator} ${v})`);
    }
  }

  #power(left: Expression, right: Expression): Part {
    const base = this.part(left);
    const exponent = this.#constantOf(right);
    if (exponent === 0.5) return this.#make([base], ([u]) => `root(${u})`);
    if (exponent === null || !Number.isInteger(exponent) || Math.abs(exponent) > largestProduct)
      return this.#make([base, this.part(right)], ([u, v]) => `power(${u}, ${v})`);
    const product = this.#product(base, Math.abs(exponent));
    return exponent < 0 ? this.#make([product], ([u]) => `reciprocal(${u})`) : product;
  }

  /** As few factors as squares allow. */
  #product(base: Part, count: number): Part {
    if (count === 0) return this.#number(1);
    if (count === 1) return base;
    if (count % 2 === 0) return this.#make([this.#product(base, count / 2)], ([u]) => `square(${u})`);
    return this.#make([this.#product(base, count - 1), base], ([u, v]) => `rounded(${u} * ${v})`);
  }

  /** Compilers are kept from calculating ahead with it. */
  #number(value: number): Part {
    return this.#make([], () => `rounded(${printNumber(value)})`);
  }

  #make(operands: readonly Part[], print: Print): Part {
    const key = print(operands.map(({ name }) => name));
    const part = this.#known.get(key) ?? { name: `t${this.#known.size}`, operands, print };
    this.#known.set(key, part);
    return part;
  }

  /** null where it depends on x or y. */
  #constantOf(expression: Expression): number | null {
    const known = this.#constants.get(expression);
    if (known !== undefined) return known;
    const operands = operandsOf(expression);
    const isConstant =
      operands.length === 0
        ? expression.kind === 'number'
        : operands.every((each) => this.#constantOf(each) !== null);
    const constant = isConstant ? compilerFor(expression)(expression)(0, 0) : null;
    this.#constants.set(expression, constant);
    return constant;
  }
}

interface Printed {
  readonly text: string;
  /** How deep it nests. */
  readonly depth: number;
}

/** Parts -> a line for each that is needed twice or nests too deep, and expressions. */
class Printer {
  readonly lines: string[] = [];
  readonly results: readonly string[];
  readonly #uses = new Map<Part, number>();
  readonly #printed = new Map<Part, Printed>();

  constructor(results: readonly Part[]) {
    for (const each of results) this.#count(each);
    this.results = results.map((each) => this.#print(each).text);
  }

  #count(part: Part): void {
    const before = this.#uses.get(part) ?? 0;
    this.#uses.set(part, before + 1);
    if (before === 0) for (const each of part.operands) this.#count(each);
  }

  #print(part: Part): Printed {
    const printed = this.#printed.get(part) ?? this.#write(part);
    this.#printed.set(part, printed);
    return printed;
  }

  #write(part: Part): Printed {
    const operands = part.operands.map((each) => this.#print(each));
    const text = part.print(operands.map((each) => each.text));
    const depth = 1 + Math.max(0, ...operands.map((each) => each.depth));
    const isShared = operands.length > 0 && (this.#uses.get(part) ?? 0) > 1;
    if (!isShared && depth < deepest) return { text, depth };
    const name = `t${this.lines.length + 1}`;
    this.lines.push(`let ${name} = ${text};`);
    return { text: name, depth: 0 };
  }
}
