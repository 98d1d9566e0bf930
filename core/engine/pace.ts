/** How fast the runs of a thread go: side by side, each by the same share of its own steps, level with other threads. */
import type { Speed } from '../race/phase.ts';
import type { Awaitable } from './engine.ts';

/** Duration of a whole race at speed 1, in milliseconds. */
const duration = 5000;
/** Runs take turns of this share of their steps, so that all curves grow together. */
const shortestTurn = 1 / 200;
/** Turns of more runs are longer, since whose turn it is takes a look at each of them. */
const runsOfShortTurns = 32;
/** Turns of runs on a device, which takes many steps at once. */
const turnOnDevice = 1 / 50;
/** No run begins a turn further ahead of the one that is last in the race than so many turns. */
const lead = 2;

/** A run, as its pace sees it. */
export interface Paced {
  readonly spec: { readonly steps: number };
  /** -1 before the start has been recorded. */
  readonly stepsDone: number;
  readonly ended: boolean;
  /** Whether a device computes its steps, so that others can be advanced meanwhile. Default: false. */
  readonly waits?: boolean;
  /** Steps until `step` is done, the run has ended or the clock shows `deadline`. */
  advance(step: number, deadline: number): Awaitable<void>;
}

/**
 * What is to be done after a slice of time: `more` work at once, `waiting` for other threads to come level, or
 * `nothing` before the clock or the person says so.
 */
export type Outlook = 'more' | 'waiting' | 'nothing';

export interface PaceOptions {
  readonly speed: Speed;
  /** Default: false. */
  readonly paused?: boolean;
  /** Milliseconds from any clock that runs forward. */
  readonly now: () => number;
  /** When the race began, by `now`. Default: now. */
  readonly begin?: number;
  /** The smallest share of its steps that a run of the race has done, in any thread. Default: of the given runs. */
  readonly slowest?: () => number;
  /**
   * How many runs there may be that have begun and not ended; the others wait for their turn, and none waits for them to
   * come level. Default: all runs go side by side.
   */
  readonly atOnce?: number | undefined;
}

export class Pace {
  readonly #runs: readonly Paced[];
  readonly #now: () => number;
  readonly #slowest: () => number;
  readonly #atOnce: number | undefined;
  #speed: Speed;
  #paused: boolean;
  /** Share of its steps that each run is to have done, 0 to 1. */
  #share: number;
  #last: number;

  /** @param runs May change while the race goes on. */
  constructor(runs: readonly Paced[], options: PaceOptions) {
    const { speed, paused = false, now, begin = now(), slowest, atOnce } = options;
    this.#runs = runs;
    this.#speed = speed;
    this.#paused = paused;
    this.#now = now;
    this.#atOnce = atOnce;
    this.#slowest = slowest ?? (() => slowestOf(runs));
    this.#share = this.#leastShare();
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

  /** Brings every run whose turn it is and that has done less to `step`, whether paused or not. */
  async stepTo(step: number): Promise<void> {
    await this.#advanceAll(() => step);
  }

  /** One step for every run whose turn it is, whether paused or not. */
  async stepEach(): Promise<void> {
    await this.#advanceAll((run) => run.stepsDone + 1);
  }

  /** Lets the runs go on until they are where they should be by now, or until `deadline`. */
  async advance(deadline: number): Promise<Outlook> {
    if (this.#paused) return 'nothing';
    const limit = this.#limit();
    const onDevice = this.#advanceOnDevice(limit, deadline);
    const outlook = await this.#advanceInTurn(limit, deadline);
    return onDevice ? furtherOf(outlook, await onDevice) : outlook;
  }

  /** Runs on a device go on side by side; null where none is to. */
  #advanceOnDevice(limit: number, deadline: number): Promise<Outlook> | null {
    const behind: Paced[] = [];
    for (const run of this.#candidates()) if (run.waits && isBehind(run, limit)) behind.push(run);
    return behind.length > 0 ? this.#advanceTogether(behind, limit, deadline) : null;
  }

  async #advanceTogether(runs: readonly Paced[], limit: number, deadline: number): Promise<Outlook> {
    const furthest =
      this.#atOnce === undefined ? this.#slowest() + lead * turnOnDevice : Number.POSITIVE_INFINITY;
    const next = runs.filter((run) => shareOf(run) <= furthest);
    if (next.length === 0) return 'waiting';
    await Promise.all(
      next.map((run) => {
        const { steps } = run.spec;
        const step = run.stepsDone + Math.ceil(turnOnDevice * steps);
        return run.advance(Math.min(step, Math.floor(limit * steps)), deadline);
      }),
    );
    return next.some((run) => isBehind(run, limit)) ? 'more' : 'nothing';
  }

  async #advanceInTurn(limit: number, deadline: number): Promise<Outlook> {
    const turn = shortestTurn * Math.max(1, this.#runs.length / runsOfShortTurns);
    do {
      const next = this.#leastAdvanced(limit);
      if (!next) return 'nothing';
      if (this.#atOnce === undefined && shareOf(next) > this.#slowest() + lead * turn) return 'waiting';
      const { steps } = next.spec;
      const step = next.stepsDone + Math.ceil(turn * steps);
      await next.advance(Math.min(step, Math.floor(limit * steps)), deadline);
    } while (this.#now() < deadline);
    return 'more';
  }

  /** Those on a device while the others are computed. */
  async #advanceAll(stepOf: (run: Paced) => number): Promise<void> {
    const runs = this.#candidates();
    const advance = (run: Paced) => run.advance(stepOf(run), Number.POSITIVE_INFINITY);
    const onDevice = Promise.all(runs.filter((run) => run.waits).map(advance));
    for (const run of runs.filter((each) => !each.waits)) await advance(run);
    await onDevice;
  }

  /** Share of its steps that each run may have done by now. */
  #limit(): number {
    if (this.#speed === 'max') return 1;
    const time = this.#now();
    this.#share += ((time - this.#last) / duration) * this.#speed;
    this.#last = time;
    return Math.min(1, this.#share);
  }

  #leastAdvanced(limit: number): Paced | undefined {
    let least: Paced | undefined;
    for (const run of this.#candidates()) {
      if (run.waits || !isBehind(run, limit)) continue;
      if (!least || shareOf(run) < shareOf(least)) least = run;
    }
    return least;
  }

  /** Those that have begun and, where there is room, the ones whose turn it is to begin. */
  #candidates(): readonly Paced[] {
    if (this.#atOnce === undefined) return this.#runs;
    const begun: Paced[] = [];
    const waiting: Paced[] = [];
    for (const run of this.#runs) {
      if (run.ended) continue;
      if (run.stepsDone >= 0) begun.push(run);
      else if (waiting.length < this.#atOnce) waiting.push(run);
    }
    return [...begun, ...waiting.slice(0, Math.max(0, this.#atOnce - begun.length))];
  }

  /** The pace goes on from where the runs are, not from where the clock would have them. */
  #restart(): void {
    this.#last = this.#now();
    this.#share = this.#leastShare();
  }

  /** Those that wait for their turn hold up nobody. */
  #leastShare(): number {
    if (this.#atOnce === undefined) return this.#slowest();
    const begun = this.#runs.filter(({ ended, stepsDone }) => !ended && stepsDone >= 0);
    return begun.length > 0 ? slowestOf(begun) : 0;
  }
}

/** @param limit The share that it may have done. */
function isBehind({ ended, stepsDone, spec }: Paced, limit: number): boolean {
  return !ended && stepsDone < Math.floor(limit * spec.steps);
}

/** What is to be done after two slices at the same time. */
function furtherOf(one: Outlook, other: Outlook): Outlook {
  if (one === 'more' || other === 'more') return 'more';
  return one === 'waiting' ? one : other;
}

function slowestOf(runs: readonly Paced[]): number {
  const shares = runs.filter((run) => !run.ended).map(shareOf);
  return Math.max(0, Math.min(1, ...shares));
}

function shareOf(run: Paced): number {
  return run.stepsDone / run.spec.steps;
}
