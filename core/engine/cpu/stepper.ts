/** The float64 engine's inner part: one optimizer on one objective, a step at a time. */
import type { Objective } from '../../problems/objective.ts';
import type { Kernel } from '../../rule/kernel.ts';
import type { HyperparameterValues } from '../../rule/rule.ts';

export interface Stepper {
  /** Updated in place by `advance`. */
  readonly parameters: Float64Array;
  readonly stepsDone: number;
  /** Loss after `stepsDone` steps, on the mini-batch that the next step uses. */
  readonly loss: number;
  /** Takes one step and measures the loss after it. */
  advance(): void;
}

export function createStepper(
  objective: Objective,
  kernel: Kernel,
  hyperparameters: HyperparameterValues,
): Stepper {
  const parameters = objective.start.slice();
  const gradient = new Float64Array(parameters.length);
  const ahead = new Float64Array(parameters.length);
  const state = kernel.createState(parameters.length);
  let stepsDone = 0;
  let loss = measure();

  function measure(): number {
    if (!kernel.lookAhead) return objective.lossAndGradient(parameters, gradient);
    kernel.lookAhead(parameters, state, hyperparameters, stepsDone + 1, ahead);
    objective.lossAndGradient(ahead, gradient);
    return objective.loss(parameters);
  }

  return {
    parameters,
    get stepsDone() {
      return stepsDone;
    },
    get loss() {
      return loss;
    },
    advance() {
      stepsDone++;
      kernel.update(parameters, gradient, state, hyperparameters, stepsDone);
      objective.next();
      loss = measure();
    },
  };
}
