import * as vscode from 'vscode';

/** As it stands in the editor, saved or not; else as it is on the disk. */
export async function textOfRule(uri: vscode.Uri): Promise<string> {
  const open = vscode.workspace.textDocuments.find((each) => each.uri.toString() === uri.toString());
  return open?.getText() ?? new TextDecoder().decode(await vscode.workspace.fs.readFile(uri));
}
