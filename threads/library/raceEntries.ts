/** The list of a library's races, level with their files, which other windows may write, pin and remove, too. */
import { Listeners } from '../../core/listeners.ts';
import { messageOf } from '../../core/messageOf.ts';
import type { Race } from '../../core/race/race.ts';
import { summaryOf } from '../../core/race/raceSummary.ts';
import type { Elsewhere } from '../../core/race/status.ts';
import { stableText } from '../../core/stableText.ts';
import type { Log } from '../log.ts';
import type { IndexEntry } from './indexEntry.ts';
import { type BoundedRace, beyondBounds, type LibraryBounds } from './libraryBounds.ts';

/** Races that are pinned, or have runs that are, are never removed to make room. */
export interface LibraryEntry extends IndexEntry, BoundedRace {
  /** What it goes on in, where that isn't this window. */
  readonly elsewhere: Elsewhere | null;
}

/** What there is of a library, wherever it is. */
export interface LibraryFiles {
  list(): Promise<readonly BoundedRace[]>;
  /** The races that go on in other windows and in terminals, by their ids. */
  goingElsewhere(): Promise<ReadonlyMap<string, Elsewhere>>;
  /** Ids of the races on the screens of windows. */
  shown(): Promise<ReadonlySet<string>>;
  /** The list as it was written last, by id; empty where there is none that can be read. */
  readIndex(): Promise<ReadonlyMap<string, IndexEntry>>;
  writeIndex(entries: readonly IndexEntry[]): Promise<void>;
  /** @throws {Error} if it can't be read. */
  load(id: string): Promise<Race>;
  /** Deletes a race for good. */
  discard(id: string): Promise<void>;
}

export class RaceEntries {
  readonly #files: LibraryFiles;
  readonly #bounds: LibraryBounds;
  readonly #log: Log;
  readonly #listeners: Listeners<undefined>;
  #entries: readonly LibraryEntry[] = [];
  /** What is known of the races, by their ids. */
  readonly #known = new Map<string, IndexEntry>();
  /** Changes are made one after the other. */
  #changing: Promise<unknown> = Promise.resolve();

  constructor(files: LibraryFiles, bounds: LibraryBounds, log: Log) {
    this.#files = files;
    this.#bounds = bounds;
    this.#log = log;
    this.#listeners = new Listeners((error) => log.warn(messageOf(error)));
  }

  /** Calls `listener` when there are other entries, until what is returned is disposed of. */
  onDidChange(listener: () => void): { dispose(): void } {
    return this.#listeners.add(listener);
  }

  /** As of the last change; the newest first. */
  get all(): readonly LibraryEntry[] {
    return this.#entries.toSorted((a, b) => b.startedAt - a.startedAt || (a.id < b.id ? 1 : -1));
  }

  /** Makes a change when those before it are made. */
  change<T>(make: () => Promise<T>): Promise<T> {
    const made = this.#changing.then(make);
    this.#changing = made.catch(() => {});
    return made;
  }

  /** Finds out what there is, whoever has written or removed it. @param make What is done before. Default: nothing. */
  refresh(make?: () => Promise<void>): Promise<void> {
    return this.change(async () => {
      await make?.();
      await this.#refresh();
    });
  }

  /**
   * Writes a race, lists it as it stands now, and removes the oldest others where there is too much. When it comes back, the
   * race is there.
   */
  save(race: Race, write: () => Promise<void>): Promise<void> {
    const entry = entryOf(race);
    return this.change(async () => {
      await write();
      this.#known.set(entry.id, entry);
      await this.#refresh();
      await this.#makeRoom(entry.id);
      await this.#writeIndex();
    });
  }

  /** Lists a race as it stands now, when something was added to its file. */
  describe(race: Race): Promise<void> {
    const entry = entryOf(race);
    if (stableText(entry) === stableText(this.#known.get(entry.id))) return Promise.resolve();
    return this.relist(async () => {
      this.#known.set(entry.id, entry);
    });
  }

  /** Makes a change of the races that there are, which the list that is written says, too. */
  relist(make: () => Promise<void>): Promise<void> {
    return this.change(async () => {
      await make();
      await this.#refresh();
      await this.#writeIndex();
    });
  }

  /** Of a race that was read: what is listed may be what was known before a window was killed. */
  correct(race: Race): void {
    const entry = entryOf(race);
    if (!this.#known.has(entry.id)) return;
    this.#known.set(entry.id, entry);
    this.#set(this.#entries.map((each) => (each.id === entry.id ? { ...each, ...entry } : each)));
  }

  async #refresh(): Promise<void> {
    const files = await this.#files.list();
    const elsewhere = await this.#files.goingElsewhere();
    // What another window goes on with is known by what that has said of it last.
    for (const entry of this.#entries)
      if (entry.elsewhere || elsewhere.has(entry.id)) this.#known.delete(entry.id);
    const isNew = files.some(({ id }) => !this.#known.has(id));
    const indexed = isNew ? await this.#files.readIndex() : this.#known;
    const entries: LibraryEntry[] = [];
    for (const file of files) {
      const entry = this.#known.get(file.id) ?? indexed.get(file.id) ?? (await this.#read(file.id));
      if (!entry) continue;
      this.#known.set(file.id, entry);
      entries.push({ ...entry, ...file, elsewhere: elsewhere.get(file.id) ?? null });
    }
    this.#set(entries);
  }

  /** A race that the index doesn't have; undefined where its file can't be read. */
  async #read(id: string): Promise<IndexEntry | undefined> {
    try {
      return entryOf(await this.#files.load(id));
    } catch {
      return undefined;
    }
  }

  #set(entries: readonly LibraryEntry[]): void {
    const isNews = stableText(entries) !== stableText(this.#entries);
    this.#entries = entries;
    if (isNews) this.#listeners.tell(undefined);
  }

  async #writeIndex(): Promise<void> {
    try {
      await this.#files.writeIndex(this.#entries.flatMap(({ id }) => this.#known.get(id) ?? []));
    } catch (error) {
      // The races are there, and the index can be made of them.
      this.#log.warn(`the list of races could not be written: ${messageOf(error)}`);
    }
  }

  /** Removes the oldest races that are neither pinned, nor on the screen of a window, nor the one just saved. */
  async #makeRoom(saved: string): Promise<void> {
    const beyond = (stays: (id: string) => boolean) => beyondBounds(this.all, this.#bounds, stays);
    if (beyond((id) => id === saved).length === 0) return;
    const shown = await this.#files.shown();
    for (const gone of beyond((id) => id === saved || shown.has(id))) {
      await this.#files.discard(gone);
      this.#set(this.#entries.filter(({ id }) => id !== gone));
    }
  }
}

function entryOf(race: Race): IndexEntry {
  return { id: race.id, ...summaryOf(race) };
}
