/** Requests about where runs are to stop. */
import type { DebugProtocol } from '@vscode/debugprotocol';
import { assignmentsIn } from '../../../rule/syntax/walk.ts';
import { type ExceptionId, exceptionFilters, readMostLoss } from '../../exceptions.ts';
import { settable } from '../../variables.ts';
import { textIn } from '../argumentsOf.ts';
import type { Handlers } from '../request.ts';
import { RequestFault } from '../requestFault.ts';
import type { Session } from '../session.ts';

export const breakpointRequests: Handlers = {
  setBreakpoints(session, values) {
    const { source, breakpoints = [] } = values as Partial<DebugProtocol.SetBreakpointsArguments>;
    const path = source?.path;
    if (path === undefined)
      throw new RequestFault('source.path = missing — expected the file or URI of a rule');
    const threads = session.threads.filter(({ run }) => run.source.path === path);
    const placed = session.breakpoints.setOnLines(path, breakpoints, threads);
    return {
      body: {
        breakpoints: placed.map(({ id, asked, of }): DebugProtocol.Breakpoint => {
          const [breakpoint] = of.values();
          if (!breakpoint)
            return { id, verified: false, line: asked.line, message: 'No run of this session has this rule' };
          const { fault, at } = breakpoint;
          const where = { line: at?.line ?? asked.line, ...(at && { column: at.column }) };
          return { id, verified: fault === null, ...where, ...(fault !== null && { message: fault }) };
        }),
      },
      then() {
        for (const { of } of placed) {
          const [[thread, breakpoint] = []] = of;
          if (thread && breakpoint) session.tellFault(breakpoint, thread);
        }
      },
    };
  },

  breakpointLocations(session, values) {
    const {
      source,
      line = 1,
      endLine = line,
    } = values as Partial<DebugProtocol.BreakpointLocationsArguments>;
    const thread = session.threads.find(({ run }) => run.source.path === source?.path);
    const places = thread?.replay.lines.all.map(({ statement }) => statement.at) ?? [];
    const within = places.filter((at) => at.line >= line && at.line <= endLine);
    return { body: { breakpoints: within.map((at) => ({ line: at.line, column: at.column })) } };
  },

  setExceptionBreakpoints(session, values) {
    const { filters = [], filterOptions = [] } =
      values as Partial<DebugProtocol.SetExceptionBreakpointsArguments>;
    const known = new Set<string>(exceptionFilters.map(({ id }) => id));
    const asked = [...filters.map((filterId) => ({ filterId, condition: undefined })), ...filterOptions];
    const on = new Set<ExceptionId>();
    let most = Number.POSITIVE_INFINITY;
    let message: string | null = null;
    const breakpoints = asked.map(({ filterId, condition }): DebugProtocol.Breakpoint => {
      if (!known.has(filterId)) return { verified: false, message: `unknown filter ${filterId}` };
      if (filterId === 'loss') {
        const value = readMostLoss(condition ?? '');
        if (value === null) {
          message = needsLoss(condition ?? '', session);
          return { verified: false, message };
        }
        most = value;
      }
      on.add(filterId as ExceptionId);
      return { verified: true };
    });
    session.breakpoints.exceptions = { on, most };
    return { body: { breakpoints }, then: () => session.tellOfFilters(message) };
  },

  exceptionInfo(session, { threadId }) {
    const { exception } = session.lastStop(session.stopped(threadId)) ?? {};
    if (!exception) throw new RequestFault('the run was not stopped by an exception');
    const { id, description } = exception;
    const label = exceptionFilters.find((filter) => filter.id === id)?.label ?? id;
    return { body: { exceptionId: label, description, breakMode: 'always' } };
  },

  dataBreakpointInfo(session, values) {
    const { thread, container } = session.handled(values['variablesReference']);
    const text = textIn(values, 'name');
    const isAssigned = assignmentsIn(thread.replay.rule.program.statements).some(
      ({ target }) => target === text,
    );
    const place = settable(thread, container, text);
    if (!isAssigned || 'fault' in place || container.kind !== 'parameter')
      return { body: { dataId: null, description: `no line of the rule assigns ${text}` } };
    const { parameter } = container;
    const description = `${text} of ${thread.names.nameOf(parameter)}`;
    return {
      body: {
        dataId: `${thread.id}/${parameter}/${text}`,
        description,
        accessTypes: ['write'],
        canPersist: false,
      },
    };
  },

  setDataBreakpoints(session, values) {
    const { breakpoints = [] } = values as Partial<DebugProtocol.SetDataBreakpointsArguments>;
    const asked = breakpoints.map(({ dataId, condition }) => {
      const [id, parameter, name = ''] = dataId.split('/');
      return { thread: session.thread(Number(id)), parameter: Number(parameter), name, condition };
    });
    const placed = session.breakpoints.setOnValues(asked);
    return {
      body: {
        breakpoints: placed.map(({ id, breakpoint: { fault } }) => ({
          id,
          verified: fault === null,
          ...(fault !== null && { message: fault }),
        })),
      },
      then() {
        for (const { thread, breakpoint } of placed) session.tellFault(breakpoint, thread);
      },
    };
  },
};

/** What to type where the filter of losses has no value. */
function needsLoss(condition: string, { threads: [first] }: Session): string {
  const begin = first && (first.replay.losses[0] ?? first.replay.loss);
  const example = begin !== undefined && begin > 0 ? Number((10 * begin).toPrecision(1)) : 100;
  const found = condition.trim() === '' ? 'no value yet' : `the condition ${condition.trim()}`;
  return `Loss passes a value: it has ${found}, so that it never stops. In the view Breakpoints, right-click it, choose Edit Condition and type for example "loss > ${example}".`;
}
