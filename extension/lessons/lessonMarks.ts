/** Marks what is wrong with the lessons that are open, as notebooks or as texts, while they are written. */
import * as vscode from 'vscode';
import { messageOf } from '../../core/messageOf.ts';
import type { Backend } from '../backend/backend.ts';
import { lessonType } from '../ids.ts';
import { log } from '../log.ts';
import { isLessonText } from './lessonCells.ts';

/** How long after the last key a lesson is looked at, in milliseconds: solutions and starters run in a thread. */
const patience = 400;

/** A lesson that is open. */
type Open = vscode.NotebookDocument | vscode.TextDocument;

interface Watched {
  timer: NodeJS.Timeout | undefined;
  /** Of the check that goes on. */
  ended: AbortController;
  /** Cells and texts that have marks. */
  marked: readonly vscode.Uri[];
  /** What was checked last. */
  checked: string;
}

export function markLessons(loadBackend: () => Promise<Pick<Backend, 'checkCells'>>): vscode.Disposable {
  const marks = vscode.languages.createDiagnosticCollection('optimizerPlayground.lessons');
  const watched = new Map<Open, Watched>();

  const mark = async (lesson: Open, its: Watched) => {
    const { diagnosticsOf, keyOf } = await import('./lessonDiagnostics.ts');
    const key = keyOf(lesson);
    if (key === its.checked) return;
    its.ended.abort();
    its.ended = new AbortController();
    const { signal } = its.ended;
    const found = await diagnosticsOf(lesson, async (cells) =>
      (await loadBackend()).checkCells(cells, signal),
    ).catch((error: unknown) => {
      if (!signal.aborted) log.error(`lesson: ${messageOf(error)}`);
      return null;
    });
    if (signal.aborted || !found) return;
    its.checked = key;
    for (const uri of its.marked) marks.delete(uri);
    its.marked = found.map(([uri]) => uri);
    for (const [uri, diagnostics] of found) marks.set(uri, diagnostics);
  };
  const markSoon = (lesson: Open) => {
    const its: Watched = watched.get(lesson) ?? {
      ...{ timer: undefined, ended: new AbortController(), marked: [], checked: '' },
    };
    watched.set(lesson, its);
    clearTimeout(its.timer);
    its.timer = setTimeout(() => void mark(lesson, its), patience);
  };
  const forget = (lesson: Open) => {
    const its = watched.get(lesson);
    if (!its) return;
    clearTimeout(its.timer);
    its.ended.abort();
    for (const uri of its.marked) marks.delete(uri);
    watched.delete(lesson);
  };

  const { workspace } = vscode;
  const onText = (document: vscode.TextDocument) => {
    if (isLessonText(document)) markSoon(document);
  };
  const onNotebook = (notebook: vscode.NotebookDocument) => {
    if (notebook.notebookType === lessonType && notebook.uri.scheme !== 'git') markSoon(notebook);
  };
  workspace.textDocuments.forEach(onText);
  workspace.notebookDocuments.forEach(onNotebook);
  return vscode.Disposable.from(
    marks,
    workspace.onDidOpenTextDocument(onText),
    workspace.onDidChangeTextDocument(({ document }) => onText(document)),
    workspace.onDidCloseTextDocument(forget),
    workspace.onDidOpenNotebookDocument(onNotebook),
    workspace.onDidChangeNotebookDocument(({ notebook, contentChanges, cellChanges }) => {
      // Outputs come many times a second while a race goes on.
      if (contentChanges.length > 0 || cellChanges.some(({ document }) => document)) onNotebook(notebook);
    }),
    workspace.onDidCloseNotebookDocument(forget),
    { dispose: () => [...watched.keys()].forEach(forget) },
  );
}
