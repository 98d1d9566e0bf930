/** When a model is evaluated, and what came of it. */

import { epochsAfter, type StepsPerEpoch, stepsAfter } from '../epochs.ts';
import type { RunSpec } from '../experiment/runSpec.ts';
import type { Score } from '../problems/objective.ts';
import type { Evaluation } from '../race/evaluation.ts';
import type { EvaluationsState } from './checkpoint.ts';
import type { Awaitable } from './engine.ts';
import type { Stopwatch } from './stopwatch.ts';

/** At most this share of the time that training takes goes into evaluations, those at the start and the end aside. */
const affordable = 0.05;
/** In milliseconds; what all evaluations of a run may take in any case, so that short runs have a curve, too. */
const allowance = 20;
/** In milliseconds; many runs may have to stop at once. */
const quick = 1;
/** A run is evaluated about this often at most: a curve has no more points, and all are kept. */
const most = 1000;

export interface EvaluationOptions {
  /** Whether to make those, too, that take too long. */
  readonly all: boolean;
  /** Runs while the run computes, evaluations after the start included. */
  readonly watch: Stopwatch;
  /** The clock of `watch`. */
  readonly now: () => number;
  /** Where the run goes on. Default: at its start. */
  readonly from?: EvaluationsState | null | undefined;
}

/**
 * Decides when to evaluate: at the start, then every `evaluateEvery` epochs, as far as evaluations take at most 5 % of
 * the time that training takes, or 20 ms. Where evaluations decide when the run ends they are all made, so that the run is the
 * same on every machine.
 */
export class Evaluations {
  readonly #evaluate: () => Awaitable<Score | undefined>;
  readonly #stepsPerEpoch: StepsPerEpoch;
  /** Epochs from one to the next. */
  readonly #interval: number;
  readonly #all: boolean;
  readonly #watch: Stopwatch;
  readonly #now: () => number;
  /** Milliseconds that the quickest evaluation took: others had to wait for the processor. */
  #cost = Number.POSITIVE_INFINITY;
  /** How many evaluations there were after the start. */
  #made = 0;
  #last = -1;

  constructor(
    { evaluateEvery, stepsPerEpoch, steps }: RunSpec,
    evaluate: () => Awaitable<Score | undefined>,
    { all, watch, now, from }: EvaluationOptions,
  ) {
    this.#evaluate = evaluate;
    this.#stepsPerEpoch = stepsPerEpoch;
    this.#interval = Math.max(evaluateEvery, Math.ceil(epochsAfter(stepsPerEpoch, steps) / most));
    this.#all = all;
    this.#watch = watch;
    this.#now = now;
    if (!from) return;
    this.#cost = from.cost;
    this.#made = from.made;
    this.#last = from.last;
  }

  get state(): EvaluationsState {
    return { cost: this.#cost, made: this.#made, last: this.#last };
  }

  /** Steps from `step` on until the next that may be evaluated. */
  stepsLeft(step: number): number {
    return this.#stepAfter(Math.floor(this.#intervals(step)) + 1) - step;
  }

  /** As `stepsLeft`, without evaluations that will take too long then, as far as that can be foreseen. */
  stepsUntilAffordable(step: number): number {
    const next = this.stepsLeft(step);
    const cost = (this.#made + 1) * this.#cost;
    const training = this.#watch.elapsed - this.#made * this.#cost;
    if (this.#all || cost <= allowance || !(training > 0)) return next;
    const steps = (cost / affordable - training) * (step / training);
    if (!(steps > next)) return next;
    return this.#stepAfter(Math.ceil(this.#intervals(step + steps))) - step;
  }

  /** Whether to evaluate after `step` steps. */
  isDue(step: number): boolean {
    if (!Number.isInteger(this.#intervals(step))) return false;
    const training = this.#watch.elapsed - this.#made * this.#cost;
    return (
      step === 0 || this.#all || (this.#made + 1) * this.#cost <= Math.max(allowance, affordable * training)
    );
  }

  /** From one that is due to the next, after `step` steps; whole where one is due. */
  #intervals(step: number): number {
    return epochsAfter(this.#stepsPerEpoch, step) / this.#interval;
  }

  #stepAfter(intervals: number): number {
    return stepsAfter(this.#stepsPerEpoch, intervals * this.#interval);
  }

  /** Whether a run that is stopped can be evaluated without anyone noticing. */
  get isQuick(): boolean {
    return this.#cost <= quick;
  }

  /** Evaluates, unless it has been done after this step. */
  async make(step: number): Promise<Evaluation | null> {
    if (step === this.#last) return null;
    const begin = this.#now();
    const score = await this.#evaluate();
    if (!score) return null;
    this.#cost = Math.min(this.#cost, this.#now() - begin);
    if (step > 0) this.#made++;
    this.#last = step;
    return { step, ...score };
  }
}
