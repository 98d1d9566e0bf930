/** Experiments whose runs workers on a queue compute. */
import type * as vscode from 'vscode';
import { checkData } from '../../../core/experiment/checkData.ts';
import type { CsvData } from '../../../core/experiment/csvData.ts';
import { ExperimentError } from '../../../core/experiment/errors.ts';
import type { Experiment } from '../../../core/experiment/schema.ts';
import { messageOf } from '../../../core/messageOf.ts';
import type { Race } from '../../../core/race/race.ts';
import type { RaceStore } from '../../../core/race/store.ts';
import type { Backend } from '../../backend/backend.ts';
import type { Sweep } from '../../backend/sweeps.ts';
import type { CsvReading } from '../../data/csvReading.ts';
import { showWarning } from '../../shown/messages.ts';
import { showDoing } from '../../shown/progress.ts';
import { ofExperiment } from '../ofExperiment.ts';
import { withPlaces } from '../placedError.ts';
import type { PanelView } from '../runs/surroundings.ts';
import type { ExperimentStart } from '../startExperiment.ts';
import { followSweep } from './sweepProgress.ts';
import { sweepPlaces, withSettings } from './sweepSettings.ts';

export interface SweepParts {
  readonly store: RaceStore;
  readonly backend: Backend;
  readonly csv: CsvReading;
  readonly start: Pick<ExperimentStart, 'askedFor'>;
  /** Knows which file the person is at. */
  readonly experiments: { readonly current: vscode.Uri | undefined };
  readonly panel: () => PanelView;
  /** Of an experiment's CSV file, which its path is relative to; null where it has none. */
  readonly dataBeside: (experiment: Experiment, file: vscode.Uri) => Promise<CsvData | null>;
  /** The numbers that the CSV file of a race has now; null where it has none. */
  readonly dataOf: (race: Race) => Promise<CsvData | null>;
  /** @throws {Error} if the CSV file of a race has other numbers than when that began. */
  readonly expectSameData: (race: Race) => Promise<unknown>;
}

export class SweepActions {
  readonly #with: SweepParts;

  constructor(parts: SweepParts) {
    this.#with = parts;
  }

  /** The given file, the one that the person is at or, where there is none, what is on the screen. */
  async run(file: vscode.Uri | undefined): Promise<void> {
    const { store, csv, start, experiments, dataBeside, dataOf } = this.#with;
    await this.#expectPlaces();
    const uri = file ?? experiments.current;
    if (uri) return withPlaces(uri, csv, async (asked) => this.submit(asked, await dataBeside(asked, uri)));
    const race = store.current;
    if (!race)
      throw new Error(
        'No experiment is open. Open a file whose name ends in .experiment.json, or show an experiment in the panel.',
      );
    await this.submit(start.askedFor(ofExperiment(race)), await dataOf(ofExperiment(race)));
  }

  /** @throws {ExperimentError} if it can't run on its data. */
  async submit(experiment: Experiment, csv: CsvData | null): Promise<void> {
    const faults = csv ? checkData(experiment, csv.shape) : [];
    if (faults.length > 0) throw new ExperimentError(faults);
    const sweep = await this.#connect(async () =>
      (await this.#with.backend.sweeps()).start(experiment, csv, sweepPlaces()),
    );
    void followSweep(sweep);
    await this.#with.panel().show();
  }

  /** Goes on with a race that was left on a queue. */
  async attach(race: Race): Promise<void> {
    await this.#with.expectSameData(race);
    const sweep = await this.#connect(async () =>
      (await this.#with.backend.sweeps()).attach(race, sweepPlaces()),
    );
    if (sweep) void followSweep(sweep);
  }

  /** Goes on with all that the window had left when it closed. */
  async attachAll(): Promise<void> {
    await Promise.all(this.#with.backend.leftSweeps.map((id) => this.#attachAgain(id)));
  }

  async #attachAgain(id: string): Promise<void> {
    const { backend } = this.#with;
    if (!backend.library.entries.some((entry) => entry.id === id)) return backend.forgetSweep(id);
    const race = ofExperiment(await backend.openRace(id));
    try {
      await this.attach(race);
    } catch (error) {
      const [again, leave] = ['Try Again', 'Leave It'];
      const message = `${race.title} isn't attached to its queue again: ${messageOf(error)}. Its runs stay on the queue, and what has ended is kept.`;
      const chosen = await showWarning(message, again, leave);
      if (chosen === leave) backend.forgetSweep(id);
      if (chosen === again) await this.#attachAgain(id);
    }
  }

  /** Nobody is asked for a file first whose settings are missing. */
  async #expectPlaces(): Promise<void> {
    await this.#with.backend.sweeps();
    sweepPlaces();
  }

  async #connect<Found extends Sweep | null>(open: () => Promise<Found>): Promise<Found> {
    try {
      return await showDoing('Asking the queue…', open);
    } catch (error) {
      throw withSettings(error);
    }
  }
}
