/** A page and the store: what the page gets and when, and what comes of what it says. */
import type * as vscode from 'vscode';
import { messageOf } from '../../core/messageOf.ts';
import type { FromPanel } from '../../core/protocol/fromPanel.ts';
import type { ToPanel } from '../../core/protocol/panel.ts';
import type { Reply, Request } from '../../core/protocol/requests.ts';
import { stateOf, viewShown } from '../../core/protocol/viewShown.ts';
import type { HiddenRuns } from '../../core/race/hiddenRuns.ts';
import type { PickedRun } from '../../core/race/pickedRun.ts';
import type { Extent, RunState } from '../../core/race/runRecord.ts';
import type { Shown } from '../../core/race/shown.ts';
import type { RaceStore, StoreChange } from '../../core/race/store.ts';
import type { DebugPositions } from '../debug/debugPosition.ts';
import { log } from '../log.ts';
import { listenToPage } from '../shown/focusedPages.ts';
import { showError } from '../shown/messages.ts';
import { debuggedOn } from './debuggedOn.ts';
import { PanelPage } from './panelPage.ts';

/** Least time between two updates, in milliseconds: 30 a second. */
const interval = 1000 / 30;

/** What the person does in the page; the other messages are its own business. */
export type PanelEvent = Exclude<
  FromPanel,
  { type: 'ready' | 'missed' | 'failed' | 'request' | 'select' | 'hide' | 'gpuReply' }
>;

export interface PanelHandlers {
  onEvent(event: PanelEvent): void;
  answer(request: Request): Promise<Reply>;
}

/** What all pages show, and what they are answered by. */
export interface PageParts {
  readonly store: RaceStore;
  readonly picked: PickedRun;
  readonly hidden: HiddenRuns;
  readonly debugged: Pick<DebugPositions, 'current' | 'onDidMove'>;
  readonly handlers: PanelHandlers;
}

/** What has the page: a panel, or a view. */
export interface PageHost {
  readonly webview: vscode.Webview;
  readonly visible: boolean;
}

/** What may be done when something happens to the page. */
export interface PageListeners {
  /** It is ready, once more after each time that it was loaded anew. */
  onReady?(): void;
  /** It is sent what is on the screen as it stands. */
  onSend?(): void;
}

export class PageConnection implements vscode.Disposable {
  readonly #host: PageHost;
  readonly #parts: PageParts;
  readonly #listeners: PageListeners;
  readonly #subscriptions: readonly { dispose(): void }[];
  /** Since it has asked for its first snapshot. */
  #page: PanelPage | null = null;
  /** How much of each run's record the page has, in the order of the runs. */
  #sent: Sent[] = [];
  /** Whether the store has changed since the last message. */
  #stale = false;
  #timer: NodeJS.Timeout | undefined;
  #isClosed = false;
  /** Whether the page was told of a run in the debugger. */
  #isDebugged = false;
  /** Messages of the page are read one after the other. */
  #reading = Promise.resolve();

  constructor(host: PageHost, parts: PageParts, listeners: PageListeners = {}) {
    this.#host = host;
    this.#parts = parts;
    this.#listeners = listeners;
    const { store, picked, hidden, debugged } = parts;
    this.#subscriptions = [
      store.onDidChange((change) => this.#onStoreChange(change)),
      picked.onDidChange((pick) => void this.#post({ type: 'select', ...pick })),
      hidden.onDidChange((runs) => void this.#post({ type: 'hidden', ...runs })),
      debugged.onDidMove(() => this.#sendDebugged()),
      listenToPage(host.webview, (message) => {
        const read = this.#reading.then(() => this.#onMessage(message));
        // A message that can't be done leaves the next ones theirs.
        this.#reading = read.catch((error: unknown) => log.error(`panel: ${messageOf(error)}`));
      }),
    ];
  }

  /** null before it is ready, and when it is gone. */
  get page(): PanelPage | null {
    return this.#page;
  }

  /** Whether the page is in sight and gets what changes. */
  get isShowing(): boolean {
    return this.#page !== null && this.#host.visible;
  }

  /** The page has been hidden, and is in sight again: it has missed what was going on. */
  show(): void {
    this.#sendSnapshot();
  }

  /** The page is gone; another may come in its place. */
  endPage(why: string): void {
    const page = this.#page;
    this.#page = null;
    page?.end(why);
  }

  /** What has the page is gone, and the page with it. */
  close(why: string): void {
    this.dispose();
    this.endPage(why);
  }

  /** Leaves the page as it is. */
  dispose(): void {
    this.#isClosed = true;
    clearTimeout(this.#timer);
    for (const subscription of this.#subscriptions) subscription.dispose();
  }

  async #onMessage(received: unknown): Promise<void> {
    // The shapes of messages are loaded when there is one.
    const { readMessage } = await import('./readMessage.ts');
    const message = readMessage(received);
    if (!message || this.#isClosed) return;
    switch (message.type) {
      case 'ready':
        this.endPage('the panel was loaded anew');
        this.#page = new PanelPage(this.#host.webview);
        this.#sendSnapshot();
        this.#listeners.onReady?.();
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
        this.#parts.picked.pick(message);
        break;
      case 'hide':
        this.#parts.hidden.hide(message);
        break;
      case 'request':
        void this.#answer(this.#page, message);
        break;
      default:
        this.#parts.handlers.onEvent(message);
    }
  }

  /** Goes to the page that has asked, in sight or not. What went wrong is told the person where the page doesn't show it. */
  async #answer(page: PanelPage | null, request: Request): Promise<void> {
    const reply = await this.#parts.handlers.answer(request).catch(
      (error: unknown): Reply => ({
        ...{ type: 'reply', id: request.id },
        outcome: { error: messageOf(error) },
      }),
    );
    const isThere = page === this.#page;
    if ('error' in reply.outcome && !(isThere && this.#host.visible)) {
      log.error(`panel: ${request.name}: ${reply.outcome.error}`);
      // Nobody waits for a preview on a page out of sight.
      if (request.name !== 'previewStart') void showError(`Not saved: ${reply.outcome.error}`);
    }
    if (isThere) await page?.post(reply);
  }

  #onStoreChange(change: StoreChange): void {
    if (change.type === 'shown') this.#sendSnapshot();
    else if (change.type === 'changed' && this.#parts.store.isShown(change.race)) {
      this.#stale = true;
      this.#timer ??= setTimeout(() => void this.#sendUpdates(), interval);
    }
  }

  #sendSnapshot(): void {
    if (!this.isShowing) return;
    const { store, hidden, picked } = this.#parts;
    const { shown } = store;
    this.#stale = false;
    this.#sent = shown ? sentOf(shown) : [];
    void this.#post({ type: 'snapshot', race: shown ? viewShown(shown) : null });
    if (!shown) return;
    // A hidden page has missed what was picked, and a new one what is hidden.
    void this.#post({ type: 'hidden', race: shown.id, runs: hidden.current });
    void this.#post({ type: 'select', race: shown.id, run: picked.run });
    this.#sendDebugged();
  }

  #sendDebugged(): void {
    const { store, debugged } = this.#parts;
    const { shown } = store;
    if (!shown) return;
    const at = debuggedOn(shown, debugged.current);
    if (at === null && !this.#isDebugged) return;
    this.#isDebugged = at !== null;
    void this.#post({ type: 'debugged', race: shown.id, at });
  }

  /** One after the other, so that none waits behind others for a window that is busy. */
  async #sendUpdates(): Promise<void> {
    try {
      if (this.#stale) await this.#sendUpdate();
    } finally {
      const next = () => void this.#sendUpdates();
      this.#timer = this.#stale && !this.#isClosed ? setTimeout(next, interval) : undefined;
    }
  }

  async #sendUpdate(): Promise<void> {
    this.#stale = false;
    const { shown } = this.#parts.store;
    if (!shown || !this.isShowing) return;
    const runs = shown.runs.flatMap(({ record }, run) => {
      const sent = this.#sent[run];
      return sent?.state === record.state ? [] : [{ run, piece: record.pieceFrom(sent) }];
    });
    this.#sent = sentOf(shown);
    this.#listeners.onSend?.();
    await this.#post({ type: 'update', race: shown.id, ...stateOf(shown), runs });
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
