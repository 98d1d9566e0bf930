/** Rules and experiments that are moved or renamed in the editor: experiments keep to the rules that they name. */
import * as vscode from 'vscode';
import { rulePlacesIn } from '../../core/experiment/text/rulePlaces.ts';
import { pathToRule, placeOfRule } from '../ownRules/rulePlace.ts';
import { workspaceFiles } from '../workspaceFiles.ts';
import { readExperiment } from './readExperiment.ts';

interface Move {
  readonly oldUri: vscode.Uri;
  readonly newUri: vscode.Uri;
}

/** Experiments that are looked through. */
const mostFiles = 500;

/** The paths in experiments that lead elsewhere after the moves, as they are to be then. */
export async function editsForMoves(moves: readonly Move[]): Promise<vscode.WorkspaceEdit> {
  const edit = new vscode.WorkspaceEdit();
  const found = await workspaceFiles(['.experiment.json'], mostFiles);
  for (const uri of found) {
    // One that can't be read names no rules.
    const text = await readExperiment(uri).catch(() => '');
    const file = moved(uri, moves) ?? uri;
    for (const { path, offset, length } of rulePlacesIn(text)) {
      const place = placeOfRule(path, uri);
      if ('fault' in place) continue;
      const rule = moved(place, moves);
      if (!rule && file === uri) continue;
      const now = pathToRule(rule ?? place, file);
      if (now === null || placeOfRule(path, file).toString() === (rule ?? place).toString()) continue;
      edit.replace(uri, rangeIn(text, offset, length), JSON.stringify(now));
    }
  }
  return edit;
}

/** Where a file is after the moves; undefined where it stays. A folder takes what is in it along. */
function moved(uri: vscode.Uri, moves: readonly Move[]): vscode.Uri | undefined {
  for (const { oldUri, newUri } of moves) {
    if (uri.scheme !== oldUri.scheme || uri.authority !== oldUri.authority) continue;
    if (uri.path === oldUri.path) return newUri;
    if (uri.path.startsWith(`${oldUri.path}/`))
      return newUri.with({ path: newUri.path + uri.path.slice(oldUri.path.length) });
  }
  return undefined;
}

/** A piece within a line. */
function rangeIn(text: string, offset: number, length: number): vscode.Range {
  const lines = text.slice(0, offset).split(/\r\n|\n|\r/);
  const column = lines.at(-1)?.length ?? 0;
  return new vscode.Range(lines.length - 1, column, lines.length - 1, column + length);
}
