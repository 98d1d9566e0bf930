/** What a worker writes down: a line for what is rare, and now and then how many runs it has done. */
import { formatDuration, formatRate } from '../../../core/format.ts';
import type { JobResult } from '../../sweep/computeJob.ts';

/** Milliseconds between two counts. */
const interval = 10_000;
/** Runs that take longer, in seconds, have a line of their own. */
const long = 10;

export class WorkerLog {
  readonly #write: (line: string) => void;
  readonly #timer: NodeJS.Timeout;
  #computed = 0;
  #known = 0;
  #failed = 0;
  #since = performance.now();

  constructor(write: (line: string) => void) {
    this.#write = write;
    this.#timer = setInterval(() => this.#count(), interval);
    this.#timer.unref();
  }

  tell(line: string): void {
    this.#write(`${new Date().toISOString()} ${line}`);
  }

  done(result: JobResult, seconds: number): void {
    if (result === 'computed') this.#computed++;
    else this.#known++;
    if (seconds >= long) this.tell(`a run took ${formatDuration(seconds)}`);
  }

  failed(message: string): void {
    this.#failed++;
    this.tell(`a run failed: ${message}`);
  }

  end(): void {
    clearInterval(this.#timer);
    this.#count();
  }

  #count(): void {
    const all = this.#computed + this.#known + this.#failed;
    const seconds = (performance.now() - this.#since) / 1000;
    this.#since = performance.now();
    if (all === 0) return;
    const parts = [
      `${this.#computed} computed`,
      ...(this.#known > 0 ? [`${this.#known} in the store before`] : []),
      ...(this.#failed > 0 ? [`${this.#failed} failed`] : []),
    ];
    this.tell(
      `${all === 1 ? '1 run' : `${all} runs`}: ${parts.join(', ')}; ${formatRate(all / seconds)} runs/s`,
    );
    this.#computed = this.#known = this.#failed = 0;
  }
}
