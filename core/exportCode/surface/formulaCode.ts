/** Formulas in x and y, written in Python for the arrays of a library. */
import { compilerFor } from '../../problems/surfaces/expression/evaluate.ts';
import {
  type BinaryOperator,
  type Expression,
  operandsOf,
  type UnaryFunction,
} from '../../problems/surfaces/expression/tree.ts';
import { pythonFloat } from '../pythonValue.ts';

export interface ArrayLibrary {
  /** `np` */
  readonly module: string;
  /** Functions that it calls otherwise than NumPy. */
  readonly functions?: Readonly<Partial<Record<UnaryFunction, string>>>;
  /** Makes an array of a number, where functions of two take no numbers. */
  readonly array?: (number: string) => string;
}

const functions: Readonly<Record<UnaryFunction, string>> = {
  ...{ abs: 'abs', atan: 'arctan', cos: 'cos', cosh: 'cosh', exp: 'exp', expm1: 'expm1', log: 'log' },
  ...{ sign: 'sign', sin: 'sin', sinh: 'sinh', sqrt: 'sqrt', tan: 'tan', tanh: 'tanh' },
};

/** How tightly an operator holds its operands together. */
const tightness: Readonly<Record<Exclude<BinaryOperator, 'max' | 'min'>, number>> = {
  ...{ '+': 1, '-': 1, '*': 2, '/': 2, '**': 4 },
};
const [ofNegation, ofAtom] = [3, 5];

type Written = readonly [text: string, tightness: number];

/** One after the other, with a name for each part that occurs more than once in them. */
export class FormulaWriter {
  readonly #library: ArrayLibrary;
  readonly #uses = new Map<Expression, number>();
  readonly #names = new Map<Expression, string>();
  readonly #isConstant = new Map<Expression, boolean>();
  /** Lines that give parts their names. */
  readonly lines: string[] = [];

  /** @param all Those that will be written. */
  constructor(library: ArrayLibrary, all: readonly Expression[]) {
    this.#library = library;
    for (const expression of all) this.#count(expression);
  }

  write(expression: Expression): string {
    return this.#write(expression)[0];
  }

  #count(expression: Expression): void {
    const before = this.#uses.get(expression) ?? 0;
    this.#uses.set(expression, before + 1);
    if (before === 0) for (const operand of operandsOf(expression)) this.#count(operand);
  }

  #write(expression: Expression): Written {
    const name = this.#names.get(expression);
    if (name !== undefined) return [name, ofAtom];
    const written = this.#isNumber(expression) ? constant(expression) : this.#writeNew(expression);
    const isLeaf = operandsOf(expression).length === 0 || this.#isNumber(expression);
    if (isLeaf || (this.#uses.get(expression) ?? 0) < 2) return written;
    const own = `part${this.#names.size + 1}`;
    this.#names.set(expression, own);
    this.lines.push(`${own} = ${written[0]}`);
    return [own, ofAtom];
  }

  #writeNew(expression: Expression): Written {
    const { module } = this.#library;
    switch (expression.kind) {
      case 'number':
        return constant(expression);
      case 'variable':
        return [expression.name, ofAtom];
      case 'negate':
        return [`-${this.#within(expression.operand, ofNegation)}`, ofNegation];
      case 'call': {
        const name = this.#library.functions?.[expression.function] ?? functions[expression.function];
        return [`${module}.${name}(${this.write(expression.operand)})`, ofAtom];
      }
      case 'binary': {
        const { operator, left, right } = expression;
        if (operator === 'max' || operator === 'min')
          return [`${module}.${operator}imum(${this.#asArray(left)}, ${this.#asArray(right)})`, ofAtom];
        const own = tightness[operator];
        // ** groups from the right and binds tighter than a sign on its left.
        const [before, after] = operator === '**' ? [own + 1, own] : [own, own + 1];
        const space = operator === '**' ? '' : ' ';
        return [`${this.#within(left, before)}${space}${operator}${space}${this.#within(right, after)}`, own];
      }
      case 'choice': {
        const [left, right] = [this.#within(expression.left, 1), this.#within(expression.right, 1)];
        const [more, less] = [this.write(expression.greater), this.write(expression.less)];
        const mean = `(${this.#within(expression.greater, 1)} + ${this.#within(expression.less, 2)}) / 2`;
        const other = `${module}.where(${left} < ${right}, ${less}, ${mean})`;
        return [`${module}.where(${left} > ${right}, ${more}, ${other})`, ofAtom];
      }
    }
  }

  #within(expression: Expression, least: number): string {
    const [text, own] = this.#write(expression);
    return own < least ? `(${text})` : text;
  }

  #asArray(expression: Expression): string {
    const text = this.write(expression);
    return this.#isNumber(expression) ? (this.#library.array?.(text) ?? text) : text;
  }

  /** Whether neither x nor y is in it. */
  #isNumber(expression: Expression): boolean {
    const known = this.#isConstant.get(expression);
    if (known !== undefined) return known;
    const operands = operandsOf(expression);
    const is =
      expression.kind === 'number' || (operands.length > 0 && operands.every((each) => this.#isNumber(each)));
    this.#isConstant.set(expression, is);
    return is;
  }
}

const named = new Map([
  [Math.PI, 'math.pi'],
  [Math.E, 'math.e'],
]);

/** A number, or its value where Python has no plain number for it; products such as 2 * pi as they are. */
function constant(expression: Expression): Written {
  if (expression.kind === 'number') {
    const name = named.get(expression.value);
    return [name ?? String(expression.value), ofAtom];
  }
  if (expression.kind === 'binary' && expression.operator === '*') {
    const { left, right } = expression;
    if (left.kind === 'number' && right.kind === 'number')
      return [`${constant(left)[0]} * ${constant(right)[0]}`, tightness['*']];
  }
  const value = compilerFor(expression)(expression)(0, 0);
  const isPlain = Number.isFinite(value) && value >= 0;
  const text = isPlain
    ? String(value)
    : value < 0 && Number.isFinite(value)
      ? `-${-value}`
      : pythonFloat(value);
  return [text, value < 0 ? ofNegation : ofAtom];
}
