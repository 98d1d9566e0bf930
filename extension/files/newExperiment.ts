import * as vscode from 'vscode';

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
  const uri = await freeName();
  const document = await (uri
    ? vscode.workspace.openTextDocument(uri)
    : vscode.workspace.openTextDocument({ language: 'jsonc', content: newExperimentText }));
  const editor = await vscode.window.showTextDocument(document);
  if (uri) await editor.edit((edit) => edit.insert(new vscode.Position(0, 0), newExperimentText));
}

/** `digits-1.experiment.json`, or the first number that is free. */
async function freeName(): Promise<vscode.Uri | undefined> {
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
  if (!folder) return undefined;
  const open = new Set(vscode.workspace.textDocuments.map(({ uri }) => uri.path));
  for (let number = 1; ; number++) {
    const file = vscode.Uri.joinPath(folder, `digits-${number}.experiment.json`);
    const isTaken = open.has(file.path) || (await exists(file));
    if (!isTaken) return file.with({ scheme: 'untitled' });
  }
}

async function exists(file: vscode.Uri): Promise<boolean> {
  try {
    await vscode.workspace.fs.stat(file);
    return true;
  } catch {
    return false;
  }
}
