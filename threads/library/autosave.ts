/** Keeps the races of the store in the library: when they start, while they run, and each run before it is told that it has ended. */
import { messageOf } from '../../core/messageOf.ts';
import { isLogId } from '../../core/race/logId.ts';
import type { Race, RaceOrLog } from '../../core/race/race.ts';
import { wasInterrupted } from '../../core/race/raceFacts.ts';
import type { Chunk } from '../../core/race/runRecord.ts';
import type { Shown } from '../../core/race/shown.ts';
import { hasEnded } from '../../core/race/status.ts';
import type { RaceStore, StoreChange } from '../../core/race/store.ts';
import type { Log } from '../log.ts';
import { withEarlier } from './earlierRace.ts';
import type { KeptFiles, WindowView } from './keptFiles.ts';
import { KeptRace } from './keptRace.ts';
import { loadRaceFile } from './loadRaceFile.ts';
import { RestoredView } from './restoredView.ts';
import { SavingAttempts } from './savingAttempts.ts';

/** Looks of runs need the texts of all optimizers. */
const loadChosenRuns = () => import('../../core/race/chosenRuns.ts');

/** What a race that runs has recorded is saved this often, in milliseconds. */
const interval = 1000;
/** The longest that the end of a run waits for a disk that doesn't answer, in milliseconds. */
const patience = 2000;
/** Where a race could not be saved, it is tried again after this, in milliseconds. */
const retry = 5000;
/** A window that is about to close is waited for so often, so long, in milliseconds. */
const closing = { looks: 40, wait: 100 };

const sleep = (milliseconds: number) => new Promise<void>((resolve) => setTimeout(resolve, milliseconds));

export interface AutosaveOptions {
  readonly log: Log;
  /** Is told in one sentence what a person should know. Default: nobody. */
  readonly tell?: (message: string) => void;
}

export class Autosave {
  readonly #store: RaceStore;
  readonly #library: KeptFiles;
  readonly #log: Log;
  readonly #tell: (message: string) => void;
  readonly #attempts: SavingAttempts;
  readonly #kept = new Map<Race, KeptRace>();
  /** Races that are being read, by their ids. */
  readonly #opening = new Map<string, Promise<Race>>();
  readonly #timers = new Map<Race, Timer>();
  /** What is still on its way to the screen. */
  #restored: RestoredView | null = null;

  constructor(store: RaceStore, library: KeptFiles, { log, tell = () => {} }: AutosaveOptions) {
    this.#store = store;
    this.#library = library;
    this.#log = log;
    this.#tell = tell;
    this.#attempts = new SavingAttempts(log, tell);
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
    const { race, runs } = await windows.enter(before);
    const id = race ?? other;
    if (id !== null && !this.#store.shown) await this.#show(id, runs);
    // Also where there is no race: that it has none is what is to be remembered of the window.
    await this.#remember(this.#store.shown);
  }

  /** What a window shows is remembered where it can be; without that, its race is still in the library. */
  async #remember(shown: Shown | null): Promise<void> {
    try {
      const { view = shown ? viewOf(shown) : { race: null } } = this.#restored ?? {};
      await this.#library.windows.show(view);
    } catch (error) {
      this.#log.warn(`which race is on the screen can't be remembered: ${messageOf(error)}`);
    }
  }

  /**
   * The open race of this id, or that of the library, which is open from then on.
   * @throws {RaceFileError} if its file holds no race.
   * @throws {Error} if there is no file.
   */
  async open(id: string): Promise<RaceOrLog> {
    const open = this.#store.find(id);
    if (open) return open;
    const opening = this.#opening.get(id) ?? this.#load(id).finally(() => this.#opening.delete(id));
    this.#opening.set(id, opening);
    return opening;
  }

  async #load(id: string): Promise<Race> {
    const read = (before: string) => this.#store.find(before) ?? this.#library.load(before);
    const race = await withEarlier(await this.#library.load(id), read);
    this.setKept(race);
    this.#store.open(race);
    return race;
  }

  /** @param runs Chosen ones, of this race and of others. Default: the race as a whole. */
  async #show(id: string, runs: WindowView['runs']): Promise<void> {
    for (const each of new Set([id, ...(runs ?? []).map(({ race }) => race)])) await this.#reopen(each);
    const { chosenRuns } = await loadChosenRuns();
    // Another may have been started meanwhile.
    if (this.#store.shown) return this.#closeUnseen();
    const restored = new RestoredView(this.#store, { race: id, ...(runs && { runs }) }, chosenRuns);
    this.#restored = restored;
    restored.show();
    if (restored.isWhole) this.#restored = null;
  }

  /**
   * Gives a race, open or not, another title. @param title Empty: the one made of the parts of its experiment.
   * @throws {Error} if it can't be read or written, or goes on in another window, which writes its file.
   */
  async rename(id: string, title: string): Promise<void> {
    const { renamed } = await import('../../core/race/renamed.ts');
    const race = this.#store.find(id);
    if (race?.log)
      throw new Error(`${race.title} is a log of somebody else's training: it has its file's name.`);
    await this.#library.windows.expectHere(id);
    if (race) {
      this.#store.rename(race, renamed(race, title));
      await this.#keptOf(race).rewrite();
    } else {
      const kept = await this.#library.load(id);
      const { encodeRace } = await loadRaceFile();
      const other = { ...kept, ...renamed(kept, title) };
      await this.#library.save(other, encodeRace(other));
    }
  }

  /**
   * Takes a race out of the library, so that it can be restored, and off the screen.
   * @throws {Error} if it is still running, here or in another window.
   */
  async remove(id: string): Promise<void> {
    await this.#library.windows.expectHere(id);
    const race = this.#store.find(id);
    if (race && !race.log) {
      if (race.phase !== 'ended') throw new Error(`${race.title} is still running: stop it first.`);
      // What comes back is to be all of it.
      await this.#save(race);
      await this.#takeOffScreen(race);
      clearTimeout(this.#timers.get(race));
      this.#timers.delete(race);
      this.#close(race);
    }
    await this.#library.remove(id);
  }

  async #takeOffScreen(race: Race): Promise<void> {
    const others = () => (this.#store.shown?.runs ?? []).filter((run) => run.race !== race);
    const { chosenRuns } = await loadChosenRuns();
    if (!this.#store.isShown(race)) return;
    if (others().length > 0) this.#store.compare(chosenRuns(others()));
    else this.#store.clear();
  }

  #closeUnseen(): void {
    for (const race of this.#races) this.#close(race);
  }

  /** The open ones that are kept: a log has a file of its own, and the person closes it. */
  get #races(): readonly Race[] {
    return this.#store.races.filter((race) => race.log === null);
  }

  #close(race: Race): void {
    this.#store.close(race);
    if (!this.#store.races.includes(race)) this.#kept.delete(race);
  }

  async #reopen(id: string): Promise<void> {
    // It has been opened by itself.
    if (isLogId(id)) return;
    try {
      await this.open(id);
    } catch (error) {
      this.#log.warn(`race ${id} can't be shown again: ${messageOf(error)}`);
      if (this.#library.isMissing(error))
        this.#tell(
          'A race that this window showed last is no longer among the saved races: its file was removed.',
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
    const saving = this.#attempts.try(race, () => this.#keptOf(race).save(ends));
    let timer: Timer | undefined;
    const late = new Promise<void>((resolve) => {
      timer = setTimeout(resolve, patience);
    });
    await Promise.race([saving, late]);
    clearTimeout(timer);
  }

  /** Keeps blocks of a checkpoint file beside a race. */
  async keepCheckpoints(race: Race, blocks: ReadonlyMap<number, Uint8Array>): Promise<void> {
    const { checkpointHead } = await import('../../core/engine/checkpointFile.ts');
    await this.#keptOf(race).saveCheckpoints([checkpointHead(race.id), ...blocks.values()]);
  }

  /** Says that the library has all of a race. */
  setKept(race: Race): void {
    this.#keptOf(race).setKept();
  }

  /** Saves what is open now, and leaves the place of this window to the next. */
  async saveAll(): Promise<void> {
    await Promise.all(this.#races.map((race) => this.#save(race)));
    await this.#library.windows.leave().catch((error) => this.#log.warn(messageOf(error)));
  }

  #onChange(change: StoreChange): void {
    if (change.type === 'shown') {
      if (!this.#restored?.has(change.shown)) this.#restored = null;
      void this.#remember(change.shown);
      // Those that are no longer on the screen and have ended are closed by that.
      for (const each of this.#races)
        if (this.#store.isShown(each) || each.phase === 'ended') void this.#save(each);
      return;
    }
    const { race } = change;
    if (race.log) this.#onLog();
    if (race.log || change.type !== 'changed') return;
    if (race.phase === 'ended') void this.#save(race);
    else this.#saveIn(interval, race);
  }

  #onLog(): void {
    this.#restored?.onLog();
    if (this.#restored?.isWhole) this.#restored = null;
  }

  #saveIn(milliseconds: number, race: Race): void {
    if (this.#timers.has(race)) return;
    const timer = setTimeout(() => void this.#save(race), milliseconds);
    this.#timers.set(race, timer);
  }

  async #save(race: Race): Promise<void> {
    clearTimeout(this.#timers.get(race));
    this.#timers.delete(race);
    const isSaved = await this.#attempts.try(race, async () => {
      const kept = this.#keptOf(race);
      await kept.save();
      if (race.phase !== 'ended') return;
      await kept.compact();
      await this.#library.describe(race);
    });
    if (!isSaved) return this.#saveIn(retry, race);
    const kept = this.#keptOf(race);
    this.#close(race);
    if (race.phase !== 'ended' || wasInterrupted(race)) return;
    await kept.removeCheckpoints().catch((error) => this.#log.warn(messageOf(error)));
  }

  #keptOf(race: Race): KeptRace {
    const kept = this.#kept.get(race) ?? new KeptRace(race, this.#library);
    this.#kept.set(race, kept);
    return kept;
  }
}

function viewOf({ isWhole, races, runs }: Shown): WindowView {
  const race = races[0]?.id ?? null;
  if (isWhole) return { race };
  return { race, runs: runs.map((run) => ({ race: run.race.id, number: run.number })) };
}
