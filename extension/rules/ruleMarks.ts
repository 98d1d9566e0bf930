import * as vscode from 'vscode';
import { ruleLanguage } from '../ids.ts';

/** How long after the last key a text is looked at, in milliseconds. */
const patience = 150;

/** Marks what is wrong with the optimizers that are open, as they are written. */
export function markRules(): vscode.Disposable {
  const marks = vscode.languages.createDiagnosticCollection('optimizerPlayground.rules');
  const timers = new Map<string, NodeJS.Timeout>();
  const forget = ({ uri }: vscode.TextDocument) => {
    clearTimeout(timers.get(uri.toString()));
    timers.delete(uri.toString());
  };
  const mark = async (document: vscode.TextDocument) => {
    forget(document);
    const { language } = await import('./language.ts');
    if (!document.isClosed) marks.set(document.uri, language.diagnosticsOf(document));
  };
  const markSoon = (document: vscode.TextDocument) => {
    if (document.languageId !== ruleLanguage) return;
    forget(document);
    timers.set(
      document.uri.toString(),
      setTimeout(() => void mark(document), patience),
    );
  };

  const { workspace } = vscode;
  for (const document of workspace.textDocuments) markSoon(document);
  return vscode.Disposable.from(
    marks,
    workspace.onDidOpenTextDocument(markSoon),
    workspace.onDidChangeTextDocument(({ document }) => markSoon(document)),
    // Also where a document gets another language.
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
