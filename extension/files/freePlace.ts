import * as vscode from 'vscode';

/**
 * Where an unsaved document can be that nothing else has the name of: in the first folder that is open.
 * @param nameOf The name of the number 1, 2, …
 * @returns undefined where no folder is open.
 */
export async function freePlace(nameOf: (number: number) => string): Promise<vscode.Uri | undefined> {
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
  if (!folder) return undefined;
  for (let number = 1; ; number++) {
    const file = vscode.Uri.joinPath(folder, nameOf(number));
    const isTaken = isOpen(file.path) || (await exists(file));
    if (!isTaken) return file.with({ scheme: 'untitled' });
  }
}

/** Whether a document has this path, saved or not. */
export function isOpen(path: string): boolean {
  return vscode.workspace.textDocuments.some(({ uri }) => uri.path === path);
}

async function exists(file: vscode.Uri): Promise<boolean> {
  try {
    await vscode.workspace.fs.stat(file);
    return true;
  } catch {
    return false;
  }
}
