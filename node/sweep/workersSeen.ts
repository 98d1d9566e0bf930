/** How many processes compute the jobs of a queue, and which refused those of a sweep, as it was seen last. */
import type { Refusal, RunQueue } from './queue/runQueue.ts';

/** Milliseconds between two looks. */
const interval = 2000;

export class WorkersSeen {
  /** null before it is known. */
  count: number | null = null;
  /** What there is to know of a worker that refused runs of the sweep, as a sentence; empty where nothing is. */
  notice = '';
  readonly #queue: Pick<RunQueue, 'counts' | 'refusal'>;
  readonly #sweep: string;
  readonly #timer: NodeJS.Timeout;

  /** @param sweep Its id. */
  constructor(queue: Pick<RunQueue, 'counts' | 'refusal'>, sweep: string) {
    this.#queue = queue;
    this.#sweep = sweep;
    void this.#look();
    this.#timer = setInterval(() => void this.#look(), interval);
  }

  end(): void {
    clearInterval(this.#timer);
  }

  /** Where nothing answers, it is as before. */
  async #look(): Promise<void> {
    try {
      this.count = (await this.#queue.counts()).workers;
      const refusal = await this.#queue.refusal(this.#sweep);
      this.notice = refusal ? refusalText(refusal) : '';
    } catch {}
  }
}

/** `A worker on pool-3 refused these runs 12 s ago and has ended: “networks are computed with SIMD here — expected …”` */
function refusalText({ host, reason, secondsAgo }: Refusal): string {
  const ago = secondsAgo < 60 ? `${Math.ceil(secondsAgo)} s` : `${Math.floor(secondsAgo / 60)} min`;
  return `A worker on ${host} refused these runs ${ago} ago and has ended: “${reason}”`;
}
