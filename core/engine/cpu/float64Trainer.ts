/** The float64 engine as a trainer: plain JavaScript, for surfaces and as the oracle of networks. */
import type { Objective } from '../../problems/objective.ts';
import type { Trainer } from '../trainer.ts';
import type { Stepper } from './stepper.ts';

const mostStepsPerRun = 1024;

/** @param reason Why a run that another engine could compute is computed by this one; a clause. Default: none. */
export function createFloat64Trainer(objective: Objective, stepper: Stepper, reason?: string): Trainer {
  const { evaluate } = objective;
  const { parameters } = stepper;
  const losses = new Float64Array(mostStepsPerRun);
  const path = evaluate ? null : new Float64Array(2 * mostStepsPerRun);
  losses[0] = stepper.loss;
  path?.set(parameters.subarray(0, 2));
  let recorded = 1;

  return {
    engine: {
      precision: 'float64',
      threads: 1,
      description: `JavaScript, float64${reason ? `, since ${reason}` : ''}`,
    },
    get stepsDone() {
      return stepper.stepsDone;
    },
    run(steps, limit) {
      recorded = stepper.run(Math.min(steps, mostStepsPerRun), limit, losses, path);
      return recorded;
    },
    get losses() {
      return losses.subarray(0, recorded);
    },
    get path() {
      return path?.subarray(0, 2 * recorded) ?? null;
    },
    evaluate: evaluate ? () => evaluate(parameters) : null,
    dispose() {},
  };
}
