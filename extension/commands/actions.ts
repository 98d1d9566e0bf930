/** What commands and panel can ask for, in one place: both call these. */
import { totalmem } from 'node:os';
import * as vscode from 'vscode';
import { checkData } from '../../core/experiment/checkData.ts';
import { ExperimentError } from '../../core/experiment/errors.ts';
import { parseExperiment } from '../../core/experiment/parseExperiment.ts';
import type { Experiment } from '../../core/experiment/schema.ts';
import type { Caption } from '../../core/race/caption.ts';
import { raceToCsv } from '../../core/race/raceToCsv.ts';
import type { RunStore } from '../../core/race/store.ts';
import { findTutorialRace, tutorialRaces } from '../../core/tutorial/races.ts';
import type { Scheduler, StartOptions } from '../../node/threads/scheduler.ts';
import { csvFolder } from '../data/csvFolder.ts';
import type { CsvReading } from '../data/csvReading.ts';
import type { Panel } from '../panel/panel.ts';
import { experimentPlace, PlacedError, placeOf } from './placedError.ts';
import { askExperiment } from './runExperiment/runExperiment.ts';

export class Actions {
  readonly #store: RunStore;
  readonly #scheduler: Scheduler;
  readonly #csv: CsvReading;
  readonly #memory: vscode.Memento;
  readonly #panel: () => Panel;

  constructor(
    store: RunStore,
    scheduler: Scheduler,
    csv: CsvReading,
    memory: vscode.Memento,
    panel: () => Panel,
  ) {
    this.#store = store;
    this.#scheduler = scheduler;
    this.#csv = csv;
    this.#memory = memory;
    this.#panel = panel;
  }

  async runExperiment(): Promise<void> {
    const answered = await askExperiment(this.#memory, this.#csv);
    if (answered) await this.#run(answered.experiment, null, { csv: answered.csv });
  }

  /** @param id Without it the person picks one. */
  async runTutorialRace(id?: string): Promise<void> {
    const race = typeof id === 'string' ? findTutorialRace(id) : await pickTutorialRace();
    if (race) await this.#run(race.experiment, race.caption);
  }

  async runAgain(): Promise<void> {
    const { race } = this.#store;
    if (!race) return this.runExperiment();
    const { experiment, caption, speed } = race;
    const { problem } = experiment;
    const csv = 'csv' in problem && race.csv ? await this.#csv.read(problem, race.csv.folder) : null;
    await this.#run(experiment, caption, { speed, csv });
  }

  /** Runs an `.experiment.json` file: the given one or the one in the active editor. */
  async runFile(file: vscode.Uri | undefined): Promise<void> {
    const uri = file ?? vscode.window.activeTextEditor?.document.uri;
    if (!uri) throw new Error('No experiment file is open. Open a file whose name ends in .experiment.json.');
    const text = await readText(uri);
    const name = vscode.workspace.asRelativePath(uri);
    try {
      const experiment = parseExperiment(JSON.parse(text));
      const { problem } = experiment;
      const csv = 'csv' in problem ? await this.#csv.read(problem, csvFolder(problem, uri)) : null;
      await this.#run(experiment, null, { csv });
    } catch (error) {
      const place = placeOf(error) ?? experimentPlace(uri);
      if (error instanceof SyntaxError) throw new PlacedError(`${name} is not JSON: ${error.message}`, place);
      if (error instanceof ExperimentError)
        throw new PlacedError(`${name}: ${error.faults.map((fault) => fault.message).join('; ')}`, place);
      throw error;
    }
  }

  async pauseOrResume(): Promise<void> {
    const phase = this.#store.race?.phase;
    if (phase === 'running') this.#scheduler.pause();
    else if (phase === 'paused') this.#scheduler.resume();
    else void vscode.window.showInformationMessage('Nothing is running.');
  }

  async stop(): Promise<void> {
    const phase = this.#store.race?.phase;
    if (phase === 'running' || phase === 'paused') this.#scheduler.stop();
    else void vscode.window.showInformationMessage('Nothing is running.');
  }

  async showPanel(): Promise<void> {
    await this.#panel().show();
  }

  async selectRun(run: string): Promise<void> {
    await this.#panel().show();
    this.#panel().select(run);
  }

  async savePicture(png: Uint8Array): Promise<void> {
    await save('loss.png', { Picture: ['png'] }, png);
  }

  async saveNumbers(): Promise<void> {
    const { race } = this.#store;
    if (race) await save('losses.csv', { 'Comma-separated values': ['csv'] }, Buffer.from(raceToCsv(race)));
  }

  /** The race begins when the panel can show its first step. */
  async #run(experiment: Experiment, caption: Caption | null, options: StartOptions = {}): Promise<void> {
    this.#csv.cancel();
    const faults = options.csv ? checkData(experiment, options.csv.shape, totalmem() / 2) : [];
    if (faults.length > 0) throw new ExperimentError(faults);
    await this.#panel().show();
    this.#scheduler.start(experiment, caption, options);
  }
}

/** The text as the person sees it in the editor, saved or not; of a file that isn't being edited, as it is on the disk. */
async function readText(uri: vscode.Uri): Promise<string> {
  const edited = vscode.workspace.textDocuments.find((each) => each.uri.toString() === uri.toString());
  // An unchanged document may be a moment behind its file.
  if (edited?.isDirty) return edited.getText();
  return new TextDecoder().decode(await vscode.workspace.fs.readFile(uri));
}

async function pickTutorialRace() {
  const items = tutorialRaces.map((race) => ({ label: race.name, description: race.description, race }));
  const item = await vscode.window.showQuickPick(items, {
    title: 'Run Tutorial Race',
    placeHolder: 'The races of the tutorial, with its own settings',
    matchOnDescription: true,
  });
  return item?.race;
}

async function save(name: string, filters: Record<string, string[]>, bytes: Uint8Array): Promise<void> {
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
  const uri = await vscode.window.showSaveDialog({
    filters,
    ...(folder && { defaultUri: vscode.Uri.joinPath(folder, name) }),
  });
  if (uri) await vscode.workspace.fs.writeFile(uri, bytes);
}
