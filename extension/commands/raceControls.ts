/** Pause, step, speed and stop: of all races on the screen at once. */
import type { Phase, Speed } from '../../core/race/phase.ts';
import type { LogRace, Race, RaceOrLog } from '../../core/race/race.ts';
import { phaseOf } from '../../core/race/shown.ts';
import type { RaceStore } from '../../core/race/store.ts';
import type { Backend, Scheduler } from '../backend/backend.ts';
import { showInformation } from '../shown/messages.ts';

export class RaceControls {
  readonly #store: RaceStore;
  readonly #backend: Backend;

  constructor(store: RaceStore, backend: Backend) {
    this.#store = store;
    this.#backend = backend;
  }

  async pauseOrResume(): Promise<void> {
    const phase = this.#phase;
    if (phase === 'running') await this.pause();
    else if (phase === 'paused') await this.resume();
    else void showInformation('Nothing is running.');
  }

  pause(): Promise<void> {
    return this.#withRaces((race, scheduler) => scheduler.pause(race));
  }

  resume(): Promise<void> {
    return this.#withRaces((race, scheduler) => scheduler.resume(race));
  }

  step(): Promise<void> {
    return this.#withRaces((race, scheduler) => scheduler.step(race));
  }

  setSpeed(speed: Speed): Promise<void> {
    return this.#withRaces((race, scheduler) => scheduler.setSpeed(race, speed));
  }

  async stop(): Promise<void> {
    if (this.#phase !== 'ended')
      await this.#withRaces(
        (race, scheduler) => {
          if (race.phase !== 'ended') scheduler.stop(race);
        },
        async (log) => (await this.#backend.logs()).stop(log),
      );
    else void showInformation('Nothing is running.');
  }

  get #phase(): Phase {
    const { shown } = this.#store;
    return shown ? phaseOf(shown) : 'ended';
  }

  /** The races are those on the screen when it was asked for. */
  async #withRaces(
    action: (race: Race, scheduler: Scheduler) => void,
    ofLog?: (log: LogRace) => Promise<void>,
  ): Promise<void> {
    const shown: readonly RaceOrLog[] = this.#store.shown?.races ?? [];
    for (const race of shown) if (race.log && race.phase !== 'ended') await ofLog?.(race);
    const races = shown.filter((race) => race.log === null);
    const here = ofLog ? races : races.filter(({ queue }) => queue === null);
    const [queued] = races;
    if (here.length === 0 && queued)
      return void showInformation(
        `${queued.title} is computed by the workers of ${queued.queue}: it can be stopped, not paused.`,
      );
    if (races.length === 0) {
      const [log] = shown;
      if (log && log.phase !== 'ended' && !ofLog)
        void showInformation(
          `${log.title} is a log of somebody else's training: it can be stopped, not paused.`,
        );
      return;
    }
    const scheduler = await this.#backend.scheduler();
    for (const race of here) action(race, scheduler);
  }
}
