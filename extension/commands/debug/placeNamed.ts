import * as vscode from 'vscode';

/**
 * The document that a configuration names by a URI, by a path of the system, or by a path in a folder.
 * @param folder Default: the first that is open. Where none is, the path is that of an unsaved document.
 */
export function placeNamed(name: string, folder: vscode.WorkspaceFolder | undefined): vscode.Uri {
  // A letter before a colon is a drive.
  if (/^[a-z][\w+.-]+:/i.test(name)) return vscode.Uri.parse(name);
  if (/^([/\\]|[a-z]:)/i.test(name)) return vscode.Uri.file(name);
  const base = (folder ?? vscode.workspace.workspaceFolders?.[0])?.uri;
  const path = name.replace(/\\/g, '/').replace(/^(\.\/)+/, '');
  return base ? vscode.Uri.joinPath(base, path) : vscode.Uri.from({ scheme: 'untitled', path });
}
