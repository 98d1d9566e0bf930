/** What somebody does who has no debugger: run the optimizer again, as fast as it goes, up to the step that is meant. */
import { createStepper, type Stepper } from '../../../core/engine/cpu/stepper.ts';
import { taskOf } from '../../../core/engine/createRunner.ts';
import type { RunSpec } from '../../../core/experiment/runSpec.ts';
import type { PreparedDataset } from '../../../core/problems/data/preparation/prepareDataset.ts';
import { modelObjective } from '../../../core/problems/models/modelObjective.ts';
import { compileFloat64 } from '../../../core/rule/run/javascriptKernel.ts';

/** A run at its start, with the float64 kernel that has its rule's options decided. */
export function plainRun(spec: RunSpec, data: PreparedDataset | null): Stepper {
  const task = taskOf(spec, data);
  const objective = task.kind === 'surface' ? task.objective : modelObjective(task.model);
  const { rule, hyperparametersAt, observe } = task.method;
  return createStepper(objective, compileFloat64(rule, objective.tensors), hyperparametersAt, observe);
}
