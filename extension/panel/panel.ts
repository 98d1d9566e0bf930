/** The panel beside the editor: shows the race that is on the screen and passes on what the person does. */
import * as vscode from 'vscode';
import { messageOf } from '../../core/messageOf.ts';
import type { FromPanel } from '../../core/protocol/fromPanel.ts';
import type { ToPanel } from '../../core/protocol/panel.ts';
import type { Reply, Request } from '../../core/protocol/requests.ts';
import { stateOf, viewShown } from '../../core/protocol/viewShown.ts';
import type { HiddenRuns } from '../../core/race/hiddenRuns.ts';
import type { Pick } from '../../core/race/pick.ts';
import type { PickedRun } from '../../core/race/pickedRun.ts';
import type { Extent, RunState } from '../../core/race/runRecord.ts';
import type { Shown } from '../../core/race/shown.ts';
import type { RaceStore, StoreChange } from '../../core/race/store.ts';
import { panelType } from '../ids.ts';
import { log } from '../log.ts';
import { showError } from '../shown/messages.ts';
import { panelHtml } from './html.ts';
import { freeColumn, isPanelTab, keepOwnGroup, keepTab, type OwnGroup } from './ownGroup.ts';
import { PanelPage } from './panelPage.ts';

/** Least time between two updates, in milliseconds: 30 a second. */
const interval = 1000 / 30;

/** The longest that a race waits for the page, in milliseconds. */
const readyTimeout = 5000;

/** What the person does in the panel; the other messages are the panel's own business. */
export type PanelEvent = Exclude<
  FromPanel,
  { type: 'ready' | 'missed' | 'failed' | 'request' | 'select' | 'hide' | 'gpuReply' }
>;

export interface PanelHandlers {
  onEvent(event: PanelEvent): void;
  answer(request: Request): Promise<Reply>;
}

export class Panel implements vscode.WebviewPanelSerializer, vscode.Disposable {
  readonly #extension: vscode.Uri;
  readonly #store: RaceStore;
  readonly #picked: PickedRun;
  readonly #hidden: HiddenRuns;
  readonly #handlers: PanelHandlers;
  #panel: vscode.WebviewPanel | null = null;
  /** Since it has asked for its first snapshot. */
  #page: PanelPage | null = null;
  /** Those who wait until it has. */
  #waiting: (() => void)[] = [];
  /** How much of each run's record the page has, in the order of the runs. */
  #sent: Sent[] = [];
  /** Whether the store has changed since the last message. */
  #stale = false;
  #timer: NodeJS.Timeout | undefined;
  readonly #followers = new Set<() => void>();
  readonly #placing: OwnGroup;
  /** Messages of the page are read one after the other. */
  #reading = Promise.resolve();

  constructor(
    extension: vscode.Uri,
    store: RaceStore,
    picked: PickedRun,
    hidden: HiddenRuns,
    handlers: PanelHandlers,
  ) {
    this.#extension = extension;
    this.#store = store;
    this.#picked = picked;
    this.#hidden = hidden;
    this.#handlers = handlers;
    store.onDidChange((change) => this.#onStoreChange(change));
    picked.onDidChange((pick) => void this.#post({ type: 'select', ...pick }));
    hidden.onDidChange((runs) => void this.#post({ type: 'hidden', ...runs }));
    this.#placing = keepOwnGroup((column) => this.#panel?.reveal(column, true));
  }

  dispose(): void {
    this.#placing.dispose();
    clearTimeout(this.#timer);
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
    if (this.#panel && !this.#page)
      await new Promise<void>((resolve) => {
        this.#waiting.push(resolve);
        setTimeout(resolve, readyTimeout);
      });
    return this.#page;
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
    return this.#page !== null && this.visible;
  }

  /** Calls `listener` whenever the page is sent the race as it stands, until what is returned is disposed of. */
  onDidSend(listener: () => void): vscode.Disposable {
    this.#followers.add(listener);
    return { dispose: () => this.#followers.delete(listener) };
  }

  /** Picks a run and shows it, or lets go of it if it is picked. */
  async select(pick: Pick): Promise<void> {
    this.#picked.toggle(pick);
    if (this.#picked.run !== null) await this.show();
  }

  #attach(panel: vscode.WebviewPanel): void {
    this.#panel = panel;
    const { webview } = panel;
    webview.options = {
      enableScripts: true,
      localResourceRoots: [vscode.Uri.joinPath(this.#extension, 'dist', 'webview')],
    };
    const icon = (theme: string) =>
      vscode.Uri.joinPath(this.#extension, 'extension', 'media', `panel-${theme}.svg`);
    panel.iconPath = { light: icon('light'), dark: icon('dark') };
    webview.onDidReceiveMessage((message: unknown) => {
      const read = this.#reading.then(() => this.#onMessage(panel, message));
      // A message that can't be done leaves the next ones theirs.
      this.#reading = read.catch((error: unknown) => log.error(`panel: ${messageOf(error)}`));
    });
    let wasVisible = panel.visible;
    // A hidden page gets no news.
    panel.onDidChangeViewState(() => {
      if (panel.visible && !wasVisible) this.#sendSnapshot();
      wasVisible = panel.visible;
      if (panel.active) keepTab();
    });
    panel.onDidDispose(() => {
      if (this.#panel !== panel) return;
      this.#panel = null;
      this.#endPage('the panel was closed');
      this.#stopWaiting();
    });
    webview.html = panelHtml(webview, this.#extension);
  }

  async #onMessage(panel: vscode.WebviewPanel, received: unknown): Promise<void> {
    // The shapes of messages are loaded when there is one.
    const { readMessage } = await import('./readMessage.ts');
    const message = readMessage(received);
    if (!message || panel !== this.#panel) return;
    switch (message.type) {
      case 'ready':
        this.#endPage('the panel was loaded anew');
        this.#page = new PanelPage(panel.webview);
        this.#sendSnapshot();
        this.#stopWaiting();
        break;
      case 'missed':
        this.#sendSnapshot();
        break;
      case 'gpuReply':
        this.#page?.onGpuReply(message);
        break;
      case 'failed':
        log.error(`panel: ${message.message}`);
        break;
      case 'select':
        this.#picked.pick(message);
        break;
      case 'hide':
        this.#hidden.hide(message);
        break;
      case 'request':
        void this.#answer(this.#page, message);
        break;
      default:
        this.#handlers.onEvent(message);
    }
  }

  /** Goes to the page that has asked, in sight or not. What went wrong is told the person where the page doesn't show it. */
  async #answer(page: PanelPage | null, request: Request): Promise<void> {
    const reply = await this.#handlers.answer(request).catch(
      (error: unknown): Reply => ({
        ...{ type: 'reply', id: request.id },
        outcome: { error: messageOf(error) },
      }),
    );
    const isThere = page === this.#page;
    if ('error' in reply.outcome && !(isThere && this.visible)) {
      log.error(`panel: ${request.name}: ${reply.outcome.error}`);
      void showError(`Not saved: ${reply.outcome.error}`);
    }
    if (isThere) await page?.post(reply);
  }

  #stopWaiting(): void {
    for (const resolve of this.#waiting.splice(0)) resolve();
  }

  #onStoreChange(change: StoreChange): void {
    if (change.type === 'shown') this.#sendSnapshot();
    else if (change.type === 'changed' && this.#store.isShown(change.race)) {
      this.#stale = true;
      this.#timer ??= setTimeout(() => void this.#sendUpdates(), interval);
    }
  }

  #sendSnapshot(): void {
    const { shown } = this.#store;
    this.#stale = false;
    this.#sent = shown ? sentOf(shown) : [];
    void this.#post({ type: 'snapshot', race: shown ? viewShown(shown) : null });
    if (!shown) return;
    // A hidden page has missed what was picked, and a new one what is hidden.
    void this.#post({ type: 'hidden', race: shown.id, runs: this.#hidden.current });
    void this.#post({ type: 'select', race: shown.id, run: this.#picked.run });
  }

  /** One after the other, so that none waits behind others for a window that is busy. */
  async #sendUpdates(): Promise<void> {
    try {
      if (this.#stale) await this.#sendUpdate();
    } finally {
      const next = () => void this.#sendUpdates();
      this.#timer = this.#stale ? setTimeout(next, interval) : undefined;
    }
  }

  async #sendUpdate(): Promise<void> {
    this.#stale = false;
    const { shown } = this.#store;
    if (!shown || !this.isShowing) return;
    const runs = shown.runs.flatMap(({ record }, run) => {
      const sent = this.#sent[run];
      return sent?.state === record.state ? [] : [{ run, piece: record.pieceFrom(sent) }];
    });
    this.#sent = sentOf(shown);
    for (const follow of this.#followers) follow();
    await this.#post({ type: 'update', race: shown.id, ...stateOf(shown), runs });
  }

  #endPage(why: string): void {
    const page = this.#page;
    this.#page = null;
    page?.end(why);
  }

  /** Unless the page is hidden. Comes back when the window has taken the message, or refused it. */
  async #post(message: ToPanel): Promise<void> {
    if (this.isShowing) await this.#page?.post(message);
  }
}

/** How much the page has of a record, and the state that it knows: each piece brings a new one. */
interface Sent extends Extent {
  readonly state: RunState;
}

function sentOf({ runs }: Shown): Sent[] {
  return runs.map(({ record }) => ({ ...record.extent, state: record.state }));
}
