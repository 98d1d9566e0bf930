/** Fair comparisons below cells of lessons: taken from race to race as on their page, and shown while they go on. */
import type * as vscode from 'vscode';
import type { CsvData } from '../../core/experiment/csvData.ts';
import type { Experiment } from '../../core/experiment/schema.ts';
import { ComparisonDriver, type ComparisonDriverParts } from '../../core/fairComparison/comparisonDriver.ts';
import { type ComparisonSheet, isRunning } from '../../core/fairComparison/comparisonSheet.ts';
import { firstState } from '../../core/fairComparison/comparisonState.ts';
import { nextRaces } from '../../core/fairComparison/nextRaces.ts';
import type { ComparisonOutput } from '../../core/lesson/comparisonOutput.ts';
import { messageOf } from '../../core/messageOf.ts';
import type { ComparisonPlace } from '../../core/protocol/fairComparison.ts';
import type { Race } from '../../core/race/race.ts';
import {
  type ComparedExperiment,
  comparisonPlaceOf,
  type KnownComparison,
} from '../fairComparison/comparisonPlace.ts';
import { log } from '../log.ts';
import { readComparisonAction } from './comparisonAction.ts';
import type { CellExecutions } from './exercises.ts';
import { itemsOf, outputOf, toldOf } from './lessonOutputs.ts';

/** What comparisons of lessons ask of the rest of the extension. */
export interface ComparisonDoor extends Pick<ComparisonDriverParts, 'store' | 'stop'> {
  /** @throws {ExperimentError} if its optimizers can't be compared. */
  compared(experiment: Experiment, csv: CsvData | null): ComparedExperiment;
  /** What came of it before; null where nothing did, or its races are gone. */
  known(compared: ComparedExperiment): Promise<KnownComparison | null>;
  /** Asks the person where it takes long, however many runs it has. @throws {ExperimentError} if it can't run on this machine. */
  isWanted(compared: ComparedExperiment, csv: CsvData | null): Promise<boolean>;
  /** @throws {ExperimentError} if it can't run. */
  begin(experiment: Experiment, compared: ComparedExperiment): Promise<Race>;
  /** Keeps what is known, so that the same experiment opens it again. */
  remember(place: ComparisonPlace): Promise<void>;
  /** Opens its page; nothing is run. */
  show(known: KnownComparison): Promise<void>;
}

export interface ComparisonDoors {
  /** Of an experiment's CSV file; null where it has none. @param file Which its path is relative to. */
  dataBeside(asked: Experiment, file: vscode.Uri): Promise<CsvData | null>;
  fairComparison(): Promise<ComparisonDoor>;
}

interface LessonComparisonsParts {
  readonly doors: () => Promise<ComparisonDoors>;
  readonly controller: CellExecutions;
  readonly post: (message: unknown) => Thenable<boolean>;
}

/** Least time between two batches, in milliseconds. */
const interval = 100;

interface ShownComparison {
  readonly id: string;
  readonly cell: vscode.NotebookCell;
  readonly compared: ComparedExperiment;
  readonly driver: ComparisonDriver;
  timer: NodeJS.Timeout | undefined;
  /** Of the races that are remembered. */
  remembered: number;
  /** Called when nothing of it goes on any more; with what kept it from going on. */
  end: (error?: unknown) => void;
}

export class LessonComparisons {
  readonly #parts: LessonComparisonsParts;
  /** By the URIs of cells: of each the last one. */
  readonly #shown = new Map<string, ShownComparison>();
  #made = 0;

  constructor(parts: LessonComparisonsParts) {
    this.#parts = parts;
  }

  /**
   * From the start or, where it was interrupted before, from where it was.
   * @returns Whether it came to its end; undefined where it was interrupted, or isn't wanted. What is known then stays.
   * @throws {Error} if it can't run.
   */
  async show(execution: vscode.NotebookCellExecution, experiment: Experiment): Promise<true | undefined> {
    const { cell } = execution;
    const doors = await this.#parts.doors();
    const csv = await doors.dataBeside(experiment, cell.notebook.uri);
    const door = await doors.fairComparison();
    const compared = door.compared(experiment, csv);
    const known = await door.known(compared);
    const begun = known && isUnfinished(known) ? known : null;
    if (!begun && !(await door.isWanted(compared, csv))) {
      await execution.clearOutput();
      return undefined;
    }
    const shown = this.#load(cell, begun ?? { compared, looks: [compared.spec.seeds], races: [] }, door);
    return this.#follow(shown, execution, () => shown.driver.go());
  }

  /** What was shown below a cell before the window was loaded anew; null where its races are gone. Nothing is run. */
  async lastOutput(
    cell: vscode.NotebookCell,
    experiment: Experiment,
  ): Promise<vscode.NotebookCellOutput | null> {
    const doors = await this.#parts.doors();
    const door = await doors.fairComparison();
    const compared = door.compared(experiment, await doors.dataBeside(experiment, cell.notebook.uri));
    const known = await door.known(compared);
    return known && outputOf(outputFrom(this.#load(cell, known, door)));
  }

  /** From the renderer. */
  async onMessage(message: unknown): Promise<void> {
    const asked = readComparisonAction(message);
    const shown = asked && [...this.#shown.values()].find(({ id }) => id === asked.comparison);
    if (!asked || !shown || shown.cell.notebook.isClosed) return;
    if (asked.action === 'ready') return void this.#send(shown);
    const door = await (await this.#parts.doors()).fairComparison();
    const { compared, driver } = shown;
    if (asked.action === 'open')
      return door.show({ compared, looks: driver.state.looks, races: driver.races });
    await this.#addSeeds(shown, door);
  }

  dispose(): void {
    for (const shown of this.#shown.values()) forget(shown);
  }

  /** As a run of the cell, which the notebook's own button stops. */
  async #addSeeds({ cell, compared, driver }: ShownComparison, door: ComparisonDoor): Promise<void> {
    // Its page may have gone on.
    const known = await door.known(compared);
    const races = { compared, looks: driver.state.looks, races: driver.races };
    const shown = this.#load(cell, known && known.races.length > driver.races.length ? known : races, door);
    const { moreSeeds } = shown.driver.sheet();
    const execution = this.#parts.controller.createNotebookCellExecution(cell);
    execution.start(Date.now());
    let succeeded: boolean | undefined = false;
    try {
      succeeded = await this.#follow(shown, execution, () =>
        moreSeeds === null ? shown.driver.go() : shown.driver.addSeeds(moreSeeds),
      );
    } finally {
      execution.end(succeeded, Date.now());
    }
  }

  #load(
    cell: vscode.NotebookCell,
    { compared, looks, races }: KnownComparison,
    door: ComparisonDoor,
  ): ShownComparison {
    const place = cell.document.uri.toString();
    const before = this.#shown.get(place);
    if (before) forget(before);
    const state = { ...firstState(compared.spec), looks, races };
    const driver = new ComparisonDriver(state, races, {
      store: door.store,
      begin: (experiment) => door.begin(experiment, compared),
      stop: (race) => door.stop(race),
      onChange: () => this.#onChange(shown, door),
      onError: (error) => shown.end(error),
    });
    const shown: ShownComparison = {
      ...{ id: `comparison-${++this.#made}`, cell, compared, driver, timer: undefined },
      ...{ remembered: races.length, end: () => {} },
    };
    this.#shown.set(place, shown);
    return shown;
  }

  /** Until nothing of it goes on. */
  async #follow(
    shown: ShownComparison,
    execution: vscode.NotebookCellExecution,
    begin: () => Promise<void>,
  ): Promise<true | undefined> {
    const { driver } = shown;
    const { token } = execution;
    const output = outputOf(outputFrom(shown));
    await execution.replaceOutput(output);
    const ended = new Promise<void>((resolve, reject) => {
      shown.end = (error) => (error === undefined ? resolve() : reject(error));
    });
    const stop = () => void driver.stop().catch((error: unknown) => shown.end(error));
    const interrupted = token.onCancellationRequested(stop);
    try {
      await begin();
      // Asked for while it was about to begin.
      if (token.isCancellationRequested) stop();
      await ended;
    } finally {
      interrupted.dispose();
      clearTimeout(shown.timer);
      this.#send(shown);
      // What is shown now outlives its renderer.
      await execution.replaceOutputItems([...itemsOf(outputFrom(shown))], output);
    }
    return token.isCancellationRequested ? undefined : true;
  }

  /** At most so often. */
  #onChange(shown: ShownComparison, door: ComparisonDoor): void {
    shown.timer ??= setTimeout(() => {
      const sheet = this.#send(shown);
      const { driver, compared } = shown;
      if (driver.races.length !== shown.remembered) {
        shown.remembered = driver.races.length;
        door
          .remember(comparisonPlaceOf(compared, driver))
          .catch((error: unknown) => log.warn(messageOf(error)));
      }
      if (!isRunning(sheet)) shown.end();
    }, interval);
  }

  /** @returns What was told. */
  #send(shown: ShownComparison): ComparisonSheet {
    shown.timer = undefined;
    const output = outputFrom(shown);
    void this.#parts.post(toldOf(output));
    return output.sheet;
  }
}

function outputFrom({ id, driver }: ShownComparison): ComparisonOutput {
  return { type: 'comparison', comparison: id, sheet: driver.sheet() };
}

function isUnfinished({ compared, looks, races }: KnownComparison): boolean {
  return nextRaces({ ...firstState(compared.spec), looks, races }).length > 0;
}

function forget({ driver, timer }: ShownComparison): void {
  clearTimeout(timer);
  driver.dispose();
}
