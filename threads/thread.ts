/** A thread as whoever starts it sees it: a worker of Node.js is one, and so is a worker of a browser behind a few lines. */

interface ThreadEvents {
  /** Both ends are built from one source: messages are what the listener says they are. */
  readonly message: readonly [message: never];
  /** It failed by itself; `exit` follows. */
  readonly error: readonly [error: Error];
  /** The last that is heard of it. 0: its program came to its end. */
  readonly exit: readonly [code: number];
}

export interface Thread {
  on<Event extends keyof ThreadEvents>(
    event: Event,
    listener: (...values: ThreadEvents[Event]) => void,
  ): unknown;
  /** @param buffers Are the thread's from then on. */
  postMessage(message: unknown, buffers?: readonly ArrayBuffer[]): void;
  /** Ends it, whatever it is doing. */
  terminate(): unknown;
}

/** Starts a thread of one program with what that is to know first. */
export type StartThread = (input: object) => Thread;
