/** Where the runs of the race on the screen would go from elsewhere, while somebody moves its start. */
import type { PreviewedRun } from '../../core/preview/previewRuns.ts';
import type { Point } from '../../core/problems/surfaces/surface.ts';
import type { RaceStore } from '../../core/race/store.ts';
import type { Backend } from '../backend/backend.ts';
import type { RunsFromElsewhere } from '../backend/openThreads.ts';

/** A thread that nobody has asked for so long, in milliseconds, is ended. */
const idle = 30_000;

/** @param race Its id. @param runs Their numbers in it. */
export interface WantedPreview {
  readonly race: string;
  readonly start: Point;
  readonly runs: readonly number[];
}

interface OpenPreview {
  readonly race: string;
  readonly runs: Promise<RunsFromElsewhere>;
}

export class StartPreviews {
  readonly #store: Pick<RaceStore, 'shown' | 'current'>;
  readonly #backend: Pick<Backend, 'openPreview'>;
  #open: OpenPreview | null = null;
  #timer: NodeJS.Timeout | undefined;

  constructor(store: Pick<RaceStore, 'shown' | 'current'>, backend: Pick<Backend, 'openPreview'>) {
    this.#store = store;
    this.#backend = backend;
  }

  /** In the order of the runs. @throws {Error} if the race isn't on the screen, or it can't be computed. */
  async from({ race, start, runs }: WantedPreview): Promise<readonly PreviewedRun[]> {
    const open = this.#openOf(race);
    clearTimeout(this.#timer);
    try {
      return await (await open.runs).from(start, runs);
    } catch (error) {
      // Another thread may do better.
      if (this.#open === open) this.dispose();
      throw error;
    } finally {
      if (this.#open === open) this.#restartTimer();
    }
  }

  dispose(): void {
    clearTimeout(this.#timer);
    const open = this.#open;
    this.#open = null;
    // One that can't be opened is told to who has asked.
    open?.runs.then(
      (runs) => runs.dispose(),
      () => {},
    );
  }

  #openOf(id: string): OpenPreview {
    if (this.#open?.race === id) return this.#open;
    const { shown, current } = this.#store;
    if (!current || current.log || current.id !== id || !shown?.isWhole)
      throw new Error('The race is not on the screen any more.');
    this.dispose();
    const specs = current.runs.map(({ spec }) => spec);
    this.#open = { race: id, runs: this.#backend.openPreview(specs) };
    return this.#open;
  }

  #restartTimer(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.dispose(), idle);
  }
}
