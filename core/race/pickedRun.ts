import { Listeners } from '../listeners.ts';
import type { Pick } from './pick.ts';
import type { RaceStore } from './store.ts';

/** The run that the person has picked, in the side bar or in the panel: one of the race on the screen, or none. */
export class PickedRun {
  readonly #store: RaceStore;
  readonly #listeners: Listeners<Pick>;
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
  onDidChange(listener: (pick: Pick) => void): { dispose(): void } {
    return this.#listeners.add(listener);
  }

  /** A pick that comes late, when its race is gone from the screen, changes nothing. */
  pick({ race, run }: Pick): void {
    const current = this.#store.current;
    if (race === current?.id && (run === null || run < current.runs.length)) this.#set(run);
  }

  /** Picking the picked run once more lets go of it. */
  toggle({ race, run }: Pick): void {
    this.pick({ race, run: run === this.#run ? null : run });
  }

  #set(run: number | null): void {
    if (run === this.#run) return;
    this.#run = run;
    const race = this.#store.current?.id ?? '';
    this.#listeners.tell({ race, run });
  }
}
