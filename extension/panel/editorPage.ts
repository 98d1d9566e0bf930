/** A page in an editor of its own, of which there is one at most: opened, taken over after a reload, and gone again. */
import * as vscode from 'vscode';
import type * as z from 'zod';
import { log } from '../log.ts';
import { listenToPage } from '../shown/focusedPages.ts';
import { pageIcon, pageOptions } from './html.ts';

/** How long a page may take to say that it is ready, in milliseconds. */
const patience = 10_000;
/** How often another takes the place of one. */
const mostTries = 3;

/** Every page says what went wrong in it. */
interface PageFailure {
  readonly type: 'failed';
  readonly message: string;
}

/** Of messages those that want something done. */
export type Wanted<From extends { readonly type: string }> = Exclude<From, PageFailure>;

export interface PageKind<From extends { readonly type: string }> {
  /** In the log. */
  readonly name: string;
  /** Of the webview. */
  readonly type: string;
  /** Of the tab. */
  readonly title: string;
  readonly schema: z.ZodType<From | PageFailure>;
  readonly html: (webview: vscode.Webview, extension: vscode.Uri) => string;
}

export interface EditorPageListener<From> {
  onMessage(message: From, webview: vscode.Webview): void;
  /** It is out of sight. */
  onHide?(): void;
  /** The person has closed it. */
  onClose?(): void;
}

export class EditorPage<To, From extends { readonly type: string }> implements vscode.Disposable {
  readonly #extension: vscode.Uri;
  readonly #kind: PageKind<From>;
  readonly #listener: EditorPageListener<From>;
  #panel: vscode.WebviewPanel | null = null;
  #hasSpoken = false;

  /** @param extension Where the extension is. */
  constructor(extension: vscode.Uri, kind: PageKind<From>, listener: EditorPageListener<From>) {
    this.#extension = extension;
    this.#kind = kind;
    this.#listener = listener;
  }

  get isOpen(): boolean {
    return this.#panel !== null;
  }

  get isVisible(): boolean {
    return this.#panel?.visible ?? false;
  }

  /** Opens it, or brings it to the front. @param preserveFocus Whether the focus stays where it is. */
  show(preserveFocus = false): void {
    if (this.#panel) this.#panel.reveal(undefined, preserveFocus);
    else this.attach(this.#create(undefined, preserveFocus));
  }

  /** Takes a page that VS Code has, as after a reload of the window. */
  attach(panel: vscode.WebviewPanel): void {
    this.#attach(panel, mostTries);
  }

  #attach(panel: vscode.WebviewPanel, triesLeft: number): void {
    const before = this.#panel;
    this.#panel = panel;
    before?.dispose();
    panel.onDidDispose(() => {
      if (this.#panel !== panel) return;
      this.#panel = null;
      this.#listener.onClose?.();
    });
    panel.onDidChangeViewState(() => {
      if (this.#panel === panel && !panel.visible) this.#listener.onHide?.();
    });
    listenToPage(panel.webview, (message) => this.#onMessage(message, panel.webview));
    panel.iconPath = pageIcon(this.#extension);
    panel.webview.options = pageOptions(this.#extension);
    panel.webview.html = this.#kind.html(panel.webview, this.#extension);
    this.#hasSpoken = false;
    this.#openAgain(panel, triesLeft);
  }

  /**
   * A page says that it is ready. In a busy window VS Code sometimes makes one and never loads anything into it, whatever it is
   * given: another takes its place.
   */
  #openAgain(panel: vscode.WebviewPanel, triesLeft: number): void {
    if (triesLeft === 0) return;
    setTimeout(() => {
      if (this.#panel !== panel || this.#hasSpoken) return;
      // What is out of sight is not loaded.
      if (panel.visible) this.#attach(this.#create(panel.viewColumn, true), triesLeft - 1);
      else this.#openAgain(panel, triesLeft);
    }, patience);
  }

  #create(column: vscode.ViewColumn | undefined, preserveFocus: boolean): vscode.WebviewPanel {
    const place = { viewColumn: column ?? vscode.ViewColumn.Active, preserveFocus };
    const { type, title } = this.#kind;
    return vscode.window.createWebviewPanel(type, title, place, {});
  }

  /** A page that isn't there, or in sight, asks when it is. */
  post(message: To): void {
    void this.#panel?.webview.postMessage(message);
  }

  dispose(): void {
    this.#panel?.dispose();
  }

  #onMessage(received: unknown, webview: vscode.Webview): void {
    this.#hasSpoken = true;
    const { data: message, error } = this.#kind.schema.safeParse(received);
    if (error) log.error(`${this.#kind.name}: an unknown message came: ${error.message}`);
    else if (isFailure(message)) log.error(`${this.#kind.name}: ${message.message}`);
    else this.#listener.onMessage(message, webview);
  }
}

function isFailure(message: { readonly type: string }): message is PageFailure {
  return message.type === 'failed';
}
