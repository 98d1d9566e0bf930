/** Keeps the races of the store in the library: when they start, while they run and when they end. */
import { messageOf } from '../../core/messageOf.ts';
import type { Race } from '../../core/race/race.ts';
import type { RaceStore, StoreChange } from '../../core/race/store.ts';
import type { Log } from '../log.ts';
import type { RaceLibrary } from './raceLibrary.ts';

/** A race that runs is saved this often, in milliseconds, unless it is so large that saving would take long. */
const interval = 1000;
/** At most this share of the time goes into saving. */
const share = 0.05;

export class Autosave {
  readonly #store: RaceStore;
  readonly #library: RaceLibrary;
  readonly #log: Log;
  readonly #timers = new Map<Race, NodeJS.Timeout>();
  /** How long the last save took, in milliseconds. */
  #cost = 0;

  constructor(store: RaceStore, library: RaceLibrary, log: Log) {
    this.#store = store;
    this.#library = library;
    this.#log = log;
  }

  /** Brings the race back that was on the screen last. */
  async restore(): Promise<void> {
    const { current } = this.#library;
    if (current === null) return;
    try {
      this.#store.show(await this.#library.load(current));
    } catch (error) {
      this.#log.warn(`race ${current} can't be read and is left out: ${messageOf(error)}`);
    }
  }

  watch(): { dispose(): void } {
    return this.#store.onDidChange((change) => this.#onChange(change));
  }

  /** Saves what is open now. */
  async saveAll(): Promise<void> {
    await Promise.all(this.#store.races.map((race) => this.#save(race)));
  }

  #onChange({ type, race }: StoreChange): void {
    if (type === 'current') {
      // Those that are no longer on the screen and have ended are closed by that.
      for (const each of this.#store.races)
        if (each === race || each.phase === 'ended') void this.#save(each);
    } else if (race.phase === 'ended') void this.#save(race);
    else if (!this.#timers.has(race)) {
      const wait = Math.max(interval, this.#cost / share);
      this.#timers.set(
        race,
        setTimeout(() => void this.#save(race), wait),
      );
    }
  }

  async #save(race: Race): Promise<void> {
    clearTimeout(this.#timers.get(race));
    this.#timers.delete(race);
    const begin = performance.now();
    try {
      await this.#library.save(race, race === this.#store.current);
      this.#cost = performance.now() - begin;
      this.#store.close(race);
    } catch (error) {
      this.#log.warn(`race ${race.id} could not be saved: ${messageOf(error)}`);
    }
  }
}
