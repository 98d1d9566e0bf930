/** The names that expressions in the debugger can have where a run stands, and what they are. */
import { shortDigitsOf } from '../rule/inspect/digits.ts';
import type { Frame } from '../rule/run/frame.ts';
import { assignmentsIn, type Node } from '../rule/syntax/walk.ts';
import {
  type Answer,
  answer,
  type ExpressionFault,
  isFault,
  parseDebugExpression,
} from './debugExpression.ts';
import type { DebugThread } from './debugThread.ts';

/** What is known of the run beside the names of its rule, which come first where they are the same. */
export const runNames = ['step', 'epoch', 'loss'] as const;

export function runValue({ step, replay }: DebugThread, name: (typeof runNames)[number]): number {
  if (name === 'step') return step;
  if (name === 'loss') return replay.loss;
  return Math.floor(replay.stepsDone / replay.spec.stepsPerEpoch) + 1;
}

/** The frame with the run's values in it. */
function withRunValues(
  thread: DebugThread,
  frame: Frame,
  more: Readonly<Record<string, number>> = {},
): Frame {
  const all = frame.fork();
  const values = runNames.map((name): [string, number] => [name, runValue(thread, name)]);
  for (const [name, value] of [...values, ...Object.entries(more)]) {
    if (all.get(name) === undefined) all.set(name, value);
  }
  return all;
}

/** Every name that a rule's lines can have. */
export function namesOf({ replay: { rule } }: DebugThread): readonly string[] {
  const assigned = assignmentsIn(rule.program.statements).map(({ target }) => target);
  const declared = [...rule.hyperparameters, ...rule.state, ...rule.scalars].map(({ name }) => name);
  return [...new Set(['p', 'g', 't', ...declared, ...assigned])];
}

/** Evaluates a text where the run stands, for the chosen parameter. */
export function ask(thread: DebugThread, text: string): Answer | ExpressionFault {
  const node = parseDebugExpression(text);
  return isFault(node) ? node : askNode(thread, node, thread.frame);
}

/** @param more Further names with their values. */
export function askNode(
  thread: DebugThread,
  node: Node,
  frame: Frame,
  more: Readonly<Record<string, number>> = {},
): Answer | ExpressionFault {
  const names = [...namesOf(thread), ...runNames, ...Object.keys(more)];
  const element = frame.elementAt(thread.parameter);
  return answer(node, withRunValues(thread, frame, more), element, names, (name) =>
    whereAssigned(thread, name),
  );
}

function whereAssigned({ replay: { rule } }: DebugThread, name: string): string | undefined {
  const line = assignmentsIn(rule.program.statements).find(({ target }) => target === name)?.at.line;
  return line === undefined ? undefined : `line ${line} assigns it`;
}

/** `0.890462`, `8942.25`, `1e-8`: six significant digits, without closing zeros. */
export function shownNumber(value: number): string {
  return shortDigitsOf(value).replace('Infinity', '∞');
}

export function shownAnswer(value: Answer): string {
  return typeof value === 'boolean' ? String(value) : shownNumber(value);
}
