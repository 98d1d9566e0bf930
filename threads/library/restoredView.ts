/**
 * What a window showed before a reload, on its way back to the screen: at once as far as it is there, and the runs of
 * logs, which may be long, when they have been read. It ends where the person has something else shown.
 */
import type { chosenRuns } from '../../core/race/chosenRuns.ts';
import { isLogId } from '../../core/race/logId.ts';
import type { RaceOrLog } from '../../core/race/race.ts';
import type { Shown } from '../../core/race/shown.ts';
import type { RaceStore } from '../../core/race/store.ts';
import type { WindowView } from './keptFiles.ts';

type Choose = typeof chosenRuns;

export class RestoredView {
  /** What the window is to show, which is remembered of it until it does. */
  readonly view: WindowView;
  readonly #store: RaceStore;
  readonly #choose: Choose;
  /** What it has brought to the screen; null: nothing yet. */
  #shown: string | null = null;

  constructor(store: RaceStore, view: WindowView, choose: Choose) {
    this.#store = store;
    this.view = view;
    this.#choose = choose;
  }

  /** Shows what there is of it. */
  show(): void {
    const { race: id, runs } = this.view;
    const race = id === null ? undefined : this.#store.find(id);
    const shown = runs ? this.#chosen() : null;
    // Listeners ask whether what they hear of is from here.
    if (shown) {
      this.#shown = shown.id;
      this.#store.compare(shown);
    } else if (race) {
      this.#shown = race.id;
      this.#store.show(race);
    }
  }

  /** Whether no log is waited for. */
  get isWhole(): boolean {
    const { race, runs = [] } = this.view;
    const isThere = (id: string, number: number) => this.#store.find(id)?.runs[number] !== undefined;
    if (race !== null && isLogId(race) && !isThere(race, 0)) return false;
    return runs.every((run) => !isLogId(run.race) || isThere(run.race, run.number));
  }

  /** Whether this is on the screen as it was brought there. */
  has(shown: Shown | null): boolean {
    return (shown?.id ?? null) === this.#shown;
  }

  /** A log has been read, or a piece of it. */
  onLog(): void {
    const shown = this.#chosen();
    if (shown && shown.runs.length > (this.#store.shown?.runs.length ?? 0)) this.show();
    else if (!this.#store.shown) this.show();
  }

  #chosen(): Shown | null {
    const places = this.#places();
    return places.length > 0 ? this.#choose(places) : null;
  }

  #places(): { race: RaceOrLog; number: number }[] {
    return (this.view.runs ?? []).flatMap(({ race: id, number }) => {
      const race = this.#store.find(id);
      return race?.runs[number] ? { race, number } : [];
    });
  }
}
