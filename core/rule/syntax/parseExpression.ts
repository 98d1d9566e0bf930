/**
 * Expressions and conditions, with Python's grammar: `**` groups from the right and binds tighter than the minus on
 * its left, so `-x**2` is `-(x**2)`, `2**-1` is a half, and `a - b - c` is `(a - b) - c`.
 */
import type { Cursor } from './cursor.ts';
import { closest, question } from './errors.ts';
import type { Span } from './span.ts';
import type { Token } from './tokens.ts';
import {
  type BinaryOperator,
  type Condition,
  comparisons,
  type Expression,
  functionArity,
  isFunction,
  isReduction,
  type Missing,
  reductions,
} from './tree.ts';
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

function parseAsNumber(cursor: Cursor, parse: Parse): Expression<Missing> {
  const start = cursor.next;
  return asNumber(parse(cursor), cursor, start);
}

function parseAsCondition(cursor: Cursor, parse: Parse): Condition<Missing> {
  const start = cursor.next;
  return asCondition(parse(cursor), cursor, start);
}

/** @param start The first token of the node, which may be a parenthesis; the last was passed just now. */
function asNumber(node: Node<Missing>, cursor: Cursor, start: Token): Expression<Missing> {
  switch (node.kind) {
    case 'comparison':
    case 'both':
    case 'either':
    case 'not':
    case 'flag': {
      const reason = "expected a number, found a condition; 'where(condition, a, b)' makes a number of it";
      cursor.report('number-expected', cursor.from(start), reason);
      return missing([node], node.at);
    }
    default:
      return node;
  }
}

function asCondition(node: Node<Missing>, cursor: Cursor, start: Token): Condition<Missing> {
  switch (node.kind) {
    case 'comparison':
    case 'both':
    case 'either':
    case 'not':
    case 'flag':
    case 'missing':
      return node;
    case 'name':
      return { kind: 'flag', option: node, at: node.at };
    default: {
      const reason = "expected a condition such as 't == 1', found a number";
      cursor.report('condition-expected', cursor.from(start), reason);
      return missing([node], node.at);
    }
  }
}

function missing(parts: readonly Node<Missing>[], at: Span): Missing {
  return { kind: 'missing', parts, unread: [], at };
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
  const operand = parseAsCondition(cursor, parseNot);
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
    const operand = parseAsNumber(cursor, parseFactor);
    return { kind: 'negate', operand, at: cursor.from(start) };
  }
  const base = parseAtom(cursor);
  if (!cursor.sees('**')) return base;
  const left = asNumber(base, cursor, start);
  cursor.take();
  const right = parseAsNumber(cursor, parseFactor);
  return { kind: 'binary', operator: '**', left, right, at: cursor.from(start) };
}

function parseAtom(cursor: Cursor): Node<Missing> {
  const token = cursor.next;
  if (token.kind === 'number') return { kind: 'number', value: parseNumber(cursor), at: token };
  if (token.kind === 'word') {
    cursor.take();
    return cursor.skips('(') ? parseCall(cursor, token) : { kind: 'name', name: token.text, at: token };
  }
  if (!cursor.skips('(')) {
    cursor.miss("a number, a name or '('");
    return missing([], token);
  }
  const inner = parseEither(cursor);
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

/** What a word with values in parentheses is. */
function callOf(word: Token, operands: readonly Expression<Missing>[], cursor: Cursor): Expression<Missing> {
  const name = word.text;
  const at = cursor.from(word);
  const [first] = operands;
  if (isReduction(name)) {
    if (first && hasCount(word, operands, 1, cursor)) {
      return { kind: 'reduction', function: name, operand: first, functionAt: word, at };
    }
  } else if (!isFunction(name)) {
    reportUnknown(word, cursor);
  } else if (hasCount(word, operands, functionArity[name], cursor)) {
    return { kind: 'call', function: name, arguments: operands, functionAt: word, at };
  }
  return missing(operands, at);
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

function reportUnknown(word: Token, cursor: Cursor): void {
  const known = [...Object.keys(functionArity), ...reductions, 'where'];
  const likely = closest(word.text, known);
  const hint = question(likely) || `; there are ${known.join(', ')}`;
  cursor.report('unknown-function', word, `unknown function '${word.text}'${hint}`, likely);
}

function hasCount(
  word: Token,
  operands: readonly Expression<Missing>[],
  arity: number,
  cursor: Cursor,
): boolean {
  if (operands.length === arity) return true;
  const values = arity === 1 ? 'value' : 'values';
  const reason = `'${word.text}' takes ${arity} ${values}, not ${operands.length}`;
  cursor.report('argument-count', word, reason);
  return false;
}

/** Passes a number without sign. */
export function parseNumber(cursor: Cursor): number {
  const token = cursor.expectKind('number', 'a number');
  const value = Number(token.text);
  if (!Number.isFinite(value)) {
    cursor.report('number-too-large', token, `${token.text} is too large for a number`);
  }
  return value;
}
