/** The panel's page as a view, which a person can have beside the code that they edit, in whichever bar. */
import type * as vscode from 'vscode';
import { pageHtml, pageOptions } from './html.ts';
import { PageConnection, type PageParts } from './pageConnection.ts';

export class ComparisonView implements vscode.WebviewViewProvider, vscode.Disposable {
  readonly #extension: vscode.Uri;
  readonly #parts: PageParts;
  #connection: PageConnection | null = null;

  constructor(extension: vscode.Uri, parts: PageParts) {
    this.#extension = extension;
    this.#parts = parts;
  }

  dispose(): void {
    this.#connection?.dispose();
  }

  /** Once for each place that the person moves the view to: the page is loaded anew there. */
  resolveWebviewView(view: vscode.WebviewView): void {
    const { webview } = view;
    webview.options = pageOptions(this.#extension);
    const connection = new PageConnection(view, this.#parts);
    this.#connection?.close('the view was moved');
    this.#connection = connection;
    // A page out of sight is gone; back in sight, it is loaded and says that it is ready.
    view.onDidChangeVisibility(() => {
      if (!view.visible) connection.endPage('the view was hidden');
    });
    view.onDidDispose(() => {
      connection.close('the view was closed');
      if (this.#connection === connection) this.#connection = null;
    });
    webview.html = pageHtml(webview, this.#extension, 'view');
  }
}
