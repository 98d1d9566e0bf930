import { Listeners } from '../listeners.ts';
import type { Pick } from './pick.ts';
import type { RaceStore } from './store.ts';

/** @param isRow Whether a row of the side bar was pressed. */
type PickListener = (pick: Pick, isRow: boolean) => void;

/** The run that the person has picked, in the side bar or in the panel: one of the race on the screen, or none. */
export class PickedRun {
  readonly #store: RaceStore;
  readonly #listeners: Listeners<{ readonly pick: Pick; readonly isRow: boolean }>;
  #run: number | null = null;

  /**
   * Another race begins with no picked run.
   * @param report Takes what a listener throws. Default: it is an unhandled rejection.
   */
  constructor(store: RaceStore, report?: (error: unknown) => void) {
    this.#store = store;
    this.#listeners = new Listeners(report);
    store.onDidChange(({ type }) => {
      if (type === 'current') this.#set(null);
    });
  }

  /** Its number; null where none is picked. */
  get run(): number | null {
    return this.#run;
  }

  /** Calls `listener` after each change, until what is returned is disposed of. */
  onDidChange(listener: PickListener): { dispose(): void } {
    return this.#listeners.add(({ pick, isRow }) => listener(pick, isRow));
  }

  /** A pick that comes late, when its race is gone from the screen, changes nothing. */
  pick({ race, run }: Pick): void {
    if (this.#has({ race, run })) this.#set(run);
  }

  /** A row of the side bar was pressed: once more, that lets go of its run. */
  toggle({ race, run }: Pick): void {
    if (this.#has({ race, run })) this.#set(run === this.#run ? null : run, true);
  }

  #has({ race, run }: Pick): boolean {
    const { current } = this.#store;
    return race === current?.id && (run === null || run < current.runs.length);
  }

  #set(run: number | null, isRow = false): void {
    if (run === this.#run) return;
    this.#run = run;
    const race = this.#store.current?.id ?? '';
    this.#listeners.tell({ pick: { race, run }, isRow });
  }
}
