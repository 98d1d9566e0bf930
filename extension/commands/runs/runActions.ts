/** What can be done with the rows of the side bar, whichever races and runs they are about. */
import type * as vscode from 'vscode';
import { experimentOfRun } from '../../../core/experiment/experimentOfRun.ts';
import type { ShownStep } from '../../../core/race/pick.ts';
import { showInformation } from '../../shown/messages.ts';
import { ofExperiment } from '../ofExperiment.ts';
import { saveExperiment } from '../saveExperiment.ts';
import { chosenRun } from './chosenRun.ts';
import { compareAnyRuns } from './compareAny.ts';
import { exportCode } from './exportCode.ts';
import { askFilter, askOrder } from './find.ts';
import { inspectShown, inspectStep } from './inspectStep.ts';
import { removeRaces, renameRace } from './keeping.ts';
import { addRuns, compareRuns, selectRun } from './screen.ts';
import { showNetwork } from './showNetwork.ts';
import { showDifference, specText } from './specs.ts';
import type { Surroundings } from './surroundings.ts';
import { isRun, racesOf, type Target } from './targets.ts';
import { copyAsJson, experimentOf, experimentsOf, openExperiment } from './texts.ts';

type Targets = readonly Target[];

export class RunActions {
  readonly #with: Surroundings;

  constructor(surroundings: Surroundings) {
    this.#with = surroundings;
  }

  /** What the selected rows are about. */
  get selected(): Targets {
    return this.#with.list.selected;
  }

  select([target]: Targets): Promise<void> {
    return target ? selectRun(this.#with, target) : nothingSelected();
  }

  compare(targets: Targets): Promise<void> {
    return targets.length > 0 ? compareRuns(this.#with, targets) : nothingSelected();
  }

  add(targets: Targets): Promise<void> {
    return targets.length > 0 ? addRuns(this.#with, targets) : nothingSelected();
  }

  compareAny(): Promise<void> {
    return compareAnyRuns(this.#with);
  }

  async setPinned(targets: Targets, pinned: boolean): Promise<void> {
    const { library } = this.#with.backend;
    if (targets.length === 0) return nothingSelected();
    for (const { race, run } of targets) await library.setPinned(race, pinned, run ?? undefined);
  }

  /** Of several rows, the first. */
  async repeat([target]: Targets): Promise<void> {
    if (!target) return nothingSelected();
    const { backend, repeat } = this.#with;
    const race = ofExperiment(await backend.openRace(target.race));
    const spec = race.runs[target.run ?? -1]?.spec;
    await repeat(race, spec && experimentOfRun(race.experiment, spec));
  }

  async rename(targets: Targets): Promise<void> {
    const [race] = racesOf(targets);
    if (race === undefined) return nothingSelected();
    const log = this.#with.store.find(race)?.log;
    if (log) return void showInformation(`${log.name} is a training log: it has the name of its file.`);
    await renameRace(this.#with.backend, race);
  }

  async remove(targets: Targets): Promise<void> {
    const races = targets.filter(({ run }) => run === null).map(({ race }) => race);
    if (races.length > 0) return removeRaces(this.#with, races);
    if (targets.length === 0) return nothingSelected();
    void showInformation('A run is kept with its experiment. Select the experiment to delete it.');
  }

  async openExperiment(targets: Targets): Promise<void> {
    if (targets.length === 0) return nothingSelected();
    for (const experiment of await experimentsOf(this.#with.backend, targets))
      await openExperiment(experiment);
  }

  async saveExperiment(target: Target): Promise<void> {
    const race = await this.#with.backend.openRace(target.race);
    await saveExperiment(experimentOf(race, target), race.csv);
  }

  async copyAsJson(targets: Targets): Promise<void> {
    if (targets.length === 0) return nothingSelected();
    await copyAsJson(this.#with.backend, targets);
  }

  /** Of no rows, of a run on the screen. */
  async exportCode(targets: Targets): Promise<void> {
    const target = await chosenRun(this.#with, targets, {
      title: 'Export Code',
      placeHolder: 'The run that becomes a script',
      none: 'No run is on the screen. Run an experiment, or choose Export Code on a run in the view Runs.',
    });
    if (target) await exportCode(this.#with.backend, target);
  }

  /** Of no rows, a run on the screen. @param step Default: where it diverged, or its first. */
  inspect(targets: Targets, step?: number): Promise<void> {
    return inspectStep(this.#with, targets, step);
  }

  /** At a place in the chart. */
  inspectShown(at: ShownStep): Promise<void> {
    return inspectShown(this.#with, at);
  }

  /** Of no rows, those on the screen. @param at A place in the chart. */
  showNetwork(targets: Targets, at?: ShownStep): Promise<void> {
    return showNetwork(this.#with, targets, at);
  }

  async showDifference(targets: Targets): Promise<void> {
    const [first, second] = targets.filter(isRun);
    if (first && second) return showDifference(this.#with.backend, first, second);
    void showInformation('Select two runs to see in which settings they differ.');
  }

  /** Of a document that `showDifference` has opened. */
  textOf(uri: vscode.Uri): Promise<string> {
    return specText(this.#with.backend, uri);
  }

  filter(): Promise<void> {
    return askFilter(this.#with.list);
  }

  async showAll(): Promise<void> {
    this.#with.list.filter = null;
  }

  sort(): Promise<void> {
    return askOrder(this.#with.list);
  }
}

async function nothingSelected(): Promise<void> {
  void showInformation('Nothing is selected in the view Runs. Select an experiment or a run there first.');
}
