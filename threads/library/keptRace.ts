/** An open race, and how much of it the library has. */
import type { Speed } from '../../core/race/phase.ts';
import type { Race, Run } from '../../core/race/race.ts';
import { elsewhereOf } from '../../core/race/raceFacts.ts';
import { beforeStart, type Chunk, type Extent, type RunState } from '../../core/race/runRecord.ts';
import { ChangedFileError, type KeptFiles } from './keptFiles.ts';
import { loadRaceFile } from './loadRaceFile.ts';

interface Kept {
  readonly state: RunState;
  readonly extent: Extent;
}

/** Files are written anew when more than this, and more than all that was there, was added: states take room, too. */
const mostAdded = 4 * 2 ** 20;

export class KeptRace {
  readonly race: Race;
  readonly #library: KeptFiles;
  /** What the file has of each run. */
  #kept: Kept[] = [];
  /** With which it would be run again. */
  #speed: Speed;
  /** Of the file, and of the race when it was written as a whole; 0: it is to be written as a whole. */
  #size = 0;
  #wholeSize = 0;
  #working: Promise<unknown> = Promise.resolve();

  constructor(race: Race, library: KeptFiles) {
    this.race = race;
    this.#speed = race.speed;
    this.#library = library;
  }

  /** Says that the library has all of the race. */
  setKept(): void {
    this.#kept = this.race.runs.map(keptOf);
    this.#speed = this.race.speed;
  }

  /** Brings to the disk what is new and, before they are in the race, the last chunks of runs that have ended. */
  save(ends: readonly Chunk[] = []): Promise<void> {
    return this.#next(() => this.#save(ends));
  }

  /** Saves them beside the race, when that has all that led there. */
  saveCheckpoints(blocks: Iterable<Uint8Array>): Promise<void> {
    return this.#next(async () => {
      await this.#save([]);
      if (this.race.phase !== 'ended') await this.#library.saveCheckpoints(this.race.id, blocks);
    });
  }

  /** Nobody goes on with the race any more. */
  removeCheckpoints(): Promise<void> {
    return this.#next(() => this.#library.removeCheckpoints(this.race.id));
  }

  async #save(ends: readonly Chunk[]): Promise<void> {
    // A race that goes on from a checkpoint has less than its file.
    if (this.race.runs.some(({ record }, run) => !record.has(this.#kept[run]?.extent ?? nothing)))
      this.#size = 0;
    const isOther = this.#isRunOtherwise;
    // Additions are about runs alone.
    if (isOther) this.#size = 0;
    const isNews = isOther || ends.length > 0 || this.race.runs.some((_, run) => this.#isNew(run));
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
  }

  /** Writes the file anew: one block, however many were added. */
  compact(): Promise<void> {
    return this.#next(async () => {
      if (this.#size > this.#wholeSize && this.#size <= mostAdded) await this.#write();
    });
  }

  /** Writes the file anew, whatever of the race has changed. */
  rewrite(): Promise<void> {
    return this.#next(() => this.#write());
  }

  async #write(): Promise<void> {
    const { encodeRace } = await loadRaceFile();
    const kept = this.race.runs.map(keptOf);
    const { speed } = this.race;
    const bytes = encodeRace(this.race);
    this.#size = 0;
    await this.#library.save(this.race, bytes);
    this.#kept = kept;
    this.#speed = speed;
    this.#size = bytes.length;
    this.#wholeSize = bytes.length;
  }

  async #add(ends: readonly Chunk[]): Promise<void> {
    const { encodeAddition } = await loadRaceFile();
    const { runs } = this.race;
    const news = runs.flatMap(({ record }, run) =>
      this.#isNew(run) || ends.some((each) => each.run === run)
        ? { run, piece: record.pieceFrom(this.#kept[run]?.extent) }
        : [],
    );
    const extents = news.map(({ run }) => [run, keptOf(runs[run])] as const);
    const bytes = encodeAddition([...news, ...ends]);
    await this.#library.append(this.race.id, bytes, { size: this.#size, durable: ends.length > 0 });
    this.#size += bytes.length;
    for (const [run, kept] of extents) this.#kept[run] = kept;
    // Their points are not in the race yet. They may be written twice, which does no harm.
    for (const { run, piece } of ends)
      this.#kept[run] = { ...keptOf(undefined), ...this.#kept[run], state: piece.state };
  }

  /** Whether it would be run again at another speed than its file says, which nobody else writes. */
  get #isRunOtherwise(): boolean {
    return this.race.phase === 'ended' && this.race.speed !== this.#speed && elsewhereOf(this.race) === null;
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

const nothing: Extent = { points: 0, evaluations: 0 };

function keptOf(run: Run | undefined): Kept {
  const { state, extent } = run?.record ?? { state: beforeStart, extent: nothing };
  return { state, extent };
}
