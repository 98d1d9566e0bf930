import type { RaceData } from '../data/raceData.ts';
import type { WayBack } from '../state.ts';
import type { ViewSettings } from '../viewSettings.ts';
import { type Find, type Found, findOf, findRuns, withFind } from './finding.ts';

/** What the finder goes by, and what it changes. */
export interface FinderHost {
  readonly race: () => RaceData | null;
  readonly settings: () => ViewSettings;
  readonly set: (change: Partial<ViewSettings>) => void;
}

/** Keeps what was found until something comes that may change it, and from where the person has opened some of the runs. */
export class Finder {
  readonly #host: FinderHost;
  #last: { readonly by: string; readonly race: RaceData; readonly found: Found } | null = null;
  #revision = 0;
  #wayBack: WayBack | null = null;

  constructor(host: FinderHost) {
    this.#host = host;
  }

  /** null: from nowhere. */
  get wayBack(): WayBack | null {
    return this.#wayBack;
  }

  /** Numbers have come. */
  expire(): void {
    this.#revision++;
  }

  /** Another race is on the screen. */
  forget(): void {
    this.#wayBack = null;
  }

  foundIn(race: RaceData): Found {
    const settings = this.#host.settings();
    const find = findOf(race, settings);
    const by = JSON.stringify([find, settings.judge, this.#revision]);
    if (this.#last?.by !== by || this.#last.race !== race)
      this.#last = { by, race, found: findRuns(race, find, settings.judge) };
    return this.#last.found;
  }

  find(change: Partial<Find>): void {
    this.#set(
      (find) => ({ ...find, ...change }),
      {},
      () => null,
    );
  }

  /** Shows the curves of the runs that a text finds. */
  open(text: string): void {
    const { stage } = this.#host.settings();
    this.#set(
      () => ({ text, best: null }),
      { stage: 'curves' },
      ({ text, best }) => ({ stage, text, best }),
    );
  }

  goBack(): void {
    const back = this.#wayBack;
    if (back)
      this.#set(
        () => back,
        { stage: back.stage },
        () => null,
      );
  }

  #set(to: (find: Find) => Find, change: Partial<ViewSettings>, wayBack: (before: Find) => WayBack | null) {
    const race = this.#host.race();
    if (!race) return;
    const settings = this.#host.settings();
    const before = findOf(race, settings);
    this.#wayBack = wayBack(before);
    const { text, best } = to(before);
    this.#host.set({ ...change, ...withFind(race, settings, { text, best }) });
  }
}
