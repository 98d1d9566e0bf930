/** How far a sweep is, how fast, and how long it still takes. */
import type { SweepFigures } from '../../core/sweep/sweepFigures.ts';

/** Speed is that of the last so many milliseconds. */
const span = 15_000;

export class SweepProgress {
  readonly #steps: readonly number[];
  readonly #allSteps: number;
  readonly #now: () => number;
  readonly #shares = new Map<number, number>();
  #stepsDone = 0;
  #stepsFound = 0;
  #done = 0;
  #found = 0;
  #begun = 0;
  /** When runs ended lately. */
  readonly #ends: number[] = [];

  /** @param steps Of each run. @param now Milliseconds. */
  constructor(steps: readonly number[], now: () => number = () => performance.now()) {
    this.#steps = steps;
    this.#allSteps = Math.max(
      1,
      steps.reduce((sum, each) => sum + each, 0),
    );
    this.#now = now;
  }

  begin(): void {
    this.#begun = this.#now();
  }

  /** A run that was there before. */
  found(run: number): void {
    this.#found++;
    this.#done++;
    this.#stepsFound += this.#steps[run] ?? 0;
    this.#stepsDone += this.#steps[run] ?? 0;
  }

  started(run: number): void {
    this.#shares.set(run, 0);
  }

  shared(run: number, share: number): void {
    this.#shares.set(run, Math.min(1, Math.max(0, share)));
  }

  /** It waits again: what was computed of it is lost. */
  givenBack(run: number): void {
    this.#shares.delete(run);
  }

  ended(run: number): void {
    this.#shares.delete(run);
    this.#done++;
    this.#stepsDone += this.#steps[run] ?? 0;
    this.#ends.push(this.#now());
  }

  get figures(): SweepFigures {
    const now = this.#now();
    while ((this.#ends[0] ?? now) < now - span) this.#ends.shift();
    const going = [...this.#shares].reduce((sum, [run, share]) => sum + share * (this.#steps[run] ?? 0), 0);
    const steps = this.#stepsDone + going;
    const computed = steps - this.#stepsFound;
    const elapsed = (now - this.#begun) / 1000;
    const lately = Math.min(span / 1000, elapsed);
    return {
      runs: this.#steps.length,
      done: this.#done,
      found: this.#found,
      share: steps / this.#allSteps,
      runsPerSecond: lately > 0 ? this.#ends.length / lately : 0,
      secondsLeft: computed > 0 ? (elapsed * (this.#allSteps - steps)) / computed : null,
    };
  }
}
