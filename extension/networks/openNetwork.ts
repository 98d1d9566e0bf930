/** Runs of a network that a page shows: followed while they go on, and gone through again when they have ended. */
import { messageOf } from '../../core/messageOf.ts';
import type { NetworkFacts, StepPictures } from '../../core/networkPictures/networkPictures.ts';
import type { SliceRequest } from '../../core/networkPictures/slice.ts';
import type { SliceNews } from '../../core/networkPictures/sliceNews.ts';
import type { LivePictures, NetworkPlace, ToNetworks } from '../../core/protocol/networks.ts';
import { encodeMeasured } from '../../core/race/numbers.ts';
import type { RaceOrLog } from '../../core/race/race.ts';
import type { RunPlace } from '../../core/race/shown.ts';
import type { Backend } from '../backend/backend.ts';
import type { NetworkComputation } from '../backend/openThreads.ts';
import { BoundedRate } from './boundedRate.ts';
import { type ChosenNetwork, goesOn, networkOf } from './networkRuns.ts';

export type NetworkBackend = Pick<Backend, 'openNetwork' | 'openRace' | 'scheduler'>;

export interface NetworkSurroundings {
  readonly backend: () => Promise<NetworkBackend>;
  readonly isVisible: () => boolean;
  readonly post: (message: ToNetworks) => void;
}

export class OpenNetwork {
  readonly #places: readonly RunPlace[];
  readonly #around: NetworkSurroundings;
  readonly #rate = new BoundedRate(() => this.#tell());
  #network: ChosenNetwork;
  #place: NetworkPlace;
  #computation: NetworkComputation | null = null;
  #facts: NetworkFacts | null = null;
  /** What the page shows: a hidden one asks for it when it is in sight again. */
  #shown: ToNetworks | null = null;
  #slice: Extract<ToNetworks, { readonly type: 'slice' }> | null = null;
  /** The slice that was asked for last. */
  #wanted: SliceRequest | null = null;
  /** Whether the page follows the chosen run while it goes on. */
  #isLive: boolean;
  /** Of which run, and after which step, the page has live pictures. */
  #told: { readonly run: number; readonly step: number } | null = null;
  /** How far each run was when they were gone through. */
  #followed: readonly number[] | null = null;
  #isFollowing = false;
  /** The person wants no landscape now. */
  #isLeft = false;
  #isOpen = true;

  /** @throws {Error} if they are not runs of one network that have taken steps. */
  constructor(places: readonly RunPlace[], place: NetworkPlace, around: NetworkSurroundings) {
    this.#places = places;
    this.#around = around;
    this.#network = networkOf(places);
    const chosen = Math.min(place.chosen, places.length - 1);
    const last = this.#network.runs[chosen]?.stepsDone ?? 0;
    this.#isLive = place.step === null && this.#goesOn(chosen);
    this.#place = { ...place, chosen, step: Math.min(place.step ?? last, last) };
  }

  async begin(): Promise<void> {
    try {
      if (!this.#network.runs.some((run) => run.goesOn)) this.#showShare(0);
      const backend = await this.#around.backend();
      const computation = await backend.openNetwork(this.#network.given, {
        onOpened: (share) => this.#isFollowing && this.#showShare(share),
        onSlice: (news) => this.#showSlice(news),
      });
      if (!this.#isOpen) return computation.dispose();
      this.#computation = computation;
      this.#facts = await computation.facts();
      if (!this.#isOpen) return;
      if (!this.#places.some(goesOn)) return await this.#follow(computation);
      this.#showOpened();
      this.#rate.poke();
    } catch (error) {
      this.#fail(messageOf(error));
    }
  }

  /** The page is there, or in sight again. */
  showAgain(): void {
    if (this.#shown) this.#around.post(this.#shown);
    if (this.#slice) this.#around.post(this.#slice);
    this.#told = null;
    this.#catchUp();
  }

  /** A race has gone on. */
  changed(race: RaceOrLog): void {
    if (this.#places.some((place) => place.race === race)) this.#catchUp();
  }

  move(chosen: number, step: number, isLive: boolean): void {
    if (this.#shown?.type !== 'opened') return;
    this.#place = { ...this.#place, chosen, step };
    this.#isLive = isLive;
    this.#shown = { ...this.#shown, place: this.#place, isLive };
    this.#told = null;
    if (isLive) this.#catchUp();
  }

  computeSlice(request: SliceRequest): void {
    const computation = this.#computation;
    if (!computation || !this.#followed || isSame(request, this.#wanted)) return;
    this.#wanted = request;
    this.#slice = null;
    computation.slice(request).catch((error: unknown) => this.#fail(messageOf(error)));
  }

  /** Goes through the runs as far as they are by now, for their landscape. */
  follow(): void {
    if (this.#computation && this.#facts && !this.#isFollowing) void this.#follow(this.#computation);
  }

  /** Runs that are still gone through before anything is shown are let go of; else what there is stays. */
  stop(): void {
    if (this.#shown?.type === 'opening')
      this.#fail('Stopped before all runs were computed again. Choose Show Network on them to begin anew.');
    else void this.#computation?.stop().catch(() => {});
  }

  /** @throws {Error} if there is no such run or step. */
  async picturesAt(run: number, step: number): Promise<StepPictures> {
    if (this.#computation) return this.#computation.at(run, step);
    throw new Error('No run is open. Choose Show Network on one.');
  }

  dispose(): void {
    this.#isOpen = false;
    this.#rate.stop();
    this.#computation?.dispose();
    this.#computation = null;
  }

  #goesOn(run: number): boolean {
    const place = this.#places[run];
    return place !== undefined && goesOn(place);
  }

  #catchUp(): void {
    if (!this.#isOpen || !this.#facts || !this.#around.isVisible()) return;
    if (this.#places.some(goesOn) || this.#network.runs.some((run) => run.goesOn) || !this.#followed)
      this.#rate.poke();
  }

  /** How far the runs are, and pictures of the one that is followed. Where none goes on any more they are gone through. */
  async #tell(): Promise<void> {
    const computation = this.#computation;
    if (!computation || !this.#around.isVisible()) return;
    try {
      const live = await this.#livePictures(computation);
      if (!this.#isOpen) return;
      this.#network = networkOf(this.#places);
      const { runs } = this.#network;
      if (live) this.#place = { ...this.#place, step: live.pictures.step };
      if (this.#shown?.type === 'opened') this.#shown = this.#opened(this.#shown.facts);
      this.#around.post(encodeMeasured({ type: 'wentOn', runs, live }) as ToNetworks);
      const isOver = !runs.some((run) => run.goesOn);
      const isBehind = runs.some(({ stepsDone }, run) => stepsDone !== this.#followed?.[run]);
      if (isOver && isBehind && !this.#isLeft) this.follow();
    } catch (error) {
      this.#fail(messageOf(error));
    }
  }

  async #livePictures(computation: NetworkComputation): Promise<LivePictures | null> {
    const { chosen: run } = this.#place;
    const place = this.#places[run];
    if (!this.#isLive || !place || place.race.log || !goesOn(place)) return null;
    const scheduler = await (await this.#around.backend()).scheduler();
    const weights = await scheduler.weights(place.race, place.number);
    if (!weights || (this.#told?.run === run && this.#told.step === weights.stepsDone)) return null;
    const pictures = await computation.live(run, weights);
    // The person may have gone elsewhere meanwhile.
    if (!this.#isLive || this.#place.chosen !== run) return null;
    this.#told = { run, step: weights.stepsDone };
    return { run, pictures };
  }

  async #follow(computation: NetworkComputation): Promise<void> {
    const steps = networkOf(this.#places).runs.map(({ stepsDone }) => stepsDone);
    this.#isFollowing = true;
    this.#isLeft = false;
    if (this.#shown?.type === 'opened') this.#showShare(0);
    try {
      const facts = await computation.follow(steps);
      this.#isFollowing = false;
      if (!this.#isOpen) return;
      this.#isLeft = facts === null;
      if (facts) {
        this.#followed = steps;
        this.#facts = facts;
        this.#network = networkOf(this.#places);
        this.#showOpened();
        const wanted = this.#wanted;
        this.#wanted = null;
        // It has more of their ways than random directions.
        this.computeSlice(wanted ?? { run: this.#place.chosen, kind: 'ends', seed: 0 });
      } else this.#around.post({ type: 'following', share: null });
    } catch (error) {
      this.#isFollowing = false;
      this.#fail(messageOf(error));
    }
  }

  #showShare(share: number): void {
    if (!this.#isOpen) return;
    if (this.#shown?.type === 'opened') this.#around.post({ type: 'following', share });
    else this.#show({ type: 'opening', title: this.#network.problem, share });
  }

  #showSlice(news: SliceNews): void {
    if (!this.#isOpen || !isSame(news.request, this.#wanted)) return;
    this.#slice = { type: 'slice', news };
    this.#around.post(this.#slice);
  }

  #showOpened(): void {
    if (this.#facts) this.#show(this.#opened(this.#facts));
  }

  #opened(facts: NetworkFacts): Extract<ToNetworks, { readonly type: 'opened' }> {
    const { runs, problem, precision } = this.#network;
    if (this.#isLive && !this.#goesOn(this.#place.chosen)) {
      this.#isLive = false;
      this.#place = { ...this.#place, step: runs[this.#place.chosen]?.stepsDone ?? 0 };
    }
    return {
      ...{ type: 'opened', place: this.#place, problem, runs, facts, precision },
      ...{ isLive: this.#isLive, isFollowed: this.#followed !== null },
    };
  }

  #fail(message: string): void {
    if (!this.#isOpen) return;
    this.dispose();
    this.#show({ type: 'failed', message });
  }

  #show(message: ToNetworks): void {
    this.#shown = message;
    this.#around.post(message);
  }
}

function isSame(request: SliceRequest, other: SliceRequest | null): boolean {
  return (
    other !== null && request.run === other.run && request.kind === other.kind && request.seed === other.seed
  );
}
