/** What tests have found out about lines of rules, marked there until the text is another. */
import * as vscode from 'vscode';
import type { RuleTestResult } from '../../core/ruleTests/ruleTest.ts';
import { plainLines } from '../shown/plain.ts';

/** Takes what was found, as it comes. By default a test has found it. */
export type MarkFinding = (finding: RuleTestResult, source?: string) => void;

export class FindingMarks implements vscode.Disposable {
  readonly #marks = vscode.languages.createDiagnosticCollection('optimizerPlayground.ruleTests');
  readonly #subscription = vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
    if (contentChanges.length > 0) this.forget(document.uri);
  });
  /** What marks the texts that there are, by the places of rules: gone with an edit. */
  readonly #open = new Map<string, MarkFinding>();

  /** Of a text that is put to tests now: what was found of one before is gone. */
  begin(uri: vscode.Uri, text: string): MarkFinding {
    this.forget(uri);
    const lines = text.split('\n');
    const mark: MarkFinding = ({ kind, message, line }, source = 'Check') => {
      if (line === null || this.#open.get(uri.toString()) !== mark) return;
      const known = this.#marks.get(uri) ?? [];
      // What breaks a line shows in many tests; the first of them says it.
      if (known.some(({ range }) => range.start.line === line - 1)) return;
      const written = lines[line - 1] ?? '';
      const { Warning: wrong, Information: remark } = vscode.DiagnosticSeverity;
      const found = new vscode.Diagnostic(
        new vscode.Range(line - 1, written.search(/\S|$/), line - 1, written.trimEnd().length),
        plainLines(message),
        kind === 'failed' ? wrong : remark,
      );
      found.source = source;
      this.#marks.set(uri, [...known, found]);
    };
    this.#open.set(uri.toString(), mark);
    return mark;
  }

  /** Beside what tests have found of the same text. */
  add(uri: vscode.Uri, text: string, finding: RuleTestResult, source: string): void {
    const mark = this.#open.get(uri.toString()) ?? this.begin(uri, text);
    mark(finding, source);
  }

  forget(uri: vscode.Uri): void {
    this.#open.delete(uri.toString());
    this.#marks.delete(uri);
  }

  dispose(): void {
    this.#subscription.dispose();
    this.#marks.dispose();
  }
}
