/**
 * Expressions and conditions, with Python's grammar: `**` groups from the right and binds tighter than the minus on
 * its left, so `-x**2` is `-(x**2)`, `2**-1` is a half, and `a - b - c` is `(a - b) - c`.
 */
import type { Cursor } from './cursor.ts';
import { didYouMean, type Location, RuleError } from './errors.ts';
import type { Token } from './tokens.ts';
import {
  type BinaryOperator,
  type Condition,
  comparisons,
  type Expression,
  functionArity,
  isFunction,
  isReduction,
  reductions,
} from './tree.ts';

/** Until an operator or the line says which of the two is meant. */
type Node = Expression | Condition;

/** Passes an expression. Throws a RuleError where something else is ahead. */
export function parseExpression(cursor: Cursor): Expression {
  const start = cursor.next;
  return asNumber(parseEither(cursor), start);
}

/** Passes a condition. Throws a RuleError where something else is ahead. */
export function parseCondition(cursor: Cursor): Condition {
  const start = cursor.next;
  const condition = asCondition(parseEither(cursor), start);
  if (cursor.sees('=')) throw new RuleError(cursor.next, "a condition compares with '=='");
  return condition;
}

function asNumber(node: Node, at: Location): Expression {
  switch (node.kind) {
    case 'comparison':
    case 'both':
    case 'either':
    case 'not':
    case 'flag':
      throw new RuleError(
        at,
        "expected a number, found a condition; 'where(condition, a, b)' makes a number of it",
      );
    default:
      return node;
  }
}

function asCondition(node: Node, at: Location): Condition {
  switch (node.kind) {
    case 'comparison':
    case 'both':
    case 'either':
    case 'not':
    case 'flag':
      return node;
    case 'name':
      return { kind: 'flag', option: node };
    default:
      throw new RuleError(at, "expected a condition such as 't == 1', found a number");
  }
}

function parseEither(cursor: Cursor): Node {
  return parseLogic(cursor, 'or', 'either', () => parseLogic(cursor, 'and', 'both', () => parseNot(cursor)));
}

function parseLogic(cursor: Cursor, word: string, kind: 'either' | 'both', parseOperand: () => Node): Node {
  const start = cursor.next;
  let left = parseOperand();
  while (cursor.skips(word)) {
    const rightStart = cursor.next;
    left = { kind, left: asCondition(left, start), right: asCondition(parseOperand(), rightStart) };
  }
  return left;
}

function parseNot(cursor: Cursor): Node {
  if (!cursor.skips('not')) return parseComparison(cursor);
  const start = cursor.next;
  return { kind: 'not', operand: asCondition(parseNot(cursor), start) };
}

function parseComparison(cursor: Cursor): Node {
  const start = cursor.next;
  const left = parseSum(cursor);
  const operator = comparisons.find((candidate) => cursor.skips(candidate));
  if (operator === undefined) return left;
  const rightStart = cursor.next;
  const right = asNumber(parseSum(cursor), rightStart);
  if (cursor.sees(...comparisons)) {
    throw new RuleError(cursor.next, "comparisons don't chain; write 'a < b and b < c'");
  }
  return { kind: 'comparison', operator, left: asNumber(left, start), right };
}

/** Sums are made of products, and products of factors. */
function parseSum(cursor: Cursor): Node {
  return parseChain(cursor, ['+', '-'], (inner) => parseChain(inner, ['*', '/'], parseFactor));
}

function parseChain(
  cursor: Cursor,
  operators: readonly BinaryOperator[],
  parseOperand: (cursor: Cursor) => Node,
): Node {
  const start = cursor.next;
  let left = parseOperand(cursor);
  for (;;) {
    const operator = operators.find((candidate) => cursor.skips(candidate));
    if (operator === undefined) return left;
    const rightStart = cursor.next;
    const right = asNumber(parseOperand(cursor), rightStart);
    left = { kind: 'binary', operator, left: asNumber(left, start), right };
  }
}

function parseFactor(cursor: Cursor): Node {
  if (cursor.skips('-')) {
    const operandStart = cursor.next;
    return { kind: 'negate', operand: asNumber(parseFactor(cursor), operandStart) };
  }
  const start = cursor.next;
  const base = parseAtom(cursor);
  if (!cursor.skips('**')) return base;
  const exponentStart = cursor.next;
  const exponent = asNumber(parseFactor(cursor), exponentStart);
  return { kind: 'binary', operator: '**', left: asNumber(base, start), right: exponent };
}

function parseAtom(cursor: Cursor): Node {
  if (cursor.next.kind === 'number') return { kind: 'number', value: parseNumber(cursor) };
  if (cursor.next.kind === 'word') {
    const word = cursor.take();
    return cursor.skips('(') ? parseCall(cursor, word) : { kind: 'name', name: word.text, at: word };
  }
  if (!cursor.skips('(')) cursor.fail("a number, a name or '('");
  const inner = parseEither(cursor);
  cursor.expect(')');
  return inner;
}

/** The rest of a call, after its `(`. */
function parseCall(cursor: Cursor, word: Token): Expression {
  const name = word.text;
  if (name === 'where') return parseWhere(cursor);
  const operands = [parseExpression(cursor)];
  while (cursor.skips(',')) operands.push(parseExpression(cursor));
  cursor.expect(')');
  const [first] = operands;
  if (isReduction(name) && first) {
    checkCount(word, operands, 1);
    return { kind: 'reduction', function: name, operand: first, at: word };
  }
  if (!isFunction(name)) throw unknownFunction(word);
  checkCount(word, operands, functionArity[name]);
  return { kind: 'call', function: name, arguments: operands };
}

/** `where(condition, a, b)`: `a` where the condition is true, `b` elsewhere. */
function parseWhere(cursor: Cursor): Expression {
  const condition = parseCondition(cursor);
  cursor.expect(',');
  const then = parseExpression(cursor);
  cursor.expect(',');
  const otherwise = parseExpression(cursor);
  cursor.expect(')');
  return { kind: 'where', condition, then, otherwise };
}

function unknownFunction(word: Token): RuleError {
  const known = [...Object.keys(functionArity), ...reductions, 'where'];
  const likely = didYouMean(word.text, known) || `; there are ${known.join(', ')}`;
  return new RuleError(word, `unknown function '${word.text}'${likely}`);
}

function checkCount(word: Token, operands: readonly Expression[], arity: number): void {
  if (operands.length === arity) return;
  const values = arity === 1 ? 'value' : 'values';
  throw new RuleError(word, `'${word.text}' takes ${arity} ${values}, not ${operands.length}`);
}

/** Passes a number without sign. Throws a RuleError if something else is ahead or a double can't hold it. */
export function parseNumber(cursor: Cursor): number {
  const token = cursor.expectKind('number', 'a number');
  const value = Number(token.text);
  if (!Number.isFinite(value)) throw new RuleError(token, `${token.text} is too large for a number`);
  return value;
}
