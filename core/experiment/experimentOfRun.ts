import { withoutDrawnStart } from './drawnStart.ts';
import { choiceOfRates } from './layerRates.ts';
import type { RunSpec } from './runSpec.ts';
import type { Experiment } from './schema.ts';

/** The experiment that has this run of another, and no other run. Its title is not that of the other. */
export function experimentOfRun(experiment: Experiment, spec: RunSpec): Experiment {
  // The rate of the run is scaled already, and its schedule is its own.
  const { title: _, schedule, scale_lr, ...rest } = experiment;
  const { lr, ...hyperparameters } = spec.hyperparameters;
  return {
    ...rest,
    problem: withoutDrawnStart(rest.problem),
    optimizers: [
      {
        optimizer: spec.optimizer,
        ...(spec.rule && { rule: spec.rule }),
        ...(spec.layerRates && { layer_lr: choiceOfRates(spec.layerRates) }),
        ...(Object.keys(hyperparameters).length > 0 && { hyperparameters }),
        ...(spec.schedule && { schedule: spec.schedule }),
      },
    ],
    lr: [Number(lr)],
    ...(spec.batchSize !== null && { batch_size: [spec.batchSize] }),
    ...(spec.seed !== null && { seed: [spec.seed] }),
  };
}
