/** Where a run may go on, and when a device is to say again where it stands. */
import type { Checkpoint } from '../checkpoint.ts';

/**
 * Of device time, in milliseconds: from one checkpoint to the next. A quarter of it each time that the device was lost
 * without getting further, so that it may get there.
 */
const interval = 2000;

export class Checkpoints {
  /** From the earliest on, at least one. */
  #kept: readonly [Checkpoint, ...Checkpoint[]];
  /** Milliseconds of the device. */
  #since = Number.POSITIVE_INFINITY;
  #isAsked = false;
  /** How often the device was lost since the run got further. */
  timesLost = 0;

  constructor(start: Checkpoint) {
    this.#kept = [start];
  }

  /** Whether the steps that are asked for next are to bring one. */
  ask(): boolean {
    const isDue = !this.#isAsked && this.#since >= interval / 4 ** this.timesLost;
    this.#isAsked ||= isDue;
    return isDue;
  }

  /**
   * Takes what a device has answered.
   * @param milliseconds That it was at it.
   * @param wasAsked Whether a checkpoint was to come.
   */
  take(milliseconds: number, wasAsked: boolean, checkpoint: Checkpoint | null): void {
    this.#since += milliseconds;
    if (wasAsked) this.#isAsked = false;
    if (!checkpoint) return;
    this.#kept = [...this.#kept, checkpoint];
    this.#since = 0;
    this.timesLost = 0;
  }

  /** The last one that has at most so many steps. */
  upTo(steps: number): Checkpoint {
    return this.#kept.findLast(({ stepsDone }) => stepsDone <= steps) ?? this.#kept[0];
  }

  /** The run will not go back behind so many steps. */
  release(steps: number): void {
    const first = this.upTo(steps);
    this.#kept = [first, ...this.#kept.filter(({ stepsDone }) => stepsDone > first.stepsDone)];
  }

  /** The run goes on from so many steps: what was asked for won't come, and what is behind them was never taken. */
  goBack(steps: number): void {
    const [first, ...others] = this.#kept;
    this.#kept = [first, ...others.filter(({ stepsDone }) => stepsDone <= steps)];
    this.#isAsked = false;
  }
}
