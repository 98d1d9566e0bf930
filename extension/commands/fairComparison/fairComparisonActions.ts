/** Which fair comparison is wanted, and what becomes of it. */
import * as vscode from 'vscode';
import { isLarge, type RaceTime, raceTimeName, takesLong } from '../../../core/engine/raceTime.ts';
import type { CsvData } from '../../../core/experiment/csvData.ts';
import type { Experiment } from '../../../core/experiment/schema.ts';
import type { StartedRace } from '../../../core/fairComparison/comparisonDriver.ts';
import { type ComparisonSpec, comparisonSpecOf } from '../../../core/fairComparison/comparisonSpec.ts';
import type { ComparisonState } from '../../../core/fairComparison/comparisonState.ts';
import { timeOfComparison } from '../../../core/fairComparison/comparisonTime.ts';
import { comparisonTitle } from '../../../core/fairComparison/comparisonWords.ts';
import { messageOf } from '../../../core/messageOf.ts';
import type { ComparisonPlace } from '../../../core/protocol/fairComparison.ts';
import type { Race } from '../../../core/race/race.ts';
import type { RaceStore } from '../../../core/race/store.ts';
import type { Backend } from '../../backend/backend.ts';
import { csvFolder } from '../../data/csvFolder.ts';
import type { CsvReading } from '../../data/csvReading.ts';
import type { ComparedExperiment, KnownComparison } from '../../fairComparison/comparisonPlace.ts';
import type { ComparisonNeighbours, FairComparisonPage } from '../../fairComparison/fairComparisonPage.ts';
import { type ReportPicture, saveReport } from '../../fairComparison/saveReport.ts';
import type { ComparisonDoor } from '../../lessons/lessonComparisons.ts';
import { log } from '../../log.ts';
import { showInformation } from '../../shown/messages.ts';
import { reopenExperiment } from '../keptExperiment.ts';
import { withPlaces } from '../placedError.ts';
import type { RunActions } from '../runs/runActions.ts';
import type { ExperimentStart } from '../startExperiment.ts';
import { askComparison } from './askComparison.ts';
import type { ComparisonMemory } from './comparisonMemory.ts';

interface FairComparisonParts {
  readonly store: RaceStore;
  readonly backend: Pick<Backend, 'openRace' | 'threads'>;
  readonly csv: CsvReading;
  readonly start: ExperimentStart;
  readonly runs: Pick<RunActions, 'compare'>;
  readonly experiments: { readonly current: vscode.Uri | undefined };
  readonly memory: ComparisonMemory;
  readonly stop: (race: Race) => Promise<void>;
  readonly load: () => Promise<Pick<FairComparisonPage, 'open' | 'show'>>;
}

export class FairComparisonActions implements ComparisonNeighbours, ComparisonDoor {
  readonly #with: FairComparisonParts;

  constructor(parts: FairComparisonParts) {
    this.#with = parts;
  }

  get store(): RaceStore {
    return this.#with.store;
  }

  /** Of the given file, the one in front, or what the person chooses. */
  async ask(file?: vscode.Uri): Promise<void> {
    const { store, start, csv, experiments } = this.#with;
    const active = vscode.window.activeTextEditor?.document.uri;
    const current = experiments.current;
    const wanted = file ?? (current && active?.toString() === current.toString() ? current : undefined);
    if (wanted)
      return withPlaces(wanted, csv, async (experiment) => {
        const { problem } = experiment;
        const folder = 'csv' in problem ? csvFolder(problem, wanted) : null;
        const data = 'csv' in problem && folder !== null ? await csv.read(problem, folder) : null;
        await this.#open(experiment, data);
      });
    const race = store.current?.log ? null : store.current;
    const answered = await askComparison(csv, race ? start.askedFor(race) : null, (experiment, data) =>
      raceTimeName(timeOfComparison(comparisonSpecOf(experiment, data?.shape), this.#with.backend.threads)),
    );
    if (answered) await this.#open(answered.experiment, answered.csv);
  }

  async begin(experiment: Experiment, { csvFolder: folder }: ComparedExperiment): Promise<Race> {
    const { problem } = experiment;
    const csv = 'csv' in problem && folder !== null ? await this.#with.csv.read(problem, folder) : null;
    // Nobody watches the hundred runs of a comparison: those on a surface need no pace.
    return this.#with.start.begin(experiment, csv, 'max');
  }

  stop(race: Race): Promise<void> {
    return this.#with.stop(race);
  }

  async showRuns(targets: readonly { readonly race: string; readonly run: number }[]): Promise<void> {
    if (targets.length === 0) return void showInformation('None of these runs has begun yet.');
    await this.#with.runs.compare(targets);
  }

  saveReport(state: ComparisonState, pictures: readonly ReportPicture[]): Promise<void> {
    return saveReport(state, pictures);
  }

  remember(place: ComparisonPlace): Promise<void> {
    return this.#with.memory.keep(place);
  }

  async reopen(place: ComparisonPlace): Promise<KnownComparison> {
    const { experiment, csv } = await reopenExperiment(place, this.#with.csv);
    const spec = comparisonSpecOf(experiment, csv?.shape);
    return {
      compared: { spec, csvFolder: place.csvFolder },
      looks: place.looks,
      races: await this.#racesOf(place),
    };
  }

  compared(experiment: Experiment, csv: CsvData | null): ComparedExperiment {
    return { spec: comparisonSpecOf(experiment, csv?.shape), csvFolder: csv?.folder ?? null };
  }

  async known(compared: ComparedExperiment): Promise<KnownComparison | null> {
    const place = this.#with.memory.find(compared.spec.experiment, compared.csvFolder);
    const races = place && (await this.#racesOf(place));
    return races?.length === place?.races.length && place && races
      ? { compared, looks: place.looks, races }
      : null;
  }

  async isWanted({ spec }: ComparedExperiment, csv: CsvData | null): Promise<boolean> {
    const { start, backend } = this.#with;
    start.expectFit(start.asSet(spec.experiment), csv);
    const time = timeOfComparison(spec, backend.threads);
    return !takesLong(time) || this.#confirm(spec, time);
  }

  async show(known: KnownComparison): Promise<void> {
    (await this.#with.load()).show(known);
  }

  async #open(experiment: Experiment, csv: CsvData | null): Promise<void> {
    const { start, backend } = this.#with;
    const compared = this.compared(experiment, csv);
    start.expectFit(start.asSet(experiment), csv);
    const known = await this.known(compared);
    if (known) return this.show(known);
    const time = timeOfComparison(compared.spec, backend.threads);
    if (isLarge(time) && !(await this.#confirm(compared.spec, time))) return;
    await (await this.#with.load()).open({ compared, looks: [compared.spec.seeds], races: [] });
  }

  async #confirm(spec: ComparisonSpec, time: RaceTime): Promise<boolean> {
    const run = 'Compare';
    const title = `${comparisonTitle(spec)}: ${raceTimeName(time)}, and more where a best rate is at the edge.`;
    return (await showInformation(title, run, 'Cancel')) === run;
  }

  /** Those that are still in the library. */
  async #racesOf({ races }: ComparisonPlace): Promise<StartedRace[]> {
    const opened: StartedRace[] = [];
    for (const { id, kind, problem, entries, seeds } of races)
      try {
        const race = await this.#with.backend.openRace(id);
        if (!race.log) opened.push({ race, kind, problem, entries, seeds });
      } catch (error) {
        log.warn(`race ${id} of a comparison can't be opened: ${messageOf(error)}`);
      }
    return opened;
  }
}
