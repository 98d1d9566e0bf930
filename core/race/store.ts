/** The one source of truth: the races that are open. Views listen and read; only the scheduler and the library write. */

import { Listeners } from '../listeners.ts';
import type { Speed } from './phase.ts';
import type { LogRace, Race, RaceOrLog, Run } from './race.ts';
import { allEnded } from './raceFacts.ts';
import type { Chunk } from './runRecord.ts';
import { type Shown, titleOfRuns, wholeRace, withRuns } from './shown.ts';
import { hasEnded } from './status.ts';

/** `shown`: other runs are on the screen, or none. `opened`, `closed`: of a race. `changed`: it went on. */
export type StoreChange =
  | { readonly type: 'shown'; readonly shown: Shown | null }
  | { readonly type: 'opened' | 'closed' | 'changed'; readonly race: RaceOrLog };

export class RaceStore {
  readonly #races = new Map<string, RaceOrLog>();
  #shown: Shown | null = null;
  readonly #listeners: Listeners<StoreChange>;

  /** @param report Takes what a listener throws. Default: it is an unhandled rejection. */
  constructor(report?: (error: unknown) => void) {
    this.#listeners = new Listeners(report);
  }

  /** Calls `listener` after each change, until what is returned is disposed of. */
  onDidChange(listener: (change: StoreChange) => void): { dispose(): void } {
    return this.#listeners.add(listener);
  }

  /** The runs on the screen. */
  get shown(): Shown | null {
    return this.#shown;
  }

  /** The race on the screen that commands are about: where there are several, the first that goes on, or else the first. */
  get current(): RaceOrLog | null {
    const races = this.#shown?.races ?? [];
    return races.find(({ phase }) => phase !== 'ended') ?? races[0] ?? null;
  }

  /** All that are open, in the order in which they were. */
  get races(): readonly RaceOrLog[] {
    return [...this.#races.values()];
  }

  /** The open race of this id. */
  find(id: string): RaceOrLog | undefined {
    return this.#races.get(id);
  }

  /** Opens a race without putting it on the screen. */
  open(race: RaceOrLog): void {
    if (this.#races.get(race.id) === race) return;
    this.#races.set(race.id, race);
    this.#listeners.tell({ type: 'opened', race });
  }

  /** Opens a race and puts it on the screen. */
  show(race: RaceOrLog): void {
    this.open(race);
    this.#show(wholeRace(race));
  }

  /** Puts chosen runs of open races on the screen. Chosen anew, the same runs stay as they are there. */
  compare(shown: Shown): void {
    if (shown.id !== this.#shown?.id) this.#show(shown);
  }

  /** Leaves the screen empty. */
  clear(): void {
    if (this.#shown) this.#show(null);
  }

  /** Lets go of a race that is neither on the screen nor running. */
  close(race: RaceOrLog): void {
    if (this.isShown(race) || race.phase !== 'ended') return;
    if (this.#races.delete(race.id)) this.#listeners.tell({ type: 'closed', race });
  }

  /** Whether runs of it are on the screen. */
  isShown(race: RaceOrLog): boolean {
    return this.#shown?.races.includes(race) ?? false;
  }

  /** Adds what the engine recorded. Chunks of a race that is closed or of a run that has ended come too late and are dropped. */
  append(raceId: string, chunks: readonly Chunk[]): void {
    const race = this.#races.get(raceId);
    if (!race) return;
    for (const { run, piece } of chunks) {
      const record = race.runs[run]?.record;
      if (!record || hasEnded(record.state.status) || record.append(piece)) continue;
      const message = `point ${piece.firstPoint} was recorded — expected point ${record.length}`;
      record.end({ kind: 'failed', message });
    }
    this.#changed(race);
  }

  /** Adds what a log tells of its runs, which may go on though they had ended. */
  follow(race: LogRace, chunks: readonly Chunk[]): void {
    if (this.#races.get(race.id) !== race) return;
    for (const { run, piece } of chunks) race.runs[run]?.record.append(piece);
    race.phase = 'running';
    this.#changed(race);
  }

  /** Adds what is in the file of a race that another window has gone on with. */
  renew(race: Race, saved: Race): void {
    if (this.#races.get(race.id) !== race) return;
    for (const [run, { record }] of race.runs.entries()) {
      const piece = saved.runs[run]?.record.pieceFrom(record.extent);
      if (piece) record.append(piece);
    }
    this.#changed(race);
  }

  /**
   * Gives a log other runs. On the screen they stay where they are, known by their ids; those that are gone go from there,
   * too.
   */
  setRuns(race: LogRace, runs: readonly Run[]): void {
    race.runs = runs;
    const shown = this.#shown;
    if (!shown || !this.isShown(race)) this.#changed(race);
    else if (shown.isWhole) this.#show(wholeRace(race));
    else this.#show(withRuns(shown, race));
  }

  setPaused(race: RaceOrLog, paused: boolean): void {
    if (race.phase === 'ended') return;
    race.phase = paused ? 'paused' : 'running';
    this.#changed(race);
  }

  setSpeed(race: RaceOrLog, speed: Speed): void {
    race.speed = speed;
    this.#changed(race);
  }

  /** Gives a race another title. On the screen, the same runs stay. */
  rename(race: Race, { title, experiment }: Pick<Race, 'title' | 'experiment'>): void {
    race.title = title;
    race.experiment = experiment;
    const shown = this.#shown;
    if (shown?.isWhole && this.isShown(race)) this.#show(wholeRace(race));
    else if (shown && this.isShown(race))
      this.#show({ ...shown, title: titleOfRuns(shown.runs.length, shown.races) });
    else this.#listeners.tell({ type: 'changed', race });
  }

  dispose(): void {
    this.#listeners.clear();
  }

  #show(shown: Shown | null): void {
    this.#shown = shown;
    this.#listeners.tell({ type: 'shown', shown });
  }

  #changed(race: RaceOrLog): void {
    if (allEnded(race)) race.phase = 'ended';
    this.#listeners.tell({ type: 'changed', race });
  }
}
