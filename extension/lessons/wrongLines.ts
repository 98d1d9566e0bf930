/** Where a learner's rule goes wrong first, as a mark in its cell until it is written otherwise, passes, or begins again. */
import * as vscode from 'vscode';
import type { CheckedAttempt } from '../../core/lesson/exercise/checkAttempt.ts';
import { markAt, rangeIn } from './lessonDiagnostics.ts';
import type { LessonMemory } from './lessonMemory.ts';

export class WrongLines implements vscode.Disposable {
  readonly #marks = vscode.languages.createDiagnosticCollection('optimizerPlayground.exercises');
  readonly #subscriptions: vscode.Disposable;

  constructor(memory: Pick<LessonMemory, 'onDidChange'>) {
    this.#subscriptions = vscode.Disposable.from(
      vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
        // Without any it tells that the lesson has become dirty, or was saved.
        if (contentChanges.length > 0) this.#marks.delete(document.uri);
      }),
      vscode.workspace.onDidCloseTextDocument(({ uri }) => this.#marks.delete(uri)),
      memory.onDidChange(({ kind }) => {
        if (kind === 'forgotten') this.#marks.clear();
      }),
    );
  }

  dispose(): void {
    this.#subscriptions.dispose();
    this.#marks.dispose();
  }

  /** @param rule That was checked. */
  show(rule: vscode.TextDocument, { wrong, message }: Pick<CheckedAttempt, 'wrong' | 'message'>): void {
    if (!wrong) this.#marks.delete(rule.uri);
    else this.#marks.set(rule.uri, [markAt(rangeIn(rule.getText(), wrong), message)]);
  }
}
