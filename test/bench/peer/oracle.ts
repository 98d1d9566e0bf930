/** What the engine is held to: the same work in plain JavaScript on doubles, as core/ does it where there are no kernels. */
import { createStepper } from '../../../core/engine/cpu/stepper.ts';
import { createMlp } from '../../../core/problems/models/mlp.ts';
import { modelObjective } from '../../../core/problems/models/modelObjective.ts';
import { compileFloat64 } from '../../../core/rule/run/javascriptKernel.ts';
import { readDataFile } from './dataFile.ts';
import { inOrder } from './inOrder.ts';
import { ruleOf } from './optimizer.ts';
import type { TrainRequest, UpdateRequest, Work } from './requests.ts';
import { stepperWork } from './stepperWork.ts';

export function trainOracle(request: TrainRequest): Work {
  const { layers, activation, batch } = request;
  const { rows, inputs, labels, parameters } = readDataFile(request.data);
  const isBinary = layers.at(-1) === 1;
  const options = { activation, loss: isBinary ? 'bce_with_logits' : 'cross_entropy' } as const;
  const objective = modelObjective({
    widths: layers,
    options,
    model: createMlp(layers, options),
    training: { rows, inputs: Float64Array.from(inputs), ...(isBinary ? { targets: labels } : { labels }) },
    validation: null,
    start: Float64Array.from(parameters),
    batchesFrom: () => inOrder(rows, batch),
    batchSize: batch,
  });
  const { rule, hyperparametersAt } = ruleOf(request);
  return stepperWork(createStepper(objective, compileFloat64(rule, objective.tensors), hyperparametersAt));
}

export function updateOracle(request: UpdateRequest): Work {
  const { rule, hyperparametersAt } = ruleOf(request);
  const kernel = compileFloat64(rule);
  const parameters = new Float64Array(request.n).fill(1);
  const gradient = Float64Array.from(parameters, (_, i) => ((i % 7) - 3) * 0.01);
  const state = kernel.createState(parameters, hyperparametersAt(0));
  let stepsDone = 0;
  return {
    losses: [],
    run(steps) {
      for (let i = 0; i < steps; i++)
        kernel.update(parameters, gradient, state, hyperparametersAt(stepsDone), ++stepsDone);
      return parameters[0] ?? Number.NaN;
    },
  };
}
