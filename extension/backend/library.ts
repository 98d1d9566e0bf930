/** What the extension asks of the library of races. */
import type { Race } from '../../core/race/race.ts';
import type { RaceOutline } from '../../core/race/raceOutline.ts';
import type { RaceSummary } from '../../core/race/raceSummary.ts';
import type { Elsewhere } from '../../core/race/status.ts';

/** A race in the library. */
export interface LibraryEntry extends RaceSummary {
  readonly id: string;
  /** Pinned races, and those of pinned runs, are never removed to make room. */
  readonly pinned: boolean;
  /** The numbers of its pinned runs. */
  readonly pinnedRuns: readonly number[];
  /** What it goes on in, where that isn't this window. */
  readonly elsewhere: Elsewhere | null;
}

/** All races that are kept, those that are open included. */
export interface Library {
  /** The newest first. */
  readonly entries: readonly LibraryEntry[];
  /** Calls `listener` when there are other entries, until what is returned is disposed of. */
  onDidChange(listener: () => void): { dispose(): void };
  /** Finds out what other windows have done. */
  refresh(): Promise<void>;
  /**
   * A race without its points; it is not open from then on.
   * @throws {Error} if it can't be read, or there is none.
   */
  outline(id: string): Promise<RaceOutline>;
  /**
   * A race of ours as it is kept; it is not open from then on. Null where its file has more bytes than that.
   * @throws {Error} if it can't be read, or there is none.
   */
  read(id: string, most: number): Promise<Race | null>;
  /** @param run Its number. Default: the race as a whole. */
  setPinned(id: string, pinned: boolean, run?: number): Promise<void>;
  /** @param title Empty: the one made of the parts of the experiment. */
  rename(id: string, title: string): Promise<void>;
  /** Takes a race that isn't running out, and off the screen; until it is discarded it can be restored. */
  remove(id: string): Promise<void>;
  restore(id: string): Promise<void>;
  /** Deletes a race for good that was removed. */
  discard(id: string): Promise<void>;
}
