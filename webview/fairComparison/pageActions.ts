/** What the person does on the page. */
import type { SortColumn, ViewChoices } from './viewChoices.ts';

/** Which runs are put into the panel: as the message has it. */
export interface RunsPlace {
  readonly problem: number;
  readonly entrant: number | null;
  readonly trial: number | null;
}

export interface ComparisonActions {
  choose(change: Partial<ViewChoices>): void;
  /** By a column; the other way round where it is the one already. */
  sort(column: SortColumn): void;
  /** The place of an entrant; null: none. */
  highlight(entrant: number | null): void;
  unfoldTrials(isOpen: boolean): void;
  stop(): void;
  goOn(): void;
  again(): void;
  moreSeeds(count: number): void;
  showRuns(place: RunsPlace): void;
  report(): void;
}
