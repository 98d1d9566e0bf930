/** What Node.js and browsers have alike and TypeScript declares only together with either: as much of it as threads use. */

interface Timer {
  /** In Node.js: the program may end before. */
  unref?(): void;
}

declare function setTimeout<T extends readonly unknown[]>(
  callback: (...values: T) => void,
  milliseconds: number,
  ...values: T
): Timer;
declare function clearTimeout(timer: Timer | undefined): void;

declare const performance: {
  /** Milliseconds by a clock that runs forward. */
  now(): number;
};

declare const crypto: { randomUUID(): string };

interface AbortSignal {
  readonly aborted: boolean;
  readonly reason: unknown;
  throwIfAborted(): void;
  addEventListener(type: 'abort', listener: () => void): void;
  removeEventListener(type: 'abort', listener: () => void): void;
}

declare class AbortController {
  readonly signal: AbortSignal;
  abort(reason?: unknown): void;
}
