/** The races on the disk, one file each, within bounds. Several windows may have the same library open. */
import { copyFile, readFile, stat } from 'node:fs/promises';
import type { KeptCheckpoint } from '../../core/engine/checkpointFile.ts';
import { Listeners } from '../../core/listeners.ts';
import { messageOf } from '../../core/messageOf.ts';
import type { Race } from '../../core/race/race.ts';
import { RaceFileError } from '../../core/race/raceFileError.ts';
import { summaryOf } from '../../core/race/raceSummary.ts';
import type { Elsewhere } from '../../core/race/status.ts';
import { stableText } from '../../core/stableText.ts';
import type { IndexEntry } from '../../threads/library/indexEntry.ts';
import type { KeptFiles } from '../../threads/library/keptFiles.ts';
import {
  beyondBounds,
  type LibraryBounds,
  largestFile,
  usualBounds,
} from '../../threads/library/libraryBounds.ts';
import { loadRaceFile } from '../../threads/library/loadRaceFile.ts';
import { markElsewhere } from '../../threads/library/markElsewhere.ts';
import type { Log } from '../../threads/log.ts';
import { appendToFile, isMissing } from './appendToFile.ts';
import { OpenWindows } from './openWindows.ts';
import { type FolderEntry, RaceFolder } from './raceFolder.ts';
import { RaceIndex } from './raceIndex.ts';
import { writeWhole } from './writeWhole.ts';

/** Races that are pinned, or have runs that are, are never removed to make room. */
export interface LibraryEntry extends IndexEntry, FolderEntry {
  /** What it goes on in, where that isn't this window. */
  readonly elsewhere: Elsewhere | null;
}

export interface LibraryOptions {
  readonly log: Log;
  /** Is told in one sentence what a person should know: that a race can't be read. Default: nobody. */
  readonly tell?: (message: string) => void;
  readonly bounds?: LibraryBounds;
  /** What this is to others that have the library open. Default: a window. */
  readonly kind?: Elsewhere;
}

export class RaceLibrary implements KeptFiles {
  readonly windows: OpenWindows;
  readonly #folder: RaceFolder;
  readonly #index: RaceIndex;
  readonly #log: Log;
  readonly #tell: (message: string) => void;
  readonly #bounds: LibraryBounds;
  #entries: readonly LibraryEntry[] = [];
  /** What is known of the races, by their ids. */
  readonly #known = new Map<string, IndexEntry>();
  readonly #listeners: Listeners<undefined>;
  /** Changes are made one after the other. */
  #changing: Promise<unknown> = Promise.resolve();

  /** @param folder May not exist yet. */
  constructor(folder: string, { log, tell = () => {}, bounds = usualBounds, kind }: LibraryOptions) {
    this.#folder = new RaceFolder(folder);
    this.#index = new RaceIndex(this.#folder.indexFile);
    this.windows = new OpenWindows(this.#folder.windowFolder, kind);
    this.#log = log;
    this.#tell = tell;
    this.#bounds = bounds;
    this.#listeners = new Listeners((error) => log.warn(messageOf(error)));
  }

  /** Calls `listener` when there are other entries, until what is returned is disposed of. */
  onDidChange(listener: () => void): { dispose(): void } {
    return this.#listeners.add(listener);
  }

  /** As of the last change of this window; the newest first. */
  get entries(): readonly LibraryEntry[] {
    return this.#entries.toSorted((a, b) => b.startedAt - a.startedAt || (a.id < b.id ? 1 : -1));
  }

  /** Reads what there is. */
  open(): Promise<void> {
    return this.#change(async () => {
      await this.#folder.removeAbandoned(Date.now()).catch((error) => this.#log.warn(messageOf(error)));
      await this.#refresh();
    });
  }

  /** Whether another window, or a command, has written the list since this one did. */
  isListedByOthers(): Promise<boolean> {
    return this.#index.isWrittenByOthers();
  }

  /** Finds out what other windows have saved, pinned or removed. */
  refresh(): Promise<void> {
    return this.#change(() => this.#refresh());
  }

  /**
   * Writes a race, in place of what is kept of it, and removes the oldest others where there is too much. When it comes
   * back, the race is on the disk.
   * @param bytes Of the race, as `encodeRace` makes them.
   */
  save(race: Race, bytes: Uint8Array): Promise<void> {
    const entry = { id: race.id, ...summaryOf(race) };
    return this.#change(async () => {
      await writeWhole(this.#folder.fileOf(race.id), bytes);
      this.#known.set(race.id, entry);
      await this.#refresh();
      await this.#makeRoom(race.id);
      await this.#writeIndex();
    });
  }

  /** Lists a race as it stands now, when something was added to its file. */
  describe(race: Race): Promise<void> {
    const entry = { id: race.id, ...summaryOf(race) };
    if (stableText(entry) === stableText(this.#known.get(race.id))) return Promise.resolve();
    return this.#change(async () => {
      this.#known.set(race.id, entry);
      await this.#refresh();
      await this.#writeIndex();
    });
  }

  /**
   * Adds what `encodeAddition` makes to the file of a race.
   * @throws {ChangedFileError} if it hasn't `size` bytes: it is to be saved as a whole.
   */
  append(id: string, bytes: Uint8Array, options: { size: number; durable: boolean }): Promise<void> {
    return appendToFile(this.#folder.fileOf(id), bytes, options);
  }

  /**
   * The race of this name, whatever its file says about that: it goes back to where it came from. Where another window goes
   * on with it, its runs say so. A file that can't be read is kept aside.
   * @throws {RaceFileError} if the file holds no race.
   * @throws {Error} if there is no file.
   */
  async load(id: string): Promise<Race> {
    try {
      const race = { ...(await this.#read(id)), id };
      const elsewhere = (await this.windows.goingElsewhere()).get(id);
      if (elsewhere) markElsewhere(race, elsewhere);
      this.#correct({ id, ...summaryOf(race) });
      return race;
    } catch (error) {
      // It may be gone since another window has made room.
      if (!isMissing(error)) await this.#setAside(id, error);
      throw error;
    }
  }

  isMissing(error: unknown): boolean {
    return isMissing(error);
  }

  /** The bytes of a race's file. @throws {Error} if there is none. */
  async sizeOf(id: string): Promise<number> {
    return (await stat(this.#folder.fileOf(id))).size;
  }

  /** Writes what `checkpointHead` and `encodeCheckpoint` make beside a race, in place of what is there. */
  saveCheckpoints(id: string, blocks: Iterable<Uint8Array>): Promise<void> {
    return writeWhole(this.#folder.checkpointFileOf(id), blocks);
  }

  /** By the numbers of a race's runs; none where there is no file, or none that can be read to its end. */
  async loadCheckpoints(id: string): Promise<ReadonlyMap<number, KeptCheckpoint>> {
    const file = this.#folder.checkpointFileOf(id);
    try {
      const { size } = await stat(file);
      if (size > largestFile) throw new RangeError(`it has ${size} bytes — expected at most ${largestFile}`);
      const { readCheckpoints } = await import('../../core/engine/checkpointFile.ts');
      return readCheckpoints(await readFile(file), id);
    } catch (error) {
      if (!isMissing(error)) this.#log.warn(`${id}.checkpoint can't be read: ${messageOf(error)}`);
      return new Map();
    }
  }

  removeCheckpoints(id: string): Promise<void> {
    return this.#folder.removeCheckpoints(id);
  }

  /** @param run Its number. Default: the race as a whole. */
  setPinned(id: string, pinned: boolean, run?: number): Promise<void> {
    return this.#change(async () => {
      await this.#refresh();
      if (this.#entries.some((each) => each.id === id)) await this.#folder.setPinned(id, pinned, run);
      await this.#refresh();
    });
  }

  /** Takes a race out, so that `restore` can bring it back until it is discarded. */
  remove(id: string): Promise<void> {
    return this.#change(async () => {
      await this.#folder.remove(id);
      await this.#refresh();
      await this.#writeIndex();
    });
  }

  /** @throws {Error} if it was not removed, or is gone for good. */
  restore(id: string): Promise<void> {
    return this.#change(async () => {
      await this.#folder.restore(id);
      await this.#refresh();
      await this.#writeIndex();
    });
  }

  /** Deletes a race for good that was removed. */
  discard(id: string): Promise<void> {
    return this.#change(() => this.#folder.discard(id));
  }

  /** What there is now, whoever has written or removed it. */
  async #refresh(): Promise<void> {
    const files = await this.#folder.list();
    const elsewhere = await this.windows.goingElsewhere();
    // What another window goes on with is known by what that has said of it last.
    for (const entry of this.#entries)
      if (entry.elsewhere || elsewhere.has(entry.id)) this.#known.delete(entry.id);
    const isNew = files.some(({ id }) => !this.#known.has(id));
    const indexed = isNew ? await this.#index.read() : this.#known;
    const entries: LibraryEntry[] = [];
    for (const file of files) {
      const entry = this.#known.get(file.id) ?? indexed.get(file.id) ?? (await this.#describe(file.id));
      if (!entry) continue;
      this.#known.set(file.id, entry);
      entries.push({ ...entry, ...file, elsewhere: elsewhere.get(file.id) ?? null });
    }
    this.#setEntries(entries);
  }

  /** What is listed may be what was known before a window was killed. */
  #correct(entry: IndexEntry): void {
    if (!this.#known.has(entry.id)) return;
    this.#known.set(entry.id, entry);
    this.#setEntries(this.#entries.map((each) => (each.id === entry.id ? { ...each, ...entry } : each)));
  }

  #setEntries(entries: readonly LibraryEntry[]): void {
    const isNews = stableText(entries) !== stableText(this.#entries);
    this.#entries = entries;
    if (isNews) this.#listeners.tell(undefined);
  }

  async #writeIndex(): Promise<void> {
    try {
      const entries = this.#entries.flatMap(({ id }) => this.#known.get(id) ?? []);
      await this.#index.write(entries);
    } catch (error) {
      // The races are there, and the index can be made of them.
      this.#log.warn(`the list of races could not be written: ${messageOf(error)}`);
    }
  }

  /** Removes the oldest races that are neither pinned, nor on the screen of a window, nor the one just saved. */
  async #makeRoom(saved: string): Promise<void> {
    const beyond = (stays: (id: string) => boolean) => beyondBounds(this.entries, this.#bounds, stays);
    if (beyond((id) => id === saved).length === 0) return;
    const shown = await this.windows.races();
    for (const gone of beyond((id) => id === saved || shown.has(id))) {
      await this.#folder.discard(gone);
      this.#setEntries(this.#entries.filter(({ id }) => id !== gone));
    }
  }

  async #read(id: string): Promise<Race> {
    const file = this.#folder.fileOf(id);
    const { size } = await stat(file);
    if (size > largestFile)
      throw new RaceFileError(`the file has ${size} bytes — expected at most ${largestFile}`);
    let damage: string | null = null;
    const { decodeRace } = await loadRaceFile();
    const race = decodeRace(await readFile(file), (reason) => {
      damage = reason;
    });
    if (damage !== null) await this.#repair(id, race, damage);
    return race;
  }

  /** The file gets what could be read; a copy keeps the rest. */
  async #repair(id: string, race: Race, reason: string): Promise<void> {
    const file = this.#folder.fileOf(id);
    this.#log.warn(`the end of ${id}.race can't be read: ${reason}`);
    await copyFile(file, `${file}.damaged`);
    const { encodeRace } = await loadRaceFile();
    await writeWhole(file, encodeRace(race));
    this.#tell(`The end of a saved race can't be read. A copy of its file is kept as ${id}.race.damaged.`);
  }

  /** An error of the disk may pass, and a file of a newer version is one to go back to: both stay where they are. */
  async #setAside(id: string, error: unknown): Promise<void> {
    this.#log.warn(`${id}.race can't be read and is left out: ${messageOf(error)}`);
    if (!(error instanceof RaceFileError) || error.isNewer) return;
    const name = await this.#folder.setAside(id).catch(() => `${id}.race`);
    this.#tell(`A saved race can't be read: its file is damaged. It is kept as ${name}.`);
  }

  /** A race that the index doesn't have; undefined where its file can't be read. */
  async #describe(id: string): Promise<IndexEntry | undefined> {
    try {
      return { id, ...summaryOf(await this.load(id)) };
    } catch {
      return undefined;
    }
  }

  #change<T>(change: () => Promise<T>): Promise<T> {
    const changed = this.#changing.then(change);
    this.#changing = changed.catch(() => {});
    return changed;
  }
}
