import type { Stepper } from '../../../core/engine/cpu/stepper.ts';
import { lossesToAnswer, type Work } from './requests.ts';

const mostStepsPerRun = 1024;

/** Steps of the float64 engine. */
export function stepperWork(stepper: Stepper): Work {
  const losses: number[] = [];
  const after = new Float64Array(mostStepsPerRun);
  return {
    losses,
    run(steps) {
      let last = stepper.loss;
      for (let left = steps; left > 0; ) {
        // A step's loss is the one before its update.
        const before = stepper.loss;
        const taken = stepper.run(Math.min(left, mostStepsPerRun), Number.POSITIVE_INFINITY, after, null);
        last = after[taken - 2] ?? before;
        for (const loss of [before, ...after.subarray(0, lossesToAnswer)].slice(0, taken)) {
          if (losses.length < lossesToAnswer) losses.push(loss);
        }
        left -= taken;
      }
      return last;
    },
  };
}
