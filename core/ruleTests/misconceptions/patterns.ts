/** The forms in which rules write what optimizers have in common. Each gives its parts, or null where there is none. */
import type { Rule } from '../../rule/syntax/rule.ts';
import type { Assignment, BinaryOperator, Expression } from '../../rule/syntax/tree.ts';
import { assignmentsIn, contains, withoutLocations } from '../../rule/syntax/walk.ts';

type Binary = Extract<Expression, { kind: 'binary' }>;

export function binaryOf(expression: Expression, ...operators: readonly BinaryOperator[]): Binary | null {
  return expression.kind === 'binary' && operators.includes(expression.operator) ? expression : null;
}

export function isName(expression: Expression, name: string): boolean {
  return expression.kind === 'name' && expression.name === name;
}

function isNumber(expression: Expression, value: number): boolean {
  return expression.kind === 'number' && expression.value === value;
}

/** Whether two expressions are written alike. */
export function isAlike(a: Expression, b: Expression): boolean {
  return withoutLocations(a) === withoutLocations(b);
}

export function mentions(expression: Expression, name: string): boolean {
  return contains(expression, (part) => part.kind === 'name' && part.name === name);
}

/** Of `1 - x` the x. */
export function complementOf(expression: Expression): Expression | null {
  const difference = binaryOf(expression, '-');
  return difference && isNumber(difference.left, 1) ? difference.right : null;
}

/** `share * state + (1 - share) * of`, as a line of the state. */
export interface Mean {
  readonly state: string;
  readonly share: Expression;
  readonly complement: Expression;
  readonly old: Expression;
  readonly of: Expression;
}

export function meanOf({ target, value }: Assignment): Mean | null {
  const sum = binaryOf(value, '+');
  if (!sum) return null;
  for (const [before, added] of inBothOrders(sum)) {
    const old = factorsOf(before).find(([, state]) => isName(state, target));
    const fresh = factorsOf(added).find(([factor]) => complementOf(factor));
    const share = fresh && complementOf(fresh[0]);
    if (old && share && isAlike(share, old[0]))
      return { state: target, share, complement: fresh[0], old: old[1], of: fresh[1] };
  }
  return null;
}

/** A sum or product is the same the other way round. */
function inBothOrders({ left, right }: Binary): readonly (readonly [Expression, Expression])[] {
  return [
    [left, right],
    [right, left],
  ];
}

/** The two factors of a product, in both orders. */
function factorsOf(expression: Expression): readonly (readonly [Expression, Expression])[] {
  const product = binaryOf(expression, '*');
  return product ? inBothOrders(product) : [];
}

/** `share * state ± term`, or `state + term` where nothing is forgotten, as a line of the state. */
export interface RunningSum {
  readonly state: string;
  /** Null where all that was added is kept. */
  readonly share: Expression | null;
  readonly operator: '+' | '-';
  readonly old: Expression;
  readonly term: Expression;
}

export function sumOf(line: Assignment, { state }: Pick<Rule, 'state'>): RunningSum | null {
  const { target, value } = line;
  const sum = binaryOf(value, '+', '-');
  if (!sum || meanOf(line) || !state.some(({ name }) => name === target)) return null;
  const operator = sum.operator === '-' ? '-' : '+';
  const orders = operator === '+' ? inBothOrders(sum) : inBothOrders(sum).slice(0, 1);
  for (const [before, term] of orders) {
    if (isName(before, target)) return { state: target, share: null, operator, old: before, term };
    const old = factorsOf(before).find(([, factor]) => isName(factor, target));
    if (old) return { state: target, share: old[0], operator, old: old[1], term };
  }
  return null;
}

/** `1 - share**t` below a fraction: what makes up for a mean that begins with 0. */
export interface Correction {
  readonly mean: Expression;
  readonly share: Expression;
  readonly power: Expression;
}

export function correctionOf(expression: Expression): Correction | null {
  const fraction = binaryOf(expression, '/');
  const power = fraction && complementOf(fraction.right);
  const parts = power && binaryOf(power, '**');
  if (!fraction || !parts || !isName(parts.right, 't')) return null;
  return { mean: fraction.left, share: parts.left, power };
}

/** Of `sqrt(x)` the x. */
export function rootOf(expression: Expression): Expression | null {
  if (expression.kind !== 'call' || expression.function !== 'sqrt') return null;
  return expression.arguments[0] ?? null;
}

/** Of `x**2` the x. */
export function squareOf(expression: Expression): Expression | null {
  const power = binaryOf(expression, '**');
  return power && isNumber(power.right, 2) ? power.left : null;
}

/** Lines of `p` that only shrink it: `p *= 1 - lr * weight_decay` gives what stands behind the 1. */
export function shrinkOf({ target, value }: Assignment): Expression | null {
  const product = target === 'p' ? binaryOf(value, '*') : null;
  return product && isName(product.left, 'p') ? complementOf(product.right) : null;
}

/** Lines that add the decay to the gradient, `g += weight_decay * p`: gives `weight_decay * p`. */
export function pullOf({ target, value }: Assignment): Expression | null {
  const sum = target === 'g' ? binaryOf(value, '+') : null;
  return sum && isName(sum.left, 'g') && mentions(sum.right, 'p') ? sum.right : null;
}

/** Lines that step: those of `p`, but for those that shrink it. */
export function isStep(line: Assignment): boolean {
  return line.target === 'p' && !shrinkOf(line);
}

export function linesOf({ program }: Rule): readonly Assignment[] {
  return assignmentsIn(program.statements);
}
