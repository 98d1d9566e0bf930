/** The races on the disk, one file each, within bounds. Several windows may have the same library open. */
import { copyFile, readFile, stat } from 'node:fs/promises';
import type { KeptCheckpoint } from '../../core/engine/checkpointFile.ts';
import { messageOf } from '../../core/messageOf.ts';
import type { Race } from '../../core/race/race.ts';
import { RaceFileError } from '../../core/race/raceFileError.ts';
import type { Elsewhere } from '../../core/race/status.ts';
import type { KeptFiles } from '../../threads/library/keptFiles.ts';
import { type LibraryBounds, largestFile, usualBounds } from '../../threads/library/libraryBounds.ts';
import { loadRaceFile } from '../../threads/library/loadRaceFile.ts';
import { markElsewhere } from '../../threads/library/markElsewhere.ts';
import { type LibraryEntry, type LibraryFiles, RaceEntries } from '../../threads/library/raceEntries.ts';
import type { Log } from '../../threads/log.ts';
import { appendToFile, isMissing } from './appendToFile.ts';
import { OpenWindows } from './openWindows.ts';
import { RaceFolder } from './raceFolder.ts';
import { RaceIndex } from './raceIndex.ts';
import { writeWhole } from './writeWhole.ts';

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
  readonly #races: RaceEntries;

  /** @param folder May not exist yet. */
  constructor(folder: string, { log, tell = () => {}, bounds = usualBounds, kind }: LibraryOptions) {
    this.#folder = new RaceFolder(folder);
    this.#index = new RaceIndex(this.#folder.indexFile);
    this.windows = new OpenWindows(this.#folder.windowFolder, kind);
    this.#log = log;
    this.#tell = tell;
    const files: LibraryFiles = {
      list: () => this.#folder.list(),
      goingElsewhere: () => this.windows.goingElsewhere(),
      shown: () => this.windows.races(),
      readIndex: () => this.#index.read(),
      writeIndex: (entries) => this.#index.write(entries),
      load: (id) => this.load(id),
      discard: (id) => this.#folder.discard(id),
    };
    this.#races = new RaceEntries(files, bounds, log);
  }

  /** Calls `listener` when there are other entries, until what is returned is disposed of. */
  onDidChange(listener: () => void): { dispose(): void } {
    return this.#races.onDidChange(listener);
  }

  /** As of the last change of this window; the newest first. */
  get entries(): readonly LibraryEntry[] {
    return this.#races.all;
  }

  /** Reads what there is. */
  open(): Promise<void> {
    return this.#races.refresh(() =>
      this.#folder.removeAbandoned(Date.now()).catch((error) => this.#log.warn(messageOf(error))),
    );
  }

  /** Whether another window, or a command, has written the list since this one did. */
  isListedByOthers(): Promise<boolean> {
    return this.#index.isWrittenByOthers();
  }

  /** Finds out what other windows have saved, pinned or removed. */
  refresh(): Promise<void> {
    return this.#races.refresh();
  }

  /**
   * Writes a race, in place of what is kept of it, and removes the oldest others where there is too much. When it comes
   * back, the race is on the disk.
   * @param bytes Of the race, as `encodeRace` makes them.
   */
  save(race: Race, bytes: Uint8Array): Promise<void> {
    return this.#races.save(race, () => writeWhole(this.#folder.fileOf(race.id), bytes));
  }

  /** Lists a race as it stands now, when something was added to its file. */
  describe(race: Race): Promise<void> {
    return this.#races.describe(race);
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
      this.#races.correct(race);
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
  async setPinned(id: string, pinned: boolean, run?: number): Promise<void> {
    await this.#races.refresh();
    return this.#races.refresh(async () => {
      if (this.entries.some((each) => each.id === id)) await this.#folder.setPinned(id, pinned, run);
    });
  }

  /** Takes a race out, so that `restore` can bring it back until it is discarded. */
  remove(id: string): Promise<void> {
    return this.#races.relist(() => this.#folder.remove(id));
  }

  /** @throws {Error} if it was not removed, or is gone for good. */
  restore(id: string): Promise<void> {
    return this.#races.relist(() => this.#folder.restore(id));
  }

  /** Deletes a race for good that was removed. */
  discard(id: string): Promise<void> {
    return this.#races.change(() => this.#folder.discard(id));
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
}
