/** Formulas with named numbers, in the words of the rule language. */

import { evaluate, type Lookup } from '../../rule/plan/evaluate.ts';
import { isCompleteMemory } from '../../rule/syntax/complete.ts';
import { Cursor } from '../../rule/syntax/cursor.ts';
import { Diagnostics } from '../../rule/syntax/diagnostics.ts';
import { closest, question } from '../../rule/syntax/errors.ts';
import { parseExpression } from '../../rule/syntax/parseExpression.ts';
import type { Memory } from '../../rule/syntax/rule.ts';
import { tokenize } from '../../rule/syntax/tokens.ts';
import type { Missing } from '../../rule/syntax/tree.ts';
import { contains, namesIn } from '../../rule/syntax/walk.ts';

export type FormulaValue = { readonly value: number } | { readonly fault: string };

/** The value of a formula, or what is wrong with it: completes "… — expected …". */
export function valueOfFormula(formula: string, values: Readonly<Record<string, number>>): FormulaValue {
  const diagnostics = new Diagnostics();
  const [line, more] = tokenize(formula, diagnostics).lines;
  if (!line || more) return { fault: 'a formula in one line' };
  const cursor = new Cursor(line, diagnostics);
  const value = parseExpression(cursor);
  cursor.expectEnd();
  const [first] = diagnostics.inOrder();
  if (first) return { fault: `a formula: ${first.message}` };
  const { at } = value;
  const read: Memory<Missing> = { name: '', initial: value, nameAt: at, at };
  if (!isCompleteMemory(read)) return { fault: 'a formula' };
  const known = Object.keys(values);
  const unknown = namesIn(value).find(({ name }) => !Object.hasOwn(values, name));
  if (unknown) {
    const likely = question(closest(unknown.name, known));
    return { fault: `a formula of names that have a value: ${unknown.name} has none${likely}` };
  }
  if (contains(read.initial, ({ kind }) => kind === 'reduction' || kind === 'flag'))
    return { fault: 'a formula of numbers' };
  const lookup: Lookup = (node) => (node.kind === 'name' ? (values[node.name] ?? Number.NaN) : Number.NaN);
  return { value: evaluate(read.initial, lookup) };
}
