import * as vscode from 'vscode';
import { type Mark, marksOf } from '../../core/rule/language/marks.ts';
import { plain } from '../shown/plain.ts';
import { rangeOf } from './places.ts';

/** What is wrong with an optimizer, and what of it is of no use. */
export function diagnosticsOf(document: vscode.TextDocument): vscode.Diagnostic[] {
  return marksOf(document.getText()).map((mark) => {
    const diagnostic = new vscode.Diagnostic(
      rangeOf(document, mark.at),
      plain(mark.message),
      severityOf(mark),
    );
    diagnostic.source = 'Optimizer Playground';
    diagnostic.code = mark.code;
    if (mark.isUnused) diagnostic.tags = [vscode.DiagnosticTag.Unnecessary];
    return diagnostic;
  });
}

/** A hint that fades what it marks needs no line below it. */
function severityOf({ kind, isUnused }: Mark): vscode.DiagnosticSeverity {
  if (kind === 'error') return vscode.DiagnosticSeverity.Error;
  return isUnused ? vscode.DiagnosticSeverity.Hint : vscode.DiagnosticSeverity.Information;
}
