/** Which races go on at the same time, and which wait until others have ended: in the order in which they were started. */
import type { Race } from '../../core/race/race.ts';

/**
 * So many share the cores. Each has threads of its own, of about 25 MB each, and takes so many times as long as alone: a
 * few at once show what comes of them early, and more would only make all of them late.
 * @internal
 */
export const mostRacesAtOnce = 4;

export interface RaceQueueOptions {
  /** Whether there is memory for one more of its runs. Where no other race goes on it isn't asked. */
  readonly hasRoom: (race: Race) => boolean;
  /** Is told how many go first, whenever that has changed of a race that waits. */
  readonly onWait: (race: Race, before: number) => void;
}

export class RaceQueue {
  readonly #options: RaceQueueOptions;
  /** What begins them. */
  readonly #waiting = new Map<Race, () => void>();
  readonly #told = new WeakMap<Race, number>();
  readonly #begun = new Set<Race>();

  constructor(options: RaceQueueOptions) {
    this.#options = options;
  }

  /** How many go on now. One that is paused needs no core, and nobody knows for how long: it keeps no place. */
  get going(): number {
    return [...this.#begun].filter(({ phase }) => phase === 'running').length;
  }

  /** Begins it now, or when it is its turn. */
  add(race: Race, begin: () => void): void {
    this.#waiting.set(race, begin);
    this.update();
  }

  /** Begins a race that waits, whether it is its turn or not. */
  begin(race: Race): void {
    const begin = this.#waiting.get(race);
    if (!begin) return;
    this.#waiting.delete(race);
    this.#begun.add(race);
    begin();
  }

  /** A race that waits will never begin; one that has begun has its place until it has ended. */
  cancel(race: Race): void {
    if (this.#waiting.delete(race)) this.update();
  }

  /** A race has ended. */
  remove(race: Race): void {
    this.#waiting.delete(race);
    this.#begun.delete(race);
    this.update();
  }

  clear(): void {
    this.#waiting.clear();
    this.#begun.clear();
  }

  /** Begins those whose turn it is, and tells the others how many go first. To be called when a race was paused or resumed. */
  update(): void {
    for (const race of [...this.#waiting.keys()]) {
      if (race.phase === 'paused') continue;
      // None overtakes another that needs more memory, which would never begin.
      if (!this.#mayBegin(race)) break;
      this.begin(race);
    }
    let before = this.going;
    for (const race of this.#waiting.keys()) {
      this.#tell(race, before);
      if (race.phase === 'running') before++;
    }
  }

  #mayBegin(race: Race): boolean {
    const { going } = this;
    return going === 0 || (going < mostRacesAtOnce && this.#options.hasRoom(race));
  }

  #tell(race: Race, before: number): void {
    if (this.#told.get(race) === before) return;
    this.#told.set(race, before);
    this.#options.onWait(race, before);
  }
}
