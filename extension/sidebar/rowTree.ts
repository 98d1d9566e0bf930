/** Which rows there are under which, and which of them VS Code has. */
import { messageOf } from '../../core/messageOf.ts';
import { log } from '../log.ts';
import type { ListedRace, RaceList } from './raceList.ts';
import { type Row, Rows, type RunRow } from './rows.ts';

/** More rows than this of one race would keep the window busy while it goes on. */
const mostRuns = 500;

export class RowTree {
  readonly #list: RaceList;
  readonly #rows = new Rows();
  /** What VS Code has read, under each row that is open; null: at the top. */
  readonly #children = new Map<Row | null, readonly Row[]>();

  constructor(list: RaceList) {
    this.#list = list;
  }

  /** Reads the race of a row, if that isn't known. */
  async read(parent: Row | null): Promise<Row[]> {
    if (parent?.kind === 'race') await this.#read(parent.race);
    if (parent?.kind === 'pinned') await Promise.all(this.#pinnedRaces.map((id) => this.#read(id)));
    const rows = this.under(parent);
    this.#children.set(parent, rows);
    if (!parent) this.#forgetOthers(rows);
    return rows;
  }

  /** What belongs there now, of what is known. */
  under(parent: Row | null): Row[] {
    if (!parent) return this.#topRows();
    if (parent.kind === 'pinned') return this.#pinnedRows();
    if (parent.kind === 'logs') return this.#logs.map(({ id }) => this.#rows.race(id, parent));
    if (parent.kind !== 'race') return [];
    const numbers = this.#list.runsOf(parent.race);
    const runs: Row[] = numbers
      .slice(0, mostRuns)
      .map((number) => this.#rows.run(parent.race, number, parent));
    const count = numbers.length - mostRuns;
    return count > 0 ? [...runs, { kind: 'more', race: parent.race, run: null, count, parent }] : runs;
  }

  /** All that VS Code has. */
  get current(): readonly Row[] {
    return [...this.#children.values()].flat();
  }

  /** Open rows whose children are no longer those that VS Code has; null: those at the top. */
  get outdated(): readonly (Row | null)[] {
    return [...this.#children].flatMap(([parent, children]) => {
      const now = this.under(parent);
      const isSame = now.length === children.length && now.every((row, i) => isSameRow(row, children[i]));
      return isSame ? [] : [parent];
    });
  }

  /** Whether the runs of this race have rows. */
  hasRunsOf(race: string): boolean {
    return this.current.some((row) => row.kind === 'run' && row.race === race);
  }

  /** A row of this run, its own place first. */
  find(race: string, run: number): RunRow | undefined {
    const rows = this.current.filter(
      (row): row is RunRow => row.kind === 'run' && row.race === race && row.run === run,
    );
    return rows.find(({ parent }) => parent.kind === 'race') ?? rows[0];
  }

  /** The person has closed a row. */
  close(row: Row): void {
    this.#children.delete(row);
    if (row.kind === 'race' && !this.#pinnedRaces.includes(row.race)) this.#list.forget(row.race);
  }

  #topRows(): Row[] {
    const races = this.#list.wanted;
    const isPinned = races.some(({ pinned, pinnedRuns }) => pinned || pinnedRuns.length > 0);
    const others = races
      .filter(({ pinned, logPlace }) => !pinned && logPlace === null)
      .map(({ id }) => this.#rows.race(id, null));
    return [
      ...(isPinned ? [this.#rows.pinned] : []),
      ...(this.#logs.length > 0 ? [this.#rows.logs] : []),
      ...others,
    ];
  }

  get #logs(): readonly ListedRace[] {
    return this.#list.wanted.filter(({ logPlace }) => logPlace !== null);
  }

  #pinnedRows(): Row[] {
    const { pinned } = this.#rows;
    return this.#list.wanted.flatMap(({ id, pinned: isPinned, pinnedRuns }) => [
      ...(isPinned ? [this.#rows.race(id, pinned)] : []),
      ...pinnedRuns
        .filter((number) => this.#list.isWanted(id, number))
        .map((number) => this.#rows.run(id, number, pinned)),
    ]);
  }

  /** Those that have pinned runs. */
  get #pinnedRaces(): readonly string[] {
    return this.#list.wanted.filter(({ pinnedRuns }) => pinnedRuns.length > 0).map(({ id }) => id);
  }

  /** A race that can't be read has no rows for its runs; it may be gone. */
  async #read(id: string): Promise<void> {
    try {
      await this.#list.read(id);
    } catch (error) {
      log.warn(`race ${id} can't be listed: ${messageOf(error)}`);
      await this.#list.refresh().catch(() => {});
    }
  }

  /** Rows that are gone, or have gone elsewhere, are open no more. */
  #forgetOthers(top: readonly Row[]): void {
    for (const parent of this.#children.keys()) {
      if (parent === null || top.includes(parent)) continue;
      const isThere = parent.parent !== null && this.under(parent.parent).includes(parent);
      if (!isThere || !top.includes(parent.parent)) this.#children.delete(parent);
    }
  }
}

function isSameRow(row: Row, other: Row | undefined): boolean {
  if (row === other) return true;
  return row.kind === 'more' && other?.kind === 'more' && row.count === other.count;
}
