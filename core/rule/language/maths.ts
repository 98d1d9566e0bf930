/** A line of an update as people write it on paper, in plain Unicode: `m̂ = m / (1 − β₁ᵗ)`. */
import { comparisonSigns } from '../inspect/formula.ts';
import type { Assignment, BinaryOperator, Branch, Condition, Expression, Missing } from '../syntax/tree.ts';
import { isUnread } from '../syntax/unread.ts';
import { namesIn } from '../syntax/walk.ts';
import { raise } from './symbolsOfNames.ts';

export type SymbolOf = (name: string) => string;

/** The line of an assignment or of the head of an `if`; null where it can't be read. */
export function lineMaths(line: Assignment<Missing> | Branch<Missing>, symbolOf: SymbolOf): string | null {
  if (line.kind === 'branch') {
    return isUnread(line.condition) ? null : `if ${conditionMaths(line.condition, symbolOf)}`;
  }
  const { target, value } = line;
  if (isUnread(value)) return null;
  // Where a name gets a value that is made of its own, the two sides aren't equal.
  const sign = namesIn(value).some(({ name }) => name === target) ? '←' : '=';
  return `${symbolOf(target)} ${sign} ${expressionMaths(value, symbolOf)}`;
}

/** `g = ∇f(θ + μ v)` */
export function lookAheadMaths({ value }: Assignment<Missing>, symbolOf: SymbolOf): string | null {
  return isUnread(value) ? null : `${symbolOf('g')} = ∇f(${expressionMaths(value, symbolOf)})`;
}

function expressionMaths(expression: Expression<Missing>, symbolOf: SymbolOf): string {
  return write(expression, symbolOf).text;
}

/** How tightly an expression holds together; one that holds less tightly than its place asks for gets parentheses. */
const tightness = { cases: 0, sum: 1, sign: 2, quotient: 3, product: 4, power: 5, atom: 6 } as const;

interface Written {
  readonly text: string;
  readonly tightness: number;
}

function write(expression: Expression<Missing>, symbolOf: SymbolOf): Written {
  const inner = (operand: Expression<Missing>) => expressionMaths(operand, symbolOf);
  switch (expression.kind) {
    case 'missing':
      return atom('…');
    case 'number':
      return atom(numberMaths(expression.value));
    case 'name':
      return atom(symbolOf(expression.name));
    case 'negate': {
      const operand = within(expression.operand, tightness.quotient, symbolOf);
      return { text: `−${operand}`, tightness: tightness.sign };
    }
    case 'binary':
      return writeBinary(expression.operator, expression.left, expression.right, symbolOf);
    case 'call': {
      const [first, second] = expression.arguments;
      const { function: name } = expression;
      if (name === 'pow' && first && second) return writeBinary('**', first, second, symbolOf);
      if (name === 'sqrt' && first) return atom(`√${within(first, tightness.atom, symbolOf)}`);
      const operands = expression.arguments.map(inner).join(', ');
      return atom(name === 'abs' ? `|${operands}|` : `${name}(${operands})`);
    }
    case 'where': {
      const condition = conditionMaths(expression.condition, symbolOf);
      const text = `${inner(expression.then)} if ${condition}, otherwise ${inner(expression.otherwise)}`;
      return { text, tightness: tightness.cases };
    }
    case 'reduction': {
      const { function: name } = expression;
      const operand = inner(expression.operand);
      if (name === 'norm') return atom(`‖${operand}‖`);
      return atom(name === 'global_norm' ? `‖${operand} of all‖` : `${name}(${operand})`);
    }
  }
}

function atom(text: string): Written {
  return { text, tightness: tightness.atom };
}

/** @param follows Whether an operator stands on its left, so that a minus needs parentheses. */
function within(operand: Expression<Missing>, least: number, symbolOf: SymbolOf, follows = true): string {
  const { text, tightness: own } = write(operand, symbolOf);
  return own < least || (follows && text.startsWith('−')) ? `(${text})` : text;
}

function writeBinary(
  operator: BinaryOperator,
  left: Expression<Missing>,
  right: Expression<Missing>,
  symbolOf: SymbolOf,
): Written {
  const { sum, quotient, product, atom: whole } = tightness;
  switch (operator) {
    case '+':
    case '-': {
      const a = within(left, sum, symbolOf, false);
      const b = within(right, operator === '+' ? sum : quotient, symbolOf);
      return { text: `${a} ${operator === '+' ? '+' : '−'} ${b}`, tightness: sum };
    }
    case '*': {
      const a = write(left, symbolOf);
      const first = within(left, quotient, symbolOf, false);
      const second = within(right, product, symbolOf);
      // Side by side, the factors behind a fraction would seem to stand below it.
      if (a.tightness === quotient) return { text: `${first} · ${second}`, tightness: quotient };
      return { text: joinFactors(first, second), tightness: product };
    }
    case '/': {
      const text = `${within(left, quotient, symbolOf, false)} / ${within(right, tightness.power, symbolOf)}`;
      return { text, tightness: quotient };
    }
    case '**': {
      const base = within(left, whole, symbolOf, false);
      const exponent = expressionMaths(right, symbolOf);
      const sign = raise(exponent);
      const isShort = write(right, symbolOf).tightness === whole;
      return {
        text: base.startsWith('√')
          ? `(${base})${power(sign, exponent, isShort)}`
          : base + power(sign, exponent, isShort),
        tightness: tightness.power,
      };
    }
  }
}

function power(sign: string | null, exponent: string, isShort: boolean): string {
  return sign ?? (isShort ? `^${exponent}` : `^(${exponent})`);
}

/** Factors side by side, with a dot between them where they would run together. */
function joinFactors(left: string, right: string): string {
  return /^[0-9]|^[A-Za-z_]{2}/.test(right) || /[A-Za-z_]{2}$/.test(left)
    ? `${left} · ${right}`
    : `${left} ${right}`;
}

/** `0.9`, `10⁻⁸`, `2.5 · 10⁻⁷` */
function numberMaths(value: number): string {
  const [digits = '', exponent] = String(value).split('e');
  if (exponent === undefined) return digits === 'Infinity' ? '∞' : digits;
  const ten = `10${raise(exponent.replace('+', '')) ?? ''}`;
  return digits === '1' ? ten : `${digits} · ${ten}`;
}

function conditionMaths(condition: Condition<Missing>, symbolOf: SymbolOf): string {
  const inner = (operand: Condition<Missing>) => {
    const text = conditionMaths(operand, symbolOf);
    const isOther = operand.kind !== condition.kind && (operand.kind === 'both' || operand.kind === 'either');
    return isOther ? `(${text})` : text;
  };
  switch (condition.kind) {
    case 'missing':
      return '…';
    case 'flag':
      return condition.option.name;
    case 'comparison': {
      const [left, right] = [condition.left, condition.right].map((side) => expressionMaths(side, symbolOf));
      return `${left} ${comparisonSigns[condition.operator]} ${right}`;
    }
    case 'not':
      return `not ${inner(condition.operand)}`;
    case 'both':
      return `${inner(condition.left)} and ${inner(condition.right)}`;
    case 'either':
      return `${inner(condition.left)} or ${inner(condition.right)}`;
  }
}
