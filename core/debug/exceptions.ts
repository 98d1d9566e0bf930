/** What a run can be stopped for that nobody set a breakpoint on: values and losses that go wrong. */
import { at } from '../rule/run/frame.ts';
import { climbingStep } from './climbing.ts';
import type { DebugThread } from './debugThread.ts';
import { badValueIn } from './firstFault.ts';
import { shownNumber } from './names.ts';
import type { RecordedLine } from './recordStep.ts';

/** What the Breakpoints view lists. */
export const exceptionFilters = [
  {
    id: 'notFinite',
    label: 'A value is not finite',
    description: 'Stops at the first line that makes a NaN or an infinity, of any parameter.',
    on: true,
  },
  {
    id: 'climbs',
    label: 'The rule moves up the gradient',
    description: 'Stops at the line with the wrong sign, in the first step that moves.',
    on: true,
  },
  {
    id: 'loss',
    label: 'Loss passes a value',
    description:
      'Stops in the first step that begins with a loss above the value, which Edit Condition in the menu sets.',
    condition: 'loss > 100',
  },
  {
    id: 'lossRises',
    label: 'Loss rises tenfold',
    description: 'Stops where the loss is ten times its lowest so far, or more.',
  },
  {
    id: 'signFlips',
    label: 'The parameter changes its sign',
    description: 'Stops at the line after which the chosen parameter has another sign than before the step.',
  },
] as const;

/** What the condition of "Loss passes a value" says: `loss > 100`, or `100` alone; null where it says neither. */
export function readMostLoss(condition: string): number | null {
  const [, digits = ''] = /^\s*(?:loss\s*>=?)?\s*(\S+)\s*$/.exec(condition) ?? [];
  const value = digits === '' ? Number.NaN : Number(digits);
  return Number.isNaN(value) ? null : value;
}

export type ExceptionId = (typeof exceptionFilters)[number]['id'];

/** Where a run is to stop for it. */
export interface Exception {
  readonly id: ExceptionId;
  readonly description: string;
  /** Among the lines of the update; null: before the first. */
  readonly line: number | null;
  /** Of which parameter the line is to be looked at; null: of the chosen one. */
  readonly parameter: number | null;
}

/** Those that are on, with the value that the loss is not to pass. */
export interface ExceptionChoice {
  readonly on: ReadonlySet<ExceptionId>;
  readonly most: number;
}

/** What there is in the step that the run is in, in the order of its lines. */
export function exceptionsIn(thread: DebugThread, { on, most }: ExceptionChoice): readonly Exception[] {
  const found: (Exception | null)[] = [
    on.has('loss') ? lossAbove(thread, most) : null,
    on.has('lossRises') ? lossRises(thread) : null,
    on.has('notFinite') ? notFinite(thread) : null,
    on.has('climbs') ? climbs(thread) : null,
    on.has('signFlips') ? signFlips(thread) : null,
  ];
  return found.filter((each) => each !== null).sort((a, b) => (a.line ?? -1) - (b.line ?? -1));
}

/** Whether a step has to be looked at line by line for them. */
export function needsLines({ on }: ExceptionChoice): boolean {
  return on.has('notFinite') || on.has('signFlips');
}

function lossAbove({ replay: { loss, losses, stepsDone } }: DebugThread, most: number): Exception | null {
  const before = losses[stepsDone - 1] ?? Number.NEGATIVE_INFINITY;
  if (!(loss > most) || before > most) return null;
  return atBegin('loss', `the loss is ${shownNumber(loss)}, above ${shownNumber(most)}`);
}

/** Told in the step that gets there, and not in those that stay. */
function lossRises(thread: DebugThread): Exception | null {
  const { loss, losses, stepsDone } = thread.replay;
  const lowest = lowestBefore(thread);
  const hadRisen = (losses[stepsDone - 1] ?? 0) >= 10 * lowest;
  if (!(lowest > 0) || !(loss >= 10 * lowest) || hadRisen) return null;
  const ratio = shownNumber(Number((loss / lowest).toPrecision(2)));
  return atBegin(
    'lossRises',
    `the loss is ${shownNumber(loss)}, ${ratio} times its lowest so far, ${shownNumber(lowest)}`,
  );
}

/** How low losses of runs were, up to a step: asked for in one step after the other. */
const lows = new WeakMap<DebugThread, { readonly until: number; readonly lowest: number }>();

function lowestBefore(thread: DebugThread): number {
  const { losses, stepsDone } = thread.replay;
  const known = lows.get(thread);
  const goesOn = known !== undefined && known.until <= stepsDone;
  let lowest = goesOn ? known.lowest : Number.POSITIVE_INFINITY;
  for (let step = goesOn ? known.until : 0; step < stepsDone; step++)
    lowest = Math.min(lowest, losses[step] ?? lowest);
  lows.set(thread, { until: stepsDone, lowest });
  return lowest;
}

function atBegin(id: ExceptionId, description: string): Exception {
  return { id, description, line: null, parameter: null };
}

/** The first line that makes a value that isn't finite of values that are, of any parameter. */
function notFinite({ replay, names, step }: DebugThread): Exception | null {
  const bad = badValueIn(replay);
  if (!bad) return null;
  const { line, assignment, index, value, why } = bad;
  const [name, digits] = [names.nameOf(index), shownNumber(value)];
  if (!assignment)
    return { ...atBegin('notFinite', `the gradient of ${name} is ${digits}`), parameter: index };
  const since = why === null ? '' : `; ${why}`;
  return {
    id: 'notFinite',
    description: `${assignment.target} of ${name} becomes ${digits} in this line of step ${step}${since}`,
    line,
    parameter: index,
  };
}

function climbs(thread: DebugThread): Exception | null {
  const found = climbingStep(thread);
  return found && { id: 'climbs', ...found };
}

function signFlips(thread: DebugThread): Exception | null {
  const { replay, parameter, path, tensor } = thread;
  const element = tensor.begin.elementAt(parameter);
  const before = replay.parameters[parameter] ?? 0;
  const after = at(tensor.end.get('p') ?? Number.NaN, element);
  if (!(before * after < 0)) return null;
  const isOfP = ({ line }: RecordedLine) => {
    const statement = replay.lines.all[line]?.statement;
    return statement?.kind === 'assignment' && statement.target === 'p';
  };
  const last = path.findLast(isOfP);
  if (!last) return null;
  const [from, to] = [shownNumber(before), shownNumber(after)];
  return {
    id: 'signFlips',
    description: `this step takes ${thread.parameterName} from ${from} to ${to}`,
    line: last.line,
    parameter: null,
  };
}
