/** Which map of hyperparameters is wanted, and what becomes of its runs. */
import type * as vscode from 'vscode';
import type { CsvData } from '../../../core/experiment/csvData.ts';
import { optimizerNames } from '../../../core/experiment/describe.ts';
import { withNewRules } from '../../../core/experiment/parseExperiment.ts';
import { type Experiment, keptExperimentSchema } from '../../../core/experiment/schema.ts';
import { formatSetting } from '../../../core/format.ts';
import { mapOfExperiment, settingsOfMap, usualAxes } from '../../../core/map/mapSpec.ts';
import type { MapPlace } from '../../../core/protocol/map.ts';
import type { RaceStore } from '../../../core/race/store.ts';
import { findTutorialRace } from '../../../core/tutorial/races.ts';
import { csvFolder } from '../../data/csvFolder.ts';
import type { CsvReading } from '../../data/csvReading.ts';
import type { HyperparameterMap } from '../../map/hyperparameterMap.ts';
import { readRulesAgain } from '../../ownRules/readRuleFiles.ts';
import { askChoice } from '../../shown/ask.ts';
import { withPlaces } from '../placedError.ts';
import type { RunActions } from '../runs/runActions.ts';
import type { ExperimentStart } from '../startExperiment.ts';

interface MapActionsParts {
  readonly store: RaceStore;
  readonly csv: CsvReading;
  readonly runs: Pick<RunActions, 'compare'>;
  readonly start: ExperimentStart;
  readonly load: () => Promise<Pick<HyperparameterMap, 'open'>>;
}

const title = 'Map Hyperparameters';

export class MapActions {
  readonly #with: MapActionsParts;

  constructor(parts: MapActionsParts) {
    this.#with = parts;
  }

  /** Of what was raced last, or of the tutorial's valley: the person chooses the optimizer and both axes. */
  async ask(): Promise<void> {
    const { store, start } = this.#with;
    const race = store.current?.log ? null : store.current;
    const asked = race ? start.askedFor(race) : findTutorialRace('valley')?.experiment;
    if (!asked) return;
    const { problem } = asked;
    const csv = 'csv' in problem && race?.csv ? await this.#with.csv.read(problem, race.csv.folder) : null;
    const experiment = await askOptimizer(asked);
    const choice = experiment && (await askAxes(experiment, csv));
    if (choice) await (await this.#with.load()).open(experiment, csv, choice);
  }

  /** That of an experiment file. */
  async ofFile(file: vscode.Uri): Promise<void> {
    await withPlaces(file, this.#with.csv, async (experiment) => {
      const { problem } = experiment;
      const csv = 'csv' in problem ? await this.#with.csv.read(problem, csvFolder(problem, file)) : null;
      await (await this.#with.load()).open(experiment, csv);
    });
  }

  /** That of a lesson, as it stands there. */
  async open(experiment: Experiment, csv: CsvData | null): Promise<void> {
    await (await this.#with.load()).open(experiment, csv);
  }

  /** Runs the experiment of a cell in the panel. */
  async run(experiment: Experiment, csv: CsvData | null): Promise<void> {
    await this.#with.start.runIfWanted(experiment, csv);
  }

  /** Runs it beside what is on the screen. */
  async compare(experiment: Experiment, csv: CsvData | null): Promise<void> {
    const { store, start, runs } = this.#with;
    const shown = (store.shown?.runs ?? []).map(({ race, number }) => ({ race: race.id, run: number }));
    const race = await start.beginIfWanted(experiment, csv);
    if (race) await runs.compare([...shown, { race: race.id, run: 0 }]);
  }

  /** @throws {Error} if it can't run any more. */
  async reopen({ experiment: kept, csvFolder: folder }: MapPlace) {
    const asked = keptExperimentSchema.parse(kept);
    const experiment = withNewRules(asked, await readRulesAgain(asked));
    const { problem } = experiment;
    const csv = 'csv' in problem && folder !== null ? await this.#with.csv.read(problem, folder) : null;
    return { experiment, csv };
  }
}

/** The experiment with one of its optimizers alone; undefined where the person chose none. */
async function askOptimizer(experiment: Experiment): Promise<Experiment | undefined> {
  const { optimizers } = experiment;
  const nameOf = optimizerNames(optimizers);
  const items = optimizers.map((choice) => ({ label: nameOf(choice), choice }));
  // Momentum is what there is most to see of.
  const first = items.find(({ choice }) => choice.optimizer === 'momentum');
  const ordered = first ? [first, ...items.filter((each) => each !== first)] : items;
  const [only] = ordered;
  const chosen =
    ordered.length === 1 ? only : await askChoice(ordered, { title, placeHolder: 'The optimizer to map' });
  return chosen && { ...experiment, optimizers: [chosen.choice] };
}

async function askAxes(experiment: Experiment, csv: CsvData | null) {
  const { map } = experiment;
  if (map) return map;
  const settings = settingsOfMap(mapOfExperiment(experiment, csv?.shape));
  const usual = usualAxes(settings);
  const ask = (usualName: string, taken: string | null, placeHolder: string) => {
    const items = settings
      .filter(({ name }) => name !== taken)
      .map(({ name, label, axis }) => ({
        ...{ label, name },
        description: `${formatSetting(axis.from)} to ${formatSetting(axis.to)}${axis.scale === 'linear' ? '' : ', log'}`,
      }));
    const first = items.find(({ name }) => name === usualName);
    return askChoice(first ? [first, ...items.filter((each) => each !== first)] : items, {
      title,
      placeHolder,
    });
  };
  const x = await ask(usual[0], null, 'To the right');
  if (!x) return undefined;
  const y = await ask(x.name === usual[1] ? usual[0] : usual[1], x.name, 'Upwards');
  return y && { x: x.name, y: y.name };
}
