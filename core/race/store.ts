/** The one source of truth: the races that are open. Views listen and read; only the scheduler and the library write. */

import { Listeners } from '../listeners.ts';
import type { Speed } from './phase.ts';
import type { Race } from './race.ts';
import { allEnded } from './raceFacts.ts';
import type { Chunk } from './runRecord.ts';
import { hasEnded } from './status.ts';

/** `current`: another race is on the screen, or none. `changed`: a race went on. */
export type StoreChange =
  | { readonly type: 'current'; readonly race: Race | null }
  | { readonly type: 'changed'; readonly race: Race };

export class RaceStore {
  readonly #races = new Map<string, Race>();
  #current: Race | null = null;
  readonly #listeners: Listeners<StoreChange>;

  /** @param report Takes what a listener throws. Default: it is an unhandled rejection. */
  constructor(report?: (error: unknown) => void) {
    this.#listeners = new Listeners(report);
  }

  /** Calls `listener` after each change, until what is returned is disposed of. */
  onDidChange(listener: (change: StoreChange) => void): { dispose(): void } {
    return this.#listeners.add(listener);
  }

  /** The race on the screen. */
  get current(): Race | null {
    return this.#current;
  }

  /** All that are open, in the order in which they were. */
  get races(): readonly Race[] {
    return [...this.#races.values()];
  }

  /** Opens a race and puts it on the screen. */
  show(race: Race): void {
    this.#races.set(race.id, race);
    this.#current = race;
    this.#listeners.tell({ type: 'current', race });
  }

  /** Lets go of a race that is neither on the screen nor running. */
  close(race: Race): void {
    if (race !== this.#current && race.phase === 'ended') this.#races.delete(race.id);
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

  setPaused(race: Race, paused: boolean): void {
    if (race.phase === 'ended') return;
    race.phase = paused ? 'paused' : 'running';
    this.#changed(race);
  }

  setSpeed(race: Race, speed: Speed): void {
    race.speed = speed;
    this.#changed(race);
  }

  dispose(): void {
    this.#listeners.clear();
  }

  #changed(race: Race): void {
    if (allEnded(race)) race.phase = 'ended';
    this.#listeners.tell({ type: 'changed', race });
  }
}
