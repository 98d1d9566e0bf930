/** Makes the score of a run of its losses, as they come; what a race says of the same run is the same. */
import { hasDiverged } from '../engine/divergence.ts';
import type { RunSpec } from '../experiment/runSpec.ts';
import { RunningMean } from '../race/runningMean.ts';
import type { MapScore } from './mapScore.ts';

export class ScoreKeeper {
  readonly #target: number | null;
  /** Of models the losses of one epoch are one. */
  readonly #mean: RunningMean | null;
  #firstLoss = Number.NaN;
  /** Of the last loss: 0 is the start. */
  #step = -1;
  #final = Number.NaN;
  #best = Number.POSITIVE_INFINITY;
  #first: number | null = null;
  /** Since when no loss was above the target; null where the last one is. */
  #below: number | null = null;
  #hasDiverged = false;

  constructor({ stepsPerEpoch }: Pick<RunSpec, 'stepsPerEpoch'>, target: number | null) {
    this.#target = target;
    this.#mean = stepsPerEpoch > 1 ? new RunningMean(stepsPerEpoch) : null;
  }

  get hasDiverged(): boolean {
    return this.#hasDiverged;
  }

  /** The loss at the start, then that after each step. */
  take(loss: number): void {
    const step = ++this.#step;
    if (step === 0) this.#firstLoss = loss;
    const value = this.#mean ? this.#mean.add(loss) : loss;
    this.#final = value;
    if (value < this.#best) this.#best = value;
    if (this.#target !== null && value <= this.#target) {
      this.#first ??= step;
      this.#below ??= step;
    } else this.#below = null;
    this.#hasDiverged = hasDiverged(loss, this.#firstLoss);
  }

  /** Steps count from 1: a run that begins at the target is there after the first. */
  get score(): MapScore {
    const isFirst = this.#first !== null;
    const stays = this.#below !== null && !this.#hasDiverged;
    return {
      final: this.#hasDiverged ? Number.NaN : this.#final,
      best: this.#best,
      first: isFirst ? Math.max(1, this.#first ?? 0) : 0,
      forGood: stays ? Math.max(1, this.#below ?? 0) : 0,
      divergedAt: this.#hasDiverged ? Math.max(1, this.#step) : 0,
    };
  }
}
