import { Listeners } from '../listeners.ts';
import type { Pick } from './pick.ts';
import type { RaceStore } from './store.ts';

/** @param isRow Whether a row of the side bar was pressed. */
type PickListener = (pick: Pick, isRow: boolean) => void;

/** The run that the person has picked, in the side bar or in the panel: one of those on the screen, or none. */
export class PickedRun {
  readonly #store: RaceStore;
  readonly #listeners: Listeners<{ readonly pick: Pick; readonly isRow: boolean }>;
  #run: number | null = null;
  /** The id of what is on the screen. */
  #shown: string | null = null;

  /**
   * Other runs on the screen begin with no picked one.
   * @param report Takes what a listener throws. Default: it is an unhandled rejection.
   */
  constructor(store: RaceStore, report?: (error: unknown) => void) {
    this.#store = store;
    this.#shown = store.shown?.id ?? null;
    this.#listeners = new Listeners(report);
    store.onDidChange((change) => {
      if (change.type !== 'shown') return;
      const id = change.shown?.id ?? null;
      if (id !== this.#shown) this.#set(null);
      this.#shown = id;
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
