import { Listeners } from '../listeners.ts';
import type { Hidden } from './hidden.ts';
import type { PickedRun } from './pickedRun.ts';
import { isAmong, placeIn, type Shown } from './shown.ts';
import type { RaceStore } from './store.ts';

/** Where hidden runs are kept while the window is gone. */
export interface HiddenMemory {
  get(): Hidden | undefined;
  set(hidden: Hidden): void;
}

/**
 * The runs that the person has hidden in chart and landscape: of those that were on the screen when some last were. The picked run is
 * none of them: hidden, it is let go of; picked, it is shown again. Where runs are added to those on the screen, or chosen ones
 * are taken off, those that were hidden stay hidden.
 */
export class HiddenRuns {
  readonly #store: RaceStore;
  readonly #picked: PickedRun;
  readonly #memory: HiddenMemory;
  readonly #listeners: Listeners<Hidden>;
  #race: string;
  #runs: ReadonlySet<number>;
  /** What was on the screen when it was looked at last. */
  #shown: Shown | null;

  /** @param report Takes what a listener throws. Default: it is an unhandled rejection. */
  constructor(store: RaceStore, picked: PickedRun, memory: HiddenMemory, report?: (error: unknown) => void) {
    this.#store = store;
    this.#listeners = new Listeners(report);
    this.#picked = picked;
    this.#memory = memory;
    const { race = '', runs = [] } = memory.get() ?? {};
    this.#race = race;
    this.#runs = new Set(runs);
    this.#shown = store.shown;
    store.onDidChange(() => this.#follow());
    picked.onDidChange(({ race, run }) => {
      if (run !== null && this.has(run))
        this.hide({ race, runs: this.current.filter((each) => each !== run) });
    });
  }

  /** Their places on the screen. */
  get current(): readonly number[] {
    this.#follow();
    return this.#race === this.#store.shown?.id ? [...this.#runs] : [];
  }

  /** Whether the run at this place on the screen is hidden. */
  has(run: number): boolean {
    this.#follow();
    return this.#race === this.#store.shown?.id && this.#runs.has(run);
  }

  /** Calls `listener` after each change, until what is returned is disposed of. */
  onDidChange(listener: (hidden: Hidden) => void): { dispose(): void } {
    return this.#listeners.add(listener);
  }

  /** Hides these and shows all others. What comes late, when what it is about is gone from the screen, changes nothing. */
  hide({ race, runs }: Hidden): void {
    this.#follow();
    if (race !== this.#store.shown?.id) return;
    this.#race = race;
    this.#runs = new Set(runs);
    const hidden = { race, runs: this.current };
    this.#memory.set(hidden);
    this.#listeners.tell(hidden);
    if (this.#picked.run !== null && this.has(this.#picked.run)) this.#picked.pick({ race, run: null });
  }

  /** Whoever hears of another screen first, and asks which of its runs are hidden, is told so. */
  #follow(): void {
    const [before, now] = [this.#shown, this.#store.shown];
    this.#shown = now;
    if (!before || !now || before.id === now.id || before.id !== this.#race || now.isWhole) return;
    const had = [...this.#runs].flatMap((run) => before.runs[run] ?? []);
    const isMore = isAmong(before, now);
    if (!isMore && (before.isWhole || !isAmong(now, before))) return;
    this.#race = now.id;
    this.#runs = new Set(had.flatMap((run) => placeIn(now, run) ?? []));
    this.#memory.set({ race: this.#race, runs: [...this.#runs] });
  }
}
