import * as vscode from 'vscode';

/** An experiment to begin with; it can be run before it is saved. */
export const newExperimentText = `{
  // What to minimize: a surface, a formula, or a network on data.
  "problem": { "data": "digits", "hidden": [32] },
  // Each optimizer runs with each learning rate.
  "optimizers": [
    { "optimizer": "sgd", "lr": [0.1] },
    { "optimizer": "adam" },
  ],
  "lr": [0.003],
  "batch_size": [32],
  "epochs": 20,
}
`;

/** Opens an experiment that is not saved yet, in the folder that is open. */
export async function openNewExperiment(): Promise<void> {
  const document = await vscode.workspace.openTextDocument({ language: 'jsonc', content: newExperimentText });
  await vscode.window.showTextDocument(document);
}
