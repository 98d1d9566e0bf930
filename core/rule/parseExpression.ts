/**
 * Expressions, with Python's grammar: `**` groups from the right and binds tighter than the minus on its left,
 * so `-x**2` is `-(x**2)`, `2**-1` is a half, and `a - b - c` is `(a - b) - c`.
 */
import type { Cursor } from './cursor.ts';
import { didYouMean, RuleError } from './errors.ts';
import type { Token } from './tokens.ts';
import { type BinaryOperator, type Expression, functionArity, isFunction } from './tree.ts';

/** Sums are made of products, and products of factors. */
export function parseExpression(cursor: Cursor): Expression {
  return parseChain(cursor, ['+', '-'], parseProduct);
}

function parseProduct(cursor: Cursor): Expression {
  return parseChain(cursor, ['*', '/'], parseFactor);
}

function parseChain(
  cursor: Cursor,
  operators: readonly BinaryOperator[],
  parseOperand: (cursor: Cursor) => Expression,
): Expression {
  let left = parseOperand(cursor);
  for (;;) {
    const operator = operators.find((candidate) => cursor.skips(candidate));
    if (operator === undefined) return left;
    left = { kind: 'binary', operator, left, right: parseOperand(cursor) };
  }
}

function parseFactor(cursor: Cursor): Expression {
  if (cursor.skips('-')) return { kind: 'negate', operand: parseFactor(cursor) };
  const base = parseAtom(cursor);
  if (!cursor.skips('**')) return base;
  return { kind: 'binary', operator: '**', left: base, right: parseFactor(cursor) };
}

function parseAtom(cursor: Cursor): Expression {
  if (cursor.next.kind === 'number') return { kind: 'number', value: parseNumber(cursor) };
  if (cursor.next.kind === 'word') {
    const word = cursor.take();
    return cursor.skips('(') ? parseCall(cursor, word) : { kind: 'name', name: word.text, at: word };
  }
  if (!cursor.skips('(')) cursor.fail("a number, a name or '('");
  const inner = parseExpression(cursor);
  cursor.expect(')');
  return inner;
}

/** The rest of a call, after its `(`. */
function parseCall(cursor: Cursor, word: Token): Expression {
  const name = word.text;
  if (!isFunction(name)) {
    throw new RuleError(word, `unknown function '${name}'${didYouMean(name, Object.keys(functionArity))}`);
  }
  const operands = [parseExpression(cursor)];
  while (cursor.skips(',')) operands.push(parseExpression(cursor));
  cursor.expect(')');
  const arity = functionArity[name];
  if (operands.length !== arity) {
    throw new RuleError(
      word,
      `'${name}' takes ${arity} ${arity === 1 ? 'value' : 'values'}, not ${operands.length}`,
    );
  }
  return { kind: 'call', function: name, arguments: operands };
}

/** Passes a number without sign. Throws a RuleError if something else is ahead or a double can't hold it. */
export function parseNumber(cursor: Cursor): number {
  const token = cursor.expectKind('number', 'a number');
  const value = Number(token.text);
  if (!Number.isFinite(value)) throw new RuleError(token, `${token.text} is too large for a number`);
  return value;
}
