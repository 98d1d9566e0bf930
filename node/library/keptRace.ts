/** An open race, and how much of it the library has. */
import type { Race } from '../../core/race/race.ts';
import { encodeAddition, encodeRace } from '../../core/race/raceFile.ts';
import type { Chunk, Extent, RunState } from '../../core/race/runRecord.ts';
import { ChangedFileError } from './appendToFile.ts';
import type { RaceLibrary } from './raceLibrary.ts';

interface Kept {
  readonly state: RunState;
  readonly extent: Extent;
}

/** Files are written anew when more than this, and more than all that was there, was added: states take room, too. */
const mostAdded = 4 * 2 ** 20;

export class KeptRace {
  readonly race: Race;
  readonly #library: RaceLibrary;
  /** What the file has of each run. */
  #kept: Kept[] = [];
  /** Of the file, and of the race when it was written as a whole; 0: it is to be written as a whole. */
  #size = 0;
  #wholeSize = 0;
  #working: Promise<unknown> = Promise.resolve();

  constructor(race: Race, library: RaceLibrary) {
    this.race = race;
    this.#library = library;
  }

  /** Says that the library has all of the race. */
  setKept(): void {
    this.#kept = keptOf(this.race);
  }

  /** Brings to the disk what is new and, before they are in the race, the last chunks of runs that have ended. */
  save(ends: readonly Chunk[] = []): Promise<void> {
    return this.#next(async () => {
      const isNews = ends.length > 0 || this.race.runs.some((_, run) => this.#isNew(run));
      if (!isNews) return;
      if (this.#size > 0 && this.#size - this.#wholeSize <= Math.max(mostAdded, this.#wholeSize))
        try {
          return await this.#add(ends);
        } catch (error) {
          this.#size = 0;
          if (!(error instanceof ChangedFileError)) throw error;
        }
      await this.#write();
      if (ends.length > 0) await this.#add(ends);
    });
  }

  /** Writes the file anew: one block, however many were added. */
  compact(): Promise<void> {
    return this.#next(async () => {
      if (this.#size > this.#wholeSize && this.#size <= mostAdded) await this.#write();
    });
  }

  async #write(): Promise<void> {
    const kept = keptOf(this.race);
    const bytes = encodeRace(this.race);
    this.#size = 0;
    await this.#library.save(this.race, bytes);
    this.#kept = kept;
    this.#size = bytes.length;
    this.#wholeSize = bytes.length;
  }

  async #add(ends: readonly Chunk[]): Promise<void> {
    const { runs } = this.race;
    const news = runs.flatMap(({ record }, run) =>
      this.#isNew(run) || ends.some((each) => each.run === run)
        ? { run, piece: record.pieceFrom(this.#kept[run]?.extent) }
        : [],
    );
    const kept = keptOf(this.race);
    const bytes = encodeAddition([...news, ...ends]);
    await this.#library.append(this.race.id, bytes, { size: this.#size, durable: ends.length > 0 });
    this.#size += bytes.length;
    // The points of the ends are not in the race yet. They may be written twice, which does no harm.
    this.#kept = kept;
    for (const { run, piece } of ends) {
      const { extent } = this.#kept[run] ?? { extent: { points: 0, evaluations: 0 } };
      this.#kept[run] = { extent, state: piece.state };
    }
  }

  #isNew(run: number): boolean {
    return this.race.runs[run]?.record.state !== this.#kept[run]?.state;
  }

  #next(work: () => Promise<void>): Promise<void> {
    const done = this.#working.then(work);
    this.#working = done.catch(() => {});
    return done;
  }
}

function keptOf({ runs }: Race): Kept[] {
  return runs.map(({ record }) => ({ state: record.state, extent: record.extent }));
}
