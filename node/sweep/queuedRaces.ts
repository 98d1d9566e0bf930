/** Hands the runs of races to the workers of a queue, and attaches to those that were left on one. */
import { randomUUID } from 'node:crypto';
import { continueRuns } from '../../core/engine/continueRuns.ts';
import type { CsvFacts } from '../../core/experiment/csvData.ts';
import type { Experiment } from '../../core/experiment/schema.ts';
import { createRace, queuedChunks, type Race } from '../../core/race/race.ts';
import { wasInterrupted } from '../../core/race/raceFacts.ts';
import type { RaceStore } from '../../core/race/store.ts';
import type { Log } from '../../threads/log.ts';
import { Delivery, type Keep } from '../../threads/race/delivery.ts';
import { type OpenedPlaces, openPlaces, type SweepPlaces } from './openPlaces.ts';
import { type Memory, setQueued } from './queuedMemory.ts';
import { QueuedRace } from './queuedRace.ts';

export interface QueuedRacesParts {
  readonly log: Log;
  /** Keeps the ends of runs before the store has them. */
  readonly keep: Keep;
  /** Takes an interrupted race from all other windows. @throws {Error} if another goes on with it. */
  readonly takeOver: (race: Race) => Promise<unknown>;
  /** Remembers which races are on queues, also when the window is closed. */
  readonly memory: Memory;
  /** Folder of the kernels for networks. */
  readonly kernels: string;
  /** Is told in a sentence when a queue goes away. */
  readonly tell: (message: string) => void;
}

export class QueuedRaces {
  readonly #store: RaceStore;
  readonly #parts: QueuedRacesParts;
  readonly #going = new Map<Race, QueuedRace>();

  constructor(store: RaceStore, parts: QueuedRacesParts) {
    this.#store = store;
    this.#parts = parts;
  }

  /**
   * Submits an experiment as a race, and puts that on the screen.
   * @throws {Error} if queue or store can't be used: nothing has begun then.
   */
  async start(experiment: Experiment, csv: CsvFacts | null, places: SweepPlaces): Promise<QueuedRace> {
    const notice = { text: '' };
    const opened = await this.#open(experiment, csv, places, notice);
    const startedAt = Date.now();
    const facts = csv && { folder: csv.folder, shape: csv.shape };
    const race = createRace(experiment, { id: `${startedAt}-${randomUUID()}`, startedAt, csv: facts });
    race.queue = opened.queue.address;
    race.speed = 'max';
    this.#parts.log.info(`race ${race.id}: ${race.title}, ${race.runs.length} runs, on ${race.queue}`);
    this.#store.show(race);
    this.#store.append(race.id, queuedChunks(race));
    return this.#follow(race, opened, notice);
  }

  /**
   * Goes on with a race that was left; what has been computed meanwhile comes from the store. Null where it has ended.
   * @throws {Error} if queue or store can't be used, or another window goes on with it: it stays as it is then.
   */
  async attach(race: Race, places: SweepPlaces): Promise<QueuedRace | null> {
    const going = this.#going.get(race);
    if (going) return going;
    const notice = { text: '' };
    const opened = await this.#open(race.experiment, race.csv, places, notice);
    try {
      if (opened.plan.jobs.some(({ spec }, run) => spec.id !== race.runs[run]?.spec.id))
        throw new Error(`${race.title} was submitted by another version of the extension: run it again.`);
      await this.#parts.takeOver(race);
      if (!wasInterrupted(race)) {
        setQueued(this.#parts.memory, race.id, false);
        await opened.close();
        return null;
      }
    } catch (error) {
      await opened.close();
      throw error;
    }
    continueRuns(race, new Map());
    race.queue = opened.queue.address;
    this.#parts.log.info(`race ${race.id}: attached again to ${race.queue}`);
    if (this.#store.shown?.isWhole && this.#store.isShown(race)) this.#store.show(race);
    this.#store.append(race.id, queuedChunks(race));
    return this.#follow(race, opened, notice);
  }

  /** Takes the runs of a race off its queue; false where it is on none. */
  stop(race: Race): boolean {
    const going = this.#going.get(race);
    going?.cancel();
    return going !== undefined;
  }

  /** Leaves all on their queues, before the window closes. */
  async handOver(): Promise<void> {
    const all = [...this.#going.values()];
    for (const each of all) each.leave();
    await Promise.all(all.map(({ ended }) => ended));
  }

  async #open(
    experiment: Experiment,
    csv: CsvFacts | null,
    places: SweepPlaces,
    notice: { text: string },
  ): Promise<OpenedPlaces> {
    return openPlaces(experiment, csv, places, {
      kernels: this.#parts.kernels,
      tell: (message, isAway) => {
        notice.text = isAway ? message : '';
        if (isAway)
          this.#parts.tell(
            `${message} What has ended is kept; who doesn't want to wait stops the experiment.`,
          );
        this.#parts.log.info(message);
      },
    });
  }

  #follow(race: Race, places: OpenedPlaces, notice: { readonly text: string }): QueuedRace {
    const { keep, log, memory } = this.#parts;
    setQueued(memory, race.id, true);
    const store = this.#store;
    const delivery = new Delivery(race, store, keep, log);
    const going = new QueuedRace({ race, places, store, delivery, notice });
    this.#going.set(race, going);
    void going.ended.then(({ kind }) => {
      this.#going.delete(race);
      if (kind === 'done' || kind === 'cancelled') setQueued(memory, race.id, false);
      log.info(`race ${race.id}: on its queue no more: ${kind}`);
    });
    return going;
  }
}
