import * as vscode from 'vscode';
import { isExperiment } from './experimentDocuments.ts';

/** How long after the last key a text is looked at, in milliseconds, and how many times as long as that took the last time. */
const patience = 250;
const rest = 4;

/** Marks what is wrong with the experiments that are open, as they are written. */
export function markFaults(): vscode.Disposable {
  const marks = vscode.languages.createDiagnosticCollection('optimizerPlayground');
  const timers = new Map<string, NodeJS.Timeout>();
  let lastTook = 0;
  const forget = ({ uri }: vscode.TextDocument) => {
    clearTimeout(timers.get(uri.toString()));
    timers.delete(uri.toString());
  };
  const mark = async (document: vscode.TextDocument) => {
    forget(document);
    const { language } = await import('./language.ts');
    if (document.isClosed) return;
    const begin = performance.now();
    marks.set(document.uri, isExperiment(document) ? language.diagnosticsOf(document) : []);
    lastTook = performance.now() - begin;
  };
  const markSoon = (document: vscode.TextDocument) => {
    if (!isExperiment(document) && !marks.has(document.uri)) return;
    forget(document);
    timers.set(
      document.uri.toString(),
      setTimeout(() => void mark(document), patience + rest * lastTook),
    );
  };

  const { workspace } = vscode;
  for (const document of workspace.textDocuments) markSoon(document);
  return vscode.Disposable.from(
    marks,
    workspace.onDidOpenTextDocument(markSoon),
    workspace.onDidChangeTextDocument(({ document }) => markSoon(document)),
    workspace.onDidCloseTextDocument((document) => {
      forget(document);
      marks.delete(document.uri);
    }),
    {
      dispose: () => {
        for (const timer of timers.values()) clearTimeout(timer);
      },
    },
  );
}
