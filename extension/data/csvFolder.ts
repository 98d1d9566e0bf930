import * as vscode from 'vscode';
import { ExperimentError } from '../../core/experiment/errors.ts';
import type { CsvProblem } from '../../core/experiment/modelProblem.ts';
import { faultAt } from '../../core/fault.ts';
import { placeOfFile } from './filePlace.ts';

/**
 * The folder that a problem's path is relative to: the workspace folder of the experiment file or, where it is in
 * none, the first that is open.
 * @throws {ExperimentError} if no folder is open, or nobody here can read it.
 */
export function csvFolder({ csv }: CsvProblem, experimentFile: vscode.Uri): string {
  const { getWorkspaceFolder, workspaceFolders } = vscode.workspace;
  const uri = (getWorkspaceFolder(experimentFile) ?? workspaceFolders?.[0])?.uri;
  const fail = (expected: string) => new ExperimentError([faultAt(['problem', 'csv'], csv, expected)]);
  if (!uri) throw fail('a path in the open folder, but none is open: open the one that the file is in');
  const folder = placeOfFile(uri);
  if (folder === null) throw fail(`a path in a folder on the disk, not in ${uri.toString(true)}`);
  return folder;
}
