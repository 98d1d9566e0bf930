/** The panel beside the editor: has a page with the runs that are on the screen. */
import * as vscode from 'vscode';
import type { Pick } from '../../core/race/pick.ts';
import { panelType } from '../ids.ts';
import { pageHtml, pageIcon, pageOptions } from './html.ts';
import { freeColumn, isPanelTab, keepOwnGroup, keepTab, type OwnGroup } from './ownGroup.ts';
import { PageConnection, type PageParts } from './pageConnection.ts';
import type { PanelPage } from './panelPage.ts';

/** The longest that a race waits for the page, in milliseconds. */
const readyTimeout = 5000;

export class Panel implements vscode.WebviewPanelSerializer, vscode.Disposable {
  readonly #extension: vscode.Uri;
  readonly #parts: PageParts;
  #panel: vscode.WebviewPanel | null = null;
  #connection: PageConnection | null = null;
  /** Those who wait until the page is ready. */
  #waiting: (() => void)[] = [];
  readonly #followers = new Set<() => void>();
  readonly #placing: OwnGroup;

  constructor(extension: vscode.Uri, parts: PageParts) {
    this.#extension = extension;
    this.#parts = parts;
    this.#placing = keepOwnGroup((column) => this.#panel?.reveal(column, true));
  }

  dispose(): void {
    this.#placing.dispose();
    this.#connection?.dispose();
  }

  /**
   * Opens the panel beside the editors, or brings it to the front; the focus stays where it is.
   * @returns When the page can show what comes, or after `readyTimeout` if it can't.
   */
  async show(): Promise<void> {
    if (this.#panel) this.#panel.reveal(undefined, true);
    else this.#open();
    await this.page();
  }

  /** @returns The page when it is ready; null where there is none, or where it isn't ready after `readyTimeout`. */
  async page(): Promise<PanelPage | null> {
    if (this.#connection && !this.#connection.page)
      await new Promise<void>((resolve) => {
        this.#waiting.push(resolve);
        setTimeout(resolve, readyTimeout);
      });
    return this.#connection?.page ?? null;
  }

  #open(): void {
    const place = { viewColumn: freeColumn(), preserveFocus: true };
    // Kept while hidden: loading it anew takes seconds on a machine whose cores are training.
    const options = { retainContextWhenHidden: true };
    this.#attach(vscode.window.createWebviewPanel(panelType, 'Optimizer Playground', place, options));
    this.#placing.check();
  }

  /** Opens the panel unless the window has it already, perhaps waiting to be restored. */
  showOnStartup(): void {
    const tabs = vscode.window.tabGroups.all.flatMap((group) => group.tabs);
    if (!tabs.some(isPanelTab)) this.#open();
  }

  /** VS Code restores the panel after a reload of the window. */
  async deserializeWebviewPanel(panel: vscode.WebviewPanel): Promise<void> {
    this.#panel?.dispose();
    this.#attach(panel);
  }

  get visible(): boolean {
    return this.#panel?.visible ?? false;
  }

  /** Whether the page is in sight and gets what changes. */
  get isShowing(): boolean {
    return this.#connection?.isShowing ?? false;
  }

  /** Calls `listener` whenever the page is sent the race as it stands, until what is returned is disposed of. */
  onDidSend(listener: () => void): vscode.Disposable {
    this.#followers.add(listener);
    return { dispose: () => this.#followers.delete(listener) };
  }

  /** Picks a run and shows it, or lets go of it if it is picked. */
  async select(pick: Pick): Promise<void> {
    const { picked } = this.#parts;
    picked.toggle(pick);
    if (picked.run !== null) await this.show();
  }

  #attach(panel: vscode.WebviewPanel): void {
    this.#panel = panel;
    const { webview } = panel;
    webview.options = pageOptions(this.#extension);
    panel.iconPath = pageIcon(this.#extension);
    const connection = new PageConnection(panel, this.#parts, {
      onReady: () => this.#stopWaiting(),
      onSend: () => {
        for (const follow of this.#followers) follow();
      },
    });
    this.#connection = connection;
    let wasVisible = panel.visible;
    // A hidden page gets no news.
    panel.onDidChangeViewState(() => {
      if (panel.visible && !wasVisible) connection.show();
      wasVisible = panel.visible;
      if (panel.active) keepTab();
    });
    panel.onDidDispose(() => {
      connection.close('the panel was closed');
      if (this.#panel !== panel) return;
      this.#panel = null;
      this.#connection = null;
      this.#stopWaiting();
    });
    webview.html = pageHtml(webview, this.#extension, 'editor');
  }

  #stopWaiting(): void {
    for (const resolve of this.#waiting.splice(0)) resolve();
  }
}
