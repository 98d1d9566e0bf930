/** The engine for surfaces, and the oracle of networks: plain JavaScript, in double precision. */
import { modelObjective } from '../../problems/models/modelObjective.ts';
import type { Objective } from '../../problems/objective.ts';
import { compileFloat64 } from '../../rule/run/javascriptKernel.ts';
import { cloneState } from '../../rule/run/kernel.ts';
import type { Checkpoint } from '../checkpoint.ts';
import type { Engine, Trainer } from '../engine.ts';
import { groupsOfLayers } from '../runRates.ts';
import { createStepper, type Stepper, type StepperPosition } from './stepper.ts';

const mostStepsPerRun = 1024;

/** It computes every run, anywhere. */
export const float64Engine: Engine = {
  supports: () => ({ supported: true }),
  createTrainer(task, reason) {
    const { from } = task;
    const objective = task.kind === 'surface' ? task.objective : modelObjective(task.model, from?.stepsDone);
    const { rule, hyperparametersAt, layerRatesAt, observe } = task.method;
    const { tensors } = objective;
    const groups = layerRatesAt && tensors && groupsOfLayers(tensors, layerRatesAt);
    const kernel = compileFloat64(rule, tensors, groups);
    const position = from && positionAt(from);
    return trainerOf(
      objective,
      createStepper(objective, kernel, hyperparametersAt, observe, position),
      reason,
    );
  },
};

function positionAt({
  stepsDone,
  parameters,
  state: { tensors, scalars },
}: Checkpoint): StepperPosition<Float64Array> {
  return {
    stepsDone,
    parameters: Float64Array.from(parameters),
    state: { tensors: tensors.map((tensor) => Float64Array.from(tensor)), scalars: scalars.slice() },
  };
}

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
      ...(reason && { reason }),
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
    checkpoint: () => ({
      stepsDone: stepper.stepsDone,
      parameters: parameters.slice(),
      state: cloneState(stepper.state),
    }),
    dispose() {},
  };
}
