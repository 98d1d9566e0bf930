/** Breakpoints on lines: with conditions, hit counts, and logpoints. */
import type { Span } from '../rule/syntax/span.ts';
import type { Node } from '../rule/syntax/walk.ts';
import { type ExpressionFault, isFault, parseDebugExpression } from './debugExpression.ts';
import type { DebugThread } from './debugThread.ts';
import { ask, askNode, faultIn, shownAnswer } from './names.ts';
import type { RecordedLine } from './recordStep.ts';

/** As the editor sends it. */
export interface AskedBreakpoint {
  /** Of the text, counted from 1. */
  readonly line: number;
  readonly condition?: string | undefined;
  readonly hitCondition?: string | undefined;
  readonly logMessage?: string | undefined;
}

/** `>= 10`, `% 3`, or `10` alone, which is `== 10`. */
type HitTest = (hits: number) => boolean;

const hitTests: Readonly<Record<string, (hits: number, count: number) => boolean>> = {
  '==': (hits, count) => hits === count,
  '>=': (hits, count) => hits >= count,
  '>': (hits, count) => hits > count,
  '<=': (hits, count) => hits <= count,
  '<': (hits, count) => hits < count,
  '%': (hits, count) => count > 0 && hits % count === 0,
};

/** Expressions of logpoints. */
const inBraces = /\{([^{}]*)\}/g;

function expressionsIn(message: string): string[] {
  return [...message.matchAll(inBraces)].map(([, text = '']) => text);
}

/** @param what It is of the breakpoint. */
function readExpression(
  text: string,
  thread: DebugThread,
  what: 'condition' | 'message',
): Node | ExpressionFault {
  const node = parseDebugExpression(text);
  const wrong = isFault(node) ? node : faultIn(thread, node);
  if (!wrong) return node;
  const where = what === 'message' ? `its message has {${text}}` : `its condition is ${text}`;
  return { fault: `${where} — ${wrong.fault}` };
}

function readHitCondition(text: string): HitTest | ExpressionFault {
  const [, operator = '==', digits] = /^\s*(==|>=|<=|>|<|%)?\s*(\d+)\s*$/.exec(text) ?? [];
  const test = hitTests[operator];
  if (!test || digits === undefined)
    return { fault: `its hit count is ${text} — expected a number such as 10, or >= 10, or % 3` };
  return (hits) => test(hits, Number(digits));
}

export class LineBreakpoint {
  readonly asked: AskedBreakpoint;
  /** Among the update's lines; null where it is on none. */
  readonly line: number | null;
  /** Where it is. */
  readonly at: Span | null;
  /** Why it never stops or, of a logpoint, writes; null where it can. */
  readonly fault: string | null;
  readonly #condition: Node | null;
  readonly #hitTest: HitTest | null;
  /** The how-manieth hit each step was, of the steps gone through since the breakpoint was set. */
  readonly #hits = new Map<number, number>();

  constructor(asked: AskedBreakpoint, thread: DebugThread) {
    this.asked = asked;
    const place = placeOf(asked.line, thread);
    const condition = asked.condition?.trim() ? readExpression(asked.condition, thread, 'condition') : null;
    const hitTest = asked.hitCondition?.trim() ? readHitCondition(asked.hitCondition) : null;
    this.line = isFault(place) ? null : place.index;
    this.at = isFault(place) ? null : place.at;
    this.#condition = isFault(condition) ? null : condition;
    this.#hitTest = isFault(hitTest) ? null : hitTest;
    const said = expressionsIn(asked.logMessage ?? '').map((text) => readExpression(text, thread, 'message'));
    const faults = [place, condition, hitTest, ...said].filter(isFault);
    this.fault = faults[0]?.fault ?? null;
  }

  /** Whether the run is to stop before this line. */
  stopsAt(thread: DebugThread, recorded: RecordedLine): boolean | ExpressionFault {
    if (this.fault !== null || recorded.line !== this.line) return false;
    const holds = this.#condition ? askNode(thread, this.#condition, recorded) : true;
    if (isFault(holds)) return holds;
    if (holds === false || holds === 0) return false;
    return this.#hitTest ? this.#hitTest(this.#countHit(thread.step)) : true;
  }

  /** What a logpoint says where the run stands; null of one that stops. */
  messageAt(thread: DebugThread): string | null {
    const { logMessage } = this.asked;
    if (!logMessage) return null;
    return logMessage.replace(inBraces, (_, text: string) => {
      const value = ask(thread, text);
      return isFault(value) ? `{${text}: ${value.fault}}` : shownAnswer(value);
    });
  }

  /** Steps gone through again count as they did the first time; those before the first that was counted don't. */
  #countHit(step: number): number {
    const known = this.#hits.get(step);
    if (known !== undefined) return known;
    const last = [...this.#hits.keys()].at(-1);
    if (last !== undefined && step < last) return 0;
    this.#hits.set(step, this.#hits.size + 1);
    return this.#hits.size;
  }
}

/** The line of the update that a breakpoint on a line of the text is at: that one, or the next below it. */
function placeOf(
  textLine: number,
  { replay: { lines, rule } }: DebugThread,
): { readonly index: number; readonly at: Span } | ExpressionFault {
  const found = lines.all.find(({ statement }) => statement.at.line >= textLine);
  const isLeftOut = found?.statement.at.line !== textLine && /^\s+\S/.test(rule.lines[textLine - 1] ?? '');
  const isComment = /^\s*(#|$)/.test(rule.lines[textLine - 1] ?? '');
  if (isLeftOut && !isComment) return { fault: 'this line is not part of the run: its options leave it out' };
  if (!found)
    return { fault: `no line of the update is here or below; the last is line ${lastLine(lines.all)}` };
  return { index: found.index, at: found.statement.at };
}

function lastLine(all: readonly { readonly statement: { readonly at: Span } }[]): number {
  return all.at(-1)?.statement.at.line ?? 0;
}
