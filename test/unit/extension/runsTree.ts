/** The view of runs as VS Code has it: open rows are read, and read anew where the view says so. */

import { expect, vi } from 'vitest';
import { type RaceFilter, raceFilter } from '../../../core/compare/raceFilter.ts';
import type { HiddenRuns } from '../../../core/race/hiddenRuns.ts';
import { PickedRun } from '../../../core/race/pickedRun.ts';
import type { Race, RaceOrLog } from '../../../core/race/race.ts';
import { outlineOf } from '../../../core/race/raceOutline.ts';
import { summaryOf } from '../../../core/race/raceSummary.ts';
import type { Elsewhere } from '../../../core/race/status.ts';
import { RaceStore } from '../../../core/race/store.ts';
import type { Library, LibraryEntry } from '../../../extension/backend/library.ts';
import type { Row } from '../../../extension/sidebar/rows.ts';
import { RunsView } from '../../../extension/sidebar/runsView.ts';
import { hiddenIn } from '../race/hidden.ts';
import { screen } from './fake/screen.ts';
import { TreeItemCollapsibleState } from './fake/values.ts';
import type { FakeTreeView } from './fake/widgets.ts';

/** A library in memory. */
class FakeLibrary implements Library {
  readonly races = new Map<string, Race>();
  /** Those that go on in other windows or terminals, by their ids. */
  readonly elsewhere = new Map<string, Elsewhere>();
  readonly pins = new Map<string, { pinned: boolean; runs: number[] }>();
  readonly #listeners = new Set<() => void>();
  readonly outline = vi.fn(async (id: string) =>
    outlineOf(this.races.get(id) ?? expect.fail(`no race ${id}`)),
  );
  readonly refresh = vi.fn(async () => {});
  readonly read = vi.fn();
  readonly rename = vi.fn();
  readonly remove = vi.fn();
  readonly restore = vi.fn();
  readonly discard = vi.fn();

  get entries(): readonly LibraryEntry[] {
    return [...this.races.values()].map((race) => {
      const { pinned = false, runs = [] } = this.pins.get(race.id) ?? {};
      return {
        id: race.id,
        pinned,
        pinnedRuns: runs,
        elsewhere: this.elsewhere.get(race.id) ?? null,
        ...summaryOf(race),
      };
    });
  }

  onDidChange(listener: () => void): { dispose(): void } {
    this.#listeners.add(listener);
    return { dispose: () => this.#listeners.delete(listener) };
  }

  /** Other races, or other pins. */
  change(): void {
    for (const listener of this.#listeners) listener();
  }

  async setPinned(id: string, pinned: boolean, run?: number): Promise<void> {
    const pins = this.pins.get(id) ?? { pinned: false, runs: [] };
    if (run === undefined) pins.pinned = pinned;
    else pins.runs = pinned ? [...pins.runs, run] : pins.runs.filter((each) => each !== run);
    this.pins.set(id, pins);
    this.change();
  }
}

export class RunsTree {
  readonly store = new RaceStore();
  readonly picked = new PickedRun(this.store);
  readonly hidden: HiddenRuns = hiddenIn(this.store, this.picked).hidden;
  readonly library = new FakeLibrary();
  readonly view = new RunsView(this.store, this.picked, this.hidden);
  /** What the view had read anew; undefined: all. */
  readonly reads: (readonly Row[] | undefined)[] = [];
  readonly #children = new Map<Row | undefined, readonly Row[]>();
  readonly #open = new Map<string, boolean>();

  constructor() {
    this.view.onDidChangeTreeData((rows) => {
      this.reads.push(rows);
      void this.#read(rows);
    });
  }

  get tree(): FakeTreeView {
    return screen.trees[0] ?? expect.fail('expected a tree');
  }

  /** Connected with the library, and read. */
  async start(): Promise<this> {
    this.view.connect(this.library);
    await this.#read(undefined);
    this.reads.length = 0;
    return this;
  }

  show<R extends RaceOrLog>(race: R): R {
    this.store.show(race);
    return race;
  }

  /** All rows that are read: label and description, further in what stands under another. */
  lines(parent?: Row, indent = ''): string[] {
    return (this.#children.get(parent) ?? []).flatMap((row) => {
      const { label, description } = this.view.getTreeItem(row);
      return [`${indent}${label} | ${description}`, ...this.lines(row, `${indent}  `)];
    });
  }

  rows(parent?: Row): readonly Row[] {
    return this.#children.get(parent) ?? [];
  }

  /** The row of a race, or of one of its runs. */
  row(race: string, run: number | null = null, section: 'own' | 'pinned' = 'own'): Row {
    const all = [...this.#children.values()].flat();
    const found = all.find((row) => {
      if (row.kind !== (run === null ? 'race' : 'run')) return false;
      const isPinned = row.parent?.kind === 'pinned';
      return row.race === race && row.run === run && (run === null || isPinned === (section === 'pinned'));
    });
    return found ?? expect.fail(`no row of ${race}, ${run}`);
  }

  item(race: string, run: number | null = null) {
    return this.view.getTreeItem(this.row(race, run));
  }

  /** The person opens a row or closes it. */
  async open(row: Row, isOpen = true): Promise<void> {
    this.#open.set(String(this.view.getTreeItem(row).id), isOpen);
    this.tree.expand(row, isOpen);
    if (isOpen) await this.#readUnder(row);
    else this.#children.delete(row);
  }

  async settle(): Promise<void> {
    for (let turn = 0; turn < 5; turn++) await vi.advanceTimersByTimeAsync(0);
  }

  async #read(rows: readonly Row[] | undefined): Promise<void> {
    if (rows) for (const row of rows) await this.#readRow(row);
    else {
      this.#children.clear();
      await this.#readUnder(undefined);
    }
  }

  async #readRow(row: Row): Promise<void> {
    const { collapsibleState } = this.view.getTreeItem(row);
    if (collapsibleState === TreeItemCollapsibleState.None) return;
    if (this.#isOpen(row)) await this.#readUnder(row);
  }

  async #readUnder(parent: Row | undefined): Promise<void> {
    const rows = await this.view.getChildren(parent);
    this.#children.set(parent, rows);
    for (const row of rows) await this.#readRow(row);
  }

  #isOpen(row: Row): boolean {
    const { id, collapsibleState } = this.view.getTreeItem(row);
    return this.#open.get(String(id)) ?? collapsibleState === TreeItemCollapsibleState.Expanded;
  }
}

/** What the person types to find runs. */
export function filterOf(text: string): RaceFilter {
  const filter = raceFilter(text);
  return filter && !('fault' in filter) ? filter : expect.fail(`${text} is no filter`);
}
