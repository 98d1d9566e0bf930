/** How many processes compute the jobs of a queue, as it was seen last. */
import type { RunQueue } from './queue/runQueue.ts';

/** Milliseconds between two looks. */
const interval = 2000;

export class WorkersSeen {
  /** null before it is known. */
  count: number | null = null;
  readonly #timer: NodeJS.Timeout;

  constructor(queue: Pick<RunQueue, 'counts'>) {
    const look = () =>
      void queue.counts().then(
        ({ workers }) => {
          this.count = workers;
        },
        () => {},
      );
    look();
    this.#timer = setInterval(look, interval);
  }

  end(): void {
    clearInterval(this.#timer);
  }
}
