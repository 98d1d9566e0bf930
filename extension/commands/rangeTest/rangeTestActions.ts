/** Which learning rate range test is wanted, and what becomes of it. */
import * as vscode from 'vscode';
import type { CsvData } from '../../../core/experiment/csvData.ts';
import { optimizerNames, problemName } from '../../../core/experiment/describe.ts';
import { parseExperiment } from '../../../core/experiment/parseExperiment.ts';
import type { Experiment } from '../../../core/experiment/schema.ts';
import type { RangeTestPlace } from '../../../core/protocol/rangeTest.ts';
import type { Race } from '../../../core/race/race.ts';
import type { RaceStore } from '../../../core/race/store.ts';
import { rampExperiment } from '../../../core/rangeTest/rampExperiment.ts';
import type { Backend } from '../../backend/backend.ts';
import { csvFolder } from '../../data/csvFolder.ts';
import type { CsvReading } from '../../data/csvReading.ts';
import type { RangeTestNeighbours, RangeTestPage } from '../../rangeTest/rangeTestPage.ts';
import type { TestedExperiment } from '../../rangeTest/shownRangeTest.ts';
import { askChoice } from '../../shown/ask.ts';
import { reopenExperiment } from '../keptExperiment.ts';
import { withPlaces } from '../placedError.ts';
import type { ExperimentStart } from '../startExperiment.ts';

interface RangeTestActionsParts {
  readonly store: RaceStore;
  readonly backend: Pick<Backend, 'openRace'>;
  readonly csv: CsvReading;
  readonly start: ExperimentStart;
  readonly experiments: { readonly current: vscode.Uri | undefined };
  readonly stop: (race: Race) => Promise<void>;
  readonly load: () => Promise<Pick<RangeTestPage, 'open'>>;
}

/** Where nothing was run yet. */
const firstExperiment = {
  problem: { data: 'digits', hidden: [64], validation: 0.2 },
  optimizers: [{ optimizer: 'sgd' }, { optimizer: 'momentum' }, { optimizer: 'adam' }],
  lr: [0.01],
  epochs: 10,
};

export class RangeTestActions implements RangeTestNeighbours {
  readonly #with: RangeTestActionsParts;

  constructor(parts: RangeTestActionsParts) {
    this.#with = parts;
  }

  get store(): RaceStore {
    return this.#with.store;
  }

  /** Of the experiment file in front, of what was raced last, or of the digits: the person chooses the optimizer. */
  async ask(): Promise<void> {
    const { store, start, experiments } = this.#with;
    const active = vscode.window.activeTextEditor?.document.uri;
    const file = experiments.current;
    if (file && active?.toString() === file.toString()) return this.#ofFile(file);
    const race = store.current?.log ? null : store.current;
    const asked = race ? start.askedFor(race) : parseExperiment(firstExperiment);
    const { problem } = asked;
    const csv = 'csv' in problem && race?.csv ? await this.#with.csv.read(problem, race.csv.folder) : null;
    await this.#open(asked, csv);
  }

  async begin({ experiment, csv, optimizer }: TestedExperiment): Promise<Race | null> {
    return this.#with.start.beginIfWanted(rampExperiment(experiment, optimizer, csv?.shape), csv);
  }

  stop(race: Race): Promise<void> {
    return this.#with.stop(race);
  }

  async run(experiment: Experiment, csv: CsvData | null): Promise<void> {
    await this.#with.start.runIfWanted(experiment, csv);
  }

  async reopen(place: RangeTestPlace) {
    const race = await this.#with.backend.openRace(place.race);
    if (race.log) throw new Error(`${race.log.name} is a training log. Choose LR Range Test.`);
    const { optimizer } = place;
    return { tested: { ...(await reopenExperiment(place, this.#with.csv)), optimizer }, race };
  }

  async #ofFile(file: vscode.Uri): Promise<void> {
    await withPlaces(file, this.#with.csv, async (experiment) => {
      const { problem } = experiment;
      const csv = 'csv' in problem ? await this.#with.csv.read(problem, csvFolder(problem, file)) : null;
      await this.#open(experiment, csv);
    });
  }

  async #open(experiment: Experiment, csv: CsvData | null): Promise<void> {
    const optimizer = await askOptimizer(experiment, csv);
    if (optimizer !== undefined) await (await this.#with.load()).open({ experiment, csv, optimizer });
  }
}

/** The place of one; undefined where the person chose none. */
async function askOptimizer(
  { optimizers, problem }: Experiment,
  csv: CsvData | null,
): Promise<number | undefined> {
  if (optimizers.length === 1) return 0;
  const nameOf = optimizerNames(optimizers);
  const items = optimizers.map((choice, place) => ({ label: nameOf(choice), place }));
  const chosen = await askChoice(items, {
    title: 'LR Range Test',
    placeHolder: `The optimizer whose learning rate is looked for, on ${problemName(problem, csv?.shape)}`,
  });
  return chosen?.place;
}
