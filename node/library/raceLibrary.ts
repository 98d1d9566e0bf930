/** The races on the disk, one file each, within bounds. Several windows may have the same library open. */
import { copyFile, readFile, stat } from 'node:fs/promises';
import type { KeptCheckpoint } from '../../core/engine/checkpointFile.ts';
import { messageOf } from '../../core/messageOf.ts';
import type { Race } from '../../core/race/race.ts';
import { RaceFileError } from '../../core/race/raceFileError.ts';
import type { Log } from '../log.ts';
import { appendToFile, isMissing } from './appendToFile.ts';
import { loadRaceFile } from './loadRaceFile.ts';
import { OpenWindows } from './openWindows.ts';
import { RaceFolder } from './raceFolder.ts';
import { type IndexEntry, readIndex, writeIndex } from './raceIndex.ts';
import { writeWhole } from './writeWhole.ts';

/** How much a library keeps. */
export interface LibraryBounds {
  readonly races: number;
  readonly bytes: number;
}

const usualBounds: LibraryBounds = { races: 200, bytes: 512 * 2 ** 20 };
/** No race is so large; a larger file would only fill the memory. */
const largestFile = 2 ** 30;

export interface LibraryEntry extends IndexEntry {
  /** How large its file is. */
  readonly bytes: number;
  /** Pinned races are never removed to make room. */
  readonly pinned: boolean;
}

export interface LibraryOptions {
  readonly log: Log;
  /** Is told in one sentence what a person should know: that a race can't be read. Default: nobody. */
  readonly tell?: (message: string) => void;
  readonly bounds?: LibraryBounds;
}

export class RaceLibrary {
  readonly windows: OpenWindows;
  readonly #folder: RaceFolder;
  readonly #log: Log;
  readonly #tell: (message: string) => void;
  readonly #bounds: LibraryBounds;
  #entries: readonly LibraryEntry[] = [];
  /** Changes are made one after the other. */
  #changing: Promise<unknown> = Promise.resolve();

  /** @param folder May not exist yet. */
  constructor(folder: string, { log, tell = () => {}, bounds = usualBounds }: LibraryOptions) {
    this.#folder = new RaceFolder(folder);
    this.windows = new OpenWindows(this.#folder.windowFolder);
    this.#log = log;
    this.#tell = tell;
    this.#bounds = bounds;
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

  /**
   * Writes a race, in place of what is kept of it, and removes the oldest others where there is too much. When it comes
   * back, the race is on the disk.
   * @param bytes Of the race, as `encodeRace` makes them.
   */
  save({ id, title, startedAt }: Pick<Race, 'id' | 'title' | 'startedAt'>, bytes: Uint8Array): Promise<void> {
    return this.#change(async () => {
      await writeWhole(this.#folder.fileOf(id), bytes);
      const others = this.#entries.filter((each) => each.id !== id);
      this.#entries = [...others, { id, title, startedAt, bytes: bytes.length, pinned: false }];
      await this.#refresh();
      await this.#makeRoom(id);
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
   * The race of this name, whatever its file says about that: it goes back to where it came from. A file that can't be read
   * is kept aside.
   * @throws {RaceFileError} if the file holds no race.
   * @throws {Error} if there is no file.
   */
  async load(id: string): Promise<Race> {
    try {
      return { ...(await this.#read(id)), id };
    } catch (error) {
      // It may be gone since another window has made room.
      if (!isMissing(error)) await this.#setAside(id, error);
      throw error;
    }
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

  setPinned(id: string, pinned: boolean): Promise<void> {
    return this.#change(async () => {
      await this.#refresh();
      if (this.#entries.some((each) => each.id === id)) await this.#folder.setPinned(id, pinned);
      await this.#refresh();
    });
  }

  remove(id: string): Promise<void> {
    return this.#change(async () => {
      await this.#folder.remove(id);
      await this.#refresh();
      await this.#writeIndex();
    });
  }

  /** What there is now, whoever has written or removed it. */
  async #refresh(): Promise<void> {
    const known = new Map<string, IndexEntry>(this.#entries.map((entry) => [entry.id, entry]));
    const files = await this.#folder.list();
    const isNew = files.some(({ id }) => !known.has(id));
    const indexed = isNew ? await readIndex(this.#folder.indexFile) : known;
    const entries: LibraryEntry[] = [];
    for (const file of files) {
      const entry = known.get(file.id) ?? indexed.get(file.id) ?? (await this.#describe(file.id));
      if (entry) entries.push({ ...entry, ...file });
    }
    this.#entries = entries;
  }

  async #writeIndex(): Promise<void> {
    try {
      const entries = this.#entries.map(({ id, title, startedAt }) => ({ id, title, startedAt }));
      await writeIndex(this.#folder.indexFile, entries);
    } catch (error) {
      // The races are there, and the index can be made of them.
      this.#log.warn(`the list of races could not be written: ${messageOf(error)}`);
    }
  }

  /** Removes the oldest races that are neither pinned, nor on the screen of a window, nor the one just saved. */
  async #makeRoom(saved: string): Promise<void> {
    const { races, bytes } = this.#bounds;
    const isFull = () =>
      this.#entries.length > races || this.#entries.reduce((sum, each) => sum + each.bytes, 0) > bytes;
    if (!isFull()) return;
    const shown = await this.windows.races();
    for (const { id, pinned } of this.entries.toReversed()) {
      if (!isFull()) return;
      if (pinned || id === saved || shown.has(id)) continue;
      await this.#folder.remove(id);
      this.#entries = this.#entries.filter((each) => each.id !== id);
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
      const { title, startedAt } = await this.load(id);
      return { id, title, startedAt };
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
