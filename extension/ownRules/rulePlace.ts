/** Where the paths of rules lead, as experiments write them. */
import * as vscode from 'vscode';
import { rulePathFault } from '../../core/experiment/ruleFileFaults.ts';
import { cellOfDocument } from '../lessons/lessonCells.ts';

/** Why a path leads nowhere: completes "… — expected …". */
interface NoPlace {
  readonly fault: string;
}

/**
 * The file of a path: relative to the experiment's file or, where that is in no folder, to the first folder that is open;
 * where none is, an unsaved document. Nothing outside of the workspace folder is read, as of CSV files.
 * @param experimentFile Undefined: the experiment is no document.
 */
export function placeOfRule(path: string, experimentFile: vscode.Uri | undefined): vscode.Uri | NoPlace {
  const base = folderOf(experimentFile);
  const fault = rulePathFault(path);
  if (fault !== null) return { fault };
  if (!base) return vscode.Uri.from({ scheme: 'untitled', path: path.replace(/^(\.\/)+/, '') });
  const file = joined(base.path, path);
  const root = workspaceFolderOf(base)?.path ?? base.path;
  if (!file.startsWith(`${root.replace(/\/$/, '')}/`))
    return { fault: `a path in the folder ${shown(base.with({ path: root }))}` };
  return base.with({ path: file });
}

/** The path from where an experiment is, or is to be, to a rule's file; null where it leads out of the workspace folder. */
export function pathToRule(place: vscode.Uri, experimentFile: vscode.Uri | undefined): string | null {
  if (place.scheme === 'untitled') return place.path.split('/').at(-1) ?? null;
  const base = folderOf(experimentFile);
  if (base?.scheme !== place.scheme || base.authority !== place.authority) return null;
  const root = workspaceFolderOf(base)?.path ?? base.path;
  if (!place.path.startsWith(`${root}/`)) return null;
  const [from, to] = [partsOf(base), partsOf(place)];
  const differs = from.findIndex((part, i) => part !== to[i]);
  const common = differs < 0 ? from.length : differs;
  const up = from.slice(common).map(() => '..');
  return [...(up.length > 0 ? up : ['.']), ...to.slice(common)].join('/');
}

/** Where a rule is when it has been saved: what isn't yet has the path that it will have. */
export function savedPlace(rule: vscode.Uri): vscode.Uri {
  if (rule.scheme !== 'untitled') return rule;
  return workspaceFolderOf(rule)?.with({ path: rule.path }) ?? rule;
}

/** The folder that paths are relative to. */
function folderOf(experimentFile: vscode.Uri | undefined): vscode.Uri | undefined {
  const first = vscode.workspace.workspaceFolders?.[0]?.uri;
  // An unsaved document with a path has that of where it will be.
  if (!experimentFile?.path.startsWith('/')) return first;
  const path = experimentFile.path.slice(0, experimentFile.path.lastIndexOf('/')) || '/';
  // A cell is where its lesson is.
  const { scheme } = cellOfDocument({ uri: experimentFile })?.notebook.uri ?? experimentFile;
  if (scheme !== 'untitled') return experimentFile.with({ scheme, path, fragment: '' });
  return workspaceFolderOf(experimentFile)?.with({ path }) ?? first;
}

/** By its path alone, since what is unsaved has a scheme of its own. */
function workspaceFolderOf({ path }: vscode.Uri): vscode.Uri | undefined {
  const { workspaceFolders = [] } = vscode.workspace;
  return workspaceFolders
    .map(({ uri }) => uri)
    .find((uri) => `${path}/`.startsWith(`${uri.path.replace(/\/$/, '')}/`));
}

function partsOf({ path }: vscode.Uri): readonly string[] {
  return path.split('/').filter(Boolean);
}

function joined(base: string, path: string): string {
  const parts: string[] = [];
  for (const part of `${base}/${path}`.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '' && part !== '.') parts.push(part);
  }
  return `/${parts.join('/')}`;
}

function shown(uri: vscode.Uri): string {
  return uri.scheme === 'file' ? uri.fsPath : uri.toString(true);
}
