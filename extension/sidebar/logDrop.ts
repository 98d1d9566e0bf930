/** Files that are dropped on the view "Runs": training logs. */
import * as vscode from 'vscode';
import { hasDisk } from '../data/filePlace.ts';
import { commandIds } from '../ids.ts';
import type { Row } from './rows.ts';

const uriList = 'text/uri-list';

/** In a remote window what is dropped is named as the window sees it; it is on the disk of this machine, where that has one. */
function here(uri: vscode.Uri): vscode.Uri {
  return hasDisk && uri.scheme === 'vscode-remote' ? vscode.Uri.file(uri.path) : uri;
}

export const logDrop: vscode.TreeDragAndDropController<Row> = {
  dragMimeTypes: [],
  dropMimeTypes: [uriList],
  async handleDrop(_, dropped) {
    const text = await dropped.get(uriList)?.asString();
    // A line each; those that begin with # are comments.
    const lines = (text ?? '').split(/\r?\n/).filter((line) => line !== '' && !line.startsWith('#'));
    const files = lines.map((line) => here(vscode.Uri.parse(line)));
    if (files.length > 0) await vscode.commands.executeCommand(commandIds.openLog, files[0], files);
  },
};
