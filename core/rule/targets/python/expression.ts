/** Expressions in Python, with the operations and their order as in the rule. */
import { type Level, levelOf } from '../../check/levels.ts';
import type { Condition, Expression, FunctionName } from '../../syntax/tree.ts';
import { contains, type Node } from '../../syntax/walk.ts';
import { excludesZero } from './bounds.ts';
import type { Library } from './libraries.ts';
import type { NameOf } from './names.ts';
import { numberFunction } from './numbers.ts';
import { powerForm } from './powers.ts';
import { floatLiteral } from './text.ts';
import type { KnownValues } from './values.ts';

/** How tightly a text holds together; one that holds less tightly than its place asks for gets parentheses. */
const tightness = {
  ...{ conditional: 0, or: 1, and: 2, not: 3, comparison: 4, '|': 5, '&': 6 },
  ...{ '+': 7, '-': 7, '*': 8, '/': 8, negate: 9, '**': 10, atom: 11 },
} as const;

/** A text and how tightly it holds together. */
type Written = readonly [text: string, tightness: number];

export interface PrinterOptions {
  readonly library: Library;
  readonly levels: ReadonlyMap<string, Level>;
  readonly nameOf: NameOf;
  readonly known: KnownValues;
  /** An array with the shape and the kind of numbers that new arrays get. */
  readonly like: string;
}

const arrayFunctions: Readonly<Record<Exclude<FunctionName, 'pow'>, string>> = {
  abs: 'abs',
  clip: 'clip',
  exp: 'exp',
  log: 'log',
  max: 'maximum',
  min: 'minimum',
  sign: 'sign',
  sqrt: 'sqrt',
  tanh: 'tanh',
};

export class ExpressionPrinter {
  readonly library: Library;
  readonly nameOf: NameOf;
  readonly #levels: ReadonlyMap<string, Level>;
  readonly #known: KnownValues;
  readonly #like: string;
  /** How many expressions without a name those that are being written stand in. */
  #constants = 0;

  constructor({ library, levels, nameOf, known, like }: PrinterOptions) {
    this.library = library;
    this.nameOf = nameOf;
    this.#levels = levels;
    this.#known = known;
    this.#like = like;
  }

  print(expression: Expression): string {
    return this.#write(expression)[0];
  }

  printCondition(condition: Condition): string {
    return this.#writeCondition(condition)[0];
  }

  /** As `print`, of a value of this level: a number becomes an array where the level asks for one. */
  printAs(expression: Expression, level: Level): string {
    return this.#writeAs(expression, level)[0];
  }

  /** As `printAs`, with a copy of each array in `borrowed`, which may change later, that the value can be. */
  printOwned(expression: Expression, level: Level, borrowed: ReadonlySet<string>): string {
    return this.#writeOwned(expression, level, borrowed)[0];
  }

  /** Whether the value can be one of these arrays itself, not one made of them. */
  canBe(expression: Expression, names: ReadonlySet<string>): boolean {
    if (expression.kind === 'name') return names.has(expression.name);
    if (expression.kind !== 'where' || !this.decides(expression.condition)) return false;
    return this.canBe(expression.then, names) || this.canBe(expression.otherwise, names);
  }

  /** Whether Python's own `if` can decide the condition, since it isn't an array. */
  decides(condition: Condition): boolean {
    return !this.library.isArray(levelOf(condition, this.#levels));
  }

  #isArray(expression: Expression): boolean {
    return this.library.isArray(levelOf(expression, this.#levels));
  }

  #within(expression: Expression, least: number): string {
    return enclose(this.#write(expression), least);
  }

  #write(expression: Expression): Written {
    const isConstant = expression.kind !== 'number' && !contains(expression, isVariable);
    if (!isConstant) return this.#writeAny(expression);
    this.#constants += 1;
    const written = this.#writeAny(expression);
    this.#constants -= 1;
    return written;
  }

  #writeAny(expression: Expression): Written {
    switch (expression.kind) {
      case 'number':
        return [this.#number(expression.value), tightness.atom];
      case 'name':
        return [this.nameOf(expression.name), tightness.atom];
      case 'negate':
        return [`-${this.#within(expression.operand, tightness.negate)}`, tightness.negate];
      case 'binary': {
        const { operator, left, right } = expression;
        if (operator === '**') return this.#writePower(left, right);
        if (operator === '/') return this.#writeQuotient(expression);
        const own = tightness[operator];
        return [`${this.#within(left, own)} ${operator} ${this.#within(right, own + 1)}`, own];
      }
      case 'call':
        return this.#writeCall(expression);
      case 'where':
        return this.#writeWhere(expression);
      case 'reduction': {
        if (expression.function === 'global_norm') return ['global_norm', tightness.atom];
        const { module, norm } = this.library;
        const name = expression.function === 'norm' ? norm : `${module}.${expression.function}`;
        return [`${name}(${this.printAs(expression.operand, 'element')})`, tightness.atom];
      }
    }
  }

  /** A whole number as one, unless Python would compute with whole numbers alone, or it is too large for a library. */
  #number(value: number): string {
    return this.#constants > 0 || value >= 2 ** 31 ? floatLiteral(value) : String(value);
  }

  /** Whether an operation is Python's own, which raises errors where its operands are 0, too large or below 0. */
  #isNumber(expression: Expression): boolean {
    return !this.#known.isOfLibrary(expression);
  }

  #writeQuotient(division: Extract<Expression, { kind: 'binary' }>): Written {
    const { left, right } = division;
    if (this.#isNumber(division) && !excludesZero(this.#known.bounds.of(right))) {
      const name = this.library.tracesNumbers ? `${this.library.module}.divide` : '_divide';
      return [`${name}(${this.print(left)}, ${this.print(right)})`, tightness.atom];
    }
    return [
      `${this.#within(left, tightness['/'])} / ${this.#within(right, tightness['/'] + 1)}`,
      tightness['/'],
    ];
  }

  #writePower(base: Expression, exponent: Expression): Written {
    const form = powerForm(base, exponent, this.#known, this.library);
    if (form === 'product') return [`${this.print(base)} * ${this.print(base)}`, tightness['*']];
    if (form !== 'operator') return [`${form}${this.print(base)}, ${this.print(exponent)})`, tightness.atom];
    // An integer base could make an integer of any length.
    const left = base.kind === 'number' ? floatLiteral(base.value) : this.#within(base, tightness.atom);
    const right = this.#within(exponent, tightness.negate);
    const isSimple = [left, right].every((side) => /^-?[\w.[\]"]+$/.test(side));
    return [isSimple ? `${left}**${right}` : `${left} ** ${right}`, tightness['**']];
  }

  #writeCall(call: Extract<Expression, { kind: 'call' }>): Written {
    const { function: name, arguments: operands } = call;
    const [first, second] = operands;
    if (name === 'pow') return first && second ? this.#writePower(first, second) : ['', tightness.atom];
    if (!this.library.tracesNumbers && this.#isNumber(call)) {
      const texts = operands.map((operand) => this.print(operand));
      const own = operands.map((operand) => this.#known.bounds.of(operand));
      return [numberFunction(name, texts, own), tightness.atom];
    }
    if (this.library.isStrict && operands.length > 1) return this.#writeStrictCall(call);
    const texts = operands.map((operand) => this.print(operand));
    if (this.library.isStrict && name === 'sign') return [`_signs(${texts.join(', ')})`, tightness.atom];
    return [`${this.library.module}.${arrayFunctions[name]}(${texts.join(', ')})`, tightness.atom];
  }

  /** `max`, `min` or `clip` of a library that compares arrays with arrays, or one array with numbers. */
  #writeStrictCall(call: Extract<Expression, { kind: 'call' }>): Written {
    const { function: name, arguments: operands } = call;
    const { module } = this.library;
    const arrays = operands.filter((each) => this.#isArray(each));
    const numbers = operands.filter((each) => !this.#isArray(each));
    const [a, b, c] = operands;
    if (name === 'clip' && a && b && c) {
      if (this.#isArray(a) && numbers.length === 2) {
        return [`${module}.clamp(${operands.map((each) => this.print(each)).join(', ')})`, tightness.atom];
      }
      const raised = { ...call, function: 'max', arguments: [a, b] } as const;
      return this.#write({ ...call, function: 'min', arguments: [raised, c] });
    }
    const [array, other] = [...arrays, ...numbers].map((each) => this.print(each));
    if (arrays.length === 2) return [`${module}.${name}imum(${array}, ${other})`, tightness.atom];
    return [`${module}.clamp(${array}, ${name === 'max' ? 'min' : 'max'}=${other})`, tightness.atom];
  }

  #writeWhere(where: Extract<Expression, { kind: 'where' }>): Written {
    const { condition, then, otherwise } = where;
    const { module, tracesNumbers } = this.library;
    if (this.decides(condition)) {
      const level = levelOf(where, this.#levels);
      return this.#writeConditional(where, (side) => this.#writeAs(side, level));
    }
    // Of two numbers, NumPy and PyTorch make an array of their default type.
    const isMixed = tracesNumbers || this.#isArray(then) || this.#isArray(otherwise);
    const level = isMixed ? 'step' : levelOf(condition, this.#levels);
    const sides = [this.#writeAs(then, level), this.#writeAs(otherwise, 'step')].map(([text]) => text);
    return [`${module}.where(${[this.printCondition(condition), ...sides].join(', ')})`, tightness.atom];
  }

  /** `a if condition else b` */
  #writeConditional(
    { condition, then, otherwise }: Extract<Expression, { kind: 'where' }>,
    write: (side: Expression) => Written,
  ): Written {
    const yes = enclose(write(then), tightness.or);
    const no = enclose(write(otherwise), tightness.conditional);
    return [`${yes} if ${this.printCondition(condition)} else ${no}`, tightness.conditional];
  }

  #writeAs(expression: Expression, level: Level): Written {
    // A point, so that no array of integers is made of a number by itself.
    const isLiteral = expression.kind === 'number';
    const written: Written = isLiteral
      ? [floatLiteral(expression.value), tightness.atom]
      : this.#write(expression);
    const own = levelOf(expression, this.#levels);
    if (level === 'element' && own !== 'element') {
      return [`${this.library.module}.full_like(${this.#like}, ${written[0]})`, tightness.atom];
    }
    const isNumber = this.library.isStrict && level === 'tensor' && own === 'step';
    return isNumber ? [`${this.#like}.new_tensor(${written[0]})`, tightness.atom] : written;
  }

  #writeOwned(expression: Expression, level: Level, borrowed: ReadonlySet<string>): Written {
    const { copy } = this.library;
    if (copy === null || !this.canBe(expression, borrowed)) return this.#writeAs(expression, level);
    if (expression.kind === 'where') {
      return this.#writeConditional(expression, (side) => this.#writeOwned(side, level, borrowed));
    }
    return [`${this.print(expression)}.${copy}()`, tightness.atom];
  }

  #writeCondition(condition: Condition): Written {
    switch (condition.kind) {
      case 'flag':
        throw new TypeError('a resolved rule has no options');
      case 'comparison': {
        const [left, right] = [condition.left, condition.right].map((side) =>
          this.#within(side, tightness['|']),
        );
        return [`${left} ${condition.operator} ${right}`, tightness.comparison];
      }
      case 'not': {
        const operand = this.#writeCondition(condition.operand);
        if (this.decides(condition)) return [`not ${enclose(operand, tightness.not)}`, tightness.not];
        return [`${this.library.module}.logical_not(${operand[0]})`, tightness.atom];
      }
      case 'both':
      case 'either': {
        const [word, sign] = condition.kind === 'both' ? (['and', '&'] as const) : (['or', '|'] as const);
        const operator = this.decides(condition) ? word : sign;
        const own = tightness[operator];
        const [left, right] = [condition.left, condition.right].map((side) => this.#writeCondition(side));
        return [`${left && enclose(left, own)} ${operator} ${right && enclose(right, own)}`, own];
      }
    }
  }
}

function isVariable({ kind }: Node): boolean {
  return kind === 'name' || kind === 'reduction';
}

function enclose([text, own]: Written, least: number): string {
  return own < least ? `(${text})` : text;
}
