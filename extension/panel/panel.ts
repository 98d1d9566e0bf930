/** The panel beside the editor: shows the run store and passes on the person's wishes. */
import { setTimeout } from 'node:timers/promises';
import * as vscode from 'vscode';
import * as z from 'zod';
import { messageOf } from '../../core/messageOf.ts';
import { type ToExtension, type ToPanel, toExtensionSchema } from '../../core/protocol/panel.ts';
import { viewRace, viewUpdate } from '../../core/protocol/viewRace.ts';
import type { RunStore, StoreChange } from '../../core/race/store.ts';
import { panelType } from '../ids.ts';
import { log } from '../log.ts';
import { panelHtml } from './html.ts';

/** Least time between two updates, in milliseconds: 30 a second. */
const interval = 1000 / 30;

/** The longest that a race waits for the page, in milliseconds. */
const patience = 5000;

/** What happens when the person asks for something in the panel. `ready` is the panel's own business. */
export type Wish = Exclude<ToExtension, { type: 'ready' | 'failed' }>;

export class Panel implements vscode.WebviewPanelSerializer {
  readonly #extension: vscode.Uri;
  readonly #store: RunStore;
  readonly #fulfil: (wish: Wish) => void;
  #panel: vscode.WebviewPanel | null = null;
  /** Whether the page has asked for its first snapshot. */
  #ready = false;
  /** Those who wait until it has. */
  #waiting: (() => void)[] = [];
  /** How many losses of each run the page has. */
  readonly #sent = new Map<string, number>();
  /** Whether the store has changed since the last message. */
  #stale = false;
  #timer: NodeJS.Timeout | undefined;

  constructor(extension: vscode.Uri, store: RunStore, fulfil: (wish: Wish) => void) {
    this.#extension = extension;
    this.#store = store;
    this.#fulfil = fulfil;
    store.onDidChange((change) => this.#onStoreChange(change));
  }

  /**
   * Opens the panel beside the active editor, or brings it to the front; the focus stays where it is.
   * @returns When the page can show what comes, or after `patience` if it can't.
   */
  async show(): Promise<void> {
    if (this.#panel) this.#panel.reveal(undefined, true);
    else this.#open();
    if (this.#ready) return;
    const ready = new Promise<void>((resolve) => this.#waiting.push(resolve));
    await Promise.race([ready, setTimeout(patience, undefined, { ref: false })]);
  }

  #open(): void {
    const column = vscode.window.activeTextEditor ? vscode.ViewColumn.Beside : vscode.ViewColumn.Active;
    const place = { viewColumn: column, preserveFocus: true };
    // Kept while hidden: loading it anew takes seconds on a machine whose cores are training.
    const options = { retainContextWhenHidden: true };
    this.#adopt(vscode.window.createWebviewPanel(panelType, 'Optimizer Playground', place, options));
  }

  /** Opens the panel unless the window has it already, perhaps waiting to be restored. */
  showOnStartup(): void {
    const tabs = vscode.window.tabGroups.all.flatMap((group) => group.tabs);
    const isPanel = ({ input }: vscode.Tab) =>
      input instanceof vscode.TabInputWebview && input.viewType.endsWith(panelType);
    if (!tabs.some(isPanel)) this.#open();
  }

  /** VS Code restores the panel after a reload of the window. */
  async deserializeWebviewPanel(panel: vscode.WebviewPanel): Promise<void> {
    this.#panel?.dispose();
    this.#adopt(panel);
  }

  get visible(): boolean {
    return this.#panel?.visible ?? false;
  }

  select(run: string | null): void {
    void this.#post({ type: 'select', run });
  }

  #adopt(panel: vscode.WebviewPanel): void {
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
    webview.onDidReceiveMessage((message: unknown) => this.#onMessage(message));
    let wasVisible = panel.visible;
    // A hidden page gets no messages.
    panel.onDidChangeViewState(() => {
      if (panel.visible && !wasVisible) this.#sendSnapshot();
      wasVisible = panel.visible;
    });
    panel.onDidDispose(() => {
      if (this.#panel !== panel) return;
      this.#panel = null;
      this.#ready = false;
    });
    webview.html = panelHtml(webview, this.#extension);
  }

  #onMessage(message: unknown): void {
    const parsed = toExtensionSchema.safeParse(message);
    if (!parsed.success) log.error(`message from the panel not understood: ${z.prettifyError(parsed.error)}`);
    else if (parsed.data.type === 'failed') log.error(`panel: ${parsed.data.message}`);
    else if (parsed.data.type !== 'ready') this.#fulfil(parsed.data);
    else {
      this.#ready = true;
      this.#sendSnapshot();
      for (const resolve of this.#waiting.splice(0)) resolve();
    }
  }

  #onStoreChange(change: StoreChange): void {
    if (change === 'replaced') this.#sendSnapshot();
    else {
      this.#stale = true;
      this.#timer ??= globalThis.setTimeout(() => void this.#sendUpdates(), interval);
    }
  }

  #sendSnapshot(): void {
    const { race } = this.#store;
    this.#stale = false;
    this.#sent.clear();
    for (const run of race?.runs ?? []) this.#sent.set(run.spec.id, run.losses.length);
    void this.#post({ type: 'snapshot', race: race ? viewRace(race) : null });
  }

  /** One after the other, so that none waits behind others for a window that is busy. */
  async #sendUpdates(): Promise<void> {
    try {
      if (this.#stale) await this.#sendUpdate();
    } finally {
      const next = () => void this.#sendUpdates();
      this.#timer = this.#stale ? globalThis.setTimeout(next, interval) : undefined;
    }
  }

  async #sendUpdate(): Promise<void> {
    this.#stale = false;
    const { race } = this.#store;
    if (!race || !this.#ready || !this.#panel?.visible) return;
    const runs = race.runs.map((run) => viewUpdate(run, this.#sent.get(run.spec.id) ?? 0));
    for (const run of race.runs) this.#sent.set(run.spec.id, run.losses.length);
    await this.#post({ type: 'update', race: race.id, phase: race.phase, speed: race.speed, runs });
  }

  /** Comes back when the window has taken the message, or refused it, as it does when the page is being closed. */
  async #post(message: ToPanel): Promise<void> {
    if (!this.#ready || !this.#panel?.visible) return;
    try {
      await this.#panel.webview.postMessage(message);
    } catch (error) {
      log.debug(`${message.type} for the panel lost: ${messageOf(error)}`);
    }
  }
}
