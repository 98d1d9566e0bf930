import * as vscode from 'vscode';
import { checkText } from '../../core/experiment/text/checkText.ts';
import { plain } from '../shown/plain.ts';
import { isExperiment } from './experimentDocuments.ts';

/** How long after the last key a text is looked at, in milliseconds, and how many times as long as that took the last time. */
const patience = 250;
const rest = 4;

/** More marks than these help nobody, and cost the window time. */
const mostMarks = 50;

/** Marks what is wrong with the experiments that are open, as they are written. */
export function markFaults(): vscode.Disposable {
  const marks = vscode.languages.createDiagnosticCollection('optimizerPlayground');
  const timers = new Map<string, NodeJS.Timeout>();
  let lastTook = 0;
  const forget = ({ uri }: vscode.TextDocument) => {
    clearTimeout(timers.get(uri.toString()));
    timers.delete(uri.toString());
  };
  const mark = (document: vscode.TextDocument) => {
    forget(document);
    const begin = performance.now();
    marks.set(document.uri, isExperiment(document) ? diagnosticsOf(document) : []);
    lastTook = performance.now() - begin;
  };
  const markSoon = (document: vscode.TextDocument) => {
    if (!isExperiment(document) && !marks.has(document.uri)) return;
    forget(document);
    timers.set(
      document.uri.toString(),
      setTimeout(() => mark(document), patience + rest * lastTook),
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

function diagnosticsOf(document: vscode.TextDocument): vscode.Diagnostic[] {
  const { faults } = checkText(document.getText());
  return faults.slice(0, mostMarks).map(({ message, offset, length }) => {
    const range = new vscode.Range(document.positionAt(offset), document.positionAt(offset + length));
    const diagnostic = new vscode.Diagnostic(range, plain(message));
    diagnostic.source = 'Optimizer Playground';
    return diagnostic;
  });
}
