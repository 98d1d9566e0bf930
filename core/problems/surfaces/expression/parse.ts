/**
 * Formula → tree, with Python's grammar: `**` groups from the right and binds tighter than the sign on its left, so
 * `-x**2` is `-(x**2)`, `2**-1` is a half, and `a - b - c` is `(a - b) - c`.
 */
import { largestNumber } from '../../../numberText.ts';
import { didYouMean } from '../../../rule/syntax/errors.ts';
import { Cursor } from './cursor.ts';
import { SurfaceError } from './surfaceError.ts';
import { type Token, tokenize } from './tokens.ts';
import { type BinaryOperator, constants, type Expression, isUnaryFunction, unaryFunctions } from './tree.ts';

/** The functions of two numbers, each with its operator. */
const binaryFunctions: ReadonlyMap<string, BinaryOperator> = new Map([
  ['max', 'max'],
  ['min', 'min'],
  ['pow', '**'],
]);
const functionNames = [...Object.keys(unaryFunctions), ...binaryFunctions.keys()].sort();

/** One object each, so that `x + x` is seen to be twice the same. */
const variables: ReadonlyMap<string, Expression> = new Map([
  ['x', { kind: 'variable', name: 'x' }],
  ['y', { kind: 'variable', name: 'y' }],
]);
const names = [...variables.keys(), ...constants.keys()];

/** Names from other languages, and ours. */
const synonyms: ReadonlyMap<string, string> = new Map([
  ['ln', 'log'],
  ['arctan', 'atan'],
  ['fabs', 'abs'],
  ['power', 'pow'],
]);

/** The tree of a formula in x and y. Throws a SurfaceError where it is none. */
export function parse(text: string): Expression {
  const cursor = new Cursor(tokenize(text));
  if (cursor.next.kind === 'end') cursor.fail("a formula such as 'x**2 + y**2'");
  const expression = parseSum(cursor);
  if (cursor.next.kind !== 'end') cursor.fail('an operator');
  return expression;
}

function parseSum(cursor: Cursor): Expression {
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
  if (cursor.skips('-')) return { kind: 'negate', operand: cursor.nested(parseFactor) };
  if (cursor.skips('+')) return cursor.nested(parseFactor);
  const base = parseAtom(cursor);
  if (!cursor.skips('**')) return base;
  return { kind: 'binary', operator: '**', left: base, right: cursor.nested(parseFactor) };
}

function parseAtom(cursor: Cursor): Expression {
  if (cursor.next.kind === 'number') return parseNumber(cursor.take());
  if (cursor.next.kind === 'word') {
    const word = cursor.take();
    return cursor.skips('(') ? parseCall(cursor, word) : parseName(word);
  }
  if (!cursor.skips('(')) cursor.fail("a number, x, y or '('");
  const inner = cursor.nested(parseSum);
  cursor.expect(')');
  return inner;
}

function parseNumber(token: Token): Expression {
  const value = Number(token.text);
  if (!Number.isFinite(value))
    throw new SurfaceError(token, `${token.text} is too large for a number; the largest is ${largestNumber}`);
  return { kind: 'number', value };
}

function parseName(word: Token): Expression {
  const name = word.text;
  const variable = variables.get(name);
  if (variable) return variable;
  const value = constants.get(name);
  if (value !== undefined) return { kind: 'number', value };
  if (functionNames.includes(name)) {
    throw new SurfaceError(word, `'${name}' is a function — expected '(' and its value after it`);
  }
  throw new SurfaceError(word, `unknown name '${name}'${suggest(name, names, 'the variables are x and y')}`);
}

/** The rest of a call, after its `(`. */
function parseCall(cursor: Cursor, word: Token): Expression {
  const name = word.text;
  if (names.includes(name)) {
    throw new SurfaceError(word, `'${name}' is not a function; a product is written '${name} * (…)'`);
  }
  const operator = binaryFunctions.get(name);
  if (operator === undefined && !isUnaryFunction(name)) {
    const list = `the functions are ${functionNames.join(', ')}`;
    throw new SurfaceError(word, `unknown function '${name}'${suggest(name, functionNames, list)}`);
  }
  const operands = [cursor.nested(parseSum)];
  while (cursor.skips(',')) operands.push(cursor.nested(parseSum));
  cursor.expect(')');
  const [first, second, ...others] = operands;
  if (isUnaryFunction(name) && first && !second) return { kind: 'call', function: name, operand: first };
  if (operator && first && second && others.length === 0) {
    return { kind: 'binary', operator, left: first, right: second };
  }
  const takes = operator ? '2 values' : '1 value';
  throw new SurfaceError(word, `'${name}' takes ${takes}, not ${operands.length}`);
}

/** The name that is probably meant, or else what there is. */
function suggest(word: string, known: readonly string[], otherwise: string): string {
  const lower = word.toLowerCase();
  const meant = synonyms.get(lower) ?? lower;
  if (known.includes(meant)) return `; did you mean '${meant}'?`;
  return didYouMean(word, known) || `; ${otherwise}`;
}
