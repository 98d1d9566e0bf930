/** Which documents are experiments: files by their name, cells of lessons, unsaved ones by what they say. */
import * as vscode from 'vscode';
import { lessonType } from '../ids.ts';
import { isExperimentCell } from '../lessons/lessonCells.ts';

/** Of unsaved documents. */
const languages = ['jsonc', 'json'];

/** For providers; of unsaved documents, `isExperiment` says which. */
export const experimentSelector: vscode.DocumentFilter[] = [
  { scheme: '*', pattern: '**/*.experiment.json' },
  ...languages.map((language) => ({ notebookType: lessonType, language })),
  ...languages.map((language) => ({ scheme: 'untitled', language })),
];

/** Of a long document only this much is looked at, in lines. */
const mostLines = 200;

/** Whether VS Code's JSON support completes and explains the document by our schema: its name says so. */
export function hasSchema(document: vscode.TextDocument): boolean {
  return document.uri.path.endsWith('.experiment.json') || isExperimentCell(document);
}

/** Whether it is a claim, saved or not. */
export function isClaim(document: vscode.TextDocument): boolean {
  return isWorkedOn(document) && document.uri.path.endsWith('.claim.json');
}

/** What can't be written is another version, as in a view of differences: nobody works on it. */
function isWorkedOn({ uri }: vscode.TextDocument): boolean {
  return vscode.workspace.fs.isWritableFileSystem(uri.scheme) !== false;
}

export function isExperiment(document: vscode.TextDocument): boolean {
  if (!isWorkedOn(document) || isClaim(document)) return false;
  if (hasSchema(document)) return true;
  if (!document.isUntitled || !languages.includes(document.languageId)) return false;
  const lines = Array.from({ length: Math.min(document.lineCount, mostLines) }, (_, line) =>
    document.lineAt(line).text.slice(0, 10_000),
  );
  const text = lines.join('\n');
  return /"optimizers"\s*:/.test(text) && /"problem"\s*:/.test(text);
}
