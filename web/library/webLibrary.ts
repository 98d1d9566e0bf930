/** The races that a browser keeps, one file each, within bounds. Several windows may have the same library open. */
import type { KeptCheckpoint } from '../../core/engine/checkpointFile.ts';
import { messageOf } from '../../core/messageOf.ts';
import type { Race } from '../../core/race/race.ts';
import { RaceFileError } from '../../core/race/raceFileError.ts';
import { type IndexEntry, indexSchema, indexVersion } from '../../threads/library/indexEntry.ts';
import { ChangedFileError, type KeptFiles } from '../../threads/library/keptFiles.ts';
import type { LibraryBounds } from '../../threads/library/libraryBounds.ts';
import { loadRaceFile } from '../../threads/library/loadRaceFile.ts';
import { markElsewhere } from '../../threads/library/markElsewhere.ts';
import { type LibraryEntry, type LibraryFiles, RaceEntries } from '../../threads/library/raceEntries.ts';
import type { Log } from '../../threads/log.ts';
import type { Disk } from './disk.ts';
import { type FileOfRace, filesOfRaces, indexFile, nameOf } from './raceNames.ts';
import { WebWindows } from './webWindows.ts';

/** A browser may give much less room than a disk has. */
const usualBounds: LibraryBounds = { races: 200, bytes: 128 * 2 ** 20 };
/** A race that was removed, and not restored for so many milliseconds, is deleted for good. */
const forgotten = 3_600_000;

class MissingFile extends Error {}

export interface WebLibraryOptions {
  readonly log: Log;
  /** Is told in one sentence what a person should know: that a race can't be read. */
  readonly tell: (message: string) => void;
  /** Default: 200 races, 128 MiB. */
  readonly bounds?: LibraryBounds;
}

export class WebLibrary implements KeptFiles {
  readonly windows: WebWindows;
  readonly #disk: Disk;
  readonly #options: WebLibraryOptions;
  readonly #races: RaceEntries;

  constructor(disk: Disk, options: WebLibraryOptions) {
    this.#disk = disk;
    this.#options = options;
    this.windows = new WebWindows(disk);
    const files: LibraryFiles = {
      list: async () => (await this.#files()).filter(({ removedAt }) => removedAt === null),
      goingElsewhere: async () =>
        new Map([...(await this.windows.goingElsewhere())].map((id) => [id, 'window'])),
      shown: () => this.windows.races(),
      readIndex: () => this.#readIndex(),
      writeIndex: (entries) => this.#writeIndex(entries),
      load: (id) => this.load(id),
      discard: (id) => this.#delete(id),
    };
    this.#races = new RaceEntries(files, options.bounds ?? usualBounds, options.log);
  }

  onDidChange(listener: () => void): { dispose(): void } {
    return this.#races.onDidChange(listener);
  }

  /** The newest first. */
  get entries(): readonly LibraryEntry[] {
    return this.#races.all;
  }

  /** Reads what there is. */
  open(): Promise<void> {
    return this.#races.refresh(() => this.#forgetRemoved());
  }

  /** Finds out what other windows have done. */
  refresh(): Promise<void> {
    return this.#races.refresh();
  }

  save(race: Race, bytes: Uint8Array): Promise<void> {
    return this.#races.save(race, () => this.#disk.write(nameOf(race.id, 'race'), bytes));
  }

  describe(race: Race): Promise<void> {
    return this.#races.describe(race);
  }

  /** A browser's files have no end to add to: all of it is written. */
  async append(id: string, bytes: Uint8Array, { size }: { size: number }): Promise<void> {
    const name = nameOf(id, 'race');
    const before = await this.#disk.read(name);
    if (before?.length !== size)
      throw new ChangedFileError(`${name} has ${before?.length ?? 'no'} bytes — expected ${size}`);
    await this.#disk.write(name, joined([before, bytes]));
  }

  async load(id: string): Promise<Race> {
    const bytes = await this.#disk.read(nameOf(id, 'race'));
    if (!bytes) throw new MissingFile(`There is no saved race ${id}.`);
    try {
      const { decodeRace } = await loadRaceFile();
      const onDamage = (reason: string) =>
        this.#options.log.warn(`the end of ${id}.race can't be read and is left out: ${reason}`);
      const race = { ...decodeRace(bytes, onDamage), id };
      if ((await this.windows.goingElsewhere()).has(id)) markElsewhere(race, 'window');
      this.#races.correct(race);
      return race;
    } catch (error) {
      await this.#setAside(id, error);
      throw error;
    }
  }

  isMissing(error: unknown): boolean {
    return error instanceof MissingFile;
  }

  sizeOf(id: string): number {
    return this.entries.find((each) => each.id === id)?.bytes ?? 0;
  }

  saveCheckpoints(id: string, blocks: Iterable<Uint8Array>): Promise<void> {
    return this.#disk.write(nameOf(id, 'checkpoint'), joined([...blocks]));
  }

  async loadCheckpoints(id: string): Promise<ReadonlyMap<number, KeptCheckpoint>> {
    try {
      const bytes = await this.#disk.read(nameOf(id, 'checkpoint'));
      if (!bytes) return new Map();
      const { readCheckpoints } = await import('../../core/engine/checkpointFile.ts');
      return readCheckpoints(bytes, id);
    } catch (error) {
      this.#options.log.warn(`${id}.checkpoint can't be read: ${messageOf(error)}`);
      return new Map();
    }
  }

  removeCheckpoints(id: string): Promise<void> {
    return this.#disk.remove(nameOf(id, 'checkpoint'));
  }

  /** @param run Its number. Default: the race as a whole. */
  setPinned(id: string, pinned: boolean, run?: number): Promise<void> {
    const name = nameOf(id, 'pinned', run);
    return this.#races.refresh(() =>
      pinned ? this.#disk.write(name, new Uint8Array()) : this.#disk.remove(name),
    );
  }

  remove(id: string): Promise<void> {
    return this.#races.relist(async () => {
      const bytes = await this.#disk.read(nameOf(id, 'race'));
      if (!bytes) return;
      // A file that is renamed keeps its time, by which what was removed is forgotten.
      await this.#disk.write(nameOf(id, 'race.removed'), bytes);
      await this.#disk.remove(nameOf(id, 'race'));
    });
  }

  /** @throws {Error} if it was not removed, or is gone for good. */
  restore(id: string): Promise<void> {
    return this.#races.relist(() => this.#disk.rename(nameOf(id, 'race.removed'), nameOf(id, 'race')));
  }

  /** Deletes a race for good that was removed. */
  discard(id: string): Promise<void> {
    return this.#races.change(() => this.#delete(id));
  }

  async #files(): Promise<readonly FileOfRace[]> {
    return filesOfRaces(await this.#disk.list());
  }

  async #forgetRemoved(): Promise<void> {
    for (const { id, removedAt } of await this.#files())
      if (removedAt !== null && removedAt < Date.now() - forgotten) await this.#delete(id);
  }

  async #delete(id: string): Promise<void> {
    const found = (await this.#files()).find((each) => each.id === id);
    for (const end of ['race.removed', 'race', 'checkpoint', 'pinned'] as const)
      await this.#disk.remove(nameOf(id, end));
    for (const run of found?.pinnedRuns ?? []) await this.#disk.remove(nameOf(id, 'pinned', run));
  }

  async #readIndex(): Promise<ReadonlyMap<string, IndexEntry>> {
    try {
      const bytes = await this.#disk.read(indexFile);
      const { races } = indexSchema.parse(JSON.parse(new TextDecoder().decode(bytes ?? new Uint8Array())));
      return new Map(races.map((entry) => [entry.id, entry]));
    } catch {
      return new Map();
    }
  }

  #writeIndex(races: readonly IndexEntry[]): Promise<void> {
    const text = JSON.stringify({ version: indexVersion, races });
    return this.#disk.write(indexFile, new TextEncoder().encode(text));
  }

  /** A file of a newer version is one to go back to, and stays where it is. */
  async #setAside(id: string, error: unknown): Promise<void> {
    const { log, tell } = this.#options;
    log.warn(`${id}.race can't be read and is left out: ${messageOf(error)}`);
    if (!(error instanceof RaceFileError) || error.isNewer) return;
    await this.#disk.rename(nameOf(id, 'race'), nameOf(id, 'race.unreadable'));
    tell(`A saved race can't be read: its file is damaged. It is kept as ${id}.race.unreadable.`);
  }
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const all = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}
