/** Requests about what there is where a run stands. */
import type { DebugProtocol } from '@vscode/debugprotocol';
import { formatRange, inRange } from '../../../rule/check/range.ts';
import { functionArity, reductions } from '../../../rule/syntax/tree.ts';
import { isFault, parseDebugExpression } from '../../debugExpression.ts';
import type { DebugThread } from '../../debugThread.ts';
import { formulaOfLine } from '../../lineValues.ts';
import { ask, faultIn, namesOf, runNames, shownAnswer, shownNumber } from '../../names.ts';
import { nameOfOther } from '../../namesOfOthers.ts';
import { type Container, partsOf, type Shown, scopesOf, settable } from '../../variables.ts';
import { numberIn, numberOr, textIn } from '../argumentsOf.ts';
import type { Answered, Handlers } from '../request.ts';
import { RequestFault } from '../requestFault.ts';
import type { Session } from '../session.ts';

export const inspectRequests: Handlers = {
  stackTrace(session, { threadId }) {
    const thread = session.thread(threadId);
    if (session.isRunning(thread)) return { body: { stackFrames: [], totalFrames: 0 } };
    const { step, replay, parameterName, line, column, run, id } = thread;
    const name = `Step ${step} of ${replay.steps}, ${parameterName}`;
    return {
      body: {
        stackFrames: [{ id, name, source: run.source, line, column, canRestart: true }],
        totalFrames: 1,
      },
    };
  },

  scopes(session, { frameId }) {
    const thread = session.stopped(frameId);
    const scopes = scopesOf(thread).map(({ name, inner }, index) => ({
      name,
      variablesReference: session.handle(thread, inner),
      expensive: false,
      ...(index === 0 && { presentationHint: 'locals' }),
    }));
    return { body: { scopes } };
  },

  variables(session, values) {
    const { thread, container } = session.handled(values['variablesReference']);
    // An editor that doesn't page asks for all, which may be more than it can show.
    const parts = partsOf(
      thread,
      container,
      numberOr(values, 'start', 0),
      numberOr(values, 'count', 0) || 1000,
    );
    return { body: { variables: parts.map((part) => variableOf(session, thread, part)) } };
  },

  setVariable(session, values) {
    const { thread, container } = session.handled(values['variablesReference']);
    return set(session, thread, container, textIn(values, 'name'), textIn(values, 'value'));
  },

  setExpression(session, values) {
    const thread = session.stopped(values['frameId']);
    return setName(session, thread, textIn(values, 'expression').trim(), textIn(values, 'value'));
  },

  evaluate(session, values) {
    const { frameId, context } = values;
    const text = textIn(values, 'expression').trim();
    const thread = session.stopped(frameId ?? session.threads[0]?.id);
    const assignment = /^([A-Za-z]\w*(?:\s+of\s+[\w[\], ]+?)?)\s*([-+*/]?)=(?!=)\s*(.*)$/.exec(text);
    if (assignment) {
      const [, name = '', operator = '', operand = ''] = assignment;
      const value = operator === '' || operand === '' ? operand : `${name} ${operator} (${operand})`;
      const index = thread.replay.rule.lines.findIndex((line) => line.replace(/#.*/, '').trim() === text);
      const formula = index < 0 ? null : formulaOfLine(thread, index + 1);
      if (formula !== null) return { body: { result: formula, variablesReference: 0 } };
      if (context !== 'repl')
        throw new RequestFault('a value is set in the console or in the Variables view');
      const answered = setName(session, thread, name, value);
      return {
        ...answered,
        body: { result: (answered.body as { value: string }).value, variablesReference: 0 },
      };
    }
    const value = ask(thread, text);
    if (isFault(value)) throw new RequestFault(value.fault);
    const result = context === 'clipboard' ? String(value) : shownAnswer(value);
    return {
      body: { result, type: typeof value === 'number' ? 'number' : 'condition', variablesReference: 0 },
    };
  },

  completions(session, values) {
    const before = textIn(values, 'text').slice(0, Math.max(0, numberIn(values, 'column') - 1));
    const thread = session.threads.find(({ id }) => id === values['frameId']) ?? session.threads[0];
    const place = /\bof\s+([\w[\], ]*)$/.exec(before)?.[1];
    if (thread && place !== undefined)
      return { body: { targets: parametersFor(thread, place, before.length) } };
    const prefix = /[A-Za-z]\w*$/.exec(before)?.[0] ?? '';
    const names = thread ? namesOf(thread) : [];
    const targets = [
      ...[...names, ...runNames].map((label) => ({ label, type: 'variable' as const })),
      ...[...Object.keys(functionArity), ...reductions, 'where'].map((label) => ({
        label,
        text: `${label}(`,
        type: 'function' as const,
      })),
    ];
    const start = before.length - prefix.length;
    const matching = targets.filter(({ label }) => label.startsWith(prefix));
    return { body: { targets: matching.map((each) => ({ ...each, start, length: prefix.length })) } };
  },
};

/** Of a network with thousands: what is typed finds the others. */
const mostCompleted = 50;

function variableOf(session: Session, thread: DebugThread, part: Shown): DebugProtocol.Variable {
  const { name, value, type, expression, isReadOnly, inner, count } = part;
  return {
    name,
    value,
    ...(type !== undefined && { type }),
    ...(expression !== undefined && { evaluateName: expression }),
    ...(isReadOnly && { presentationHint: { attributes: ['readOnly'] } }),
    variablesReference: inner ? session.handle(thread, inner) : 0,
    ...(count !== undefined && { indexedVariables: count }),
  };
}

/** Parameters to choose from behind `p of`. @param length Of the text before the cursor. */
function parametersFor(
  { names }: DebugThread,
  place: string,
  length: number,
): DebugProtocol.CompletionItem[] {
  const found: DebugProtocol.CompletionItem[] = [];
  for (let index = 0; index < names.count && found.length < mostCompleted; index++) {
    const label = names.nameOf(index);
    if (label.startsWith(place))
      found.push({ label, type: 'variable', start: length - place.length, length: place.length });
  }
  return found;
}

/** A name as expressions have it: of the chosen parameter, of another, or a hyperparameter. */
function setName(session: Session, thread: DebugThread, text: string, value: string): Answered {
  const node = parseDebugExpression(text);
  const wrong = isFault(node) ? node : faultIn(thread, node);
  if (wrong) throw new RequestFault(wrong.fault);
  const other = nameOfOther(text);
  const parameter = (other && thread.names.find(other.parameter)) ?? thread.parameter;
  const name = other?.name ?? text;
  const isSetting = thread.replay.rule.hyperparameters.some((each) => each.name === name);
  const container: Container = isSetting ? { kind: 'hyperparameters' } : { kind: 'parameter', parameter };
  return set(session, thread, container, name, value);
}

function set(
  session: Session,
  thread: DebugThread,
  container: Container,
  name: string,
  text: string,
): Answered {
  const place = settable(thread, container, name);
  if ('fault' in place) throw new RequestFault(place.fault);
  if (text.trim() === '')
    throw new RequestFault(`${name} = nothing — expected a value behind '=', such as ${name} = 0.5`);
  const value = ask(thread, text);
  if (isFault(value)) throw new RequestFault(`${name} = ${text} — ${value.fault}`);
  if (typeof value === 'boolean')
    throw new RequestFault(`${name} = ${text} — expected a number, found a condition`);
  const setting = thread.replay.rule.hyperparameters.find((each) => each.name === name);
  if (place.parameter === null && setting && !inRange(value, setting.range))
    throw new RequestFault(`${name} = ${shownNumber(value)} — expected ${formatRange(name, setting.range)}`);
  const undone = thread.set(name, place.parameter, value);
  const whose = place.parameter === null ? '' : ` of ${thread.names.nameOf(place.parameter)}`;
  const lost = undone === 0 ? '' : ` What was set later in the run (${undone}) is undone.`;
  return {
    body: { value: shownNumber(value), variablesReference: 0 },
    then() {
      session.output(
        `${name}${whose} is ${shownNumber(value)} from step ${thread.step} on, a branch of the run.${lost}`,
        thread,
      );
      session.event('invalidated', { areas: ['variables'], threadId: thread.id });
    },
  };
}
