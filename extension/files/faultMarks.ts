import * as vscode from 'vscode';
import { isClaim, isExperiment } from './experimentDocuments.ts';

/** How long after the last key a text is looked at, in milliseconds, and how many times as long as that took the last time. */
const patience = 250;
const rest = 4;

const ruleEnding = '.optimizer';

const isMarked = (document: vscode.TextDocument) => isExperiment(document) || isClaim(document);

/** Marks what is wrong with the experiments and claims that are open, as they are written. */
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
    const found = isMarked(document) ? await language.diagnosticsOf(document) : [];
    lastTook = performance.now() - begin;
    // Closed in the meantime, or written on: then it is looked at again.
    if (!document.isClosed && !timers.has(document.uri.toString())) marks.set(document.uri, found);
  };
  const markSoon = (document: vscode.TextDocument) => {
    if (!isMarked(document) && !marks.has(document.uri)) return;
    forget(document);
    timers.set(
      document.uri.toString(),
      setTimeout(() => void mark(document), patience + rest * lastTook),
    );
  };

  const { workspace } = vscode;
  /** What an experiment says of a rule may be wrong as soon as the rule changes. */
  const markNaming = () => {
    for (const document of workspace.textDocuments)
      if (isExperiment(document) && document.getText().includes(ruleEnding)) markSoon(document);
  };
  const rules = workspace.createFileSystemWatcher(`**/*${ruleEnding}`);
  for (const document of workspace.textDocuments) markSoon(document);
  return vscode.Disposable.from(
    marks,
    workspace.onDidOpenTextDocument(markSoon),
    workspace.onDidChangeTextDocument(({ document }) => {
      markSoon(document);
      if (document.uri.path.endsWith(ruleEnding)) markNaming();
    }),
    rules,
    rules.onDidCreate(markNaming),
    rules.onDidChange(markNaming),
    rules.onDidDelete(markNaming),
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
