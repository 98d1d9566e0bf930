/** Knows which experiment the person is at, also while the panel has the focus, and tells `when` clauses. */
import * as vscode from 'vscode';
import { contextKeys } from '../ids.ts';
import { isExperiment } from './experimentDocuments.ts';

export class ExperimentEditors implements vscode.Disposable {
  #last: vscode.Uri | undefined;
  #told = '';
  readonly #subscriptions: vscode.Disposable;

  constructor() {
    const { workspace, window } = vscode;
    const update = () => this.#update();
    this.#subscriptions = vscode.Disposable.from(
      window.onDidChangeActiveTextEditor(update),
      window.onDidChangeVisibleTextEditors(update),
      window.tabGroups.onDidChangeTabs(update),
      workspace.onDidOpenTextDocument(update),
      workspace.onDidCloseTextDocument(update),
      workspace.onDidChangeTextDocument(({ document }) => {
        // A file is an experiment by its name, which doesn't change.
        if (document.isUntitled) update();
      }),
    );
    update();
  }

  /**
   * The experiment in the active editor or, while none but a page is active, the last one that was, if it is open, or else
   * one in sight.
   */
  get current(): vscode.Uri | undefined {
    const { activeTextEditor, visibleTextEditors } = vscode.window;
    const active = activeTextEditor?.document;
    if (active) return isExperiment(active) ? active.uri : undefined;
    if (this.#last && isOpen(this.#last)) return this.#last;
    return visibleTextEditors.map(({ document }) => document).find(isExperiment)?.uri;
  }

  dispose(): void {
    this.#subscriptions.dispose();
  }

  #update(): void {
    const { current } = this;
    if (current) this.#last = current;
    const unsaved = vscode.workspace.textDocuments
      .filter((document) => document.isUntitled && isExperiment(document))
      .map(({ uri }) => uri.toString());
    const told = JSON.stringify([current !== undefined, unsaved]);
    if (told === this.#told) return;
    this.#told = told;
    const set = (key: string, value: unknown) =>
      void vscode.commands.executeCommand('setContext', key, value);
    set(contextKeys.hasExperiment, current !== undefined);
    set(contextKeys.unsavedExperiments, unsaved);
  }
}

function isOpen(uri: vscode.Uri): boolean {
  const tabs = vscode.window.tabGroups.all.flatMap((group) => group.tabs);
  return tabs.some(
    ({ input }) => input instanceof vscode.TabInputText && input.uri.toString() === uri.toString(),
  );
}
