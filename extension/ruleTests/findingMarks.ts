/** What tests have found out about lines of rules, marked there until the text is another. */
import * as vscode from 'vscode';
import type { RuleTestResult } from '../../core/ruleTests/ruleTest.ts';
import { plainLines } from '../shown/plain.ts';

/** Takes what was found, as it comes. */
export type MarkFinding = (finding: RuleTestResult) => void;

export class FindingMarks implements vscode.Disposable {
  readonly #marks = vscode.languages.createDiagnosticCollection('optimizerPlayground.ruleTests');
  readonly #subscription = vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
    if (contentChanges.length > 0) this.forget(document.uri);
  });
  /** Whose marks count, by the places of rules: none's after an edit. */
  readonly #runs = new Map<string, symbol>();

  /** Of a text that is put to tests now: what was found of one before is gone. */
  begin(uri: vscode.Uri, text: string): MarkFinding {
    this.forget(uri);
    const place = uri.toString();
    const run = Symbol(place);
    this.#runs.set(place, run);
    const lines = text.split('\n');
    return ({ kind, message, line }) => {
      if (line === null || this.#runs.get(place) !== run) return;
      const known = this.#marks.get(uri) ?? [];
      // What breaks a line shows in many tests; the first of them says it.
      if (known.some(({ range }) => range.start.line === line - 1)) return;
      const written = lines[line - 1] ?? '';
      const { Warning: wrong, Information: remark } = vscode.DiagnosticSeverity;
      const mark = new vscode.Diagnostic(
        new vscode.Range(line - 1, written.search(/\S|$/), line - 1, written.trimEnd().length),
        plainLines(message),
        kind === 'failed' ? wrong : remark,
      );
      mark.source = 'Check';
      this.#marks.set(uri, [...known, mark]);
    };
  }

  forget(uri: vscode.Uri): void {
    this.#runs.delete(uri.toString());
    this.#marks.delete(uri);
  }

  dispose(): void {
    this.#subscription.dispose();
    this.#marks.dispose();
  }
}
