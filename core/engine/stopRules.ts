/** What ends a run before its last step, as its experiment says. Each rule answers in words that follow "finished: ". */
import type { RunSpec } from '../experiment/runSpec.ts';
import { createEpochMean, type EpochMean } from '../race/epochMean.ts';
import type { RunningMeanState } from '../race/runningMean.ts';

export interface StopRulesState {
  readonly mean: RunningMeanState;
  readonly lowest: number;
  readonly withoutGain: number;
}

export class StopRules {
  readonly #rules: RunSpec['stop'];
  readonly #mean: EpochMean;
  #lowest = Number.POSITIVE_INFINITY;
  /** Evaluations in a row that brought no lower loss. */
  #withoutGain = 0;

  /** @param from Where the run goes on. Default: at its start. */
  constructor({ stop, stepsPerEpoch }: Pick<RunSpec, 'stop' | 'stepsPerEpoch'>, from?: StopRulesState) {
    this.#rules = stop;
    this.#mean = createEpochMean(stepsPerEpoch, from?.mean);
    if (!from) return;
    this.#lowest = from.lowest;
    this.#withoutGain = from.withoutGain;
  }

  get state(): StopRulesState {
    return { mean: this.#mean.state, lowest: this.#lowest, withoutGain: this.#withoutGain };
  }

  /** Whether evaluations decide when the run ends. */
  get countsEvaluations(): boolean {
    return this.#rules.patience !== undefined;
  }

  /** Whether losses of steps decide when the run ends. */
  get countsLosses(): boolean {
    return this.#rules.target !== undefined;
  }

  /** Takes the loss after each step, in order. A mini-batch's loss is noisy: what counts is its mean over an epoch. */
  afterStep(step: number, loss: number): string | null {
    const { target } = this.#rules;
    if (target === undefined || !(this.#mean.add(loss) <= target)) return null;
    return `reached ${target} at step ${step}`;
  }

  /** Early stopping: Prechelt 1998. Takes the loss of each evaluation, in order. */
  afterEvaluation(loss: number): string | null {
    const { patience } = this.#rules;
    this.#withoutGain = loss < this.#lowest ? 0 : this.#withoutGain + 1;
    this.#lowest = Math.min(this.#lowest, loss);
    if (patience === undefined || this.#withoutGain < patience) return null;
    return `no better for ${patience} ${patience === 1 ? 'evaluation' : 'evaluations'}`;
  }

  /**
   * Milliseconds of computing that the run still has.
   * @param computing Those that it has had.
   */
  timeLeft(computing: number): number {
    return 1000 * (this.#rules.seconds ?? Number.POSITIVE_INFINITY) - computing;
  }

  /** @param computing Milliseconds of computing so far. */
  afterTime(computing: number): string | null {
    if (this.timeLeft(computing) > 0) return null;
    const { seconds } = this.#rules;
    return `time limit of ${seconds} s reached`;
  }
}
