/** Where a run goes up the gradient because its rule has a wrong sign. */
import { type WrongSign, wrongSignOf } from '../rule/inspect/wrongSign.ts';
import { at } from '../rule/run/frame.ts';
import type { DebugThread } from './debugThread.ts';
import { shownNumber } from './names.ts';
import { tensorOf } from './recordStep.ts';
import { largest } from './updates.ts';

/** The line where the sign goes wrong first, of a parameter that has a gradient. */
export interface ClimbingStep {
  /** Among the lines of the update. */
  readonly line: number;
  readonly parameter: number;
  /** A sentence without its period. */
  readonly description: string;
}

/** Of rules: a run asks in each of its steps. */
const signs = new WeakMap<DebugThread, WrongSign | null>();

function signOf(thread: DebugThread): WrongSign | null {
  const { replay, run } = thread;
  const known = signs.get(thread);
  if (known !== undefined) return known;
  const sign = wrongSignOf(replay.rule, run.spec.hyperparameters);
  signs.set(thread, sign);
  return sign;
}

/** Null in every step but the first that moves, and of a rule that moves down. */
export function climbingStep(thread: DebugThread): ClimbingStep | null {
  const sign = signOf(thread);
  if (sign?.step !== thread.step || sign.line === null) return null;
  const textLine = sign.turned?.line ?? sign.line;
  const { lines, recorded } = thread.replay;
  const line = lines.all.findIndex(({ statement }) => statement.at.line === textLine);
  const parameter = steepest(thread);
  const tensor = tensorOf(recorded.tensors, parameter);
  const element = tensor.begin.elementAt(parameter);
  const found = tensor.lines.find((each) => each.line === line && at(each.reached, element) === 1);
  if (!found) return null;
  const whose = thread.names.nameOf(parameter);
  const gradient = shownNumber(recorded.gradient[parameter] ?? Number.NaN);
  const value = at(found.value, element);
  const before = at(tensor.begin.get('p') ?? Number.NaN, element);
  const description = sign.turned
    ? `${sign.turned.name} of ${whose} becomes ${shownNumber(value)} in this line of step ${sign.step}, against its gradient of ${gradient}, and line ${sign.line} subtracts it. Turn the sign in one of the two lines`
    : `this line of step ${sign.step} takes ${whose} from ${shownNumber(before)} to ${shownNumber(value)}, up its gradient of ${gradient}. Turn the sign of its step, as in p -= lr * g`;
  return { line, parameter, description };
}

/** The chosen parameter, if it has a gradient. */
function steepest({ replay: { recorded }, parameter }: DebugThread): number {
  if (recorded.gradient[parameter] !== 0) return parameter;
  return largest(recorded.gradient, 1)[0] ?? parameter;
}
