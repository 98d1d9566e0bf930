/** What commands and panel can ask for, in one place: both call these. */
import type * as vscode from 'vscode';
import { raceTimeName } from '../../core/engine/raceTime.ts';
import type { CsvData } from '../../core/experiment/csvData.ts';
import type { Experiment } from '../../core/experiment/schema.ts';
import type { PreviewedRun } from '../../core/preview/previewRuns.ts';
import type { NumbersFormat, PictureFormat } from '../../core/protocol/fromPanel.ts';
import type { Caption } from '../../core/race/caption.ts';
import { chosenRuns } from '../../core/race/chosenRuns.ts';
import type { Hidden } from '../../core/race/hidden.ts';
import type { Race, StartOptions } from '../../core/race/race.ts';
import { elsewhereOf, wasInterrupted } from '../../core/race/raceFacts.ts';
import { oneRun } from '../../core/race/shown.ts';
import type { RaceStore } from '../../core/race/store.ts';
import { findTutorialRace } from '../../core/tutorial/races.ts';
import type { Backend } from '../backend/backend.ts';
import type { ClaimLab } from '../claims/claimLab.ts';
import { openNewClaim } from '../claims/newClaim.ts';
import { csvFolder } from '../data/csvFolder.ts';
import { CsvReading } from '../data/csvReading.ts';
import { openNewExperiment } from '../files/newExperiment.ts';
import type { FormulaPages } from '../formulas/formulaPages.ts';
import { showGpuReport } from '../gpu/showGpuReport.ts';
import type { LessonDesk } from '../lessons/lessonDesk.ts';
import type { NetworkPage } from '../networks/networkPage.ts';
import { openNewOptimizer } from '../ownRules/newOptimizer.ts';
import type { WantedPreview } from '../preview/startPreviews.ts';
import { showInformation } from '../shown/messages.ts';
import type { DebugActionsParts } from './debug/debugActions.ts';
import { LessonActions } from './lessons/lessonActions.ts';
import { type LoadedActions, loadedActions, type PageLoaders } from './loadedActions.ts';
import { LogActions } from './logs/logActions.ts';
import { pickTutorialRace } from './pickTutorialRace.ts';
import { withPlaces } from './placedError.ts';
import { RaceAgain } from './raceAgain.ts';
import { RaceControls } from './raceControls.ts';
import { experimentAgainstAdam } from './raceRule.ts';
import { onRuleSaved } from './ruleSaved.ts';
import { askExperiment } from './runExperiment/runExperiment.ts';
import { RunActions } from './runs/runActions.ts';
import type { InspectorAccess, PanelView, RunsList } from './runs/surroundings.ts';
import { saveShownExperiment } from './saveShownExperiment.ts';
import { saveNumbers, savePicture } from './saving.ts';
import { ExperimentStart } from './startExperiment.ts';

export class Actions {
  /** Reads the CSV files of problems. */
  readonly csv: CsvReading;
  /** Pause, step, speed and stop of what is on the screen. */
  readonly controls: RaceControls;
  /** What is on the screen, run once more. */
  readonly again: RaceAgain;
  /** What is done with the rows of the side bar. */
  readonly runs: RunActions;
  /** What is done with training logs. */
  readonly logs: LogActions;
  /** What is done with lessons. */
  readonly lessons: LessonActions;
  /** Loaded when it is asked for first. */
  readonly claims: () => Promise<ClaimLab>;
  readonly debug: LoadedActions['debug'];
  readonly map: LoadedActions['map'];
  readonly diagnostics: LoadedActions['diagnostics'];
  readonly rangeTest: LoadedActions['rangeTest'];
  readonly fairComparison: LoadedActions['fairComparison'];
  readonly sweep: LoadedActions['sweep'];
  readonly #store: RaceStore;
  readonly #backend: Backend;
  readonly #memory: vscode.Memento;
  readonly #experiments: { readonly current: vscode.Uri | undefined };
  readonly #panel: () => PanelView;
  readonly #formulas: () => Promise<FormulaPages>;
  readonly #experimentStart: ExperimentStart;
  readonly #previews: LoadedActions['previews'];

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
    list: RunsList,
    formulas: () => Promise<FormulaPages>,
    lessons: Pick<LessonDesk, 'list' | 'shelf' | 'memory'>,
    claims: () => Promise<ClaimLab>,
    debug: Pick<DebugActionsParts, 'picked' | 'sessions'>,
    inspector: InspectorAccess,
    pages: PageLoaders,
    network: () => Promise<Pick<NetworkPage, 'open'>>,
  ) {
    this.lessons = new LessonActions(lessons);
    this.claims = claims;
    this.csv = new CsvReading(backend.csv);
    this.controls = new RaceControls(store, backend);
    this.#store = store;
    this.#backend = backend;
    this.#memory = memory;
    this.#experiments = experiments;
    this.#panel = panel;
    this.#formulas = formulas;
    this.#experimentStart = new ExperimentStart(store, backend, panel, async (asked, data) =>
      (await this.sweep()).submit(asked, data),
    );
    this.again = new RaceAgain({
      ...{ store, csv: this.csv, start: this.#experimentStart },
      runOther: () => this.runExperiment(),
    });
    const repeat = (race: Race, experiment?: Experiment) => this.again.repeat(race, experiment);
    this.runs = new RunActions({ store, backend, panel, list, repeat, inspector, network });
    this.logs = new LogActions({ store, backend, panel });
    const loaded = loadedActions({
      ...{ store, backend, csv: this.csv, start: this.#experimentStart, runs: this.runs },
      ...{ memory, experiments, panel, inspector, debug, pages },
      stop: (race) => this.stopRace(race),
      dataBeside: (asked, file) => this.dataBeside(asked, file),
      dataOf: (race) => this.again.dataOf(race),
      expectSameData: (race) => this.#dataOf(race),
    });
    this.debug = loaded.debug;
    this.map = loaded.map;
    this.diagnostics = loaded.diagnostics;
    this.rangeTest = loaded.rangeTest;
    this.fairComparison = loaded.fairComparison;
    this.sweep = loaded.sweep;
    this.#previews = loaded.previews;
  }

  /** @param onCsv Whether a CSV file of the person's own is what to run it on. Default: the person is asked. */
  async runExperiment(onCsv = false): Promise<void> {
    const answered = await askExperiment({
      ...{ memory: this.#memory, reading: this.csv, onCsv },
      offersGpu: this.#backend.hasGpu() !== false,
      check: ({ experiment, csv }) => this.#experimentStart.faultsOf(experiment, csv)[0]?.message ?? null,
      time: ({ experiment, csv }) => raceTimeName(this.#experimentStart.timeOf(experiment, csv)),
    });
    if (answered) await this.#run(answered.experiment, null, { csv: answered.csv });
  }

  /** @param id Without it the person picks one. */
  async runTutorialRace(id?: string): Promise<void> {
    const race = typeof id === 'string' ? findTutorialRace(id) : await pickTutorialRace();
    if (race) await this.#run(race.experiment, race.caption);
  }

  /** A rule was saved, which races that go on may have. */
  ruleSaved(rule: vscode.Uri): Promise<void> {
    const dataOf = (race: Race) => this.again.dataOf(race);
    return onRuleSaved(rule, { store: this.#store, start: this.#experimentStart, dataOf });
  }

  /** Goes on with the race on the screen, where it was interrupted. */
  async resumeRace(): Promise<void> {
    const race = this.#store.current;
    // It may have ended in another window.
    if (race && elsewhereOf(race) !== null) await this.#backend.library.refresh();
    if (!race || race.log || !wasInterrupted(race))
      return void showInformation('No interrupted race is on the screen.');
    if (this.#backend.leftSweeps.includes(race.id)) return (await this.sweep()).attach(race);
    const csv = await this.#dataOf(race);
    this.#experimentStart.expectFit(race.experiment, csv);
    await this.#panel().show();
    const again = await (await this.#backend.scheduler()).continueRace(race, { csv });
    if (again === 0) return;
    const runs = again === 1 ? '1 run begins again: no checkpoint of it was kept.' : null;
    void showInformation(runs ?? `${again} runs begin again: no checkpoint of them was kept.`);
  }

  /** The numbers of its CSV file, as they were when it began; null where it has none. */
  async #dataOf({ experiment: { problem }, csv }: Race): Promise<CsvData | null> {
    if (!('csv' in problem && csv)) return null;
    const data = await this.csv.read(problem, csv.folder);
    if (data.shape.contentHash === csv.shape.contentHash) return data;
    throw new Error(
      `${problem.csv} has other numbers than when the race began, so that it can't go on. Run it again to race on those that are there now.`,
    );
  }

  /** @throws {Error} if none is given, and the person is at none. */
  experimentFile(file: vscode.Uri | undefined): vscode.Uri {
    const uri = file ?? this.#experiments.current;
    if (uri) return uri;
    throw new Error('No experiment file is open. Open a file whose name ends in .experiment.json.');
  }

  /** Runs an experiment: the given file, or the one that the person is at. */
  async runFile(file: vscode.Uri | undefined): Promise<void> {
    const uri = this.experimentFile(file);
    // Before the file is opened: a race that is asked for meanwhile comes later.
    const { asks } = this.csv;
    await withPlaces(uri, this.csv, async (asked) => {
      await this.#experimentStart.runIfWanted(asked, await this.dataBeside(asked, uri, asks));
    });
  }

  /**
   * Runs an experiment that is shown where it stands: the panel is not opened. Null where the person doesn't want it.
   * @param file Where it is, which the path of a CSV file is relative to.
   * @throws {ExperimentError} if it can't run.
   */
  async beginRace(asked: Experiment, file: vscode.Uri): Promise<Race | null> {
    return this.#experimentStart.beginIfWanted(asked, await this.dataBeside(asked, file));
  }

  /** Of an experiment's CSV file; null where it has none. @param file Which its path is relative to. */
  async dataBeside({ problem }: Experiment, file: vscode.Uri, asks?: number): Promise<CsvData | null> {
    return 'csv' in problem ? this.csv.read(problem, csvFolder(problem, file), asks) : null;
  }

  /** Stops a race, whether it is on the screen or not. */
  async stopRace(race: Race): Promise<void> {
    if (race.phase !== 'ended') (await this.#backend.scheduler()).stop(race);
  }

  /** @param file A lesson, or a folder of lessons. Default: the person chooses. */
  async checkLessons(file: vscode.Uri | undefined): Promise<void> {
    const { checkLessons } = await import('../lessons/checkLessons.ts');
    await checkLessons(this.#backend, file);
  }

  async newFile(): Promise<void> {
    await openNewExperiment();
  }

  async newOptimizer(): Promise<void> {
    await openNewOptimizer();
  }

  async newClaim(): Promise<void> {
    await openNewClaim();
  }

  /** On the problem of the race on the screen. */
  async raceRule(rule: vscode.Uri): Promise<void> {
    const { current } = this.#store;
    const last = current && !current.log ? current : null;
    const like = last && this.#experimentStart.askedFor(last);
    const { experiment, note } = await experimentAgainstAdam(rule, like);
    await this.#experimentStart.runIfWanted(experiment, last && (await this.again.dataOf(last)), [note]);
  }

  /** That of the runs on the screen, as a file that has these very runs. */
  async saveExperiment(): Promise<void> {
    await saveShownExperiment(this.#store.shown);
  }

  /** Takes all but these of the chosen runs off the screen. What comes late, when others are there, changes nothing. */
  async keepOnScreen({ race: id, runs }: Hidden): Promise<void> {
    const { shown } = this.#store;
    if (!shown || shown.isWhole || shown.id !== id) return;
    this.#store.compare(chosenRuns(runs.flatMap((place) => shown.runs[place] ?? [])));
  }

  /** Beside the rule, as its paper writes it. */
  async showFormulas(rule: vscode.Uri): Promise<void> {
    (await this.#formulas()).show(rule);
  }

  async showPanel(): Promise<void> {
    await this.#panel().show();
  }

  async showGpuReport(): Promise<void> {
    const showPanel = () => this.#panel().show();
    await showGpuReport({ store: this.#store, backend: this.#backend, showPanel });
  }

  /** Where runs of the race on the screen would go from elsewhere. */
  async previewStart(wanted: WantedPreview): Promise<PreviewedRun[]> {
    return [...(await (await this.#previews()).from(wanted))];
  }

  /** Gives the name of the file; null if the person chose none. */
  async savePicture(format: PictureFormat, bytes: Uint8Array): Promise<string | null> {
    const { shown } = this.#store;
    return shown && savePicture(shown, format, bytes);
  }

  /** Of a run by its place or, by default, of all. Gives the name of the file; null if the person chose none. */
  async saveNumbers(format: NumbersFormat, run?: number): Promise<string | null> {
    const { shown } = this.#store;
    if (!shown) return null;
    return saveNumbers(run === undefined ? shown : oneRun(shown, run), format, this.#backend);
  }

  /** The race begins when the panel can show its first step. */
  async #run(asked: Experiment, caption: Caption | null, options: StartOptions = {}): Promise<void> {
    this.csv.cancel();
    await this.#experimentStart.run(asked, caption, options);
  }
}
