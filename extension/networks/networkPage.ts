/** Pictures of networks: the page, and the runs that are open in it. */
import type * as vscode from 'vscode';
import { messageOf } from '../../core/messageOf.ts';
import {
  type FromNetworks,
  fromNetworksSchema,
  type NetworkPlace,
  type NetworkRequests,
  networkPlaceSchema,
  networkRequests,
  type ToNetworks,
} from '../../core/protocol/networks.ts';
import { encodeMeasured } from '../../core/race/numbers.ts';
import type { RunPlace } from '../../core/race/shown.ts';
import type { RaceStore } from '../../core/race/store.ts';
import { networksType } from '../ids.ts';
import { type Answers, answer } from '../panel/answer.ts';
import { EditorPage, type PageKind, type Wanted } from '../panel/editorPage.ts';
import { networksHtml } from '../panel/html.ts';
import { type NetworkBackend, OpenNetwork } from './openNetwork.ts';

type Message = Wanted<FromNetworks>;

const pageKind: PageKind<Message> = {
  ...{ name: 'networks', type: networksType, title: 'Network' },
  ...{ schema: fromNetworksSchema, html: networksHtml },
};

export class NetworkPage implements vscode.Disposable {
  readonly #backend: () => Promise<NetworkBackend>;
  readonly #page: EditorPage<ToNetworks, Message>;
  readonly #subscription: { dispose(): void };
  #open: OpenNetwork | null = null;
  /** Why nothing is open. */
  #failure: string | null = null;

  /** @param extension Where the extension is. */
  constructor(
    extension: vscode.Uri,
    store: Pick<RaceStore, 'onDidChange'>,
    backend: () => Promise<NetworkBackend>,
  ) {
    this.#backend = backend;
    this.#page = new EditorPage(extension, pageKind, {
      onMessage: (message) => this.#onMessage(message),
      onClose: () => this.#close(),
    });
    this.#subscription = store.onDidChange((change) => {
      if (change.type === 'changed') this.#open?.changed(change.race);
    });
  }

  /**
   * @param chosen The place of the run that is looked at. Default: the first.
   * @param step After how many of its steps. Default: all; one that goes on is followed.
   * @throws {Error} if they are not runs of one network that have taken steps.
   */
  async open(places: readonly RunPlace[], chosen = 0, step: number | null = null): Promise<void> {
    const runs = places.map(({ race, number }) => ({ race: race.id, run: number }));
    const network = this.#networkOf(places, { runs, chosen, step });
    this.#page.show();
    await this.#load(network);
  }

  /** After a reload of the window. */
  async restore(panel: vscode.WebviewPanel, state: unknown): Promise<void> {
    const known = networkPlaceSchema.safeParse(state);
    this.#page.attach(panel);
    if (!known.success) return this.#fail('No run is open here. Choose Show Network on one.');
    try {
      const backend = await this.#backend();
      const places: RunPlace[] = [];
      for (const { race, run } of known.data.runs)
        places.push({ race: await backend.openRace(race), number: run });
      await this.#load(this.#networkOf(places, known.data));
    } catch (error) {
      this.#fail(messageOf(error));
    }
  }

  dispose(): void {
    this.#subscription.dispose();
    this.#page.dispose();
    this.#close();
  }

  #networkOf(places: readonly RunPlace[], place: NetworkPlace): OpenNetwork {
    return new OpenNetwork(places, place, {
      backend: this.#backend,
      isVisible: () => this.#page.isVisible,
      post: (message) => this.#page.post(message),
    });
  }

  async #load(network: OpenNetwork): Promise<void> {
    this.#close();
    this.#open = network;
    await network.begin();
  }

  #onMessage(message: Message): void {
    const open = this.#open;
    switch (message.type) {
      case 'ready':
        if (this.#failure !== null) this.#page.post({ type: 'failed', message: this.#failure });
        open?.showAgain();
        break;
      case 'moved':
        open?.move(message.chosen, message.step, message.isLive);
        break;
      case 'slice':
        open?.computeSlice(message.request);
        break;
      case 'follow':
        open?.follow();
        break;
      case 'stop':
        open?.stop();
        break;
      case 'request':
        void answer(networkRequests, this.#answers(), message).then((reply) =>
          this.#page.post(encodeMeasured(reply) as typeof reply),
        );
        break;
    }
  }

  #answers(): Answers<NetworkRequests> {
    return {
      pictures: async ({ run, step }) => {
        if (this.#open) return this.#open.picturesAt(run, step);
        throw new Error('No run is open. Choose Show Network on one.');
      },
    };
  }

  #fail(message: string): void {
    this.#close();
    this.#failure = message;
    this.#page.post({ type: 'failed', message });
  }

  #close(): void {
    this.#open?.dispose();
    this.#open = null;
    this.#failure = null;
  }
}
