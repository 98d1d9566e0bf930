/** Expressions as people write them: `0.9 · 0.02 + 0.1 · 1.5`. */
import type { BinaryOperator, Comparison, Condition, Expression } from '../syntax/tree.ts';

export interface FormulaStyle {
  /** What is written for an expression: a number in its place, another expression, or the expression itself. */
  readonly show: (expression: Expression) => number | Expression;
  readonly format: (value: number) => string;
}

const signs: Readonly<Record<BinaryOperator, string>> = {
  '+': ' + ',
  '-': ' − ',
  '*': ' · ',
  '/': ' / ',
  '**': '^',
};

export const comparisonSigns: Readonly<Record<Comparison, string>> = {
  '==': '=',
  '!=': '≠',
  '<=': '≤',
  '>=': '≥',
  '<': '<',
  '>': '>',
};

/** How tightly an expression holds together; one that holds less tightly than its place asks for gets parentheses. */
const tightness = { '+': 1, '-': 1, '*': 2, '/': 2, negate: 3, '**': 4, atom: 5 } as const;

function tightnessOf(shown: number | Expression): number {
  if (typeof shown === 'number') return shown < 0 ? tightness.negate : tightness.atom;
  if (shown.kind === 'binary') return tightness[shown.operator];
  return shown.kind === 'negate' ? tightness.negate : tightness.atom;
}

/** An expression as a formula. */
export function formula(expression: Expression, style: FormulaStyle): string {
  return write(expression, style, 0, true);
}

/** @param leads Whether nothing stands on its left, so that a minus needs no parentheses. */
function write(expression: Expression, style: FormulaStyle, least: number, leads: boolean): string {
  const shown = style.show(expression);
  const own = tightnessOf(shown);
  if (own < least || (own === tightness.negate && !leads)) return `(${writeShown(shown, style, true)})`;
  return writeShown(shown, style, leads);
}

function writeShown(shown: number | Expression, style: FormulaStyle, leads: boolean): string {
  if (typeof shown === 'number') return style.format(shown);
  switch (shown.kind) {
    case 'number':
      return style.format(shown.value);
    case 'name':
      return shown.name;
    case 'negate':
      return `−${write(shown.operand, style, tightness['**'], false)}`;
    case 'binary': {
      const { operator, left, right } = shown;
      const own = tightness[operator];
      if (operator !== '**') {
        return `${write(left, style, own, leads)}${signs[operator]}${write(right, style, own + 1, false)}`;
      }
      const base = write(left, style, tightness.atom, leads);
      const isSquare = right.kind === 'number' && right.value === 2;
      return isSquare ? `${base}²` : `${base}^${write(right, style, own, false)}`;
    }
    case 'call': {
      const [first] = shown.arguments;
      if (shown.function === 'sqrt' && first) return `√${write(first, style, tightness.atom, false)}`;
      const operands = shown.arguments.map((operand) => formula(operand, style)).join(', ');
      return shown.function === 'abs' ? `|${operands}|` : `${shown.function}(${operands})`;
    }
    case 'where': {
      const operands = [shown.then, shown.otherwise].map((operand) => formula(operand, style));
      return `where(${[conditionFormula(shown.condition, style), ...operands].join(', ')})`;
    }
    case 'reduction':
      return `${shown.function}(${formula(shown.operand, style)})`;
  }
}

/** A condition as a formula: `3 > 5 and not (1 = 1 or 2 = 1)`. */
export function conditionFormula(condition: Condition, style: FormulaStyle): string {
  const inner = (operand: Condition) => {
    const text = conditionFormula(operand, style);
    return operand.kind === 'both' || operand.kind === 'either' ? `(${text})` : text;
  };
  switch (condition.kind) {
    case 'flag':
      return condition.option.name;
    case 'comparison': {
      const { operator, left, right } = condition;
      return `${formula(left, style)} ${comparisonSigns[operator]} ${formula(right, style)}`;
    }
    case 'not':
      return `not ${inner(condition.operand)}`;
    case 'both':
      return `${inner(condition.left)} and ${inner(condition.right)}`;
    case 'either':
      return `${inner(condition.left)} or ${inner(condition.right)}`;
  }
}

/** `0.168`, `1e-8`, `−12`: at most four significant digits, without closing zeros; whole numbers as they are. */
export function shortNumber(value: number): string {
  if (Number.isNaN(value)) return 'NaN';
  if (!Number.isFinite(value)) return value > 0 ? '∞' : '−∞';
  const isCount = Number.isInteger(value) && Math.abs(value) < 1e6;
  return String(isCount ? value : Number(value.toPrecision(4))).replace(/^-/, '−');
}
