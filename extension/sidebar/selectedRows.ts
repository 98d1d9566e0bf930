/**
 * The rows that are selected. While VS Code reads rows anew, a view doesn't know those that it hasn't got yet, and its
 * selection is without them, though nothing has changed and nobody is told: what was known since the last change counts.
 */
import * as vscode from 'vscode';
import type { Row } from './rows.ts';

export class SelectedRows {
  readonly #view: vscode.TreeView<Row>;
  readonly #changes = new vscode.EventEmitter<readonly Row[]>();
  readonly onDidChange = this.#changes.event;
  readonly #subscription: vscode.Disposable;
  #known: readonly Row[];

  constructor(view: vscode.TreeView<Row>) {
    this.#view = view;
    this.#known = view.selection;
    this.#subscription = view.onDidChangeSelection(({ selection }) => {
      this.#known = selection;
      this.#changes.fire(selection);
    });
  }

  get rows(): readonly Row[] {
    const { selection } = this.#view;
    if (selection.length > this.#known.length) this.#known = selection;
    return this.#known;
  }

  dispose(): void {
    this.#subscription.dispose();
    this.#changes.dispose();
  }
}
