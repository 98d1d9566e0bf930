import * as vscode from 'vscode';

/** Some folders of browsers nobody searches: VS Code gives no answer then. After so many milliseconds they are walked. */
const patience = 2000;
/** Folders that are walked beside those that nobody has written anything into. */
const left = /^\.|^node_modules$/;

/** The host of a desktop or a server, where every folder is searched. */
const isSearched = typeof process !== 'undefined';
let isWalked = false;

/** Files of the workspace by the ends of their names, at most so many. */
export async function workspaceFiles(
  endings: readonly string[],
  most: number,
): Promise<readonly vscode.Uri[]> {
  const pattern = endings.length === 1 ? `**/*${endings[0]}` : `**/*{${endings.join(',')}}`;
  const walk = async () =>
    (await Promise.all(folders().map((uri) => walkFolder(uri, endings)))).flat().slice(0, most);
  if (isWalked) return walk();
  const searched = Promise.resolve(vscode.workspace.findFiles(pattern, '**/node_modules/**', most));
  if (isSearched) return searched;
  return Promise.race([searched, later(patience, walk)]);
}

const folders = () => (vscode.workspace.workspaceFolders ?? []).map(({ uri }) => uri);

async function later<T>(milliseconds: number, work: () => Promise<T>): Promise<T> {
  await new Promise((resolve) => setTimeout(resolve, milliseconds));
  isWalked = true;
  return work();
}

/** @internal */
export async function walkFolder(
  folder: vscode.Uri,
  endings: readonly string[],
): Promise<readonly vscode.Uri[]> {
  const entries = await Promise.resolve(vscode.workspace.fs.readDirectory(folder)).catch(() => []);
  const found = entries.map(async ([name, type]) => {
    const uri = vscode.Uri.joinPath(folder, name);
    if (type === vscode.FileType.Directory) return left.test(name) ? [] : walkFolder(uri, endings);
    return endings.some((ending) => name.endsWith(ending)) ? [uri] : [];
  });
  return (await Promise.all(found)).flat();
}
