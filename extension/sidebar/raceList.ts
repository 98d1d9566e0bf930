/** The races that there are: open ones as they stand, kept ones as the library lists them; and what is known of their runs. */
import type { RaceFilter } from '../../core/compare/raceFilter.ts';
import { Listeners } from '../../core/listeners.ts';
import type { Phase } from '../../core/race/phase.ts';
import type { RaceOrLog } from '../../core/race/race.ts';
import { outlineOf, outlineRun, type RaceOutline, type RunOutline } from '../../core/race/raceOutline.ts';
import { type RaceSummary, summaryOf } from '../../core/race/raceSummary.ts';
import type { RaceStore } from '../../core/race/store.ts';
import type { Library, LibraryEntry } from '../backend/library.ts';
import { compareRaces, compareRuns, type Order } from './order.ts';

export interface ListedRace extends LibraryEntry {
  readonly phase: Phase;
  /** The path of a log of somebody else's training; null: it is none. */
  readonly logPlace: string | null;
}

export class RaceList {
  readonly #store: RaceStore;
  readonly #listeners: Listeners<undefined>;
  #library: Library | null = null;
  /** What the library lists, by id. */
  #entries: ReadonlyMap<string, LibraryEntry> = new Map();
  #subscription: { dispose(): void } | undefined;
  /** Of races that aren't open and whose runs have rows. */
  readonly #outlines = new Map<string, RaceOutline>();
  #filter: RaceFilter | null = null;
  #order: Order = 'newest';

  /** @param report Takes what a listener throws. */
  constructor(store: RaceStore, report: (error: unknown) => void) {
    this.#store = store;
    this.#listeners = new Listeners(report);
  }

  /** Lists what the library has, too, from now on. */
  connect(library: Library): void {
    this.#library = library;
    this.#subscription = library.onDidChange(() => this.#update(library));
    this.#update(library);
  }

  #update({ entries }: Library): void {
    for (const { id, elsewhere } of entries)
      if (elsewhere || this.#entries.get(id)?.elsewhere) this.#outlines.delete(id);
    this.#entries = new Map(entries.map((entry) => [entry.id, entry]));
    this.#listeners.tell(undefined);
  }

  /** Finds out what other windows have done. @throws {Error} if the library can't be read. */
  async refresh(): Promise<void> {
    await this.#library?.refresh();
  }

  /** Calls `listener` when there are other races, or others of them are wanted, until what is returned is disposed of. */
  onDidChange(listener: () => void): { dispose(): void } {
    return this.#listeners.add(listener);
  }

  dispose(): void {
    this.#subscription?.dispose();
    this.#listeners.clear();
  }

  get filter(): RaceFilter | null {
    return this.#filter;
  }

  set filter(filter: RaceFilter | null) {
    this.#filter = filter;
    this.#listeners.tell(undefined);
  }

  get order(): Order {
    return this.#order;
  }

  set order(order: Order) {
    this.#order = order;
    this.#listeners.tell(undefined);
  }

  /** How many there are. */
  get count(): number {
    return this.#entries.size + this.#unlisted.length;
  }

  /** Those that are wanted, in their order. */
  get wanted(): readonly ListedRace[] {
    const all = [...this.#entries.values()].map((entry) => this.#listed(entry));
    return [...all, ...this.#unlisted.map(openRace)]
      .filter((race) => this.#isWanted(race))
      .sort((a, b) => compareRaces(this.#order, a, b));
  }

  /** Open ones that have not been saved yet. */
  get #unlisted(): readonly RaceOrLog[] {
    return this.#store.races.filter(({ id }) => !this.#entries.has(id));
  }

  find(id: string): ListedRace | undefined {
    const entry = this.#entries.get(id);
    if (entry) return this.#listed(entry);
    const race = this.#store.find(id);
    return race && openRace(race);
  }

  /** What the rows of its runs say of a race. */
  headOf(id: string): Pick<ListedRace, 'title' | 'phase' | 'pinnedRuns'> | undefined {
    const entry = this.#entries.get(id);
    const race = this.#store.find(id);
    const { title } = race ?? entry ?? {};
    if (title === undefined) return undefined;
    return { title, phase: race?.phase ?? 'ended', pinnedRuns: entry?.pinnedRuns ?? [] };
  }

  /** Makes the runs of a race known. @throws {Error} if it can't be read. */
  async read(id: string): Promise<void> {
    if (this.#store.find(id) || this.#outlines.has(id)) return;
    const outline = await this.#library?.outline(id);
    if (outline) this.#outlines.set(id, outline);
  }

  /** Lets go of the runs of a race that have no rows any more. */
  forget(id: string): void {
    this.#outlines.delete(id);
  }

  /** Keeps what rows say of a race that is no longer open. */
  keep(race: RaceOrLog): void {
    this.#outlines.set(race.id, outlineOf(race));
  }

  /** The numbers of the runs of a race that are wanted, in their order; none before they are known. */
  runsOf(id: string): readonly number[] {
    const race = this.#store.find(id) ?? this.#outlines.get(id);
    if (!race) return [];
    const numbers = [...race.runs.keys()];
    if (!this.#filter && this.#order === 'newest') return numbers;
    const runs = numbers
      .filter((number) => this.isWanted(id, number))
      .flatMap((number) => this.#numbered(id, number));
    const most = this.#filter?.most ?? Number.POSITIVE_INFINITY;
    const best = runs.length > most ? runs.toSorted((a, b) => compareRuns('best', a.run, b.run)) : runs;
    return best
      .slice(0, most)
      .sort((a, b) => compareRuns(this.#order, a.run, b.run) || a.number - b.number)
      .map(({ number }) => number);
  }

  /** How many runs of a race a filter leaves; null: nothing is filtered, or its runs aren't known. */
  foundIn(id: string): number | null {
    const isKnown = this.#store.find(id) !== undefined || this.#outlines.has(id);
    return this.#filter && isKnown ? this.runsOf(id).length : null;
  }

  /** Whether this run is wanted; not before it is known. */
  isWanted(id: string, number: number): boolean {
    const race = this.#store.find(id) ?? this.#outlines.get(id);
    const run = this.runOf(id, number);
    if (!race || !run) return false;
    return this.#filter?.matchesRun(run, race) ?? true;
  }

  /** Undefined before it is known. */
  runOf(id: string, number: number): RunOutline | undefined {
    const race = this.#store.find(id);
    const run = race?.runs[number];
    return race && run ? outlineRun(run, race) : this.#outlines.get(id)?.runs[number];
  }

  #numbered(id: string, number: number): { number: number; run: RunOutline }[] {
    const run = this.runOf(id, number);
    return run ? [{ number, run }] : [];
  }

  /** By its runs where they are known. */
  #isWanted(race: ListedRace): boolean {
    if (!this.#filter) return true;
    const known = this.#store.find(race.id) ?? this.#outlines.get(race.id);
    if (!known) return this.#filter.matchesRace(race);
    return known.runs.some((_, number) => this.isWanted(race.id, number));
  }

  #listed(entry: LibraryEntry): ListedRace {
    const race = this.#store.find(entry.id);
    if (!race) return { ...entry, states: withoutRunning(entry.states), phase: 'ended', logPlace: null };
    const { id, pinned, pinnedRuns, elsewhere } = entry;
    return { id, pinned, pinnedRuns, elsewhere, ...summaryOf(race), phase: race.phase, logPlace: null };
  }
}

function openRace(race: RaceOrLog): ListedRace {
  const { id, phase, log } = race;
  const notKept = { pinned: false, pinnedRuns: [], elsewhere: null };
  return { id, ...notKept, ...summaryOf(race), phase, logPlace: log?.place ?? null };
}

/** Nobody goes on with the runs of a race that isn't open. */
function withoutRunning({
  queued = 0,
  running = 0,
  ...others
}: RaceSummary['states']): RaceSummary['states'] {
  const interrupted = (others.interrupted ?? 0) + queued + running;
  return interrupted > 0 ? { ...others, interrupted } : others;
}
