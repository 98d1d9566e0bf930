/** The page of the hyperparameter map, which also has the way to a GPU while it is in sight. */
import type * as vscode from 'vscode';
import { type FromMap, fromMapSchema, type ToMap } from '../../core/protocol/map.ts';
import type { PageOwner } from '../gpu/gpuPage.ts';
import { mapType } from '../ids.ts';
import { EditorPage, type PageKind, type Wanted } from '../panel/editorPage.ts';
import { mapHtml } from '../panel/html.ts';
import { PanelPage } from '../panel/panelPage.ts';

/** Of messages that want something done. */
export type MapMessage = Exclude<Wanted<FromMap>, { readonly type: 'gpuReply' }>;

const pageKind: PageKind<Wanted<FromMap>> = {
  ...{ name: 'map', type: mapType, title: 'Hyperparameter Map' },
  ...{ schema: fromMapSchema, html: mapHtml },
};

/** How long whoever wants the page waits until it is ready, in milliseconds. */
const readyTimeout = 5000;

export interface MapPageListener {
  onMessage(message: MapMessage): void;
  /** The person has closed it. */
  onClose(): void;
}

export class MapPage implements PageOwner, vscode.Disposable {
  readonly #listener: MapPageListener;
  readonly #page: EditorPage<ToMap, Wanted<FromMap>>;
  /** The page when it is ready, as the GPU's messages go to it; null while there is none. */
  #ready: PanelPage | null = null;
  readonly #waiting = new Set<(page: PanelPage | null) => void>();

  /** @param extension Where the extension is. */
  constructor(extension: vscode.Uri, listener: MapPageListener) {
    this.#listener = listener;
    this.#page = new EditorPage(extension, pageKind, {
      onMessage: (message, webview) => this.#onMessage(message, webview),
      // A page out of sight is not kept.
      onHide: () => this.#end('the map is out of sight'),
      onClose: () => {
        this.#end('the map was closed');
        listener.onClose();
      },
    });
  }

  /** Opens it, or brings it to the front. */
  show(): void {
    this.#page.show();
  }

  /** Takes a page that VS Code has, as after a reload of the window. */
  attach(panel: vscode.WebviewPanel): void {
    this.#end('the map was opened anew');
    this.#page.attach(panel);
  }

  /** A page that isn't there, or in sight, asks when it is. */
  post(message: ToMap): void {
    this.#page.post(message);
  }

  dispose(): void {
    this.#page.dispose();
  }

  /** The page when it is ready; null where there is none, or where it isn't ready soon. */
  async page(): Promise<PanelPage | null> {
    if (this.#ready || !this.#page.isVisible) return this.#ready;
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

  #onMessage(message: Wanted<FromMap>, webview: vscode.Webview): void {
    if (message.type === 'gpuReply') this.#ready?.onGpuReply(message);
    else {
      if (message.type === 'ready') this.#begin(webview);
      this.#listener.onMessage(message);
    }
  }
}
