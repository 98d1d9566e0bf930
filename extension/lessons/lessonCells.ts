/** From the document of a cell to its lesson. Light: providers ask for every document. */
import * as vscode from 'vscode';
import { lessonType, ruleLanguage } from '../ids.ts';

const cellScheme = 'vscode-notebook-cell';

/** The cell of a lesson that a document is; undefined for all other documents. */
export function cellOfDocument({ uri }: Pick<vscode.TextDocument, 'uri'>): vscode.NotebookCell | undefined {
  if (uri.scheme !== cellScheme) return undefined;
  const place = uri.toString();
  for (const notebook of vscode.workspace.notebookDocuments) {
    if (notebook.notebookType !== lessonType || notebook.uri.path !== uri.path) continue;
    const found = notebook.getCells().find(({ document }) => document.uri.toString() === place);
    if (found) return found;
  }
  return undefined;
}

/** Whether a document is a lesson that is open as a text, and not a version of Git's. */
export function isLessonText({ uri: { path, scheme } }: Pick<vscode.TextDocument, 'uri'>): boolean {
  return path.endsWith('.lesson.md') && scheme !== cellScheme && scheme !== 'git';
}

/** Whether a document is the cell of an experiment in a lesson: a new cell is one by its language. */
export function isExperimentCell(document: Pick<vscode.TextDocument, 'uri' | 'languageId'>): boolean {
  const cell = cellOfDocument(document);
  if (!cell || cell.kind !== vscode.NotebookCellKind.Code) return false;
  const { kind = 'experiment' } = cell.metadata;
  return kind === 'experiment' && document.languageId !== ruleLanguage;
}
