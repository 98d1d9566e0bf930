/** Expressions in WGSL: the same operations in the same order as in float32 JavaScript. */
import type { Condition, Expression, FunctionName } from '../../syntax/tree.ts';

/** Compilers refuse expressions that nest deeper than about 120 calls or parentheses; the language has no such limit. */
const deepest = 32;

/** Names get a prefix that no word of WGSL and no name of the source's own has, so that a rule can't reach these. */
export function nameInWgsl(name: string): string {
  return `r_${name}`;
}

/** Lines that give a name of the rule its value. */
export function letLines(target: string, value: Expression): readonly string[] {
  const { lines, text } = printValue(value, nameInWgsl(target));
  return [...lines, `let ${nameInWgsl(target)} = ${text};`];
}

/**
 * The text of a value, and the lines that it needs before it.
 * @param purpose What the value is for: part of the names that these lines give, which are to be unique.
 */
export function printValue(
  value: Expression,
  purpose: string,
): { readonly lines: readonly string[]; readonly text: string } {
  const printer = new Printer(purpose);
  const { text } = printer.expression(value);
  return { lines: printer.lines, text };
}

interface Printed {
  readonly text: string;
  /** How deep it nests. */
  readonly depth: number;
}

/** The language's functions in WGSL's own or in those of `functions.ts`. */
const functions: Readonly<Record<FunctionName, string>> = {
  abs: 'abs',
  clip: 'clip',
  exp: 'exp_of',
  log: 'log_of',
  max: 'larger',
  min: 'smaller',
  pow: 'power',
  sign: 'sign_of',
  sqrt: 'sqrt',
  tanh: 'tanh_of',
};

/** By exponent, the powers that need no logarithm. */
const exactPowers: ReadonlyMap<number | null, (base?: string) => string> = new Map([
  [-1, (base) => `reciprocal(${base})`],
  [0, () => 'rounded(1f)'],
  [0.5, (base) => `root(${base})`],
  [1, (base) => `${base}`],
  [2, (base) => `square(${base})`],
] satisfies [number, (base?: string) => string][]);

/** The value of a literal, which a minus may stand before; null: it is none. */
function constantOf(expression: Expression): number | null {
  if (expression.kind === 'number') return expression.value;
  if (expression.kind !== 'negate') return null;
  const operand = constantOf(expression.operand);
  return operand === null ? null : -operand;
}

class Printer {
  readonly lines: string[] = [];
  readonly #purpose: string;

  constructor(purpose: string) {
    this.#purpose = purpose;
  }

  expression(expression: Expression): Printed {
    switch (expression.kind) {
      case 'number':
        return { text: printNumber(expression.value), depth: 0 };
      case 'name':
        return { text: nameInWgsl(expression.name), depth: 0 };
      case 'negate':
        return this.#join([this.#operand(expression.operand)], ([x]) => `(-${x})`);
      case 'binary': {
        const { operator, left, right } = expression;
        if (operator === '**') return this.#power(left, right);
        const operands = [this.#operand(left), this.#operand(right)];
        return this.#join(operands, ([a, b]) => `rounded(${a} ${operator} ${b})`);
      }
      case 'call': {
        const { function: called, arguments: given } = expression;
        const [x, y] = given;
        if (called === 'pow' && x && y) return this.#power(x, y);
        const operands = given.map((operand) => this.#operand(operand));
        return this.#join(operands, (texts) => {
          const call = `${functions[called]}(${texts.join(', ')})`;
          return called === 'sqrt' ? `rounded(${call})` : call;
        });
      }
      case 'where': {
        const { condition, then, otherwise } = expression;
        const parts = [this.expression(otherwise), this.expression(then), this.#condition(condition)];
        return this.#join(parts, (texts) => `select(${texts.join(', ')})`);
      }
      case 'reduction':
        throw new TypeError('a plan has a name in place of each reduction');
    }
  }

  #power(base: Expression, exponent: Expression): Printed {
    const printPower = exactPowers.get(constantOf(exponent));
    if (printPower) return this.#join([this.#operand(base)], ([x]) => printPower(x));
    return this.#join([this.#operand(base), this.#operand(exponent)], ([x, y]) => `power(${x}, ${y})`);
  }

  /** What is calculated with: compilers are kept from doing that ahead with literals. */
  #operand(expression: Expression): Printed {
    const printed = this.expression(expression);
    return expression.kind === 'number' ? { ...printed, text: `rounded(${printed.text})` } : printed;
  }

  #condition(condition: Condition): Printed {
    switch (condition.kind) {
      case 'comparison': {
        const { operator, left, right } = condition;
        // Compilers may take x != NaN for false.
        const [before, compare, after] = operator === '!=' ? ['!(', '==', ')'] : ['(', operator, ')'];
        const operands = [this.expression(left), this.expression(right)];
        return this.#join(operands, ([a, b]) => `${before}${a} ${compare} ${b}${after}`);
      }
      case 'both':
      case 'either': {
        // && and || branch, and there are compilers whose time doubles with each branch.
        const operator = condition.kind === 'both' ? '&' : '|';
        const operands = [this.#condition(condition.left), this.#condition(condition.right)];
        return this.#join(operands, ([a, b]) => `(${a} ${operator} ${b})`);
      }
      case 'not':
        return this.#join([this.#condition(condition.operand)], ([operand]) => `!${operand}`);
      case 'flag':
        throw new TypeError('a resolved rule has no options');
    }
  }

  /** What the parts make together; where that is too deep, a line gives it a name. */
  #join(parts: readonly Printed[], print: (texts: readonly string[]) => string): Printed {
    const text = print(parts.map((part) => part.text));
    const depth = 1 + Math.max(...parts.map((part) => part.depth));
    if (depth < deepest) return { text, depth };
    const name = `part${this.lines.length + 1}_${this.#purpose}`;
    this.lines.push(`let ${name} = ${text};`);
    return { text: name, depth: 0 };
  }
}

/** The nearest float, with all digits. */
export function printNumber(value: number): string {
  const float = Math.fround(value);
  if (Number.isFinite(float)) return Object.is(float, -0) ? '-0f' : `${float}f`;
  if (Number.isNaN(float)) return 'not_a_number()';
  return float > 0 ? 'infinity()' : '-infinity()';
}
