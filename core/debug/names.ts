/** The names that expressions in the debugger can have where a run stands, and what they are. */
import { epochsAfter } from '../epochs.ts';
import { shortDigitsOf } from '../rule/inspect/digits.ts';
import { at, type Frame } from '../rule/run/frame.ts';
import { closest, question } from '../rule/syntax/errors.ts';
import { assignmentsIn, type Node, namesIn } from '../rule/syntax/walk.ts';
import {
  type Answer,
  answer,
  type ExpressionFault,
  isFault,
  noValue,
  parseDebugExpression,
} from './debugExpression.ts';
import type { DebugThread } from './debugThread.ts';
import { type NameOfOther, nameOfOther, withPlainNames } from './namesOfOthers.ts';
import type { RecordedLine } from './recordStep.ts';

/** What is known of the run beside the names of its rule, which come first where they are the same. */
export const runNames = ['step', 'epoch', 'loss'] as const;

export function runValue({ step, replay }: DebugThread, name: (typeof runNames)[number]): number {
  if (name === 'step') return step;
  if (name === 'loss') return replay.loss;
  return Math.floor(epochsAfter(replay.spec.stepsPerEpoch, replay.stepsDone)) + 1;
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
  return isFault(node) ? node : askNode(thread, node);
}

/**
 * @param line Before which line it is evaluated. Default: where the run stands.
 * @param more Further names with their values.
 */
export function askNode(
  thread: DebugThread,
  node: Node,
  line?: RecordedLine,
  more: Readonly<Record<string, number>> = {},
): Answer | ExpressionFault {
  const fault = faultIn(thread, node, Object.keys(more));
  if (fault) return fault;
  const before = line?.before ?? thread.frame;
  const frame = withRunValues(thread, before, more);
  const { renamed, others } = withPlainNames(node);
  for (const [plain, { text, of }] of others) {
    const value = valueOfOther(thread, of, line);
    if (value === undefined) return noValue(text, whereAssigned(thread, of.name));
    frame.set(plain, value);
  }
  return answer(renamed, frame, before.elementAt(thread.parameter), (name) => whereAssigned(thread, name));
}

/**
 * What of its names there is nowhere in the run; null where each can have a value.
 * @param more Further names.
 */
export function faultIn(
  thread: DebugThread,
  node: Node,
  more: readonly string[] = [],
): ExpressionFault | null {
  const ofRule = namesOf(thread);
  const known = [...ofRule, ...runNames, ...more];
  for (const { name: text } of namesIn(node)) {
    const { name, parameter } = nameOfOther(text) ?? { name: text, parameter: null };
    const all = parameter === null ? known : ofRule;
    if (!all.includes(name)) return unknownName(thread, name, all);
    if (parameter !== null && thread.names.find(parameter) === null)
      return unknownParameter(thread, parameter);
  }
  return null;
}

function unknownName({ names }: DebugThread, name: string, known: readonly string[]): ExpressionFault {
  const parameter = names.find(name);
  if (parameter !== null)
    return { fault: `'${name}' is a parameter; its value is 'p of ${names.nameOf(parameter)}'` };
  return { fault: `unknown name '${name}'${question(closest(name, known))}` };
}

function unknownParameter({ names }: DebugThread, parameter: string): ExpressionFault {
  return {
    fault: `unknown parameter '${parameter}'; there ${names.count === 1 ? 'is' : 'are'} ${names.summary}`,
  };
}

/** Undefined where it has none yet. */
function valueOfOther(
  thread: DebugThread,
  { name, parameter }: NameOfOther,
  line?: RecordedLine,
): number | undefined {
  const index = thread.names.find(parameter) ?? thread.parameter;
  const isOwn = index === thread.parameter;
  const frame = isOwn ? (line?.before ?? thread.frame) : thread.frameOf(index, line?.line);
  const value = frame.get(name);
  return value === undefined ? undefined : at(value, frame.elementAt(index));
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
