import { openUnsaved } from './openUnsaved.ts';

/** An experiment to begin with; it can be run before it is saved. @internal */
export const newExperimentText = `{
  // What to minimize: a surface, a formula, or a network on data.
  "problem": { "data": "digits", "hidden": [32] },
  // Each optimizer runs with each learning rate.
  "optimizers": [
    { "optimizer": "sgd", "lr": [0.1] },
    { "optimizer": "adam" }
  ],
  "lr": [0.003],
  "batch_size": [32],
  "epochs": 20
}
`;

/** Opens an experiment that is not saved yet: with a name in the folder that is open or, where none is, without one. */
export async function openNewExperiment(): Promise<void> {
  await openUnsaved((number) => `digits-${number}.experiment.json`, newExperimentText);
}
