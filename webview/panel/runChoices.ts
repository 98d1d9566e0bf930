/** Which of the runs on the screen the person has picked, hidden and unfolded. The extension keeps what is picked and hidden. */
import type { FromPanel } from '../../core/protocol/fromPanel.ts';
import { hasGroup } from './data/groups.ts';
import type { RaceData } from './data/raceData.ts';
import type { RunData } from './data/runData.ts';
import type { ViewSettings } from './viewSettings.ts';

export interface ChoiceParts {
  readonly race: () => RaceData | null;
  readonly settings: () => ViewSettings;
  post(message: FromPanel): void;
  /** Something was chosen. */
  changed(): void;
}

/** What is chosen is on the screen at once. */
export class RunChoices {
  readonly #parts: ChoiceParts;
  #picked: string | null = null;
  #hidden: ReadonlySet<string> = new Set();
  #unfolded: ReadonlySet<string> = new Set();

  constructor(parts: ChoiceParts) {
    this.#parts = parts;
  }

  /** Key of the picked run. */
  get picked(): string | null {
    return this.#picked;
  }

  /** Keys of the hidden runs. */
  get hidden(): ReadonlySet<string> {
    return this.#hidden;
  }

  /** Keys of the groups of which the single runs are shown. */
  get unfolded(): ReadonlySet<string> {
    return this.#unfolded;
  }

  /** As the extension tells. */
  setHidden(runs: readonly number[]): void {
    this.#hidden = new Set(runs.map(String));
  }

  /** As the extension tells. */
  setPicked(run: number | null): void {
    this.#picked = run === null ? null : String(run);
  }

  /** Others are on the screen. */
  forget(): void {
    this.#picked = null;
    this.#hidden = new Set();
    this.#unfolded = new Set();
  }

  /** Hides runs, or shows them where all of them are hidden. */
  toggle(runs: readonly RunData[]): void {
    const hidden = new Set(this.#hidden);
    const shows = runs.every(({ key }) => hidden.has(key));
    for (const { key } of runs) {
      if (shows) hidden.delete(key);
      else hidden.add(key);
    }
    this.hide(hidden);
  }

  hide(hidden: ReadonlySet<string>): void {
    const race = this.#parts.race();
    if (!race) return;
    this.#hidden = hidden;
    this.#parts.post({ type: 'hide', race: race.facts.id, runs: Array.from(hidden, Number) });
    this.#parts.changed();
  }

  /** @param run Key of a run, or of a group, which is unfolded or folded; the picked run, or null, leaves none picked. */
  pick(run: string | null): void {
    const { race: find, settings, post, changed } = this.#parts;
    const race = find();
    if (!race) return;
    if (run !== null && hasGroup(race, settings().groupBy, run)) {
      this.toggleGroup(run);
      return;
    }
    const picked = run === this.#picked ? null : run;
    if (picked === this.#picked) return;
    this.#picked = picked;
    post({ type: 'select', race: race.facts.id, run: picked === null ? null : Number(picked) });
    changed();
  }

  /** Takes one of chosen runs off the screen. */
  remove({ key }: RunData): void {
    const race = this.#parts.race();
    if (!race) return;
    const runs = race.runs.filter((run) => run.key !== key).map((run) => Number(run.key));
    this.#parts.post({ type: 'compare', race: race.facts.id, runs });
  }

  toggleGroup(group: string): void {
    const unfolded = new Set(this.#unfolded);
    if (!unfolded.delete(group)) unfolded.add(group);
    this.#unfolded = unfolded;
    this.#parts.changed();
  }

  foldGroups(): void {
    this.#unfolded = new Set();
    this.#parts.changed();
  }
}
