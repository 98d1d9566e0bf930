/** The races on the disk, one file each, within bounds. */
import { readdir, readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { messageOf } from '../../core/messageOf.ts';
import type { Race } from '../../core/race/race.ts';
import { decodeRace, encodeRace } from '../../core/race/raceFile.ts';
import type { Log } from '../log.ts';
import {
  emptyIndex,
  type LibraryEntry,
  type RaceIndex,
  raceIdSchema,
  readIndex,
  writeIndex,
} from './raceIndex.ts';
import { writeWhole } from './writeWhole.ts';

const extension = '.race';

/** How much a library keeps. */
export interface LibraryBounds {
  readonly races: number;
  readonly bytes: number;
}

const usualBounds: LibraryBounds = { races: 200, bytes: 512 * 2 ** 20 };

export class RaceLibrary {
  readonly #folder: string;
  readonly #log: Log;
  readonly #bounds: LibraryBounds;
  #index: RaceIndex = emptyIndex;
  /** Changes are made one after the other. */
  #changing: Promise<unknown> = Promise.resolve();

  /** @param folder May not exist yet. */
  constructor(folder: string, log: Log, bounds: LibraryBounds = usualBounds) {
    this.#folder = folder;
    this.#log = log;
    this.#bounds = bounds;
  }

  /** The newest first. */
  get entries(): readonly LibraryEntry[] {
    return this.#index.races.toSorted((a, b) => b.startedAt - a.startedAt);
  }

  /** Id of the race that was on the screen last. */
  get current(): string | null {
    return this.#index.current;
  }

  /** Reads what there is. To be called first. */
  open(): Promise<void> {
    return this.#change(async () => {
      const files = await readdir(this.#folder).catch(() => []);
      const ids = files
        .filter((name) => name.endsWith(extension))
        .map((name) => path.basename(name, extension));
      const index = (await readIndex(this.#indexFile)) ?? emptyIndex;
      const known = index.races.filter(({ id }) => ids.includes(id));
      const others = ids.filter((id) => !known.some((each) => each.id === id));
      const found = await Promise.all(others.map((id) => this.#describe(id)));
      const races = [...known, ...found.flatMap((entry) => entry ?? [])];
      const isThere = races.some(({ id }) => id === index.current);
      this.#index = { ...index, current: isThere ? index.current : null, races };
    });
  }

  /**
   * Writes a race, in place of what is kept of it, and removes the oldest others where there is too much.
   * @param isCurrent Whether it is on the screen.
   */
  save(race: Race, isCurrent: boolean): Promise<void> {
    return this.#change(async () => {
      const bytes = encodeRace(race);
      await writeWhole(this.#fileOf(race.id), bytes);
      const pinned = this.#index.races.find(({ id }) => id === race.id)?.pinned ?? false;
      const { id, title, startedAt } = race;
      const others = this.#index.races.filter((each) => each.id !== id);
      const current = isCurrent ? id : this.#index.current;
      this.#index = {
        ...this.#index,
        current,
        races: [...others, { id, title, startedAt, bytes: bytes.length, pinned }],
      };
      await this.#makeRoom(id);
      await writeIndex(this.#indexFile, this.#index);
    });
  }

  /**
   * The race of this name, whatever its file says about that: it goes back to where it came from.
   * @throws {RaceFileError} if the file holds no race.
   * @throws {Error} if there is no file.
   */
  async load(id: string): Promise<Race> {
    return { ...decodeRace(await readFile(this.#fileOf(id))), id };
  }

  setPinned(id: string, pinned: boolean): Promise<void> {
    return this.#change(async () => {
      const races = this.#index.races.map((each) => (each.id === id ? { ...each, pinned } : each));
      this.#index = { ...this.#index, races };
      await writeIndex(this.#indexFile, this.#index);
    });
  }

  remove(id: string): Promise<void> {
    return this.#change(async () => {
      await this.#remove(id);
      await writeIndex(this.#indexFile, this.#index);
    });
  }

  /** Removes the oldest races that are neither pinned, nor on the screen, nor the one just saved. */
  async #makeRoom(saved: string): Promise<void> {
    const { races, bytes } = this.#bounds;
    for (const { id, pinned } of this.entries.toReversed()) {
      const total = this.#index.races.reduce((sum, each) => sum + each.bytes, 0);
      if (this.#index.races.length <= races && total <= bytes) return;
      if (!pinned && id !== saved && id !== this.#index.current) await this.#remove(id);
    }
  }

  async #remove(id: string): Promise<void> {
    await rm(this.#fileOf(id), { force: true });
    const { current, races } = this.#index;
    const left = races.filter((each) => each.id !== id);
    this.#index = { ...this.#index, current: current === id ? null : current, races: left };
  }

  /** A race that the index doesn't have; undefined where its file can't be read. */
  async #describe(id: string): Promise<LibraryEntry | undefined> {
    try {
      const bytes = await readFile(this.#fileOf(id));
      const { title, startedAt } = decodeRace(bytes);
      return { id, title, startedAt, bytes: bytes.length, pinned: false };
    } catch (error) {
      this.#log.warn(`${id}${extension} can't be read and is left out: ${messageOf(error)}`);
      return undefined;
    }
  }

  #change<T>(change: () => Promise<T>): Promise<T> {
    const changed = this.#changing.then(change);
    this.#changing = changed.catch(() => {});
    return changed;
  }

  /** @throws {RangeError} if the id is no name. */
  #fileOf(id: string): string {
    const { error } = raceIdSchema.safeParse(id);
    if (error) throw new RangeError(`race = ${id} — ${error.issues[0]?.message}`);
    return path.join(this.#folder, `${id}${extension}`);
  }

  get #indexFile(): string {
    return path.join(this.#folder, 'index.json');
  }
}
