/** Where files are, for whoever reads them: paths on the disk of this machine, or addresses where it is a browser's. */
import * as vscode from 'vscode';

/** A browser's host has no disk: VS Code reads for it. */
export const hasDisk = typeof process !== 'undefined';

/** null where nobody here can read it. */
export function placeOfFile(uri: vscode.Uri): string | null {
  if (!hasDisk) return uri.scheme === 'untitled' ? null : uri.toString();
  return uri.scheme === 'file' ? uri.fsPath : null;
}

export function uriOfPlace(place: string): vscode.Uri {
  return hasDisk ? vscode.Uri.file(place) : vscode.Uri.parse(place);
}
