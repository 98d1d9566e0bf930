/**
 * The rows that are selected. While VS Code reads rows anew, a view doesn't know those that it hasn't got yet, and its
 * selection is without them: where nothing has changed nobody is told, and where something has, only of those that it knows.
 * So what was known since the last change counts, and rows that become known later are a change, too.
 */
import * as vscode from 'vscode';
import type { Row } from './rows.ts';

export class SelectedRows {
  readonly #view: vscode.TreeView<Row>;
  readonly #changes = new vscode.EventEmitter<readonly Row[]>();
  readonly onDidChange = this.#changes.event;
  readonly #subscription: vscode.Disposable;
  #known: readonly Row[];
  /** How many of them the last change was about. */
  #told: number;

  constructor(view: vscode.TreeView<Row>) {
    this.#view = view;
    this.#known = view.selection;
    this.#told = this.#known.length;
    this.#subscription = view.onDidChangeSelection(({ selection }) => {
      this.#known = selection;
      this.#tell();
    });
  }

  get rows(): readonly Row[] {
    const { selection } = this.#view;
    if (selection.length > this.#known.length) this.#known = selection;
    return this.#known;
  }

  /** Rows are being read, which VS Code has when it has got their items, too: others may be known to be selected then. */
  lookSoon(): void {
    setTimeout(() => this.rows.length > this.#told && this.#tell());
  }

  #tell(): void {
    this.#told = this.#known.length;
    this.#changes.fire(this.#known);
  }

  dispose(): void {
    this.#subscription.dispose();
    this.#changes.dispose();
  }
}
