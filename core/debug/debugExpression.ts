/** Expressions and conditions that people ask the debugger about, in the language of rules. */
import { holds } from '../rule/plan/evaluate.ts';
import { at, type Frame } from '../rule/run/frame.ts';
import { Cursor } from '../rule/syntax/cursor.ts';
import { Diagnostics } from '../rule/syntax/diagnostics.ts';
import { parseValue } from '../rule/syntax/parseExpression.ts';
import { tokenize } from '../rule/syntax/tokens.ts';
import type { Condition, Expression } from '../rule/syntax/tree.ts';
import { contains, isCondition, type Node, namesIn } from '../rule/syntax/walk.ts';
import { withNamesOfOthers } from './namesOfOthers.ts';

/** What can't be evaluated, and why. */
export interface ExpressionFault {
  readonly fault: string;
}

export type Answer = number | boolean;

/** Reads an expression or a condition; its names are looked up when it is evaluated. */
export function parseDebugExpression(text: string): Node | ExpressionFault {
  const diagnostics = new Diagnostics();
  const { lines } = tokenize(text.trim(), diagnostics);
  const [line, ...more] = lines.filter(({ tokens }) => tokens.length > 0);
  if (!line) return { fault: 'expected an expression, such as lr * g' };
  if (more.length > 0) return { fault: 'expected an expression on one line' };
  const cursor = new Cursor(withNamesOfOthers(line), diagnostics);
  const node = parseValue(cursor);
  if (!cursor.hasFailed && cursor.sees('=')) cursor.fail(cursor.next, "a comparison is written '=='");
  cursor.expectEnd();
  const [first] = diagnostics.inOrder();
  if (first) return { fault: first.message };
  if (!isComplete(node)) return { fault: 'expected an expression, such as lr * g' };
  if (contains(node, ({ kind }) => kind === 'flag'))
    return { fault: "expected a condition that compares, such as 'g > 0'" };
  return node;
}

function isComplete(node: ReturnType<typeof parseValue>): node is Node {
  return !contains(node as Node, (part) => (part as { kind: string }).kind === 'missing');
}

/**
 * What it is for one element of the frame's tensor, with reductions over all of its elements.
 * @param later Where a name that has no value yet gets one, as words behind "'m_hat' has no value yet"; undefined where that isn't known.
 */
export function answer(
  node: Node,
  frame: Frame,
  element: number,
  later: (name: string) => string | undefined,
): Answer | ExpressionFault {
  for (const { name } of namesIn(node)) {
    if (frame.get(name) === undefined) return noValue(name, later(name));
  }
  return isCondition(node) ? test(node, frame, element) : compute(node, frame, element);
}

/** @param place Where the name gets one, in words. */
export function noValue(name: string, place: string | undefined): ExpressionFault {
  return { fault: `'${name}' has no value yet${place === undefined ? '' : `; ${place}`}` };
}

function compute(expression: Expression, frame: Frame, element: number): number {
  if (expression.kind === 'name') return at(frame.get(expression.name) ?? Number.NaN, element);
  return at(frame.compute(expression), element);
}

function test(condition: Condition, frame: Frame, element: number): boolean {
  return holds(
    condition,
    frame.lookUp(() => element),
  );
}

export function isFault(value: unknown): value is ExpressionFault {
  return typeof value === 'object' && value !== null && 'fault' in value;
}
