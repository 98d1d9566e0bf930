/** Which races go on in this window: no two windows go on with the same. */
import type { KeptCheckpoint } from '../../core/engine/checkpointFile.ts';
import { messageOf } from '../../core/messageOf.ts';
import type { Race, RaceOrLog } from '../../core/race/race.ts';
import { elsewhereOf, wasInterrupted } from '../../core/race/raceFacts.ts';
import { inElsewhere } from '../../core/race/status.ts';
import type { RaceStore } from '../../core/race/store.ts';
import type { Log } from '../log.ts';
import type { KeptFiles } from './keptFiles.ts';

export interface HeldRacesOptions {
  readonly log: Log;
  /** Is told of a race that is as its file has it. */
  readonly onRenewed: (race: Race) => void;
}

export class HeldRaces {
  readonly #store: RaceStore;
  readonly #library: KeptFiles;
  readonly #log: Log;
  readonly #onRenewed: (race: Race) => void;
  /** Those that are about to go on. */
  readonly #taking = new Set<RaceOrLog>();

  constructor(store: RaceStore, library: KeptFiles, { log, onRenewed }: HeldRacesOptions) {
    this.#store = store;
    this.#library = library;
    this.#log = log;
    this.#onRenewed = onRenewed;
  }

  /** Tells other windows what goes on in this one, until what is returned is disposed of. */
  watch(): { dispose(): void } {
    return this.#store.onDidChange((change) => {
      if (change.type === 'opened' || change.type === 'changed') void this.#tell(change.race);
    });
  }

  async #tell(race: RaceOrLog): Promise<void> {
    if (race.log || this.#taking.has(race)) return;
    const { windows } = this.#library;
    try {
      await (race.phase === 'ended' ? windows.letGo(race.id) : windows.hold(race.id));
    } catch (error) {
      this.#log.warn(`where race ${race.id} goes on can't be written down: ${messageOf(error)}`);
    }
  }

  /**
   * Takes an interrupted race for this window to go on with, as it stands on the disk by now; gives its checkpoints.
   * @throws {Error} if it goes on in another window.
   */
  async takeOver(race: Race): Promise<ReadonlyMap<number, KeptCheckpoint>> {
    const { windows } = this.#library;
    this.#taking.add(race);
    try {
      // Where nothing can be written, no other window can either.
      const isTaken = await windows.take(race.id).catch(() => true);
      await this.#renew(race);
      if (!isTaken)
        throw new Error(
          `${race.title} runs ${inElsewhere[elsewhereOf(race) ?? 'window']}. It can go on here when it has been stopped there.`,
        );
      if (race.phase === 'ended' && !wasInterrupted(race)) await windows.letGo(race.id);
      return await this.#library.loadCheckpoints(race.id);
    } finally {
      this.#taking.delete(race);
    }
  }

  /** Brings open races that another window goes on with, or did, up to what is saved of them. */
  async renew(): Promise<void> {
    const races = this.#store.races.filter(
      (race): race is Race => race.log === null && elsewhereOf(race) !== null,
    );
    await Promise.all(races.map((race) => this.#renew(race)));
  }

  /** One that can't be read any more stays as it is. */
  async #renew(race: Race): Promise<void> {
    const saved = await this.#library.load(race.id).catch(() => null);
    // Somebody may have asked twice.
    if (!saved || race.phase !== 'ended') return;
    this.#store.renew(race, saved);
    this.#onRenewed(race);
  }
}
