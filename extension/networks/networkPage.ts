/** Pictures of networks: the runs that are open, their page, and the thread that computes them again. */
import type * as vscode from 'vscode';
import { messageOf } from '../../core/messageOf.ts';
import type { SliceRequest } from '../../core/networkPictures/slice.ts';
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
import type { Backend } from '../backend/backend.ts';
import type { NetworkComputation } from '../backend/openThreads.ts';
import { networksType } from '../ids.ts';
import { type Answers, answer } from '../panel/answer.ts';
import { EditorPage, type PageKind, type Wanted } from '../panel/editorPage.ts';
import { networksHtml } from '../panel/html.ts';
import { type ChosenNetwork, networkOf } from './networkRuns.ts';

type Message = Wanted<FromNetworks>;

const pageKind: PageKind<Message> = {
  ...{ name: 'networks', type: networksType, title: 'Network' },
  ...{ schema: fromNetworksSchema, html: networksHtml },
};

type NetworkBackend = Pick<Backend, 'openNetwork' | 'openRace'>;

export class NetworkPage implements vscode.Disposable {
  readonly #backend: () => Promise<NetworkBackend>;
  readonly #page: EditorPage<ToNetworks, Message>;
  #place: NetworkPlace | null = null;
  #computation: NetworkComputation | null = null;
  /** What the page shows: a hidden one asks for it when it is in sight again. */
  #shown: ToNetworks | null = null;
  #slice: Extract<ToNetworks, { readonly type: 'slice' }> | null = null;
  /** The slice that was asked for last. */
  #wanted: SliceRequest | null = null;
  #opened = 0;

  /** @param extension Where the extension is. */
  constructor(extension: vscode.Uri, backend: () => Promise<NetworkBackend>) {
    this.#backend = backend;
    this.#page = new EditorPage(extension, pageKind, {
      onMessage: (message) => this.#onMessage(message),
      onClose: () => this.#close(),
    });
  }

  /**
   * @param chosen The place of the run that is looked at. Default: the first.
   * @param step After how many of its steps. Default: all.
   * @throws {Error} if they are not runs of one network that have taken steps.
   */
  async open(places: readonly RunPlace[], chosen = 0, step: number | null = null): Promise<void> {
    const network = networkOf(places);
    this.#page.show();
    const runs = places.map(({ race, number }) => ({ race: race.id, run: number }));
    await this.#load(network, { runs, chosen, step });
  }

  /** After a reload of the window. */
  async restore(panel: vscode.WebviewPanel, state: unknown): Promise<void> {
    const known = networkPlaceSchema.safeParse(state);
    this.#page.attach(panel);
    if (!known.success)
      return this.#show({ type: 'failed', message: 'No run is open here. Choose Show Network on one.' });
    try {
      const backend = await this.#backend();
      const places: RunPlace[] = [];
      for (const { race, run } of known.data.runs)
        places.push({ race: await backend.openRace(race), number: run });
      await this.#load(networkOf(places), known.data);
    } catch (error) {
      this.#show({ type: 'failed', message: messageOf(error) });
    }
  }

  dispose(): void {
    this.#page.dispose();
    this.#close();
  }

  async #load({ given, runs, problem, precision }: ChosenNetwork, place: NetworkPlace): Promise<void> {
    this.#close();
    const own = ++this.#opened;
    const showShare = (share: number) => this.#show({ type: 'opening', title: problem, share });
    showShare(0);
    const isCurrent = () => own === this.#opened;
    const computation = await (await this.#backend()).openNetwork(given, {
      onOpened: (share) => isCurrent() && this.#shown?.type === 'opening' && showShare(share),
      onSlice: (news) => {
        if (!isCurrent() || !isSame(news.request, this.#wanted)) return;
        this.#slice = { type: 'slice', news };
        this.#page.post(this.#slice);
      },
    });
    if (!isCurrent()) return computation.dispose();
    this.#computation = computation;
    try {
      const facts = await computation.facts();
      if (!isCurrent()) return;
      const chosen = Math.min(place.chosen, runs.length - 1);
      const last = runs[chosen]?.stepsDone ?? 0;
      this.#place = { ...place, chosen, step: Math.min(place.step ?? last, last) };
      this.#show({ type: 'opened', place: this.#place, problem, runs, facts, precision });
      // It has more of their ways than random directions.
      this.#computeSlice({ run: chosen, kind: 'ends', seed: 0 });
    } catch (error) {
      if (isCurrent()) this.#fail(messageOf(error));
    }
  }

  #onMessage(message: Message): void {
    switch (message.type) {
      case 'ready':
        if (this.#shown) this.#page.post(this.#shown);
        if (this.#slice) this.#page.post(this.#slice);
        break;
      case 'moved':
        this.#move(message);
        break;
      case 'slice':
        this.#computeSlice(message.request);
        break;
      case 'stop':
        this.#stop();
        break;
      case 'request':
        void answer(networkRequests, this.#answers(), message).then((reply) =>
          this.#page.post(encodeMeasured(reply) as typeof reply),
        );
        break;
    }
  }

  #move({ chosen, step }: { readonly chosen: number; readonly step: number }): void {
    if (!this.#place || this.#shown?.type !== 'opened') return;
    this.#place = { ...this.#place, chosen, step };
    this.#shown = { ...this.#shown, place: this.#place };
  }

  #computeSlice(request: SliceRequest): void {
    const computation = this.#computation;
    if (!computation || isSame(request, this.#wanted)) return;
    this.#wanted = request;
    this.#slice = null;
    computation.slice(request).catch((error: unknown) => {
      if (computation === this.#computation) this.#fail(messageOf(error));
    });
  }

  /** Runs that are still gone through are let go of; else what is computed of the slice stays. */
  #stop(): void {
    if (this.#shown?.type === 'opening')
      this.#fail('Stopped before all runs were computed again. Choose Show Network on them to begin anew.');
    else void this.#computation?.stop().catch(() => {});
  }

  #answers(): Answers<NetworkRequests> {
    return {
      pictures: async ({ run, step }) => {
        if (this.#computation) return this.#computation.at(run, step);
        throw new Error('No run is open. Choose Show Network on one.');
      },
    };
  }

  #fail(message: string): void {
    this.#close();
    this.#show({ type: 'failed', message });
  }

  #show(message: ToNetworks): void {
    this.#shown = message;
    this.#page.post(message);
  }

  #close(): void {
    this.#opened++;
    this.#computation?.dispose();
    this.#computation = null;
    this.#place = null;
    this.#slice = null;
    this.#wanted = null;
  }
}

function isSame(request: SliceRequest, other: SliceRequest | null): boolean {
  return (
    other !== null && request.run === other.run && request.kind === other.kind && request.seed === other.seed
  );
}
