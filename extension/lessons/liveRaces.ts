/** Sends what races of lessons record to the renderer, in batches. */
import { raceOutput } from '../../core/lesson/raceOutput.ts';
import type { Race } from '../../core/race/race.ts';
import type { RaceStore } from '../../core/race/store.ts';

/** Least time between two batches, in milliseconds: ten a second, each to all that is open. */
const interval = 100;

interface Live {
  readonly race: Race;
  /** How many points of each run were sent. */
  sent: number[];
  timer: NodeJS.Timeout | undefined;
  readonly end: () => void;
}

export class LiveRaces {
  readonly #live = new Map<string, Live>();
  readonly #post: (message: unknown) => Thenable<boolean>;
  readonly #subscription: { dispose(): void };

  constructor(store: RaceStore, post: (message: unknown) => Thenable<boolean>) {
    this.#post = post;
    this.#subscription = store.onDidChange((change) => {
      if (change.type !== 'changed') return;
      const live = this.#live.get(change.race.id);
      if (live) this.#onChange(live);
    });
  }

  /** Until it has ended, and all of it was sent. */
  follow(race: Race): Promise<void> {
    if (race.phase === 'ended') return Promise.resolve();
    return new Promise((end) => {
      const live: Live = { race, sent: [], timer: undefined, end };
      this.#live.set(race.id, live);
      this.#send(live);
    });
  }

  /** `ready`: the renderer has a race on the screen, and may have missed what was sent before. */
  onMessage(message: unknown): void {
    const live = isReady(message) ? this.#live.get(message.race) : undefined;
    if (!live) return;
    live.sent = [];
    this.#send(live);
  }

  dispose(): void {
    this.#subscription.dispose();
    for (const live of this.#live.values()) this.#forget(live);
  }

  #onChange(live: Live): void {
    if (live.race.phase === 'ended') {
      clearTimeout(live.timer);
      this.#send(live);
      this.#forget(live);
    } else
      live.timer ??= setTimeout(() => {
        live.timer = undefined;
        this.#send(live);
      }, interval);
  }

  #send(live: Live): void {
    const output = raceOutput(live.race, live.sent);
    live.sent = output.runs.map(({ first, losses }) => first + losses.length);
    void this.#post(output);
  }

  #forget(live: Live): void {
    clearTimeout(live.timer);
    this.#live.delete(live.race.id);
    live.end();
  }
}

function isReady(message: unknown): message is { readonly race: string } {
  return (
    typeof message === 'object' &&
    message !== null &&
    Reflect.get(message, 'type') === 'ready' &&
    typeof Reflect.get(message, 'race') === 'string'
  );
}
