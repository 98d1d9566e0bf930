import { Listeners } from '../listeners.ts';
import type { Pick } from './pick.ts';
import { isAmong, placeIn, type Shown } from './shown.ts';
import type { RaceStore } from './store.ts';

/** @param isRow Whether a row of the side bar was pressed. */
type PickListener = (pick: Pick, isRow: boolean) => void;

/**
 * The run that the person has picked, in the side bar or in the panel: one of those on the screen, or none. Where others are
 * taken off the screen, it stays picked.
 */
export class PickedRun {
  readonly #store: RaceStore;
  readonly #listeners: Listeners<{ readonly pick: Pick; readonly isRow: boolean }>;
  #run: number | null = null;
  /** What is on the screen. */
  #shown: Shown | null;

  /**
   * Other runs on the screen begin with no picked one.
   * @param report Takes what a listener throws. Default: it is an unhandled rejection.
   */
  constructor(store: RaceStore, report?: (error: unknown) => void) {
    this.#store = store;
    this.#shown = store.shown;
    this.#listeners = new Listeners(report);
    store.onDidChange((change) => {
      if (change.type !== 'shown') return;
      const before = this.#shown;
      this.#shown = change.shown;
      this.#set(this.#placeAfter(before, change.shown));
    });
  }

  /** Its place on the screen; null where none is picked. */
  get run(): number | null {
    return this.#run;
  }

  /** Calls `listener` after each change, until what is returned is disposed of. */
  onDidChange(listener: PickListener): { dispose(): void } {
    return this.#listeners.add(({ pick, isRow }) => listener(pick, isRow));
  }

  /** A pick that comes late, when what it is about is gone from the screen, changes nothing. */
  pick({ race, run }: Pick): void {
    if (this.#has({ race, run })) this.#set(run);
  }

  /** A row of the side bar was pressed: once more, that lets go of its run. */
  toggle({ race, run }: Pick): void {
    if (this.#has({ race, run })) this.#set(run === this.#run ? null : run, true);
  }

  /** Of the picked run. A log's runs may have other places than before. */
  #placeAfter(before: Shown | null, now: Shown | null): number | null {
    const run = before?.runs[this.#run ?? -1];
    if (!before || !now || !run) return null;
    const isRest = !before.isWhole && isAmong(now, before);
    return before.id === now.id || isRest ? placeIn(now, run) : null;
  }

  #has({ race, run }: Pick): boolean {
    const { shown } = this.#store;
    return race === shown?.id && (run === null || run < shown.runs.length);
  }

  #set(run: number | null, isRow = false): void {
    if (run === this.#run) return;
    this.#run = run;
    const race = this.#store.shown?.id ?? '';
    this.#listeners.tell({ pick: { race, run }, isRow });
  }
}
