/** What commands and panel can ask for, in one place: both call these. */
import * as vscode from 'vscode';
import { checkMemory, noteOnMemory } from '../../core/engine/checkMemory.ts';
import { checkData } from '../../core/experiment/checkData.ts';
import type { CsvData } from '../../core/experiment/csvData.ts';
import { fileName } from '../../core/experiment/describe.ts';
import { ExperimentError } from '../../core/experiment/errors.ts';
import { parseExperiment } from '../../core/experiment/parseExperiment.ts';
import type { Experiment } from '../../core/experiment/schema.ts';
import type { Fault } from '../../core/fault.ts';
import type { Caption } from '../../core/race/caption.ts';
import type { Speed } from '../../core/race/phase.ts';
import type { Race, StartOptions } from '../../core/race/race.ts';
import { raceToCsv } from '../../core/race/raceToCsv.ts';
import type { RaceStore } from '../../core/race/store.ts';
import { findTutorialRace, tutorialRaces } from '../../core/tutorial/races.ts';
import type { Backend } from '../backend/backend.ts';
import { csvFolder } from '../data/csvFolder.ts';
import { CsvReading } from '../data/csvReading.ts';
import { experimentPlace, PlacedError, placeOfError } from './placedError.ts';
import { askExperiment } from './runExperiment/runExperiment.ts';

/** What actions need of the panel. */
export interface PanelView {
  /** Shows it; comes back when it can show what comes. */
  show(): Promise<void>;
  select(run: number | null): void;
}

export class Actions {
  /** Reads the CSV files of problems. */
  readonly csv: CsvReading;
  readonly #store: RaceStore;
  readonly #backend: Backend;
  readonly #memory: vscode.Memento;
  readonly #panel: () => PanelView;

  /** @param memory Keeps what was answered last. */
  constructor(store: RaceStore, backend: Backend, memory: vscode.Memento, panel: () => PanelView) {
    this.csv = new CsvReading(backend.csv);
    this.#store = store;
    this.#backend = backend;
    this.#memory = memory;
    this.#panel = panel;
  }

  async runExperiment(): Promise<void> {
    const answered = await askExperiment(this.#memory, this.csv, ({ experiment, csv }) => {
      return this.#faultsOf(experiment, csv)[0]?.message ?? null;
    });
    if (answered) await this.#run(answered.experiment, null, { csv: answered.csv });
  }

  /** @param id Without it the person picks one. */
  async runTutorialRace(id?: string): Promise<void> {
    const race = typeof id === 'string' ? findTutorialRace(id) : await pickTutorialRace();
    if (race) await this.#run(race.experiment, race.caption);
  }

  async runAgain(): Promise<void> {
    const race = this.#store.current;
    if (!race) return this.runExperiment();
    const { experiment, caption, speed } = race;
    const { problem } = experiment;
    const csv = 'csv' in problem && race.csv ? await this.csv.read(problem, race.csv.folder) : null;
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
      const csv = 'csv' in problem ? await this.csv.read(problem, csvFolder(problem, uri)) : null;
      await this.#run(experiment, null, { csv });
    } catch (error) {
      const place = placeOfError(error, this.csv) ?? experimentPlace(uri);
      if (error instanceof SyntaxError) throw new PlacedError(`${name} is not JSON: ${error.message}`, place);
      if (error instanceof ExperimentError)
        throw new PlacedError(`${name}: ${error.faults.map((fault) => fault.message).join('; ')}`, place);
      throw error;
    }
  }

  async pauseOrResume(): Promise<void> {
    const phase = this.#store.current?.phase;
    if (phase === 'running') this.pause();
    else if (phase === 'paused') this.resume();
    else void vscode.window.showInformationMessage('Nothing is running.');
  }

  pause(): void {
    this.#withRace((race) => this.#backend.scheduler.pause(race));
  }

  resume(): void {
    this.#withRace((race) => this.#backend.scheduler.resume(race));
  }

  step(): void {
    this.#withRace((race) => this.#backend.scheduler.step(race));
  }

  setSpeed(speed: Speed): void {
    this.#withRace((race) => this.#backend.scheduler.setSpeed(race, speed));
  }

  async stop(): Promise<void> {
    const race = this.#store.current;
    if (race && race.phase !== 'ended') this.#backend.scheduler.stop(race);
    else void vscode.window.showInformationMessage('Nothing is running.');
  }

  async showPanel(): Promise<void> {
    await this.#panel().show();
  }

  async selectRun(run: number): Promise<void> {
    await this.#panel().show();
    this.#panel().select(run);
  }

  /** Gives the name of the file; null if the person chose none. */
  savePicture(png: Uint8Array): Promise<string | null> {
    return save('loss.png', { Picture: ['png'] }, png);
  }

  /** Gives the name of the file; null if the person chose none. */
  async saveNumbers(): Promise<string | null> {
    const race = this.#store.current;
    if (!race) return null;
    const bytes = new TextEncoder().encode(raceToCsv(race));
    return save('losses.csv', { 'Comma-separated values': ['csv'] }, bytes);
  }

  /** The race begins when the panel can show its first step. */
  async #run(experiment: Experiment, caption: Caption | null, options: StartOptions = {}): Promise<void> {
    this.csv.cancel();
    const { csv = null } = options;
    const faults = this.#faultsOf(experiment, csv);
    if (faults.length > 0) throw new ExperimentError(faults);
    await this.#panel().show();
    this.#backend.scheduler.start(experiment, caption, options);
    const note = noteOnMemory(experiment, csv?.shape, this.#backend.freeMemory());
    if (note !== null) void vscode.window.showInformationMessage(note);
  }

  /** What keeps an experiment from running on its data, and on this machine. */
  #faultsOf(experiment: Experiment, csv: CsvData | null): Fault[] {
    const faults = csv ? checkData(experiment, csv.shape) : [];
    return faults.length > 0 ? faults : checkMemory(experiment, csv?.shape, this.#backend.freeMemory());
  }

  #withRace(action: (race: Race) => void): void {
    const race = this.#store.current;
    if (race) action(race);
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

async function save(
  name: string,
  filters: Record<string, string[]>,
  bytes: Uint8Array,
): Promise<string | null> {
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
  const uri = await vscode.window.showSaveDialog({
    filters,
    ...(folder && { defaultUri: vscode.Uri.joinPath(folder, name) }),
  });
  if (!uri) return null;
  await vscode.workspace.fs.writeFile(uri, bytes);
  return fileName(uri.path);
}
