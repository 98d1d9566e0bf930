/** The page of the hyperparameter map, in an editor of its own. */
import * as vscode from 'vscode';
import { type FromMap, fromMapSchema, type ToMap } from '../../core/protocol/map.ts';
import { mapType } from '../ids.ts';
import { log } from '../log.ts';
import { mapHtml, pageIcon, pageOptions } from '../panel/html.ts';

/** Of messages that want something done. */
export type MapMessage = Exclude<FromMap, { readonly type: 'failed' }>;

export interface MapPageListener {
  onMessage(message: MapMessage): void;
  /** The person has closed it. */
  onClose(): void;
}

export class MapPage implements vscode.Disposable {
  readonly #extension: vscode.Uri;
  readonly #listener: MapPageListener;
  #panel: vscode.WebviewPanel | null = null;

  /** @param extension Where the extension is. */
  constructor(extension: vscode.Uri, listener: MapPageListener) {
    this.#extension = extension;
    this.#listener = listener;
  }

  /** Opens it, or brings it to the front. */
  show(): void {
    if (this.#panel) this.#panel.reveal();
    else {
      const { window, ViewColumn } = vscode;
      this.attach(window.createWebviewPanel(mapType, 'Hyperparameter Map', ViewColumn.Active, {}));
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
    panel.webview.onDidReceiveMessage((message: unknown) => this.#onMessage(message));
    panel.iconPath = pageIcon(this.#extension);
    panel.webview.options = pageOptions(this.#extension);
    panel.webview.html = mapHtml(panel.webview, this.#extension);
  }

  /** A page that isn't there, or in sight, asks when it is. */
  post(message: ToMap): void {
    void this.#panel?.webview.postMessage(message);
  }

  dispose(): void {
    this.#panel?.dispose();
  }

  #onMessage(received: unknown): void {
    const { data: message, error } = fromMapSchema.safeParse(received);
    if (error) log.error(`map: an unknown message came: ${error.message}`);
    else if (message.type === 'failed') log.error(`map: ${message.message}`);
    else this.#listener.onMessage(message);
  }
}
