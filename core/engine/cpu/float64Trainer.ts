/** The float64 engine as a trainer: plain JavaScript, for surfaces and as the oracle of networks. */
import type { Objective } from '../../problems/objective.ts';
import type { Stepper } from './stepper.ts';
import type { Trainer } from './trainer.ts';

const mostStepsPerRun = 1024;

/** @param reason Why a run that another engine could compute is computed by this one; a clause. Default: none. */
export function createFloat64Trainer(objective: Objective, stepper: Stepper, reason?: string): Trainer {
  const { evaluate } = objective;
  const { parameters } = stepper;
  const losses = new Float64Array(mostStepsPerRun);
  const path = evaluate ? null : new Float64Array(2 * mostStepsPerRun);
  let recorded = 0;

  function record(): void {
    losses[recorded] = stepper.loss;
    path?.set(parameters.subarray(0, 2), 2 * recorded);
    recorded++;
  }

  record();
  return {
    engine: { precision: 'float64', description: `JavaScript, float64${reason ? `, since ${reason}` : ''}` },
    get stepsDone() {
      return stepper.stepsDone;
    },
    run(steps, limit) {
      const count = Math.min(steps, mostStepsPerRun);
      recorded = 0;
      do {
        stepper.advance();
        record();
      } while (recorded < count && Number.isFinite(stepper.loss) && stepper.loss <= limit);
      return recorded;
    },
    get losses() {
      return losses.subarray(0, recorded);
    },
    get path() {
      return path?.subarray(0, 2 * recorded) ?? null;
    },
    evaluate: evaluate ? () => evaluate(parameters) : null,
  };
}
