import * as vscode from 'vscode';
import { checkSize, decodeText } from '../../core/experiment/text/decodeText.ts';

/**
 * The text as the person sees it in the editor, saved or not; of a file that isn't being edited, as it is on the disk.
 * @throws {ExperimentError} if the file is too large, or in another encoding.
 */
export async function readExperiment(uri: vscode.Uri): Promise<string> {
  const open = vscode.workspace.textDocuments.find((each) => each.uri.toString() === uri.toString());
  // An unchanged document may be a moment behind its file.
  if (open && (open.isDirty || open.isUntitled)) return open.getText();
  checkSize((await vscode.workspace.fs.stat(uri)).size);
  return decodeText(await vscode.workspace.fs.readFile(uri));
}
