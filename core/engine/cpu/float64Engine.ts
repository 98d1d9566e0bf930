/** The engine for surfaces, and the oracle of networks: plain JavaScript, in double precision. */
import { modelObjective } from '../../problems/models/modelObjective.ts';
import type { Objective } from '../../problems/objective.ts';
import { compileFloat64 } from '../../rule/run/javascriptKernel.ts';
import type { Engine, Trainer } from '../engine.ts';
import { createStepper, type Stepper } from './stepper.ts';

const mostStepsPerRun = 1024;

/** It computes every run, anywhere. */
export const float64Engine: Engine = {
  supports: () => ({ supported: true }),
  createTrainer(task, reason) {
    const objective = task.kind === 'surface' ? task.objective : modelObjective(task.model);
    const { rule, hyperparametersAt, observe } = task.method;
    const kernel = compileFloat64(rule, objective.tensors);
    return trainerOf(objective, createStepper(objective, kernel, hyperparametersAt, observe), reason);
  },
};

function trainerOf(objective: Objective, stepper: Stepper, reason: string | null): Trainer {
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
    get measured() {
      const loss = losses.subarray(0, recorded);
      return path ? { loss, position: path.subarray(0, 2 * recorded) } : { loss };
    },
    evaluate: evaluate ? () => evaluate(parameters) : null,
    dispose() {},
  };
}
