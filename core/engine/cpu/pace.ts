/** How fast a group of runs goes: side by side, each by the same share of its own steps. */
import type { Speed } from '../../protocol.ts';
import type { Runner } from './runner.ts';

/** Duration of a whole race at speed 1, in milliseconds. */
const duration = 5000;
/** At full speed, runs take turns of this share of their steps, so that all curves grow together. */
const turn = 1 / 200;

export class Pace {
  readonly #runners: readonly Runner[];
  readonly #now: () => number;
  #speed: Speed;
  #paused = false;
  /** Share of its steps that each run is to have done, 0 to 1. */
  #share = 0;
  #last: number;

  /** @param begin When the race began, on the clock of `now`. */
  constructor(runners: readonly Runner[], speed: Speed, now: () => number, begin = now()) {
    this.#runners = runners;
    this.#speed = speed;
    this.#now = now;
    this.#last = begin;
  }

  get paused(): boolean {
    return this.#paused;
  }

  pause(): void {
    this.#paused = true;
  }

  resume(): void {
    this.#paused = false;
    this.#restart();
  }

  setSpeed(speed: Speed): void {
    this.#speed = speed;
    this.#restart();
  }

  /** Brings every run that has done less to `step`, whether paused or not. */
  stepTo(step: number): void {
    for (const runner of this.#runners) runner.advance(step, Number.POSITIVE_INFINITY);
  }

  /** One step for every run, whether paused or not. */
  stepEach(): void {
    for (const runner of this.#runners) runner.advance(runner.stepsDone + 1, Number.POSITIVE_INFINITY);
  }

  /** Lets the runs go on until they are where they should be by now, or until `deadline`. */
  advance(deadline: number): void {
    if (this.#paused) return;
    if (this.#speed === 'max') this.#takeTurns(deadline);
    else this.#keepTime(this.#speed, deadline);
  }

  #keepTime(speed: number, deadline: number): void {
    const time = this.#now();
    this.#share += ((time - this.#last) / duration) * speed;
    this.#last = time;
    for (const runner of this.#runners) runner.advance(Math.floor(this.#share * runner.spec.steps), deadline);
  }

  #takeTurns(deadline: number): void {
    while (this.#now() < deadline) {
      const next = this.#leastAdvanced();
      if (!next) return;
      next.advance(next.stepsDone + Math.ceil(turn * next.spec.steps), deadline);
    }
  }

  #leastAdvanced(): Runner | undefined {
    let least: Runner | undefined;
    for (const runner of this.#runners)
      if (!runner.ended && (!least || shareOf(runner) < shareOf(least))) least = runner;
    return least;
  }

  /** The pace goes on from where the runs are, not from where the clock would have them. */
  #restart(): void {
    this.#last = this.#now();
    const shares = this.#runners.filter((runner) => !runner.ended).map(shareOf);
    this.#share = shares.length > 0 ? Math.min(...shares) : 1;
  }
}

function shareOf(runner: Runner): number {
  return runner.stepsDone / runner.spec.steps;
}
