/** What commands and panel can ask for, in one place: both call these. */
import * as vscode from 'vscode';
import { checkMemory, noteOnMemory } from '../../core/engine/checkMemory.ts';
import { checkData } from '../../core/experiment/checkData.ts';
import type { CsvData } from '../../core/experiment/csvData.ts';
import { withEngine } from '../../core/experiment/engineSetting.ts';
import { ExperimentError } from '../../core/experiment/errors.ts';
import type { Experiment } from '../../core/experiment/schema.ts';
import type { Fault } from '../../core/fault.ts';
import type { NumbersFormat, PictureFormat } from '../../core/protocol/fromPanel.ts';
import type { Caption } from '../../core/race/caption.ts';
import type { Speed } from '../../core/race/phase.ts';
import type { Pick } from '../../core/race/pick.ts';
import type { Race, StartOptions } from '../../core/race/race.ts';
import type { RaceStore } from '../../core/race/store.ts';
import { findTutorialRace, tutorialRaces } from '../../core/tutorial/races.ts';
import type { Backend, Scheduler } from '../backend/backend.ts';
import { csvFolder } from '../data/csvFolder.ts';
import { CsvReading } from '../data/csvReading.ts';
import { openNewExperiment } from '../files/newExperiment.ts';
import { showGpuReport } from '../gpu/showGpuReport.ts';
import { settings } from '../ids.ts';
import { showInformation } from '../shown/messages.ts';
import { plainItem } from '../shown/pickItem.ts';
import { withPlaces } from './placedError.ts';
import { askExperiment } from './runExperiment/runExperiment.ts';
import { saveNumbers, savePicture } from './saving.ts';

/** What actions need of the panel. */
export interface PanelView {
  /** Shows it; comes back when it can show what comes. */
  show(): Promise<void>;
  /** Picks a run and shows it, or lets go of it if it is picked. */
  select(pick: Pick): Promise<void>;
}

export class Actions {
  /** Reads the CSV files of problems. */
  readonly csv: CsvReading;
  readonly #store: RaceStore;
  readonly #backend: Backend;
  readonly #memory: vscode.Memento;
  readonly #experiments: { readonly current: vscode.Uri | undefined };
  readonly #panel: () => PanelView;
  /** What races were asked for, before the settings had their say. */
  readonly #asked = new WeakMap<Race, Experiment>();

  /**
   * @param memory Keeps what was answered last.
   * @param experiments Knows which file the person is at.
   */
  constructor(
    store: RaceStore,
    backend: Backend,
    memory: vscode.Memento,
    experiments: { readonly current: vscode.Uri | undefined },
    panel: () => PanelView,
  ) {
    this.csv = new CsvReading(backend.csv);
    this.#store = store;
    this.#backend = backend;
    this.#memory = memory;
    this.#experiments = experiments;
    this.#panel = panel;
  }

  async runExperiment(): Promise<void> {
    const answered = await askExperiment({
      ...{ memory: this.#memory, reading: this.csv },
      offersGpu: this.#backend.hasGpu() !== false,
      check: ({ experiment, csv }) => this.#faultsOf(experiment, csv)[0]?.message ?? null,
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
    const { caption, speed } = race;
    const experiment = this.#asked.get(race) ?? race.experiment;
    const { problem } = experiment;
    const csv = 'csv' in problem && race.csv ? await this.csv.read(problem, race.csv.folder) : null;
    await this.#run(experiment, caption, { speed, csv });
  }

  /** Runs an experiment: the given file, or the one that the person is at. */
  async runFile(file: vscode.Uri | undefined): Promise<void> {
    const uri = file ?? this.#experiments.current;
    if (!uri) throw new Error('No experiment file is open. Open a file whose name ends in .experiment.json.');
    await withPlaces(uri, this.csv, async (experiment) => {
      const { problem } = experiment;
      const csv = 'csv' in problem ? await this.csv.read(problem, csvFolder(problem, uri)) : null;
      await this.#run(experiment, null, { csv });
    });
  }

  async newFile(): Promise<void> {
    await openNewExperiment();
  }

  async pauseOrResume(): Promise<void> {
    const phase = this.#store.current?.phase;
    if (phase === 'running') await this.pause();
    else if (phase === 'paused') await this.resume();
    else void showInformation('Nothing is running.');
  }

  pause(): Promise<void> {
    return this.#withRace((race, scheduler) => scheduler.pause(race));
  }

  resume(): Promise<void> {
    return this.#withRace((race, scheduler) => scheduler.resume(race));
  }

  step(): Promise<void> {
    return this.#withRace((race, scheduler) => scheduler.step(race));
  }

  setSpeed(speed: Speed): Promise<void> {
    return this.#withRace((race, scheduler) => scheduler.setSpeed(race, speed));
  }

  async stop(): Promise<void> {
    const isOver = (this.#store.current?.phase ?? 'ended') === 'ended';
    if (!isOver) await this.#withRace((race, scheduler) => scheduler.stop(race));
    else void showInformation('Nothing is running.');
  }

  async showPanel(): Promise<void> {
    await this.#panel().show();
  }

  async showGpuReport(): Promise<void> {
    const showPanel = () => this.#panel().show();
    await showGpuReport({ store: this.#store, backend: this.#backend, showPanel });
  }

  async selectRun(pick: Pick): Promise<void> {
    await this.#panel().select(pick);
  }

  /** Gives the name of the file; null if the person chose none. */
  async savePicture(format: PictureFormat, bytes: Uint8Array): Promise<string | null> {
    const race = this.#store.current;
    return race && savePicture(race, format, bytes);
  }

  /** Of a run or, by default, of all. Gives the name of the file; null if the person chose none. */
  async saveNumbers(format: NumbersFormat, run?: number): Promise<string | null> {
    const race = this.#store.current;
    return race && saveNumbers(race, format, this.#backend, run);
  }

  /** The race begins when the panel can show its first step. */
  async #run(asked: Experiment, caption: Caption | null, options: StartOptions = {}): Promise<void> {
    this.csv.cancel();
    const setting = vscode.workspace.getConfiguration(settings.section).get(settings.engine);
    const experiment = withEngine(asked, setting);
    const { csv = null } = options;
    const faults = this.#faultsOf(experiment, csv);
    if (faults.length > 0) throw new ExperimentError(faults);
    await this.#panel().show();
    const race = (await this.#backend.scheduler()).start(experiment, caption, options);
    this.#asked.set(race, asked);
    const { threads } = this.#backend;
    const note = noteOnMemory(experiment, csv?.shape, this.#backend.freeMemory(), threads);
    if (note !== null) void showInformation(note);
  }

  /** What keeps an experiment from running on its data, and on this machine. */
  #faultsOf(experiment: Experiment, csv: CsvData | null): Fault[] {
    const faults = csv ? checkData(experiment, csv.shape) : [];
    return faults.length > 0 ? faults : checkMemory(experiment, csv?.shape, this.#backend.freeMemory());
  }

  /** The race is the one on the screen when it was asked for. */
  async #withRace(action: (race: Race, scheduler: Scheduler) => void): Promise<void> {
    const race = this.#store.current;
    if (race) action(race, await this.#backend.scheduler());
  }
}

async function pickTutorialRace() {
  const items = tutorialRaces.map((race) =>
    plainItem({ label: race.name, description: race.description, race }),
  );
  const item = await vscode.window.showQuickPick(items, {
    title: 'Run Tutorial Race',
    placeHolder: 'The races of the tutorial, with its own settings',
    matchOnDescription: true,
  });
  return item?.race;
}
