/** What a session says in the console, and of its breakpoints. */
import { LineBreakpoint } from '../breakpoints.ts';
import { DataBreakpoint } from '../dataBreakpoint.ts';
import type { DebugThread } from '../debugThread.ts';
import { shownNumber } from '../names.ts';
import { largest, updatesOf } from '../updates.ts';

export const precisionNote =
  'The debugger computes in float64. Races compute networks in float32 unless the experiment says otherwise: their losses differ in the last digits.';

/** What a person can do who has never been here. */
export function entryNote({ line, step }: DebugThread): string {
  return `Stopped before line ${line} of step ${step}. Continue goes on to where something goes wrong, or to the end. Step Over goes on by a line, Step Out by a step; Step Back goes back.`;
}

/** What a run has come to at its end, with what there is to do. */
export function endNote(thread: DebugThread): string {
  const { hasDiverged, step, replay, run } = thread;
  if (hasDiverged)
    return `${run.title} diverged in step ${step}${divergenceOf(thread)}. Step back to see why.`;
  const done = `${run.title}: all ${replay.steps} steps are done. Step back, or go on to end.`;
  // Those that ship are known.
  if (!run.spec.rule) return done;
  return `${done} Does it do what was meant? Check, above the name of the rule or in the palette, tells the nearest optimizer and the first line that differs.`;
}

/** What the step that a run diverges in does. */
function divergenceOf({ replay, names }: DebugThread): string {
  const { loss, losses, stepsDone } = replay;
  const after = losses[stepsDone + 1];
  const updates = updatesOf(replay);
  const [most] = largest(updates, 1);
  if (after === undefined || most === undefined) return '';
  const moves = `moves ${names.nameOf(most)} by ${shownNumber(updates[most] ?? Number.NaN)}`;
  return `, which ${moves} and takes the loss from ${shownNumber(loss)} to ${shownNumber(after)}`;
}

export function describe(breakpoint: LineBreakpoint | DataBreakpoint): string {
  if (breakpoint instanceof DataBreakpoint) return `the breakpoint on ${breakpoint.name}`;
  const kind = breakpoint.asked.logMessage ? 'logpoint' : 'breakpoint';
  return `the ${kind} in line ${lineOf(breakpoint)}`;
}

export function neverDoes(breakpoint: LineBreakpoint | DataBreakpoint): string {
  const isLog = breakpoint instanceof LineBreakpoint && Boolean(breakpoint.asked.logMessage);
  return `${capitalized(describe(breakpoint))} never ${isLog ? 'writes' : 'stops'}`;
}

/** Undefined of one that is on a value. */
export function lineOf(breakpoint: LineBreakpoint | DataBreakpoint): number | undefined {
  return breakpoint instanceof DataBreakpoint ? undefined : (breakpoint.at?.line ?? breakpoint.asked.line);
}

export function capitalized(text: string): string {
  // A name of the rule stays as it is written.
  return /^(the|this|all|step|line) /.test(text) ? `${text.charAt(0).toUpperCase()}${text.slice(1)}` : text;
}
