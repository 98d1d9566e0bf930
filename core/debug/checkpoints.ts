/** Where a run stood at steps that have been, so that going back computes few steps again. */

import type { State } from '../rule/run/kernel.ts';

export interface StepState {
  readonly stepsDone: number;
  readonly parameters: Float64Array;
  readonly state: State;
}

/** Steps from one checkpoint to the next, as long as there is room. */
const smallestStride = 64;

/**
 * Keeps a checkpoint every so many steps, fewer where they would take more memory than allowed, and beside them the last
 * states that it was given, however they lie: going back step by step reads those.
 */
export class Checkpoints {
  readonly #mostKept: number;
  readonly #mostRecent: number;
  readonly #kept = new Map<number, StepState>();
  /** In the order in which they were given. */
  readonly #recent = new Map<number, StepState>();
  #stride = smallestStride;

  /**
   * @param numbers Of one checkpoint.
   * @param mostBytes Of all.
   */
  constructor(numbers: number, mostBytes: number) {
    const most = Math.max(4, Math.floor(mostBytes / (8 * numbers)));
    this.#mostRecent = Math.min(smallestStride, Math.floor(most / 2));
    this.#mostKept = most - this.#mostRecent;
  }

  /** Whether a state would be kept as one of the regular ones. */
  wants(stepsDone: number): boolean {
    return stepsDone % this.#stride === 0 && !this.#kept.has(stepsDone);
  }

  /** @param state Not changed from here on. */
  keep(state: StepState): void {
    this.#recent.delete(state.stepsDone);
    this.#recent.set(state.stepsDone, state);
    for (const oldest of this.#recent.keys()) {
      if (this.#recent.size <= this.#mostRecent) break;
      this.#recent.delete(oldest);
    }
    if (!this.wants(state.stepsDone)) return;
    this.#kept.set(state.stepsDone, state);
    while (this.#kept.size > this.#mostKept) this.#thin();
  }

  /** The last one at this step or before. */
  before(stepsDone: number): StepState | undefined {
    let best: StepState | undefined;
    const exact = this.#recent.get(stepsDone);
    if (exact) return exact;
    for (const state of [...this.#kept.values(), ...this.#recent.values()]) {
      if (state.stepsDone <= stepsDone && state.stepsDone >= (best?.stepsDone ?? 0)) best = state;
    }
    return best;
  }

  /** Forgets what was after this step: something is computed differently from there on. */
  forgetAfter(stepsDone: number): void {
    for (const states of [this.#kept, this.#recent]) {
      for (const step of states.keys()) if (step > stepsDone) states.delete(step);
    }
  }

  #thin(): void {
    this.#stride *= 2;
    for (const step of this.#kept.keys()) if (step % this.#stride !== 0) this.#kept.delete(step);
  }
}
