/** The page of the Claims Lab: one claim at a time, with what came of it. */
import * as vscode from 'vscode';
import { type FromClaims, fromClaimsSchema, type ToClaims } from '../../core/protocol/claims.ts';
import { claimsType } from '../ids.ts';
import { log } from '../log.ts';
import { claimsHtml, pageIcon, pageOptions } from '../panel/html.ts';
import { listenToPage } from '../shown/focusedPages.ts';

/** Of messages that want something done. */
export type ClaimRequest = Exclude<FromClaims, { readonly type: 'failed' }>;

export class ClaimPage implements vscode.Disposable {
  readonly #extension: vscode.Uri;
  readonly #onRequest: (request: ClaimRequest) => void;
  #panel: vscode.WebviewPanel | null = null;

  /** @param extension Where the extension is. */
  constructor(extension: vscode.Uri, onRequest: (request: ClaimRequest) => void) {
    this.#extension = extension;
    this.#onRequest = onRequest;
  }

  get isOpen(): boolean {
    return this.#panel !== null;
  }

  /** Opens it, or brings it to the front. @param preserveFocus Whether the focus stays where it is. */
  show(preserveFocus: boolean): void {
    if (this.#panel) this.#panel.reveal(undefined, preserveFocus);
    else {
      const place = { viewColumn: vscode.ViewColumn.Active, preserveFocus };
      this.attach(vscode.window.createWebviewPanel(claimsType, 'Claims Lab', place, {}));
    }
  }

  /** Takes a page that VS Code has, as after a reload of the window. */
  attach(panel: vscode.WebviewPanel): void {
    this.#panel?.dispose();
    this.#panel = panel;
    panel.onDidDispose(() => {
      if (this.#panel === panel) this.#panel = null;
    });
    listenToPage(panel.webview, (message) => this.#onMessage(message));
    panel.iconPath = pageIcon(this.#extension);
    panel.webview.options = pageOptions(this.#extension);
    panel.webview.html = claimsHtml(panel.webview, this.#extension);
  }

  /** A page that isn't there, or in sight, asks when it is. */
  post(message: ToClaims): void {
    void this.#panel?.webview.postMessage(message);
  }

  dispose(): void {
    this.#panel?.dispose();
  }

  #onMessage(received: unknown): void {
    const { data: message, error } = fromClaimsSchema.safeParse(received);
    if (error) log.error(`claims: an unknown message came: ${error.message}`);
    else if (message.type === 'failed') log.error(`claims: ${message.message}`);
    else this.#onRequest(message);
  }
}
