/** Breakpoints on values: a run stops at the line that changes one. */
import { at } from '../rule/run/frame.ts';
import type { Node } from '../rule/syntax/walk.ts';
import { type ExpressionFault, isFault, parseDebugExpression } from './debugExpression.ts';
import type { DebugThread } from './debugThread.ts';
import { askNode, faultIn, shownNumber } from './names.ts';
import type { RecordedLine } from './recordStep.ts';

export class DataBreakpoint {
  readonly name: string;
  readonly parameter: number;
  /** Why it never stops; null where it can. */
  readonly fault: string | null;
  readonly #condition: Node | null;

  /** @param condition May ask for `before` and `after`: "when v grows" is `after > before`. Default: any change. */
  constructor(thread: DebugThread, name: string, parameter: number, condition: string | undefined) {
    const node = condition?.trim() ? parseDebugExpression(condition) : null;
    const wrong = isFault(node) ? node : node && faultIn(thread, node, ['before', 'after']);
    this.name = name;
    this.parameter = parameter;
    this.fault = wrong && `its condition is ${condition} — ${wrong.fault}`;
    this.#condition = isFault(node) ? null : node;
  }

  /** What the line changes, where it does and the condition holds. */
  changeAt(thread: DebugThread, recorded: RecordedLine): string | null | ExpressionFault {
    const statement = thread.replay.lines.all[recorded.line]?.statement;
    if (this.fault !== null || statement?.kind !== 'assignment' || statement.target !== this.name)
      return null;
    if (!recorded.before.contains(this.parameter)) return null;
    const element = recorded.before.elementAt(this.parameter);
    if (at(recorded.reached, element) !== 1) return null;
    const old = recorded.before.get(this.name);
    const before = old === undefined ? Number.NaN : at(old, element);
    const after = at(recorded.value, element);
    if (Object.is(before, after)) return null;
    const holds = this.#condition ? askNode(thread, this.#condition, recorded, { before, after }) : true;
    if (isFault(holds)) return holds;
    if (holds === false || holds === 0) return null;
    const from = old === undefined ? '' : `${shownNumber(before)} → `;
    return `${this.name} of ${thread.names.nameOf(this.parameter)}: ${from}${shownNumber(after)}`;
  }
}
