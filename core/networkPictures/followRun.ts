/** The weights of a run on its way, computed again. */
import type { Replay } from '../debug/replay.ts';

/** Squares of larger numbers, summed up over a network, may be none. */
const largest = 1e100;

export interface WeightPath {
  /** After how many steps each point is. */
  readonly steps: Int32Array;
  /** The last one is where the run ended or, where its weights are no longer numbers to reckon with, before. */
  readonly points: readonly Float64Array[];
}

/**
 * Goes through a run, and keeps so many points of it at most, at equal distances, the first and the last among them.
 * @returns after yielding the number of steps done with each step.
 */
export function* followRun(replay: Replay, stepsDone: number, most: number): Generator<number, WeightPath> {
  const stride = Math.max(1, Math.ceil(stepsDone / Math.max(1, most - 1)));
  const steps: number[] = [];
  const points: Float64Array[] = [];
  for (let step = 0; step <= stepsDone; step++) {
    replay.goTo(step);
    const { parameters } = replay;
    if (step % stride === 0 || step === stepsDone) {
      if (!parameters.every((value) => Math.abs(value) < largest)) break;
      steps.push(step);
      points.push(parameters.slice());
    }
    yield step;
  }
  return { steps: Int32Array.from(steps), points };
}
