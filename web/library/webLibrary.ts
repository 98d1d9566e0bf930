/** The races that a browser keeps, one file each, within bounds. Several windows may have the same library open. */
import type { KeptCheckpoint } from '../../core/engine/checkpointFile.ts';
import { Listeners } from '../../core/listeners.ts';
import { messageOf } from '../../core/messageOf.ts';
import type { Race } from '../../core/race/race.ts';
import { RaceFileError } from '../../core/race/raceFileError.ts';
import { summaryOf } from '../../core/race/raceSummary.ts';
import { stableText } from '../../core/stableText.ts';
import { type IndexEntry, indexSchema, indexVersion } from '../../threads/library/indexEntry.ts';
import { ChangedFileError, type KeptFiles } from '../../threads/library/keptFiles.ts';
import { beyondBounds, type LibraryBounds } from '../../threads/library/libraryBounds.ts';
import { loadRaceFile } from '../../threads/library/loadRaceFile.ts';
import { markElsewhere } from '../../threads/library/markElsewhere.ts';
import type { Log } from '../../threads/log.ts';
import type { Disk } from './disk.ts';
import { type FileOfRace, filesOfRaces, indexFile, nameOf } from './raceNames.ts';
import { WebWindows } from './webWindows.ts';

/** A browser may give much less room than a disk has. */
const usualBounds: LibraryBounds = { races: 200, bytes: 128 * 2 ** 20 };
/** A race that was removed, and not restored for so many milliseconds, is deleted for good. */
const forgotten = 3_600_000;

class MissingFile extends Error {}

export interface WebEntry extends IndexEntry, FileOfRace {
  /** What it goes on in, where that isn't this window. */
  readonly elsewhere: 'window' | null;
}

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
  readonly #known = new Map<string, IndexEntry>();
  readonly #listeners: Listeners<undefined>;
  #entries: readonly WebEntry[] = [];
  /** Changes are made one after the other. */
  #changing: Promise<unknown> = Promise.resolve();

  constructor(disk: Disk, options: WebLibraryOptions) {
    this.#disk = disk;
    this.#options = options;
    this.windows = new WebWindows(disk);
    this.#listeners = new Listeners((error) => options.log.warn(messageOf(error)));
  }

  onDidChange(listener: () => void): { dispose(): void } {
    return this.#listeners.add(listener);
  }

  /** The newest first. */
  get entries(): readonly WebEntry[] {
    return this.#entries.toSorted((a, b) => b.startedAt - a.startedAt || (a.id < b.id ? 1 : -1));
  }

  /** Reads what there is. */
  open(): Promise<void> {
    return this.#change(async () => {
      for (const { id, removedAt } of await this.#files())
        if (removedAt !== null && removedAt < Date.now() - forgotten) await this.#delete(id);
      await this.#refresh();
    });
  }

  /** Finds out what other windows have done. */
  refresh(): Promise<void> {
    return this.#change(() => this.#refresh());
  }

  save(race: Race, bytes: Uint8Array): Promise<void> {
    return this.#change(async () => {
      await this.#disk.write(nameOf(race.id, 'race'), bytes);
      this.#known.set(race.id, { id: race.id, ...summaryOf(race) });
      await this.#refresh();
      await this.#makeRoom(race.id);
      await this.#writeIndex();
    });
  }

  describe(race: Race): Promise<void> {
    const entry = { id: race.id, ...summaryOf(race) };
    if (stableText(entry) === stableText(this.#known.get(race.id))) return Promise.resolve();
    return this.#change(async () => {
      this.#known.set(race.id, entry);
      await this.#refresh();
      await this.#writeIndex();
    });
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
    return this.#entries.find((each) => each.id === id)?.bytes ?? 0;
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
    return this.#change(async () => {
      if (pinned) await this.#disk.write(name, new Uint8Array());
      else await this.#disk.remove(name);
      await this.#refresh();
    });
  }

  remove(id: string): Promise<void> {
    return this.#change(async () => {
      const bytes = await this.#disk.read(nameOf(id, 'race'));
      if (!bytes) return;
      // A file that is renamed keeps its time, by which what was removed is forgotten.
      await this.#disk.write(nameOf(id, 'race.removed'), bytes);
      await this.#disk.remove(nameOf(id, 'race'));
      await this.#refresh();
      await this.#writeIndex();
    });
  }

  /** @throws {Error} if it was not removed, or is gone for good. */
  restore(id: string): Promise<void> {
    return this.#change(async () => {
      await this.#disk.rename(nameOf(id, 'race.removed'), nameOf(id, 'race'));
      await this.#refresh();
      await this.#writeIndex();
    });
  }

  /** Deletes a race for good that was removed. */
  discard(id: string): Promise<void> {
    return this.#change(() => this.#delete(id));
  }

  async #files(): Promise<readonly FileOfRace[]> {
    return filesOfRaces(await this.#disk.list());
  }

  async #delete(id: string): Promise<void> {
    const found = (await this.#files()).find((each) => each.id === id);
    for (const end of ['race.removed', 'race', 'checkpoint', 'pinned'] as const)
      await this.#disk.remove(nameOf(id, end));
    for (const run of found?.pinnedRuns ?? []) await this.#disk.remove(nameOf(id, 'pinned', run));
  }

  async #refresh(): Promise<void> {
    const files = (await this.#files()).filter(({ removedAt }) => removedAt === null);
    const elsewhere = await this.windows.goingElsewhere();
    for (const entry of this.#entries)
      if (entry.elsewhere || elsewhere.has(entry.id)) this.#known.delete(entry.id);
    const isNew = files.some(({ id }) => !this.#known.has(id));
    const indexed = isNew ? await this.#readIndex() : this.#known;
    const entries: WebEntry[] = [];
    for (const file of files) {
      const entry = this.#known.get(file.id) ?? indexed.get(file.id) ?? (await this.#describe(file.id));
      if (!entry) continue;
      this.#known.set(file.id, entry);
      entries.push({ ...entry, ...file, elsewhere: elsewhere.has(file.id) ? 'window' : null });
    }
    this.#setEntries(entries);
  }

  /** A race that the index doesn't have; undefined where its file can't be read. */
  async #describe(id: string): Promise<IndexEntry | undefined> {
    try {
      return { id, ...summaryOf(await this.load(id)) };
    } catch {
      return undefined;
    }
  }

  #setEntries(entries: readonly WebEntry[]): void {
    const isNews = stableText(entries) !== stableText(this.#entries);
    this.#entries = entries;
    if (isNews) this.#listeners.tell(undefined);
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

  /** The races are there without it, and it can be made of them. */
  async #writeIndex(): Promise<void> {
    const races = this.#entries.flatMap(({ id }) => this.#known.get(id) ?? []);
    const text = JSON.stringify({ version: indexVersion, races });
    await this.#disk
      .write(indexFile, new TextEncoder().encode(text))
      .catch((error) =>
        this.#options.log.warn(`the list of races could not be written: ${messageOf(error)}`),
      );
  }

  /** Deletes the oldest races that are neither pinned, nor on the screen of a window, nor the one just saved. */
  async #makeRoom(saved: string): Promise<void> {
    const { bounds = usualBounds } = this.#options;
    const shown = await this.windows.races();
    for (const gone of beyondBounds(this.entries, bounds, (id) => id === saved || shown.has(id))) {
      await this.#delete(gone);
      this.#setEntries(this.#entries.filter(({ id }) => id !== gone));
    }
  }

  /** A file of a newer version is one to go back to, and stays where it is. */
  async #setAside(id: string, error: unknown): Promise<void> {
    const { log, tell } = this.#options;
    log.warn(`${id}.race can't be read and is left out: ${messageOf(error)}`);
    if (!(error instanceof RaceFileError) || error.isNewer) return;
    await this.#disk.rename(nameOf(id, 'race'), nameOf(id, 'race.unreadable'));
    tell(`A saved race can't be read: its file is damaged. It is kept as ${id}.race.unreadable.`);
  }

  #change<T>(change: () => Promise<T>): Promise<T> {
    const changed = this.#changing.then(change);
    this.#changing = changed.catch(() => {});
    return changed;
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
