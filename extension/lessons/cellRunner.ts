/** Runs the cells of lessons: each is a race as any other, shown below its cell while it goes on. */
import * as vscode from 'vscode';
import { ExperimentError } from '../../core/experiment/errors.ts';
import { parseExperiment } from '../../core/experiment/parseExperiment.ts';
import type { RuleFiles } from '../../core/experiment/ruleFiles.ts';
import type { Experiment } from '../../core/experiment/schema.ts';
import { describeFaults } from '../../core/experiment/text/checkText.ts';
import type { CodeCell } from '../../core/lesson/lesson.ts';
import { type CellOutput, raceOutput, textOfOutput } from '../../core/lesson/raceOutput.ts';
import { ruleExperiment } from '../../core/lesson/ruleExperiment.ts';
import { messageOf } from '../../core/messageOf.ts';
import type { Race } from '../../core/race/race.ts';
import type { RaceStore } from '../../core/race/store.ts';
import { checkExperimentText } from '../files/checkExperimentText.ts';
import { lessonOutput } from '../ids.ts';
import { log } from '../log.ts';
import { cellsOf, lessonCellOf } from './lessonNotebook.ts';
import { LiveRaces } from './liveRaces.ts';

/** Where races of lessons begin and end. */
export interface LessonRaces {
  beginRace(asked: Experiment, file: vscode.Uri): Promise<Race | null>;
  stopRace(race: Race): Promise<void>;
}

export interface CellRunnerParts {
  readonly store: RaceStore;
  readonly races: () => Promise<LessonRaces>;
  readonly controller: Pick<vscode.NotebookController, 'createNotebookCellExecution'>;
  readonly messaging: Pick<vscode.NotebookRendererMessaging, 'postMessage'>;
}

export class CellRunner implements vscode.Disposable {
  readonly #races: CellRunnerParts['races'];
  readonly #controller: CellRunnerParts['controller'];
  readonly #live: LiveRaces;
  /** How many cells have run. */
  #order = 0;

  constructor({ store, races, controller, messaging }: CellRunnerParts) {
    this.#races = races;
    this.#controller = controller;
    this.#live = new LiveRaces(store, (message) => messaging.postMessage(message));
  }

  /** One after the other, until one is interrupted. */
  async run(cells: readonly vscode.NotebookCell[]): Promise<void> {
    for (const cell of cells) if (!(await this.#runCell(cell))) return;
  }

  /** From the renderer. */
  onMessage(message: unknown): void {
    this.#live.onMessage(message);
  }

  dispose(): void {
    this.#live.dispose();
  }

  /** @returns Whether those behind it may run. */
  async #runCell(cell: vscode.NotebookCell): Promise<boolean> {
    const execution = this.#controller.createNotebookCellExecution(cell);
    this.#order += 1;
    execution.executionOrder = this.#order;
    execution.start(Date.now());
    let succeeded: boolean | undefined;
    try {
      succeeded = await this.#runWithin(execution, cell);
    } catch (error) {
      if (!(error instanceof vscode.CancellationError)) {
        succeeded = false;
        if (!(error instanceof ExperimentError)) log.error(`lesson: ${messageOf(error)}`);
        await execution.replaceOutput(outputOf({ type: 'words', text: messageOf(error), wrong: true }));
      }
    }
    execution.end(succeeded, Date.now());
    return succeeded !== undefined;
  }

  /** @returns Whether it ran to its end; undefined where it was interrupted. */
  async #runWithin(
    execution: vscode.NotebookCellExecution,
    cell: vscode.NotebookCell,
  ): Promise<boolean | undefined> {
    const experiment = await experimentOf(cell);
    const races = await this.#races();
    const race = experiment && (await races.beginRace(experiment, cell.notebook.uri));
    if (!race) {
      await execution.clearOutput();
      return experiment ? undefined : true;
    }
    const stop = () =>
      void races.stopRace(race).catch((error: unknown) => log.error(`lesson: ${messageOf(error)}`));
    const interrupted = execution.token.onCancellationRequested(stop);
    // Asked for while the race was about to begin.
    if (execution.token.isCancellationRequested) stop();
    const output = outputOf(raceOutput(race));
    try {
      await execution.replaceOutput(output);
      await this.#live.follow(race);
    } finally {
      interrupted.dispose();
    }
    // What is shown now outlives its renderer.
    await execution.replaceOutputItems([...itemsOf(raceOutput(race))], output);
    return execution.token.isCancellationRequested
      ? undefined
      : race.runs.every(({ record }) => record.state.status.kind !== 'failed');
  }
}

/**
 * What a cell runs; null where it runs nothing.
 * @throws {ExperimentError} if it can't run.
 */
async function experimentOf(cell: vscode.NotebookCell): Promise<Experiment | null> {
  const lessonCell = lessonCellOf(cell);
  if (lessonCell.kind === 'optimizer') return experimentOfRule(lessonCell, cell);
  if (lessonCell.kind !== 'experiment') return null;
  const text = cell.document.getText();
  const { experiment, faults, faultCount } = await checkExperimentText(text, cell.document.uri);
  if (experiment) return experiment;
  const name = lessonCell.id ?? 'experiment';
  throw new ExperimentError([{ path: [], message: describeFaults(name, faults, text, faultCount) }]);
}

function experimentOfRule({ id, text }: CodeCell, cell: vscode.NotebookCell): Experiment {
  const path = `${id ?? 'rule'}.optimizer`;
  const files: RuleFiles = new Map([[path, { place: cell.document.uri.toString(), text }]]);
  return parseExperiment(ruleExperiment(path, cellsOf(cell.notebook), cell.index), files);
}

function outputOf(output: CellOutput): vscode.NotebookCellOutput {
  return new vscode.NotebookCellOutput([...itemsOf(output)]);
}

/** For who sees and who doesn't. */
function itemsOf(output: CellOutput): readonly vscode.NotebookCellOutputItem[] {
  return [
    vscode.NotebookCellOutputItem.json(output, lessonOutput.mime),
    vscode.NotebookCellOutputItem.text(textOfOutput(output)),
  ];
}
