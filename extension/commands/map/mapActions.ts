/** Which map of hyperparameters is wanted, and what becomes of its runs. */
import type * as vscode from 'vscode';
import type { CsvData } from '../../../core/experiment/csvData.ts';
import { expandExperiment } from '../../../core/experiment/expand.ts';
import { withScale } from '../../../core/experiment/map/mapAxis.ts';
import { isOfLog } from '../../../core/experiment/runSpec.ts';
import type { Experiment } from '../../../core/experiment/schema.ts';
import { formatSetting } from '../../../core/format.ts';
import { mapOfExperiment, settingsOfMap, usualAxes } from '../../../core/map/mapSpec.ts';
import type { MapPlace } from '../../../core/protocol/map.ts';
import type { RaceStore } from '../../../core/race/store.ts';
import { csvFolder } from '../../data/csvFolder.ts';
import type { CsvReading } from '../../data/csvReading.ts';
import type { HyperparameterMap } from '../../map/hyperparameterMap.ts';
import { askChoice } from '../../shown/ask.ts';
import { showInformation } from '../../shown/messages.ts';
import { reopenExperiment } from '../keptExperiment.ts';
import { withPlaces } from '../placedError.ts';
import type { RunActions } from '../runs/runActions.ts';
import type { ExperimentStart } from '../startExperiment.ts';
import { type MapCandidate, mapCandidates } from './mapCandidates.ts';

interface MapActionsParts {
  readonly store: RaceStore;
  readonly csv: CsvReading;
  readonly runs: Pick<RunActions, 'compare'>;
  readonly start: ExperimentStart;
  /** The experiment file that the person is at. */
  readonly file: () => vscode.Uri | undefined;
  readonly load: () => Promise<Pick<HyperparameterMap, 'open'>>;
}

const title = 'Map Hyperparameters';

export class MapActions {
  readonly #with: MapActionsParts;

  constructor(parts: MapActionsParts) {
    this.#with = parts;
  }

  /** The person chooses the optimizer, of what is in front first, and both axes. */
  async ask(): Promise<void> {
    const { store, start, csv: reading } = this.#with;
    const candidates = await mapCandidates({ store, start, reading, file: this.#with.file() });
    const chosen = await askCandidate(candidates);
    if (!chosen) return;
    const { experiment } = chosen;
    const csv = await chosen.csv();
    const choice = await askAxes(experiment, csv);
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

  /** Runs it beside what is on the screen, unless it is there. */
  async compare(experiment: Experiment, csv: CsvData | null): Promise<void> {
    const { store, start, runs } = this.#with;
    const onScreen = store.shown?.runs ?? [];
    const [cell] = expandExperiment(start.asSet(experiment), csv?.shape);
    if (onScreen.some(({ spec }) => !isOfLog(spec) && spec.id === cell?.id)) {
      void showInformation('This run is on the screen already.');
      return;
    }
    const shown = onScreen.map(({ race, number }) => ({ race: race.id, run: number }));
    const race = await start.beginIfWanted(experiment, csv);
    if (race) await runs.compare([...shown, { race: race.id, run: 0 }]);
  }

  /** @throws {Error} if it can't run any more. */
  reopen(place: MapPlace) {
    return reopenExperiment(place, this.#with.csv);
  }
}

/** undefined where the person chose none. */
async function askCandidate(all: readonly MapCandidate[]): Promise<MapCandidate | undefined> {
  // Momentum is what there is most to see of, among those that come from one place.
  const rank = (each: MapCandidate) =>
    2 * all.findIndex(({ description }) => description === each.description) +
    (each.experiment.optimizers[0]?.optimizer === 'momentum' ? 0 : 1);
  const ordered = [...all].sort((a, b) => rank(a) - rank(b));
  const [only, second] = ordered;
  if (!second) return only;
  const isOfOnePlace = ordered.every(({ description }) => description === second.description);
  const items = ordered.map(({ label, description }, index) => ({
    ...{ label, index },
    ...(!isOfOnePlace && { description }),
  }));
  const chosen = await askChoice(items, { title, placeHolder: 'The optimizer to map' });
  return chosen && ordered[chosen.index];
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
        description: withScale(`${formatSetting(axis.from)} to ${formatSetting(axis.to)}`, axis),
      }));
    const first = items.find(({ name }) => name === usualName);
    return askChoice(first ? [first, ...items.filter((each) => each !== first)] : items, {
      title,
      placeHolder,
    });
  };
  const x = await ask(usual[0], null, 'The setting along the x axis');
  if (!x) return undefined;
  const y = await ask(x.name === usual[1] ? usual[0] : usual[1], x.name, 'The setting along the y axis');
  return y && { x: x.name, y: y.name };
}
