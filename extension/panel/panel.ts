/** The panel beside the editor: shows the race that is on the screen and passes on what the person does. */
import * as vscode from 'vscode';
import { messageOf } from '../../core/messageOf.ts';
import type { FromPanel } from '../../core/protocol/fromPanel.ts';
import type { ToPanel } from '../../core/protocol/panel.ts';
import { viewRace } from '../../core/protocol/raceView.ts';
import type { Reply, Request } from '../../core/protocol/requests.ts';
import { encodeMeasured } from '../../core/race/numbers.ts';
import type { Pick } from '../../core/race/pick.ts';
import type { PickedRun } from '../../core/race/pickedRun.ts';
import type { Race } from '../../core/race/race.ts';
import type { Extent, RunState } from '../../core/race/runRecord.ts';
import type { RaceStore, StoreChange } from '../../core/race/store.ts';
import { panelType } from '../ids.ts';
import { log } from '../log.ts';
import { panelHtml } from './html.ts';
import { freeColumn, isPanelTab, keepOwnGroup, keepTab, type OwnGroup } from './ownGroup.ts';

/** Least time between two updates, in milliseconds: 30 a second. */
const interval = 1000 / 30;

/** The longest that a race waits for the page, in milliseconds. */
const readyTimeout = 5000;

/** What the person does in the panel; the other messages are the panel's own business. */
export type PanelEvent = Exclude<FromPanel, { type: 'ready' | 'failed' | 'request' | 'select' }>;

export interface PanelHandlers {
  onEvent(event: PanelEvent): void;
  answer(request: Request): Promise<Reply>;
}

export class Panel implements vscode.WebviewPanelSerializer, vscode.Disposable {
  readonly #extension: vscode.Uri;
  readonly #store: RaceStore;
  readonly #picked: PickedRun;
  readonly #handlers: PanelHandlers;
  #panel: vscode.WebviewPanel | null = null;
  /** Whether the page of the last panel has asked for its first snapshot. */
  #ready = false;
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

  constructor(extension: vscode.Uri, store: RaceStore, picked: PickedRun, handlers: PanelHandlers) {
    this.#extension = extension;
    this.#store = store;
    this.#picked = picked;
    this.#handlers = handlers;
    store.onDidChange((change) => this.#onStoreChange(change));
    picked.onDidChange((pick) => void this.#post({ type: 'select', ...pick }));
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
    if (this.#ready) return;
    await new Promise<void>((resolve) => {
      this.#waiting.push(resolve);
      setTimeout(resolve, readyTimeout);
    });
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
    return this.#ready && this.visible;
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
    this.#ready = false;
    const { webview } = panel;
    webview.options = {
      enableScripts: true,
      localResourceRoots: [vscode.Uri.joinPath(this.#extension, 'dist', 'webview')],
    };
    const icon = (theme: string) =>
      vscode.Uri.joinPath(this.#extension, 'extension', 'media', `panel-${theme}.svg`);
    panel.iconPath = { light: icon('light'), dark: icon('dark') };
    webview.onDidReceiveMessage((message: unknown) => {
      this.#reading = this.#reading.then(() => this.#onMessage(panel, message));
    });
    let wasVisible = panel.visible;
    // A hidden page gets no messages.
    panel.onDidChangeViewState(() => {
      if (panel.visible && !wasVisible) this.#sendSnapshot();
      wasVisible = panel.visible;
      if (panel.active) keepTab();
    });
    panel.onDidDispose(() => {
      if (this.#panel === panel) this.#panel = null;
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
        this.#ready = true;
        this.#sendSnapshot();
        for (const resolve of this.#waiting.splice(0)) resolve();
        break;
      case 'failed':
        log.error(`panel: ${message.message}`);
        break;
      case 'select':
        this.#picked.pick(message);
        break;
      case 'request':
        void this.#handlers.answer(message).then((reply) => this.#post(reply));
        break;
      default:
        this.#handlers.onEvent(message);
    }
  }

  #onStoreChange({ type, race }: StoreChange): void {
    if (type === 'current') this.#sendSnapshot();
    else if (race === this.#store.current) {
      this.#stale = true;
      this.#timer ??= setTimeout(() => void this.#sendUpdates(), interval);
    }
  }

  #sendSnapshot(): void {
    const race = this.#store.current;
    this.#stale = false;
    this.#sent = race ? sentOf(race) : [];
    void this.#post({ type: 'snapshot', race: race ? viewRace(race) : null });
    // A hidden page has missed what was picked.
    if (race) void this.#post({ type: 'select', race: race.id, run: this.#picked.run });
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
    const race = this.#store.current;
    if (!race || !this.isShowing) return;
    const runs = race.runs.flatMap(({ record }, run) => {
      const sent = this.#sent[run];
      return sent?.state === record.state ? [] : [{ run, piece: record.pieceFrom(sent) }];
    });
    this.#sent = sentOf(race);
    for (const follow of this.#followers) follow();
    await this.#post({ type: 'update', race: race.id, phase: race.phase, speed: race.speed, runs });
  }

  /** Comes back when the window has taken the message, or refused it, as it does when the page is being closed. */
  async #post(message: ToPanel): Promise<void> {
    if (!this.#ready || !this.#panel?.visible) return;
    try {
      await this.#panel.webview.postMessage(encodeMeasured(message));
    } catch (error) {
      log.debug(`${message.type} for the panel lost: ${messageOf(error)}`);
    }
  }
}

/** How much the page has of a record, and the state that it knows: each piece brings a new one. */
interface Sent extends Extent {
  readonly state: RunState;
}

function sentOf({ runs }: Race): Sent[] {
  return runs.map(({ record }) => ({ ...record.extent, state: record.state }));
}
