/** Requests that begin a session, take its runs on and back, and end it. */
import type { LaunchArguments } from '../../debugMessages.ts';
import type { DebugThread } from '../../debugThread.ts';
import { endOf, type Stop, type StopReason } from '../../stops.ts';
import { numberIn } from '../argumentsOf.ts';
import { capabilities } from '../capabilities.ts';
import type { Answered, Handlers } from '../request.ts';
import { RequestFault } from '../requestFault.ts';
import type { Session } from '../session.ts';
import { entryNote, precisionNote } from '../sessionWords.ts';

/** Takes a run on, at once. @param step What it stopped for on the way, if anything. */
function goOn(session: Session, thread: DebugThread, step: () => Stop | null): Answered {
  const stop = step();
  return stop ? { then: () => session.tellStopped(thread, stop) } : tellPlace(session, thread, 'step');
}

/** Takes a run elsewhere, at once. */
function move(
  session: Session,
  thread: DebugThread,
  change: () => void,
  reason: StopReason = 'step',
): Answered {
  change();
  return tellPlace(session, thread, reason);
}

/** By a line. */
function stepOver(session: Session, thread: DebugThread): Stop | null {
  return thread.forward() ? session.exceptionHere(thread) : null;
}

function tellPlace(session: Session, thread: DebugThread, reason: StopReason): Answered {
  const { isAtEnd, line, step } = thread;
  // An editor has no words of its own for where somebody has gone.
  const place = reason === 'goto' ? { description: `line ${line} of step ${step}` } : {};
  const stop = isAtEnd ? ({ reason: 'end', description: endOf(thread) } as const) : { reason, ...place };
  return { then: () => session.tellStopped(thread, stop) };
}

function tellEntry(session: Session, thread: DebugThread, isBeside: boolean): void {
  const exception = session.exceptionHere(thread);
  if (!exception && !isBeside) session.output(entryNote(thread), thread);
  session.tellStopped(thread, exception ?? { reason: 'entry' }, isBeside);
}

export const flowRequests: Handlers = {
  initialize: () => ({ body: capabilities }),

  launch(session, values) {
    session.launch(values as unknown as LaunchArguments);
    return { then: () => session.event('initialized') };
  },

  configurationDone(session) {
    const { launched, threads, breakpoints } = session;
    if (threads.length === 0) throw new RequestFault('nothing is launched');
    if (launched.noDebug) return { then: () => void session.runToEnd() };
    const { step = 1, stopOnEntry = !breakpoints.areThere } = launched;
    return {
      then() {
        if (threads.some(({ run: { spec }, names }) => names.isNetwork && spec.engine !== 'float64'))
          session.output(precisionNote);
        for (const thread of threads) {
          thread.goToStep(step);
          // Of several runs, an editor is to show the first.
          const isBeside = thread !== threads[0];
          if (stopOnEntry || step > 1) tellEntry(session, thread, isBeside);
          else session.go(thread, 'forward', true);
        }
      },
    };
  },

  threads: ({ threads }) => ({ body: { threads: threads.map(({ id, run }) => ({ id, name: run.title })) } }),

  continue(session, { threadId }) {
    const thread = session.stopped(threadId);
    const hasEnded = session.threads.every((each) => each.isAtEnd);
    if (hasEnded) return { body: { allThreadsContinued: true }, then: () => session.event('terminated') };
    return { body: { allThreadsContinued: false }, then: () => session.go(thread, 'forward') };
  },

  reverseContinue(session, { threadId }) {
    const thread = session.stopped(threadId);
    return { then: () => session.go(thread, 'back') };
  },

  next(session, { threadId }) {
    const thread = session.stopped(threadId);
    return goOn(session, thread, () => stepOver(session, thread));
  },

  stepIn(session, { threadId }) {
    const thread = session.stopped(threadId);
    return goOn(session, thread, () => stepOver(session, thread));
  },

  /** Out of a step is into the next. */
  stepOut(session, { threadId }) {
    const thread = session.stopped(threadId);
    return goOn(session, thread, () => session.stepOut(thread));
  },

  stepBack(session, { threadId }) {
    const thread = session.stopped(threadId);
    return move(session, thread, () => thread.back());
  },

  pause(session, { threadId }) {
    session.pause(session.thread(threadId));
    return {};
  },

  /** To the first line of the step. */
  restartFrame(session, { frameId }) {
    const thread = session.stopped(frameId);
    return move(session, thread, () => thread.goToPlace(0), 'goto');
  },

  gotoTargets(session, { line, source }) {
    const path = (source as { readonly path?: unknown } | undefined)?.path;
    const thread = session.threads.find((each) => each.run.source.path === path);
    if (!thread || session.isRunning(thread)) return { body: { targets: [] } };
    const { lines } = thread.replay;
    const targets = thread.path.flatMap((each, id) => {
      const at = lines.all[each.line]?.statement.at;
      return at && at.line === line
        ? [{ id, label: `Line ${at.line} of step ${thread.step}`, line: at.line }]
        : [];
    });
    return { body: { targets } };
  },

  goto(session, values) {
    const thread = session.stopped(values['threadId']);
    const target = numberIn(values, 'targetId');
    if (!thread.path[target]) throw new RequestFault(`targetId = ${target} — expected a line of this step`);
    return move(session, thread, () => thread.goToPlace(target), 'goto');
  },

  terminate: (session) => ({
    then() {
      session.end();
      session.event('terminated');
    },
  }),

  disconnect(session) {
    session.end();
    return {};
  },
};
