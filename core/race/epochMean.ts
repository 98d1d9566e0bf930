/** The mean of losses over one pass over the data, however many steps that has. */
import { epochsAfter, mostStepsOfEpoch, type StepsPerEpoch, stepsAfter } from '../epochs.ts';
import { RunningMean, type RunningMeanState } from './runningMean.ts';

export type EpochMean = Pick<RunningMean, 'add' | 'next' | 'state'>;

/** @param from Where another stood that this one goes on for. Default: nothing was added. */
export function createEpochMean(stepsPerEpoch: StepsPerEpoch, from?: RunningMeanState): EpochMean {
  if (typeof stepsPerEpoch === 'number') return new RunningMean(stepsPerEpoch, from);
  return new StagedMean(stepsPerEpoch, from);
}

/** null where a pass is one step: the losses themselves. */
export function createMeanOfSteps(stepsPerEpoch: StepsPerEpoch, from?: RunningMeanState): EpochMean | null {
  return mostStepsOfEpoch(stepsPerEpoch) > 1 ? createEpochMean(stepsPerEpoch, from) : null;
}

/**
 * The mean of the losses since one pass ago. Behind a change of the batch size a part of them is of the batches before it, so
 * the mean doesn't jump there. As in `RunningMean`, numbers are only ever added: what falls out is the first of sums from a
 * value to the end of its block.
 */
class StagedMean implements EpochMean {
  readonly #stepsPerEpoch: StepsPerEpoch;
  /** Sums from each value of the older block to its end. */
  #older: Float64Array = new Float64Array(0);
  /** How many of these have fallen out. */
  #gone = 0;
  #newer: number[] = [];
  /** Of the newer ones. */
  #sum = 0;
  /** How many were added. */
  #count = 0;

  constructor(stepsPerEpoch: StepsPerEpoch, from?: RunningMeanState) {
    this.#stepsPerEpoch = stepsPerEpoch;
    if (!from) return;
    const [length = 0] = from.block;
    this.#older = from.block.slice(1, 1 + length);
    this.#newer = [...from.block.subarray(1 + length)];
    this.#sum = from.sum;
    this.#count = from.count;
  }

  /** The block begins with how many sums there are, before the newer values. */
  get state(): RunningMeanState {
    const older = this.#older.subarray(this.#gone);
    const block = Float64Array.from([older.length, ...older, ...this.#newer]);
    return { block, count: this.#count, sum: this.#sum };
  }

  add(value: number): number {
    this.#count++;
    const most = this.#count - this.#begin();
    while (this.#length >= most) this.#dropFirst();
    this.#newer.push(value);
    this.#sum += value;
    return ((this.#older[this.#gone] ?? 0) + this.#sum) / this.#length;
  }

  next(values: ArrayLike<number>): Float64Array {
    return Float64Array.from(values, (value) => this.add(value));
  }

  /** How many values came more than one pass ago. */
  #begin(): number {
    const epochs = epochsAfter(this.#stepsPerEpoch, this.#count) - 1;
    return epochs <= 0 ? 0 : Math.min(this.#count - 1, Math.round(stepsAfter(this.#stepsPerEpoch, epochs)));
  }

  get #length(): number {
    return this.#older.length - this.#gone + this.#newer.length;
  }

  #dropFirst(): void {
    if (this.#gone === this.#older.length) {
      this.#older = Float64Array.from(this.#newer);
      for (let i = this.#older.length - 2; i >= 0; i--)
        this.#older[i] = (this.#older[i] ?? 0) + (this.#older[i + 1] ?? 0);
      this.#gone = 0;
      this.#newer = [];
      this.#sum = 0;
    }
    this.#gone++;
  }
}
