import { type HelperInput, reportLostHelper } from '../../core/engine/cpu/network/helpTrainer.ts';
import { messageOf } from '../../core/messageOf.ts';
import type { Log } from '../log.ts';
import type { StartThread, Thread } from '../thread.ts';

/**
 * Threads that help workers with large steps. They are started here, and not by the worker: that one may be waiting
 * for a helper in the middle of a step when the helper dies, and only another thread can tell it.
 */
export class HelperPool {
  readonly #start: StartThread;
  readonly #helpers = new Map<Thread, Thread[]>();

  readonly #log: Log;

  /** @param start Starts a helper. */
  constructor(start: StartThread, log: Log) {
    this.#start = start;
    this.#log = log;
  }

  start(worker: Thread, input: HelperInput): void {
    const helper = this.#start(input);
    this.#helpers.set(worker, [...(this.#helpers.get(worker) ?? []), helper]);
    let isHelping = false;
    helper.on('message', () => {
      isHelping = true;
    });
    // An error is followed by the end of the thread. Nobody waits for one that has not begun to help.
    helper.on('error', (error) =>
      this.#log.error(`a thread that was to help with a run: ${messageOf(error)}`),
    );
    helper.on('exit', (code) => {
      if (code !== 0 && isHelping) reportLostHelper(input);
    });
  }

  /** Ends the helpers of a worker that has ended. */
  end(worker: Thread): void {
    for (const helper of this.#helpers.get(worker) ?? []) void helper.terminate();
    this.#helpers.delete(worker);
  }
}
