/**
 * Expressions and conditions, with Python's grammar: `**` groups from the right and binds tighter than the minus on
 * its left, so `-x**2` is `-(x**2)`, `2**-1` is a half, and `a - b - c` is `(a - b) - c`.
 */
import { largestNumber } from '../../numberText.ts';
import { callOf } from './callOf.ts';
import type { Cursor } from './cursor.ts';
import { asCondition, asNumber, missing } from './numberOrCondition.ts';
import type { Token } from './tokens.ts';
import { type BinaryOperator, type Condition, comparisons, type Expression, type Missing } from './tree.ts';
import type { Node } from './walk.ts';

/** An expression or a condition, until an operator or the line says which of the two is meant. */
type Parse = (cursor: Cursor) => Node<Missing>;

/** Passes an expression. */
export function parseExpression(cursor: Cursor): Expression<Missing> {
  return parseAsNumber(cursor, parseEither);
}

/** Passes a condition. */
export function parseCondition(cursor: Cursor): Condition<Missing> {
  const condition = parseAsCondition(cursor, parseEither);
  if (cursor.sees('=')) cursor.fail(cursor.next, "a condition compares with '=='");
  return condition;
}

/** Passes an expression or a condition, whichever it is. */
export function parseValue(cursor: Cursor): Node<Missing> {
  return parseEither(cursor);
}

function parseAsNumber(cursor: Cursor, parse: Parse): Expression<Missing> {
  const start = cursor.next;
  return asNumber(parse(cursor), cursor, start);
}

function parseAsCondition(cursor: Cursor, parse: Parse): Condition<Missing> {
  const start = cursor.next;
  return asCondition(parse(cursor), cursor, start);
}

function parseEither(cursor: Cursor): Node<Missing> {
  return parseLogic(cursor, 'or', 'either', parseBoth);
}

function parseBoth(cursor: Cursor): Node<Missing> {
  return parseLogic(cursor, 'and', 'both', parseNot);
}

function parseLogic(
  cursor: Cursor,
  word: string,
  kind: 'either' | 'both',
  parseOperand: Parse,
): Node<Missing> {
  const start = cursor.next;
  let node = parseOperand(cursor);
  while (cursor.sees(word)) {
    const left = asCondition(node, cursor, start);
    cursor.take();
    const right = parseAsCondition(cursor, parseOperand);
    node = { kind, left, right, at: cursor.from(start) };
  }
  return node;
}

function parseNot(cursor: Cursor): Node<Missing> {
  const start = cursor.next;
  if (!cursor.skips('not')) return parseComparison(cursor);
  const operand = cursor.nest((inner) => parseAsCondition(inner, parseNot));
  return { kind: 'not', operand, at: cursor.from(start) };
}

function parseComparison(cursor: Cursor): Node<Missing> {
  const start = cursor.next;
  const node = parseSum(cursor);
  const operator = comparisons.find((candidate) => cursor.sees(candidate));
  if (operator === undefined) return node;
  const left = asNumber(node, cursor, start);
  cursor.take();
  const right = parseAsNumber(cursor, parseSum);
  if (cursor.sees(...comparisons)) {
    cursor.fail(cursor.next, "comparisons don't chain; write 'a < b and b < c'", 'chained-comparison');
  }
  return { kind: 'comparison', operator, left, right, at: cursor.from(start) };
}

/** Sums are made of products, and products of factors. */
function parseSum(cursor: Cursor): Node<Missing> {
  return parseChain(cursor, ['+', '-'], parseProduct);
}

function parseProduct(cursor: Cursor): Node<Missing> {
  return parseChain(cursor, ['*', '/'], parseFactor);
}

function parseChain(
  cursor: Cursor,
  operators: readonly BinaryOperator[],
  parseOperand: Parse,
): Node<Missing> {
  const start = cursor.next;
  let node = parseOperand(cursor);
  for (;;) {
    const operator = operators.find((candidate) => cursor.sees(candidate));
    if (operator === undefined) return node;
    const left = asNumber(node, cursor, start);
    cursor.take();
    const right = parseAsNumber(cursor, parseOperand);
    node = { kind: 'binary', operator, left, right, at: cursor.from(start) };
  }
}

function parseFactor(cursor: Cursor): Node<Missing> {
  const start = cursor.next;
  if (cursor.skips('-')) {
    const operand = cursor.nest((inner) => parseAsNumber(inner, parseFactor));
    return { kind: 'negate', operand, at: cursor.from(start) };
  }
  const base = parseAtom(cursor);
  if (!cursor.sees('**')) return base;
  const left = asNumber(base, cursor, start);
  cursor.take();
  const right = cursor.nest((inner) => parseAsNumber(inner, parseFactor));
  return { kind: 'binary', operator: '**', left, right, at: cursor.from(start) };
}

function parseAtom(cursor: Cursor): Node<Missing> {
  const token = cursor.next;
  if (token.kind === 'number') return { kind: 'number', value: parseNumber(cursor), at: token };
  if (token.kind === 'word') {
    cursor.take();
    if (cursor.sees('['))
      cursor.fail(cursor.next, `'${token.text}' is one value, which has no parts in brackets`);
    return cursor.skips('(')
      ? cursor.nest((inner) => parseCall(inner, token))
      : { kind: 'name', name: token.text, at: token };
  }
  if (!cursor.skips('(')) {
    cursor.miss("a number, a name or '('");
    return missing([], token);
  }
  const inner = cursor.nest(parseEither);
  cursor.expect(')');
  return inner;
}

/** The rest of a call, after its `(`. */
function parseCall(cursor: Cursor, word: Token): Expression<Missing> {
  if (word.text === 'where') return parseWhere(cursor, word);
  const operands = [parseExpression(cursor)];
  while (cursor.skips(',')) operands.push(parseExpression(cursor));
  cursor.expect(')');
  return callOf(word, operands, cursor);
}

/** `where(condition, a, b)`: `a` where the condition is true, `b` elsewhere. */
function parseWhere(cursor: Cursor, word: Token): Expression<Missing> {
  const condition = parseCondition(cursor);
  cursor.expect(',');
  const then = parseExpression(cursor);
  cursor.expect(',');
  const otherwise = parseExpression(cursor);
  cursor.expect(')');
  return { kind: 'where', condition, then, otherwise, functionAt: word, at: cursor.from(word) };
}

/** Passes a number without sign. */
export function parseNumber(cursor: Cursor): number {
  const token = cursor.expectKind('number', 'a number');
  const value = Number(token.text);
  if (!Number.isFinite(value)) {
    cursor.report(
      'number-too-large',
      token,
      `${token.text} is too large for a number; the largest is ${largestNumber}`,
    );
  }
  return value;
}
