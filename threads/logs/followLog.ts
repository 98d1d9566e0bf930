/** Follows a training log while it grows, and tells what it holds. */
import type { ReadOptions } from '../../core/log/logFormat.ts';
import type { TrainingLog } from '../../core/log/trainingLog.ts';
import type { LogDisk } from './logDisk.ts';
import { LogSession, type ReadState } from './logSession.ts';

export interface FollowOptions extends ReadOptions {
  readonly disk: LogDisk;
  /** Milliseconds between two looks at the file, and between two updates at least. Default: 500. */
  readonly every?: number;
  /** A last line without its end counts when nothing was written for so many milliseconds. Default: 60,000. */
  readonly settleAfter?: number;
  /** Takes what nobody expects: a defect, and the log is followed no further. Default: an unhandled rejection. */
  readonly onError?: (error: unknown) => void;
}

/** How a log stands. */
export interface LogUpdate extends ReadState {
  /** Whether it is another log than in the update before: all that was made of that begins anew. */
  readonly isAnew: boolean;
}

export interface FollowedLog {
  /** Ends the following; no update comes after that. Resolves when the file is closed. */
  close(): Promise<void>;
}

/** So much of the time is spent with looking at most: a folder of thousands of files takes long. */
const shareOfTime = 0.2;

/**
 * Reads a log and goes on while it grows. Looking at size and time of the files works on all file systems, also those over
 * a network, where nobody tells of changes.
 * @param place A CSV or JSON file, an event file of TensorBoard, or a folder of these.
 * @param onUpdate Called after each change, and while much is read, at most once in `every`. A file that can't be read, or
 * is none, is an update with a fault, and is looked for again.
 */
export function followLog(
  place: string,
  onUpdate: (update: LogUpdate) => void,
  options: FollowOptions,
): FollowedLog {
  const { onError = (error) => void Promise.reject(error) } = options;
  const closing = new AbortController();
  const follower = new Follower(place, onUpdate, options, closing.signal);
  const done = follower.run().catch(onError);
  return {
    async close() {
      closing.abort();
      await done;
    },
  };
}

class Follower {
  readonly #session: LogSession;
  readonly #onUpdate: (update: LogUpdate) => void;
  readonly #every: number;
  readonly #settleAfter: number;
  readonly #closing: AbortSignal;
  #toldAt = Number.NEGATIVE_INFINITY;
  #toldLog: TrainingLog | null = null;
  #hasNews = true;

  constructor(
    place: string,
    onUpdate: (update: LogUpdate) => void,
    { disk, every = 500, settleAfter = 60_000, runColumn }: FollowOptions,
    closing: AbortSignal,
  ) {
    this.#session = new LogSession(disk, place, { runColumn });
    this.#onUpdate = onUpdate;
    this.#every = every;
    this.#settleAfter = settleAfter;
    this.#closing = closing;
  }

  async run(): Promise<void> {
    while (!this.#closing.aborted) {
      const begin = performance.now();
      const changed = await this.#session.read(() => {
        this.#hasNews = true;
        this.#tell();
        return !this.#closing.aborted;
      });
      if (changed || this.#session.finish(Date.now() - this.#settleAfter)) this.#hasNews = true;
      this.#tell();
      const busy = performance.now() - begin;
      await this.#wait(Math.max(this.#every, busy / shareOfTime));
    }
  }

  #tell(): void {
    const now = performance.now();
    if (!this.#hasNews || this.#closing.aborted || now - this.#toldAt < this.#every) return;
    const { state } = this.#session;
    const isAnew = this.#toldLog !== null && this.#toldLog !== state.log;
    this.#toldAt = now;
    this.#toldLog = state.log;
    this.#hasNews = false;
    this.#onUpdate({ ...state, isAnew });
  }

  #wait(milliseconds: number): Promise<void> {
    const closing = this.#closing;
    // Where it is closed there is nothing to wait for.
    if (closing.aborted) return Promise.resolve();
    return new Promise((resolve) => {
      const done = () => {
        clearTimeout(timer);
        closing.removeEventListener('abort', done);
        resolve();
      };
      const timer = setTimeout(done, milliseconds);
      closing.addEventListener('abort', done);
    });
  }
}
