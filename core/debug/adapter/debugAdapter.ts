/** The debugger as editors speak to it: the Debug Adapter Protocol, one session. */
import type { DebugProtocol } from '@vscode/debugprotocol';
import { messageOf } from '../../messageOf.ts';
import type { Handlers } from './request.ts';
import { breakpointRequests } from './requests/breakpoints.ts';
import { flowRequests } from './requests/flow.ts';
import { inspectRequests } from './requests/inspect.ts';
import { ownRequests } from './requests/own.ts';
import { Session, type Surroundings } from './session.ts';

const handlers: Handlers = { ...flowRequests, ...breakpointRequests, ...inspectRequests, ...ownRequests };

export class DebugAdapter {
  readonly #session: Session;

  constructor(surroundings: Surroundings) {
    this.#session = new Session(surroundings);
  }

  /** Answers every request, also those that it can't do, and with what is wrong with those that make no sense. */
  handle(message: DebugProtocol.ProtocolMessage): void {
    if (message.type !== 'request') return;
    const request = message as DebugProtocol.Request;
    const { command } = request;
    const handler = Object.hasOwn(handlers, command) ? handlers[command] : undefined;
    if (!handler) {
      this.#session.respond(request, { success: false, message: `${command} is not supported` });
      return;
    }
    try {
      const values = typeof request.arguments === 'object' ? request.arguments : {};
      const { body, then } = handler(this.#session, (values ?? {}) as Readonly<Record<string, unknown>>);
      this.#session.respond(request, body ? { body } : {});
      then?.();
    } catch (error) {
      this.#session.respond(request, faultOf(command, error));
    }
  }

  dispose(): void {
    this.#session.end();
  }
}

/**
 * What the editor asks by itself, as a pointer rests on a name, or of a stop that is over where a person steps on quickly. Where
 * the answer would stand, it says itself that there is none.
 */
const askedByEditor = new Set(['evaluate', 'stackTrace', 'scopes', 'variables']);

function faultOf(command: string, error: unknown): Partial<DebugProtocol.Response> {
  const message = messageOf(error);
  const showUser = !askedByEditor.has(command);
  return { success: false, message, body: { error: { id: 1, format: message, showUser } } };
}
