import type { Values } from './argumentsOf.ts';
import type { Session } from './session.ts';

/** What is done when the answer is on its way: events about what the request has done follow it. */
export interface Answered {
  readonly body?: object;
  readonly then?: () => void;
}

/** Arguments come from an editor, or from whoever else speaks the protocol: nothing of them is sure to be there. */
export type Handler = (session: Session, values: Values) => Answered;

export type Handlers = Readonly<Record<string, Handler>>;
