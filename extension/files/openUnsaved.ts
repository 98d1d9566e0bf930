import * as vscode from 'vscode';
import { freePlace } from './freePlace.ts';

/**
 * Opens JSON with comments that is not saved yet: with a name in the folder that is open or, where none is, without one.
 * @param nameOf The name with a number, which no file has.
 */
export async function openUnsaved(nameOf: (number: number) => string, content: string): Promise<void> {
  const uri = await freePlace(nameOf);
  const document = await (uri
    ? vscode.workspace.openTextDocument(uri)
    : vscode.workspace.openTextDocument({ language: 'jsonc', content }));
  const editor = await vscode.window.showTextDocument(document);
  if (uri) await editor.edit((edit) => edit.insert(new vscode.Position(0, 0), content));
}
