/** From an experiment that is asked for to its race, or to why there is none. */
import * as vscode from 'vscode';
import { checkMemory, noteOnMemory } from '../../core/engine/checkMemory.ts';
import { isLarge, type RaceTime, raceTimeName, timeOfRace } from '../../core/engine/raceTime.ts';
import { checkData } from '../../core/experiment/checkData.ts';
import type { CsvData } from '../../core/experiment/csvData.ts';
import { withEngine } from '../../core/experiment/engineSetting.ts';
import { ExperimentError } from '../../core/experiment/errors.ts';
import type { Experiment } from '../../core/experiment/schema.ts';
import type { Fault } from '../../core/fault.ts';
import type { Caption } from '../../core/race/caption.ts';
import type { Speed } from '../../core/race/phase.ts';
import type { Race, StartOptions } from '../../core/race/race.ts';
import { raceTitle } from '../../core/race/raceTitle.ts';
import type { RaceStore } from '../../core/race/store.ts';
import type { Backend } from '../backend/backend.ts';
import { settings } from '../ids.ts';
import { showInformation } from '../shown/messages.ts';
import { stopRace } from './runs/stopRace.ts';
import type { PanelView } from './runs/surroundings.ts';
import { hasQueue } from './sweep/sweepSettings.ts';

type Submit = (asked: Experiment, csv: CsvData | null) => Promise<void>;

export class ExperimentStart {
  readonly #store: RaceStore;
  readonly #backend: Backend;
  readonly #panel: () => PanelView;
  readonly #submit: Submit;
  /** What races were asked for, before the settings had their say. */
  readonly #asked = new WeakMap<Race, Experiment>();

  /** @param submit Has the workers on a queue run an experiment. */
  constructor(store: RaceStore, backend: Backend, panel: () => PanelView, submit: Submit) {
    this.#store = store;
    this.#backend = backend;
    this.#panel = panel;
    this.#submit = submit;
  }

  /** What a race was asked for, with the title that it has now. */
  askedFor(race: Race): Experiment {
    const asked = this.#asked.get(race) ?? race.experiment;
    const { title } = race.experiment;
    return asked.title === title ? asked : { ...asked, title };
  }

  /**
   * The race begins when the panel can show its first step.
   * @throws {ExperimentError} if it can't run.
   */
  async run(asked: Experiment, caption: Caption | null, options: StartOptions = {}): Promise<void> {
    await this.#start(this.#check(asked, options.csv ?? null), asked, caption, options);
  }

  /**
   * Ends a race that goes on and begins it anew, as it is asked for now. What its runs had recorded stays behind the new
   * curves.
   * @throws {ExperimentError} if it can't run: the race goes on then.
   */
  async restart(race: Race, asked: Experiment, csv: CsvData | null): Promise<void> {
    const experiment = this.#check(asked, csv);
    await stopRace({ store: this.#store, backend: this.#backend }, race);
    await this.#start(experiment, asked, race.caption, { csv, speed: race.speed, before: race });
  }

  /** As `run`, but a large race is asked about before it begins: it may also go to the workers on a queue. */
  async runIfWanted(asked: Experiment, csv: CsvData | null, said: readonly string[] = []): Promise<void> {
    const experiment = this.#check(asked, csv);
    const wanted = await this.#wanted(experiment, csv, hasQueue());
    if (wanted === 'run') await this.#start(experiment, asked, null, { csv, said });
    if (wanted === 'queue') await this.#submit(asked, csv);
  }

  /**
   * As `runIfWanted`, but the panel stays as it is: the race is shown elsewhere, too. Null where it isn't wanted.
   * @throws {ExperimentError} if it can't run.
   */
  async beginIfWanted(asked: Experiment, csv: CsvData | null): Promise<Race | null> {
    const experiment = this.#check(asked, csv);
    return (await this.#wanted(experiment, csv, false)) === 'run'
      ? this.#launch(experiment, asked, null, { csv })
      : null;
  }

  /**
   * Without a question, and the panel stays as it is.
   * @throws {ExperimentError} if it can't run.
   */
  async begin(asked: Experiment, csv: CsvData | null, speed?: Speed): Promise<Race> {
    return this.#launch(this.#check(asked, csv), asked, null, { csv, ...(speed && { speed }) });
  }

  timeOf(experiment: Experiment, csv: CsvData | null): RaceTime {
    return timeOfRace(experiment, this.#backend.threads, csv?.shape);
  }

  /** What keeps an experiment from running on its data, and on this machine. One that needs all of it waits for others. */
  faultsOf(experiment: Experiment, csv: CsvData | null): Fault[] {
    const faults = csv ? checkData(experiment, csv.shape) : [];
    return faults.length > 0 ? faults : checkMemory(experiment, csv?.shape, this.#backend.freeMemoryAlone());
  }

  /** @throws {ExperimentError} if it can't run on its data, or on this machine. */
  expectFit(experiment: Experiment, csv: CsvData | null): void {
    const faults = this.faultsOf(experiment, csv);
    if (faults.length > 0) throw new ExperimentError(faults);
  }

  /** @param asked What was asked for, before the settings had their say. */
  async #start(
    experiment: Experiment,
    asked: Experiment,
    caption: Caption | null,
    options: StartOptions,
  ): Promise<void> {
    await this.#panel().show();
    await this.#launch(experiment, asked, caption, options);
  }

  async #launch(
    experiment: Experiment,
    asked: Experiment,
    caption: Caption | null,
    options: StartOptions,
  ): Promise<Race> {
    const scheduler = await this.#backend.scheduler();
    const free = this.#backend.freeMemory();
    const race = scheduler.start(experiment, caption, options);
    this.#asked.set(race, asked);
    const note = noteOnMemory(experiment, options.csv?.shape, free, this.#backend.threads);
    if (note !== null) void showInformation(note);
    return race;
  }

  /** The experiment as the settings have it. */
  asSet(asked: Experiment): Experiment {
    return withEngine(asked, vscode.workspace.getConfiguration(settings.section).get(settings.engine));
  }

  #check(asked: Experiment, csv: CsvData | null): Experiment {
    const experiment = this.asSet(asked);
    this.expectFit(experiment, csv);
    return experiment;
  }

  async #wanted(
    experiment: Experiment,
    csv: CsvData | null,
    offersQueue: boolean,
  ): Promise<'run' | 'queue' | null> {
    const time = this.timeOf(experiment, csv);
    if (!isLarge(time)) return 'run';
    const [run, onQueue] = ['Run', 'Run on the Queue'];
    const buttons = [run, ...(offersQueue ? [onQueue] : []), 'Cancel'];
    const title = raceTitle(experiment, csv?.shape);
    const chosen = await showInformation(`${title}: ${raceTimeName(time)}.`, ...buttons);
    return chosen === run ? 'run' : chosen === onQueue ? 'queue' : null;
  }
}
