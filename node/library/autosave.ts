/** Keeps the races of the store in the library: when they start, while they run, and each run before it is told that it has ended. */
import { setTimeout as sleep } from 'node:timers/promises';
import { messageOf } from '../../core/messageOf.ts';
import type { Race } from '../../core/race/race.ts';
import { wasInterrupted } from '../../core/race/raceFacts.ts';
import type { Chunk } from '../../core/race/runRecord.ts';
import { hasEnded } from '../../core/race/status.ts';
import type { RaceStore, StoreChange } from '../../core/race/store.ts';
import type { Log } from '../log.ts';
import { isMissing } from './appendToFile.ts';
import { KeptRace } from './keptRace.ts';
import type { RaceLibrary } from './raceLibrary.ts';
import { savingFault } from './savingFault.ts';

/** What a race that runs has recorded is saved this often, in milliseconds. */
const interval = 1000;
/** The longest that the end of a run waits for a disk that doesn't answer, in milliseconds. */
const patience = 2000;
/** Where a race could not be saved, it is tried again after this, in milliseconds. */
const retry = 5000;
/** A window that is about to close is waited for so often, so long, in milliseconds. */
const closing = { looks: 20, wait: 100 };

export interface AutosaveOptions {
  readonly log: Log;
  /** Is told in one sentence what a person should know. Default: nobody. */
  readonly tell?: (message: string) => void;
}

export class Autosave {
  readonly #store: RaceStore;
  readonly #library: RaceLibrary;
  readonly #log: Log;
  readonly #tell: (message: string) => void;
  readonly #kept = new Map<Race, KeptRace>();
  readonly #timers = new Map<Race, NodeJS.Timeout>();
  /** Why the last save failed; null if it didn't. */
  #fault: string | null = null;

  constructor(store: RaceStore, library: RaceLibrary, { log, tell = () => {} }: AutosaveOptions) {
    this.#store = store;
    this.#library = library;
    this.#log = log;
    this.#tell = tell;
  }

  /**
   * Brings the race back that this window had on the screen, unless another is there by now.
   * @param before The id that the window had then, if it is known.
   * @param other What is shown where it had none.
   */
  async restore(before?: string, other: string | null = null): Promise<void> {
    const { windows } = this.#library;
    for (let look = 0; look < closing.looks && before && (await windows.isOpen(before)); look++)
      await sleep(closing.wait);
    const id = (await windows.enter(before)) ?? other;
    if (id !== null && !this.#store.current) await this.#show(id);
    // Also where there is no race: that it has none is what is to be remembered of the window.
    await this.#remember(this.#store.current);
  }

  /** What a window shows is remembered where it can be; without that, its race is still in the library. */
  async #remember(race: Race | null): Promise<void> {
    try {
      await this.#library.windows.show(race?.id ?? null);
    } catch (error) {
      this.#log.warn(`which race is on the screen can't be remembered: ${messageOf(error)}`);
    }
  }

  async #show(id: string): Promise<void> {
    try {
      const race = await this.#library.load(id);
      if (this.#store.current) return;
      this.#keptOf(race).setKept();
      this.#store.show(race);
    } catch (error) {
      this.#log.warn(`race ${id} can't be shown again: ${messageOf(error)}`);
      if (isMissing(error))
        this.#tell(
          'The race that this window showed last is no longer among the saved races: its file was removed.',
        );
    }
  }

  watch(): { dispose(): void } {
    return this.#store.onDidChange((change) => this.#onChange(change));
  }

  /**
   * Brings the ends of runs to the disk, with all that led there. Until it comes back, nobody should be told of them. Where
   * they can't be saved it comes back too, and the person is told.
   */
  async keep(race: Race, chunks: readonly Chunk[]): Promise<void> {
    const ended = new Set(chunks.flatMap(({ run, piece }) => (hasEnded(piece.state.status) ? run : [])));
    if (ended.size === 0) return;
    const ends = chunks.filter(({ run }) => ended.has(run));
    const saving = this.#try(race, (kept) => kept.save(ends));
    const waiting = new AbortController();
    await Promise.race([saving, sleep(patience, undefined, waiting).catch(() => {})]);
    waiting.abort();
  }

  /** Keeps blocks of a checkpoint file beside a race. */
  async keepCheckpoints(race: Race, blocks: ReadonlyMap<number, Uint8Array>): Promise<void> {
    const { checkpointHead } = await import('../../core/engine/checkpointFile.ts');
    await this.#keptOf(race).saveCheckpoints([checkpointHead(race.id), ...blocks.values()]);
  }

  /** Saves what is open now, and leaves the place of this window to the next. */
  async saveAll(): Promise<void> {
    await Promise.all(this.#store.races.map((race) => this.#save(race)));
    await this.#library.windows.leave().catch((error) => this.#log.warn(messageOf(error)));
  }

  #onChange({ type, race }: StoreChange): void {
    if (type === 'current') {
      void this.#remember(race);
      // Those that are no longer on the screen and have ended are closed by that.
      for (const each of this.#store.races)
        if (each === race || each.phase === 'ended') void this.#save(each);
    } else if (race.phase === 'ended') void this.#save(race);
    else this.#saveIn(interval, race);
  }

  #saveIn(milliseconds: number, race: Race): void {
    if (this.#timers.has(race)) return;
    const timer = setTimeout(() => void this.#save(race), milliseconds);
    this.#timers.set(race, timer);
  }

  async #save(race: Race): Promise<void> {
    clearTimeout(this.#timers.get(race));
    this.#timers.delete(race);
    const isSaved = await this.#try(race, async (kept) => {
      await kept.save();
      if (race.phase === 'ended') await kept.compact();
    });
    if (!isSaved) return this.#saveIn(retry, race);
    const kept = this.#keptOf(race);
    this.#store.close(race);
    if (!this.#store.races.includes(race)) this.#kept.delete(race);
    if (race.phase !== 'ended' || wasInterrupted(race)) return;
    await kept.removeCheckpoints().catch((error) => this.#log.warn(messageOf(error)));
  }

  /** Says whether it was done. The same fault is told once, until a save has succeeded. */
  async #try(race: Race, work: (kept: KeptRace) => Promise<void>): Promise<boolean> {
    try {
      await work(this.#keptOf(race));
      if (this.#fault !== null) this.#log.info('races can be saved again');
      this.#fault = null;
      return true;
    } catch (error) {
      this.#log.warn(`race ${race.id} could not be saved: ${messageOf(error)}`);
      const fault = savingFault(error);
      if (fault !== this.#fault) this.#tell(fault);
      this.#fault = fault;
      return false;
    }
  }

  #keptOf(race: Race): KeptRace {
    const kept = this.#kept.get(race) ?? new KeptRace(race, this.#library);
    this.#kept.set(race, kept);
    return kept;
  }
}
