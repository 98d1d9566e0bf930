/** Requests of our own, which `debugMessages.ts` describes. */

import type { DebugPosition, OwnRequests } from '../../debugMessages.ts';
import type { DebugThread } from '../../debugThread.ts';
import { lineValuesOf } from '../../lineValues.ts';
import { largest, updatesOf } from '../../updates.ts';
import { numberIn, numberOr, textIn } from '../argumentsOf.ts';
import type { Handler } from '../request.ts';
import { RequestFault } from '../requestFault.ts';

export const ownRequests: Readonly<Record<keyof OwnRequests, Handler>> = {
  'optimizer.position': (session, { threadId }) => ({ body: positionOf(session.stopped(threadId)) }),

  'optimizer.lineValues': (session, { threadId }) => ({
    body: { lines: lineValuesOf(session.stopped(threadId)) },
  }),

  'optimizer.chooseParameter'(session, values) {
    const thread = session.stopped(values['threadId']);
    const { count } = thread.names;
    const index = numberIn(values, 'parameter');
    if (!Number.isInteger(index) || index < 0 || index >= count)
      throw new RequestFault(`parameter = ${index} — expected a whole number from 0 to ${count - 1}`);
    thread.choose(index);
    return { body: positionOf(thread), then: () => session.tellMoved(thread) };
  },

  'optimizer.parameters'(session, values) {
    const thread = session.stopped(values['threadId']);
    const most = numberOr(values, 'most', 10);
    const { names, replay } = thread;
    const updates = updatesOf(thread.replay);
    const text = textIn(values, 'query').trim().toLowerCase();
    const found = text === '' ? largest(updates, most) : matching(thread, text, most);
    const parameters = found.map((index) => ({
      index,
      name: names.nameOf(index),
      gradient: replay.recorded.gradient[index] ?? 0,
      update: updates[index] ?? 0,
    }));
    return { body: { parameters } };
  },

  'optimizer.goToStep'(session, values) {
    const thread = session.stopped(values['threadId']);
    const { steps } = thread.replay;
    const wanted = numberIn(values, 'step');
    if (!Number.isInteger(wanted) || wanted < 1 || wanted > steps)
      throw new RequestFault(`step = ${wanted} — expected a whole number from 1 to ${steps}`);
    thread.goToStep(wanted);
    return { body: positionOf(thread), then: () => session.tellMoved(thread) };
  },
};

function matching({ names }: DebugThread, text: string, most: number): readonly number[] {
  const exact = names.find(text);
  const found = exact === null ? [] : [exact];
  for (let index = 0; index < names.count && found.length < most; index++) {
    if (index !== exact && names.nameOf(index).includes(text)) found.push(index);
  }
  return found;
}

function positionOf(thread: DebugThread): DebugPosition {
  const { id, run, step, line, replay, parameter, parameterName, names } = thread;
  const [x = 0, y = 0] = replay.parameters;
  const [first] = replay.edits.toSorted((a, b) => a.stepsDone - b.stepsDone);
  return {
    threadId: id,
    run: run.spec.id,
    step,
    line,
    loss: replay.loss,
    position: names.isNetwork ? null : [x, y],
    parameter,
    parameterName,
    branch: first
      ? {
          fromStep: first.stepsDone + 1,
          losses: replay.losses.slice(first.stepsDone),
          edits: replay.edits,
        }
      : null,
  };
}
