/** What the extension asks of a queue whose workers compute the runs of races. */
import type { CsvFacts } from '../../core/experiment/csvData.ts';
import type { Experiment } from '../../core/experiment/schema.ts';
import type { Race } from '../../core/race/race.ts';
import type { QueuedSweepEnd, SweepStanding } from '../../core/sweep/sweepStanding.ts';

/** Where a sweep goes by way of, as the person wrote it, and what the settings are called that say so. */
export interface SweepPlaces {
  /** The address of a Redis. */
  readonly queue: string;
  /** A folder, or the address of storage. */
  readonly store: string;
  readonly names: { readonly queue: string; readonly store: string };
}

export interface Sweeps {
  /**
   * Submits an experiment as a race, and puts that on the screen.
   * @throws {Error} if queue or store can't be used: nothing has begun then.
   */
  start(experiment: Experiment, csv: CsvFacts | null, places: SweepPlaces): Promise<Sweep>;
  /**
   * Goes on with a race that was left; what has been computed meanwhile is there at once. Null where it has ended.
   * @throws {Error} if queue or store can't be used, or another window goes on with it: it stays as it is then.
   */
  attach(race: Race, places: SweepPlaces): Promise<Sweep | null>;
}

/** A race that workers compute. The scheduler stops it as it stops any. */
export interface Sweep {
  readonly race: Race;
  readonly standing: SweepStanding;
  /** Comes back when nothing more becomes of the race from here. */
  readonly ended: Promise<QueuedSweepEnd>;
  /** Takes off the queue what waits; what is computed is left by its workers, and the race ends. */
  cancel(): void;
}
