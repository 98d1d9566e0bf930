/** The operation by which an expression stops being finite. */
import { holds } from '../plan/evaluate.ts';
import { at, type Frame } from '../run/frame.ts';
import type { Expression } from '../syntax/tree.ts';
import { formula, shortNumber } from './formula.ts';

type Format = (value: number) => string;

/**
 * `√(v − m²): −0.02 has no root`, for one element of the tensor, whose names are finite.
 * @returns null where the value is finite, or a name or a reduction isn't.
 */
export function whyNotFinite(
  root: Expression,
  frame: Frame,
  element: number,
  format: Format = shortNumber,
): string | null {
  const valueAt = (expression: Expression) => at(frame.compute(expression), element);
  const first = firstBad(root, frame, element, valueAt);
  if (!first) return null;
  const reason = reasonOf(first, valueAt, (value) => format(value).replace('-', '−'));
  return reason && `${formula(first, { format, show: (expression) => expression })}: ${reason}`;
}

/** The innermost operation whose operands are finite, from left to right; of a `where` on the side that is taken. */
function firstBad(
  expression: Expression,
  frame: Frame,
  element: number,
  valueAt: (expression: Expression) => number,
): Expression | null {
  if (Number.isFinite(valueAt(expression))) return null;
  for (const operand of operandsOf(expression, frame, element)) {
    if (!Number.isFinite(valueAt(operand))) return firstBad(operand, frame, element, valueAt);
  }
  return expression;
}

function operandsOf(expression: Expression, frame: Frame, element: number): readonly Expression[] {
  switch (expression.kind) {
    case 'number':
    case 'name':
    // Of all elements, which no number of one of them tells about.
    case 'reduction':
      return [];
    case 'negate':
      return [expression.operand];
    case 'binary':
      return [expression.left, expression.right];
    case 'call':
      return expression.arguments;
    case 'where': {
      const isTrue = holds(
        expression.condition,
        frame.lookUp(() => element),
      );
      return [isTrue ? expression.then : expression.otherwise];
    }
  }
}

const tooLarge = 'the result is beyond the largest number, 1.8e308';

function reasonOf(
  expression: Expression,
  valueAt: (expression: Expression) => number,
  read: Format,
): string | null {
  if (expression.kind === 'call') {
    const [first = Number.NaN, second = Number.NaN] = expression.arguments.map(valueAt);
    if (expression.function === 'sqrt') return `${read(first)} has no root`;
    if (expression.function === 'log') return `${read(first)} has no logarithm`;
    return expression.function === 'pow' ? ofPower(first, second, read) : tooLarge;
  }
  if (expression.kind !== 'binary') return null;
  const [left, right] = [valueAt(expression.left), valueAt(expression.right)];
  if (expression.operator === '/' && right === 0) return `${read(left)} is divided by 0`;
  return expression.operator === '**' ? ofPower(left, right, read) : tooLarge;
}

function ofPower(base: number, exponent: number, read: Format): string {
  if (base === 0) return `0 has no power of ${read(exponent)}`;
  if (base < 0 && !Number.isInteger(exponent)) return `${read(base)} has no power of ${read(exponent)}`;
  return tooLarge;
}
