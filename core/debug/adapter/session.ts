/** One debug session: its runs, what they are to stop at, and what is told of them. */
import type { DebugProtocol } from '@vscode/debugprotocol';
import { asSentence } from '../../rule/syntax/errors.ts';
import type { LineBreakpoint } from '../breakpoints.ts';
import { DataBreakpoint } from '../dataBreakpoint.ts';
import type { LaunchArguments } from '../debugMessages.ts';
import { DebugThread } from '../debugThread.ts';
import {
  exceptionHere,
  type Passed,
  runBackward,
  runForward,
  type Stop,
  type Stops,
  stepOut,
} from '../stops.ts';
import type { Container } from '../variables.ts';
import { shown } from './argumentsOf.ts';
import { RequestFault } from './requestFault.ts';
import { SessionBreakpoints } from './sessionBreakpoints.ts';
import { capitalized, describe, endNote, lineOf, neverDoes } from './sessionWords.ts';

/** What the adapter is in. */
export interface Surroundings {
  send(message: DebugProtocol.ProtocolMessage): void;
  /** Lets messages arrive while a run goes on. */
  rest(): Promise<void>;
}

/** How long a run goes on before messages can arrive, in milliseconds. */
const slice = 30;
/** Of logpoints and failing conditions, so that a long run can't fill the console without end. */
const mostMessages = 10_000;

export class Session {
  readonly #surroundings: Surroundings;
  readonly breakpoints = new SessionBreakpoints();
  #threads: readonly DebugThread[] = [];
  #nextHandle = 1;
  #sequence = 1;
  /** Runs that go on, with what ends that. */
  readonly #running = new Map<DebugThread, { isCancelled: boolean }>();
  readonly #lastStops = new Map<DebugThread, Stop>();
  readonly #handles = new Map<number, { readonly thread: DebugThread; readonly container: Container }>();
  #launched: LaunchArguments = { runs: [] };
  #messages = 0;
  /** What was said last of what filters of exceptions need. */
  #toldOfFilters: string | null = null;
  /** Breakpoints that were said to fail. */
  readonly #failed = new WeakSet<LineBreakpoint | DataBreakpoint>();

  constructor(surroundings: Surroundings) {
    this.#surroundings = surroundings;
  }

  get threads(): readonly DebugThread[] {
    return this.#threads;
  }

  get launched(): LaunchArguments {
    return this.#launched;
  }

  launch(launched: LaunchArguments): void {
    if (this.#threads.length > 0) throw new RequestFault('the session has begun already');
    const { runs, parameter } = launched;
    if (!Array.isArray(runs) || runs.length === 0)
      throw new RequestFault('runs = none — expected at least one run');
    this.#threads = runs.map((run, index) => new DebugThread(index + 1, run, parameter));
    this.#launched = launched;
  }

  /** @throws {RequestFault} if there is no such thread. */
  thread(id: unknown): DebugThread {
    const thread = this.#threads.find((each) => each.id === id);
    if (thread) return thread;
    const ids = this.#threads.map((each) => each.id).join(', ') || 'none yet: nothing is launched';
    throw new RequestFault(`threadId = ${shown(id)} — expected one of ${ids}`);
  }

  /** @throws {RequestFault} if there is no such thread, or its run goes on. */
  stopped(id: unknown): DebugThread {
    const thread = this.thread(id);
    if (this.isRunning(thread)) throw new RequestFault(`${thread.run.title} goes on: pause it first`);
    return thread;
  }

  isRunning(thread: DebugThread): boolean {
    return this.#running.has(thread);
  }

  event(event: string, body?: unknown): void {
    const message: DebugProtocol.Event = {
      seq: this.#sequence++,
      type: 'event',
      event,
      ...(body !== undefined && { body }),
    };
    this.#surroundings.send(message);
  }

  respond(request: DebugProtocol.Request, more: Partial<DebugProtocol.Response>): void {
    const { seq, command } = request;
    const response = {
      seq: this.#sequence++,
      type: 'response',
      request_seq: seq,
      command,
      success: true,
      ...more,
    };
    this.#surroundings.send(response);
  }

  /** To the console, with the name of the run where there are several. VS Code shows what is of the category `console` as a warning. */
  output(output: string, thread?: DebugThread, line = thread?.line): void {
    const place = thread && { source: thread.run.source, line };
    const isNamed = !thread || this.#threads.length === 1 || output.startsWith(thread.run.title);
    const text = isNamed ? output : `${thread.run.title}: ${output}`;
    this.event('output', { category: 'stdout', output: `${text}\n`, ...place });
  }

  /** Tells once of a breakpoint that never does anything, as an error with its place. */
  tellFault(breakpoint: LineBreakpoint | DataBreakpoint, thread: DebugThread): void {
    if (breakpoint.fault === null || this.#failed.has(breakpoint)) return;
    this.#failed.add(breakpoint);
    const { source } = thread.run;
    const place = breakpoint instanceof DataBreakpoint ? {} : { source, line: breakpoint.asked.line };
    const output = `${neverDoes(breakpoint)}: ${asSentence(breakpoint.fault)}\n`;
    this.event('output', { category: 'stderr', output, ...place });
  }

  /** Tells what a filter of exceptions needs, once. @param message null: nothing. */
  tellOfFilters(message: string | null): void {
    if (message !== null && message !== this.#toldOfFilters)
      this.event('output', { category: 'stderr', output: `${message}\n` });
    this.#toldOfFilters = message;
  }

  /** A number for what can be asked of while the run stands. */
  handle(thread: DebugThread, container: Container): number {
    const handle = this.#nextHandle++;
    this.#handles.set(handle, { thread, container });
    return handle;
  }

  handled(handle: unknown): { readonly thread: DebugThread; readonly container: Container } {
    const known = this.#handles.get(Number(handle));
    if (known) return known;
    throw new RequestFault(
      `variablesReference = ${shown(handle)} — expected one of where the run stands now`,
    );
  }

  lastStop(thread: DebugThread): Stop | undefined {
    return this.#lastStops.get(thread);
  }

  /** Tells that a run stands elsewhere: why it had stopped before is over. */
  tellMoved(thread: DebugThread): void {
    this.event('continued', { threadId: thread.id, allThreadsContinued: false });
    this.tellStopped(thread, { reason: 'goto', description: `step ${thread.step}` });
  }

  /** Tells that a run stands. @param isBeside Whether the editor is to go on showing what it shows. Default: not. */
  tellStopped(thread: DebugThread, stop: Stop, isBeside = false): void {
    this.#forget(thread);
    this.#lastStops.set(thread, stop);
    const { reason, description, breakpoint } = stop;
    const id = breakpoint && this.breakpoints.idOf(thread, breakpoint);
    this.event('stopped', {
      reason: reason === 'end' ? 'pause' : reason,
      threadId: thread.id,
      allThreadsStopped: false,
      ...(isBeside && { preserveFocusHint: true }),
      ...(description !== undefined && { description: capitalized(description) }),
      ...(reason === 'exception' && { text: capitalized(description ?? '') }),
      ...(id !== undefined && { hitBreakpointIds: [id] }),
    });
  }

  /** Goes on, forwards or backwards, until there is a reason to stop. */
  go(thread: DebugThread, direction: 'forward' | 'back', isEntry = false): void {
    const stops = this.breakpoints.stopsOf(thread);
    const passed = this.#passedBy(thread);
    const steps =
      direction === 'forward' ? runForward(thread, stops, passed, isEntry) : runBackward(thread, stops);
    void this.#drive(thread, steps);
  }

  /** To the next step, or to where there is a reason to stop on the way; null where there is none. */
  stepOut(thread: DebugThread): Stop | null {
    return stepOut(thread, this.breakpoints.stopsOf(thread), this.#passedBy(thread));
  }

  /** What goes wrong in the line that a run stands before; null where nothing does. */
  exceptionHere(thread: DebugThread): Stop | null {
    return exceptionHere(thread, this.breakpoints.stopsOf(thread));
  }

  /** Runs without any stop to its end, and ends the session then. */
  async runToEnd(): Promise<void> {
    const none: Stops = {
      lines: [],
      data: [],
      exceptions: { on: new Set(), most: Number.POSITIVE_INFINITY },
    };
    const passed: Passed = { logged() {}, failed() {} };
    await Promise.all(
      this.#threads.map((thread) => this.#drive(thread, runForward(thread, none, passed, true), false)),
    );
    this.event('terminated');
  }

  pause(thread: DebugThread): void {
    const running = this.#running.get(thread);
    if (running) running.isCancelled = true;
  }

  end(): void {
    for (const running of this.#running.values()) running.isCancelled = true;
    this.#threads = [];
    this.#handles.clear();
  }

  async #drive(thread: DebugThread, steps: Generator<undefined, Stop>, tells = true): Promise<void> {
    const running = { isCancelled: false };
    this.#running.set(thread, running);
    this.#forget(thread);
    let stop: Stop | null = null;
    for (let until = Date.now() + slice; !stop; ) {
      const { done, value } = steps.next();
      if (done) stop = value;
      else if (running.isCancelled) stop = { reason: 'pause' };
      else if (Date.now() >= until) {
        await this.#surroundings.rest();
        until = Date.now() + slice;
      }
    }
    this.#running.delete(thread);
    if (stop.reason === 'end' && tells) this.#say(endNote(thread), thread);
    if (tells && this.#threads.includes(thread)) this.tellStopped(thread, stop);
  }

  #passedBy(thread: DebugThread): Passed {
    return {
      logged: (breakpoint) => this.#say(breakpoint.messageAt(thread) ?? '', thread),
      failed: (breakpoint, fault) => {
        if (this.#failed.has(breakpoint)) return;
        this.#failed.add(breakpoint);
        this.#say(
          `The condition of ${describe(breakpoint)} can't be evaluated: ${fault}`,
          thread,
          lineOf(breakpoint),
        );
      },
    };
  }

  #say(text: string, thread: DebugThread, line = thread.line): void {
    this.#messages += 1;
    if (this.#messages < mostMessages) this.output(text, thread, line);
    else if (this.#messages === mostMessages)
      this.output(`No more than ${mostMessages} messages are shown.`, thread);
  }

  /** What was asked for where a run stood has no meaning where it stands now. */
  #forget(thread: DebugThread): void {
    for (const [handle, known] of this.#handles) if (known.thread === thread) this.#handles.delete(handle);
  }
}
