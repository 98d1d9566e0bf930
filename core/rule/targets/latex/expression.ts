/** Expressions and conditions in LaTeX, with no more parentheses than a reader needs. */
import type { Comparison, Condition, Expression, FunctionName } from '../../syntax/tree.ts';
import { upright } from './symbols.ts';

/** How what an expression is made of is written. */
export interface LatexStyle {
  /** The symbol of a name where the expression stands. */
  readonly symbolOf: (name: string) => string;
  /** What is written for an expression: the digits of a number in its place, such as `-1.5e-8`, or an expression. Default: itself. */
  readonly show?: (expression: Expression) => string | Expression;
}

/** How tightly an expression holds together; one that holds less tightly than its place asks for gets parentheses. */
const tightness = { cases: 0, sum: 1, sign: 2, product: 3, power: 4, atom: 5 } as const;

/** A text and how tightly it holds together. */
type Written = readonly [latex: string, tightness: number];

const functions: Readonly<Record<Exclude<FunctionName, 'abs' | 'pow' | 'sqrt'>, string>> = {
  clip: '\\operatorname{clip}',
  exp: '\\exp',
  log: '\\log',
  max: '\\max',
  min: '\\min',
  sign: '\\operatorname{sign}',
  tanh: '\\tanh',
};

const comparisons: Readonly<Record<Comparison, string>> = {
  '==': '=',
  '!=': '\\ne',
  '<=': '\\le',
  '>=': '\\ge',
  '<': '<',
  '>': '>',
};

export function expressionLatex(expression: Expression, style: LatexStyle): string {
  return write(expression, style)[0];
}

export function conditionLatex(condition: Condition, style: LatexStyle): string {
  const inner = (operand: Condition) => {
    const latex = conditionLatex(operand, style);
    const isOther = operand.kind !== condition.kind && (operand.kind === 'both' || operand.kind === 'either');
    return isOther ? parenthesize(latex) : latex;
  };
  switch (condition.kind) {
    case 'flag':
      return upright(condition.option.name);
    case 'comparison': {
      const [left, right] = [condition.left, condition.right].map((side) => expressionLatex(side, style));
      return `${left} ${comparisons[condition.operator]} ${right}`;
    }
    case 'not':
      return `\\lnot ${parenthesize(conditionLatex(condition.operand, style))}`;
    case 'both':
      return `${inner(condition.left)} \\land ${inner(condition.right)}`;
    case 'either':
      return `${inner(condition.left)} \\lor ${inner(condition.right)}`;
  }
}

/** Parentheses as tall as what they enclose. */
export function parenthesize(latex: string): string {
  return enclose('(', latex, ')');
}

function enclose(open: string, latex: string, close: string): string {
  const isTall = /\\(frac|sqrt|begin|left)/.test(latex);
  if (isTall) return `\\left${open} ${latex} \\right${close}`;
  return open.startsWith('\\') ? `${open} ${latex} ${close}` : `${open}${latex}${close}`;
}

/** What is there under each condition, from the first that holds, and otherwise. */
export function casesLatex(
  cases: readonly (readonly [condition: string, latex: string])[],
  otherwise: string,
): string {
  const rows = cases.map(([condition, latex]) => `${latex} & \\text{if } ${condition}`);
  return `\\begin{cases} ${[...rows, `${otherwise} & \\text{otherwise}`].join(' \\\\ ')} \\end{cases}`;
}

/** A `where`, and those that it has in place of its last value, as one. */
function whereLatex(where: Extract<Expression, { kind: 'where' }>, style: LatexStyle): string {
  const cases: [string, string][] = [];
  let rest: Expression = where;
  while (rest.kind === 'where') {
    cases.push([conditionLatex(rest.condition, style), expressionLatex(rest.then, style)]);
    rest = rest.otherwise;
  }
  return casesLatex(cases, expressionLatex(rest, style));
}

function write(root: Expression, style: LatexStyle): Written {
  const expression = style.show?.(root) ?? root;
  if (typeof expression === 'string') return writeDigits(expression);
  const inner = (operand: Expression) => expressionLatex(operand, style);
  switch (expression.kind) {
    case 'number':
      return writeDigits(String(expression.value));
    case 'name':
      return [style.symbolOf(expression.name), tightness.atom];
    case 'negate':
      return [`-${within(expression.operand, tightness.product, style)}`, tightness.sign];
    case 'binary':
      return writeBinary(expression, style);
    case 'call': {
      const { function: name, arguments: operands } = expression;
      const [first, second] = operands;
      if (name === 'pow' && first && second) return writePower(first, second, style);
      if (name === 'sqrt' && first) return [`\\sqrt{${inner(first)}}`, tightness.atom];
      if (name === 'abs' && first) return [enclose('\\lvert', inner(first), '\\rvert'), tightness.atom];
      if (name === 'pow' || name === 'sqrt' || name === 'abs') return ['', tightness.atom];
      return [functions[name] + parenthesize(operands.map(inner).join(', ')), tightness.power];
    }
    case 'where':
      return [whereLatex(expression, style), tightness.cases];
    case 'reduction': {
      const operand = inner(expression.operand);
      const { function: name } = expression;
      if (name === 'sum' || name === 'mean') {
        return [`\\operatorname{${name}}${parenthesize(operand)}`, tightness.power];
      }
      const index = name === 'norm' ? '2' : '{\\mathrm{all}}';
      return [`${enclose('\\lVert', operand, '\\rVert')}_${index}`, tightness.atom];
    }
  }
}

/** @param follows Whether an operator stands on its left, so that a minus needs parentheses. */
function within(operand: Expression, least: number, style: LatexStyle, follows = true): string {
  const [latex, own] = write(operand, style);
  return own < least || (follows && latex.startsWith('-')) ? parenthesize(latex) : latex;
}

function writeBinary(expression: Extract<Expression, { kind: 'binary' }>, style: LatexStyle): Written {
  const { operator, left, right } = expression;
  switch (operator) {
    case '**':
      return writePower(left, right, style);
    case '/': {
      if (left.kind === 'binary' && left.operator === '*' && isFraction(left.left)) {
        // a / b * c / d as two fractions, not as a fraction in a fraction
        const [first, c, d] = [left.left, left.right, right].map((operand) =>
          expressionLatex(operand, style),
        );
        return [`${first} \\frac{${c}}{${d}}`, tightness.product];
      }
      const [above, below] = [left, right].map((operand) => expressionLatex(operand, style));
      return [`\\frac{${above}}{${below}}`, tightness.product];
    }
    case '*': {
      const a = within(left, tightness.sign, style, false);
      return [joinFactors(a, within(right, tightness.product, style)), tightness.product];
    }
    case '+':
    case '-': {
      const a = within(left, tightness.sum, style, false);
      // a + (b + c) is the same number without parentheses, a - (b + c) isn't.
      const b = within(right, operator === '+' ? tightness.sum : tightness.product, style);
      return [`${a} ${operator} ${b}`, tightness.sum];
    }
  }
}

function isFraction(expression: Expression): boolean {
  return expression.kind === 'binary' && expression.operator === '/';
}

function writePower(base: Expression, exponent: Expression, style: LatexStyle): Written {
  const [latex, own] = write(base, style);
  const power = expressionLatex(exponent, style);
  const raised = own < tightness.atom ? parenthesize(latex) : latex;
  return [`${raised}^${power.length === 1 ? power : `{${power}}`}`, tightness.power];
}

/** Factors side by side, with a dot between them where they would run together. */
function joinFactors(left: string, right: string): string {
  const runTogether =
    /^([0-9]|\\(mathrm|operatorname|exp|log|max|min|tanh))/.test(right) ||
    /(^|[^{,])\\mathrm/.test(left) ||
    (/[0-9]}?$/.test(left) && /^\(-[0-9]/.test(right));
  return runTogether ? `${left} \\cdot ${right}` : `${left} ${right}`;
}

/** A number by its digits, as it stands alone. */
export function digitsLatex(digits: string): string {
  return writeDigits(digits)[0];
}

/** `0.9`, `10^{-8}`, `2.5 \cdot 10^{-7}`, `\infty` */
function writeDigits(digits: string): Written {
  if (digits.startsWith('-')) return [`-${writeDigits(digits.slice(1))[0]}`, tightness.sign];
  if (digits === 'NaN') return [upright(digits), tightness.atom];
  if (digits === 'Infinity') return ['\\infty', tightness.atom];
  const [mantissa = '', exponent] = digits.split('e');
  if (exponent === undefined) return [mantissa, tightness.atom];
  const power = `10^{${exponent.replace('+', '')}}`;
  return mantissa === '1' ? [power, tightness.power] : [`${mantissa} \\cdot ${power}`, tightness.product];
}
