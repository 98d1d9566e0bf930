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
  /** Which texts the marks are of, by the places of rules. */
  readonly #texts = new Map<string, symbol>();

  /** Of a text that is put to tests now: what was found of one before is gone. */
  begin(uri: vscode.Uri): MarkFinding {
    this.forget(uri);
    const [text, place] = [Symbol(), uri.toString()];
    this.#texts.set(place, text);
    return ({ kind, message, line }) => {
      if (line === null || this.#texts.get(place) !== text) return;
      const known = this.#marks.get(uri) ?? [];
      // What breaks a line shows in many tests; the first of them says it.
      if (known.some(({ range }) => range.start.line === line - 1)) return;
      const { Error: wrong, Information: remark } = vscode.DiagnosticSeverity;
      const mark = new vscode.Diagnostic(
        new vscode.Range(line - 1, 0, line - 1, Number.MAX_SAFE_INTEGER),
        plainLines(message),
        kind === 'failed' ? wrong : remark,
      );
      mark.source = 'Check';
      this.#marks.set(uri, [...known, mark]);
    };
  }

  forget(uri: vscode.Uri): void {
    this.#texts.delete(uri.toString());
    this.#marks.delete(uri);
  }

  dispose(): void {
    this.#subscription.dispose();
    this.#marks.dispose();
  }
}
