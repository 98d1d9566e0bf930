/** A word with values in parentheses -> a function or a reduction, if it is one. */
import type { Cursor } from './cursor.ts';
import { closest, question } from './errors.ts';
import { missing } from './numberOrCondition.ts';
import type { Token } from './tokens.ts';
import { type Expression, functionArity, isFunction, isReduction, type Missing, reductions } from './tree.ts';

/** @param cursor Behind the parentheses. */
export function callOf(
  word: Token,
  operands: readonly Expression<Missing>[],
  cursor: Cursor,
): Expression<Missing> {
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
