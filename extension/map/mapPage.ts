/** The page of the hyperparameter map, in an editor of its own. */
import * as vscode from 'vscode';
import { type FromMap, fromMapSchema, type ToMap } from '../../core/protocol/map.ts';
import { mapType } from '../ids.ts';
import { log } from '../log.ts';
import { mapHtml, pageIcon, pageOptions } from '../panel/html.ts';
import { PanelPage } from '../panel/panelPage.ts';
import { listenToPage } from '../shown/focusedPages.ts';

/** Of messages that want something done. */
export type MapMessage = Exclude<FromMap, { readonly type: 'failed' | 'gpuReply' }>;

/** How long whoever wants the page waits until it is ready, in milliseconds. */
const readyTimeout = 5000;

export interface MapPageListener {
  onMessage(message: MapMessage): void;
  /** The person has closed it. */
  onClose(): void;
}

export class MapPage implements vscode.Disposable {
  readonly #extension: vscode.Uri;
  readonly #listener: MapPageListener;
  #panel: vscode.WebviewPanel | null = null;
  /** The page when it is ready, as the GPU's messages go to it; null while there is none. */
  #ready: PanelPage | null = null;
  readonly #waiting = new Set<(page: PanelPage | null) => void>();

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
    this.#end('the map was opened anew');
    this.#panel?.dispose();
    this.#panel = panel;
    panel.onDidDispose(() => {
      if (this.#panel !== panel) return;
      this.#end('the map was closed');
      this.#panel = null;
      this.#listener.onClose();
    });
    listenToPage(panel.webview, (message) => this.#onMessage(panel.webview, message));
    // A page out of sight is not kept.
    panel.onDidChangeViewState(() => {
      if (this.#panel === panel && !panel.visible) this.#end('the map is out of sight');
    });
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

  /** The page when it is ready; null where there is none, or where it isn't ready soon. */
  async page(): Promise<PanelPage | null> {
    if (this.#ready || !this.#panel?.visible) return this.#ready;
    return new Promise((resolve) => {
      this.#waiting.add(resolve);
      setTimeout(() => {
        this.#waiting.delete(resolve);
        resolve(this.#ready);
      }, readyTimeout);
    });
  }

  #begin(webview: vscode.Webview): void {
    this.#end('the map was loaded anew');
    this.#ready = new PanelPage(webview);
    for (const resolve of this.#waiting) resolve(this.#ready);
    this.#waiting.clear();
  }

  #end(why: string): void {
    this.#ready?.end(why);
    this.#ready = null;
  }

  #onMessage(webview: vscode.Webview, received: unknown): void {
    const { data: message, error } = fromMapSchema.safeParse(received);
    if (error) log.error(`map: an unknown message came: ${error.message}`);
    else if (message.type === 'failed') log.error(`map: ${message.message}`);
    else if (message.type === 'gpuReply') this.#ready?.onGpuReply(message);
    else {
      if (message.type === 'ready') this.#begin(webview);
      this.#listener.onMessage(message);
    }
  }
}
