/** Takes a fair comparison from race to race: what is missing is started when all that was started is over. */
import type { Experiment } from '../experiment/schema.ts';
import type { Race } from '../race/race.ts';
import type { RaceStore } from '../race/store.ts';
import type { ComparisonSheet } from './comparisonSheet.ts';
import { type ComparisonRace, type ComparisonState, freshSeeds } from './comparisonState.ts';
import { nextRaces } from './nextRaces.ts';
import { sheetOf } from './sheetOf.ts';

export interface ComparisonDriverParts {
  readonly store: Pick<RaceStore, 'onDidChange'>;
  /** @throws {ExperimentError} if it can't run. */
  readonly begin: (experiment: Experiment) => Promise<Race>;
  readonly stop: (race: Race) => Promise<void>;
  /** The comparison went on. */
  readonly onChange: () => void;
  /** A race could not be started, or stopped. */
  readonly onError: (error: unknown) => void;
}

/** A race as it was started, with its place in the comparison. */
export interface StartedRace extends ComparisonRace {
  readonly race: Race;
}

export class ComparisonDriver {
  readonly #parts: ComparisonDriverParts;
  readonly #subscription: { dispose(): void };
  #state: ComparisonState;
  #races: readonly StartedRace[];
  #isStopped = false;
  /** How many races there were when it was told to go on. */
  #wentOnAt = 0;
  #isStarting = false;
  #isDisposed = false;
  /** When what runs now was started, with how many runs there were to do. */
  #since = { at: Date.now(), done: 0 };

  /** @param races Of `state`, which may have been started before. */
  constructor(state: ComparisonState, races: readonly StartedRace[], parts: ComparisonDriverParts) {
    this.#parts = parts;
    this.#races = races;
    this.#state = { ...state, races };
    this.#isStopped = races.length > 0 && nextRaces(this.#state).length > 0 && !this.#isRunning();
    this.#subscription = parts.store.onDidChange((change) => {
      if (change.type === 'changed' && this.#races.some(({ race }) => race === change.race)) this.#follow();
    });
  }

  get state(): ComparisonState {
    return this.#state;
  }

  get races(): readonly StartedRace[] {
    return this.#races;
  }

  sheet(): ComparisonSheet {
    const sheet = sheetOf(this.#state, this.#isStopped, null);
    return { ...sheet, progress: { ...sheet.progress, secondsLeft: this.#secondsLeft(sheet) } };
  }

  /** Starts what is missing, also what was stopped. */
  async go(): Promise<void> {
    this.#isStopped = false;
    this.#wentOnAt = this.#races.length;
    this.#since = { at: Date.now(), done: sheetOf(this.#state, false, null).progress.done };
    await this.#advance();
  }

  /** Judges on more fresh seeds. */
  async addSeeds(count: number): Promise<void> {
    const seeds = freshSeeds(this.#state).length;
    this.#state = { ...this.#state, looks: [...this.#state.looks, seeds + count] };
    await this.go();
  }

  async stop(): Promise<void> {
    this.#isStopped = true;
    for (const { race } of this.#races) if (race.phase !== 'ended') await this.#parts.stop(race);
    this.#parts.onChange();
  }

  /** What runs goes on, and nothing follows it. */
  dispose(): void {
    this.#isDisposed = true;
    this.#subscription.dispose();
  }

  #isRunning(): boolean {
    return this.#races.some(({ race }) => race.phase !== 'ended');
  }

  #follow(): void {
    if (!this.#isRunning() && !this.#isStarting) {
      // Somebody may have stopped a race of it elsewhere.
      this.#isStopped ||= this.#races.slice(this.#wentOnAt).some(({ race }) => race.runs.some(wasStopped));
      if (!this.#isStopped) void this.#advance();
    }
    this.#parts.onChange();
  }

  async #advance(): Promise<void> {
    if (this.#isStarting || this.#isRunning()) return;
    this.#isStarting = true;
    try {
      for (const { experiment, ...outline } of nextRaces(this.#state)) {
        if (this.#isStopped || this.#isDisposed) break;
        const race = await this.#parts.begin(experiment);
        this.#races = [...this.#races, { ...outline, race }];
        this.#state = { ...this.#state, races: this.#races };
      }
    } catch (error) {
      this.#isStopped = true;
      this.#parts.onError(error);
    } finally {
      this.#isStarting = false;
    }
    // What is over at once tells nobody any more.
    if (this.#races.length > 0 && !this.#isRunning() && !this.#isStopped && nextRaces(this.#state).length > 0)
      this.#follow();
    this.#parts.onChange();
  }

  /** By what was done since it went on; null in the first two seconds. */
  #secondsLeft({ progress: { done, total } }: ComparisonSheet): number | null {
    const seconds = (Date.now() - this.#since.at) / 1000;
    const since = done - this.#since.done;
    if (seconds < 2 || since <= 0) return null;
    return ((total - done) * seconds) / since;
  }
}

function wasStopped({ record }: Race['runs'][number]): boolean {
  const { kind } = record.state.status;
  return kind === 'stopped' || kind === 'interrupted';
}
