import type { Pick } from './pick.ts';
import type { RaceStore } from './store.ts';

/** @param isRow Whether a row of the side bar was pressed. */
type PickListener = (pick: Pick, isRow: boolean) => void;

/** The run that the person has picked, in the side bar or in the panel: one of the race on the screen, or none. */
export class PickedRun {
  readonly #store: RaceStore;
  readonly #listeners = new Set<PickListener>();
  #run: number | null = null;

  /** Another race begins with no picked run. */
  constructor(store: RaceStore) {
    this.#store = store;
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
    this.#listeners.add(listener);
    return { dispose: () => this.#listeners.delete(listener) };
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
    for (const listener of [...this.#listeners]) listener({ race, run }, isRow);
  }
}
