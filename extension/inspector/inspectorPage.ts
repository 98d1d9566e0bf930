/** The page of the step inspector, in an editor of its own. */
import * as vscode from 'vscode';
import { type FromInspector, fromInspectorSchema, type ToInspector } from '../../core/protocol/inspector.ts';
import { inspectorType } from '../ids.ts';
import { log } from '../log.ts';
import { inspectorHtml, pageIcon, pageOptions } from '../panel/html.ts';
import { listenToPage } from '../shown/focusedPages.ts';

/** Of messages that want something done. */
export type InspectorMessage = Exclude<FromInspector, { readonly type: 'failed' }>;

export interface PageListener {
  onMessage(message: InspectorMessage): void;
  /** The person has closed it. */
  onClose(): void;
}

export class InspectorPage implements vscode.Disposable {
  readonly #extension: vscode.Uri;
  readonly #listener: PageListener;
  #panel: vscode.WebviewPanel | null = null;

  /** @param extension Where the extension is. */
  constructor(extension: vscode.Uri, listener: PageListener) {
    this.#extension = extension;
    this.#listener = listener;
  }

  /** Opens it beside what there is, or brings it to the front. */
  show(): void {
    if (this.#panel) this.#panel.reveal();
    else {
      const { window, ViewColumn } = vscode;
      this.attach(window.createWebviewPanel(inspectorType, 'Step Inspector', ViewColumn.Active, {}));
    }
  }

  /** Takes a page that VS Code has, as after a reload of the window. */
  attach(panel: vscode.WebviewPanel): void {
    this.#panel?.dispose();
    this.#panel = panel;
    panel.onDidDispose(() => {
      if (this.#panel !== panel) return;
      this.#panel = null;
      this.#listener.onClose();
    });
    listenToPage(panel.webview, (message) => this.#onMessage(message));
    panel.iconPath = pageIcon(this.#extension);
    panel.webview.options = pageOptions(this.#extension);
    panel.webview.html = inspectorHtml(panel.webview, this.#extension);
  }

  /** A page that isn't there, or in sight, asks when it is. */
  post(message: ToInspector): void {
    void this.#panel?.webview.postMessage(message);
  }

  dispose(): void {
    this.#panel?.dispose();
  }

  #onMessage(received: unknown): void {
    const { data: message, error } = fromInspectorSchema.safeParse(received);
    if (error) log.error(`inspector: an unknown message came: ${error.message}`);
    else if (message.type === 'failed') log.error(`inspector: ${message.message}`);
    else this.#listener.onMessage(message);
  }
}
