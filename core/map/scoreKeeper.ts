/** Makes the score of a run of its losses, as they come; what a race says of the same run is the same. */
import { hasDiverged } from '../engine/lossLimit.ts';
import type { RunScore } from '../engine/runScore.ts';
import type { RunSpec } from '../experiment/runSpec.ts';
import { createMeanOfSteps, type EpochMean } from '../race/epochMean.ts';

export class ScoreKeeper {
  readonly #target: number | null;
  /** Of models the losses of one epoch are one. */
  readonly #mean: EpochMean | null;
  #firstLoss = Number.NaN;
  /** Of the last loss: 0 is the start. */
  #step = -1;
  #final = Number.NaN;
  #best = Number.POSITIVE_INFINITY;
  #first = 0;
  /** Since when no loss was above the target; 0 where the last one is. */
  #below = 0;
  #hasDiverged = false;

  constructor({ stepsPerEpoch }: Pick<RunSpec, 'stepsPerEpoch'>, target: number | null) {
    this.#target = target;
    this.#mean = createMeanOfSteps(stepsPerEpoch);
  }

  /** The loss at the start, then that after each step. */
  take(loss: number): void {
    const step = ++this.#step;
    if (step === 0) this.#firstLoss = loss;
    const value = this.#mean ? this.#mean.add(loss) : loss;
    this.#final = value;
    if (value < this.#best) this.#best = value;
    if (this.#target !== null && value <= this.#target) {
      // A run that begins at its target is there with the first step.
      if (this.#first === 0) this.#first = Math.max(1, step);
      if (this.#below === 0) this.#below = Math.max(1, step);
    } else this.#below = 0;
    this.#hasDiverged = hasDiverged(loss, this.#firstLoss);
  }

  get score(): RunScore {
    const isOver = this.#hasDiverged;
    return {
      final: isOver ? Number.NaN : this.#final,
      best: this.#best,
      first: this.#first,
      forGood: isOver ? 0 : this.#below,
      divergedAt: isOver ? Math.max(1, this.#step) : 0,
    };
  }
}
