/** Where a run is to stop, and the ways to there, forwards and backwards. */
import type { LineBreakpoint } from './breakpoints.ts';
import type { DataBreakpoint } from './dataBreakpoint.ts';
import { isFault } from './debugExpression.ts';
import type { DebugThread } from './debugThread.ts';
import { type Exception, type ExceptionChoice, exceptionsIn, needsLines } from './exceptions.ts';

export type StopReason =
  | 'entry'
  | 'step'
  | 'breakpoint'
  | 'data breakpoint'
  | 'exception'
  | 'pause'
  | 'goto'
  | 'end';

export interface Stop {
  readonly reason: StopReason;
  /** A sentence without its period. */
  readonly description?: string;
  readonly breakpoint?: LineBreakpoint | DataBreakpoint;
  readonly exception?: Exception;
}

/** What a run comes to in a step: a place to stop, or a logpoint. */
interface Event {
  /** Among the lines of the update. */
  readonly line: number;
  readonly stop: Stop | null;
  /** Of a logpoint. */
  readonly log: LineBreakpoint | null;
}

export interface Stops {
  readonly lines: readonly LineBreakpoint[];
  readonly data: readonly DataBreakpoint[];
  readonly exceptions: ExceptionChoice;
}

/** Told of logpoints that a run passes, and of conditions that can't be evaluated, where the run stands at the line. */
export interface Passed {
  logged(breakpoint: LineBreakpoint): void;
  failed(breakpoint: LineBreakpoint | DataBreakpoint, fault: string): void;
}

/**
 * Goes on until there is a reason to stop; yields after each step.
 * @param isEntry Whether it may stop where it stands already. Default: it goes on from there.
 */
export function* runForward(
  thread: DebugThread,
  stops: Stops,
  passed: Passed,
  isEntry = false,
): Generator<undefined, Stop> {
  let from = thread.isAtEnd ? Number.POSITIVE_INFINITY : (thread.current?.line ?? -1);
  if (isEntry) from = -1;
  for (;;) {
    const stop = firstStop(thread, stops, passed, from);
    if (stop) return stop;
    if (!thread.nextStep()) return { reason: 'end', description: endOf(thread) };
    from = -1;
    yield;
  }
}

/** Goes back until there is a reason to stop, or to the start. */
export function* runBackward(thread: DebugThread, stops: Stops): Generator<undefined, Stop> {
  let before = thread.isAtEnd ? Number.POSITIVE_INFINITY : (thread.current?.line ?? 0);
  for (;;) {
    const last = eventsIn(thread, stops).findLast(({ line, stop }) => stop && line < before);
    if (last?.stop) {
      stand(thread, last);
      return last.stop;
    }
    if (thread.step === 1) {
      thread.goToPlace(0);
      return { reason: 'entry', description: 'the start of the run' };
    }
    thread.previousStep();
    before = Number.POSITIVE_INFINITY;
    yield;
  }
}

/** What goes wrong in the line that the run stands before; null where nothing does. */
export function exceptionHere(thread: DebugThread, { exceptions }: Stops): Stop | null {
  const line = thread.current?.line;
  if (exceptions.on.size === 0 || thread.isAtEnd || line === undefined) return null;
  const events = eventsIn(thread, { lines: [], data: [], exceptions });
  const found = events.find((event) => event.line === line);
  if (found) stand(thread, found);
  return found?.stop ?? null;
}

/** To the next step, unless there is a reason to stop on the way. */
export function stepOut(thread: DebugThread, stops: Stops, passed: Passed): Stop | null {
  const from = thread.isAtEnd ? Number.POSITIVE_INFINITY : (thread.current?.line ?? -1);
  const stop = firstStop(thread, stops, passed, from);
  if (!stop) thread.nextStep();
  return stop ?? exceptionHere(thread, stops);
}

/** What the run has come to where it ends. */
export function endOf({ hasDiverged, replay, step }: DebugThread): string {
  return hasDiverged ? `diverged in step ${step}` : `end of step ${replay.steps}, the last`;
}

function firstStop(thread: DebugThread, stops: Stops, passed: Passed, from: number): Stop | null {
  for (const event of eventsIn(thread, stops, passed)) {
    if (event.line <= from) continue;
    if (event.stop) {
      stand(thread, event);
      return event.stop;
    }
    if (!event.log) continue;
    stand(thread, event);
    passed.logged(event.log);
  }
  return null;
}

function stand(thread: DebugThread, { line, stop }: Event): void {
  const parameter = stop?.exception?.parameter ?? null;
  if (parameter !== null) thread.choose(parameter);
  thread.goToPlace(thread.path.findIndex((each) => each.line === line));
}

/** In the order in which the run comes to them. */
function eventsIn(
  thread: DebugThread,
  { lines, data, exceptions }: Stops,
  passed?: Passed,
): readonly Event[] {
  const looksAtLines = lines.length > 0 || data.length > 0;
  if (exceptions.on.size === 0 && !looksAtLines) return [];
  if (!looksAtLines && !needsLines(exceptions) && exceptionsIn(thread, exceptions).length === 0) return [];
  const first = thread.path[0]?.line ?? 0;
  const events: Event[] = exceptionsIn(thread, exceptions).map((exception) => ({
    line: exception.line ?? first,
    stop: { reason: 'exception', description: exception.description, exception },
    log: null,
  }));
  for (const recorded of thread.path) {
    const { line } = recorded;
    for (const breakpoint of data) {
      const change = breakpoint.changeAt(thread, recorded);
      if (isFault(change)) passed?.failed(breakpoint, change.fault);
      else if (change !== null)
        events.push({
          line,
          stop: { reason: 'data breakpoint', description: change, breakpoint },
          log: null,
        });
    }
    for (const breakpoint of lines) {
      const stops = breakpoint.stopsAt(thread, recorded);
      if (isFault(stops)) passed?.failed(breakpoint, stops.fault);
      else if (stops)
        events.push(
          breakpoint.asked.logMessage
            ? { line, stop: null, log: breakpoint }
            : { line, stop: { reason: 'breakpoint', breakpoint }, log: null },
        );
    }
  }
  return events.sort((a, b) => a.line - b.line);
}
