/** Runs the cells of lessons: each is a race as any other, shown below its cell while it goes on. */
import * as vscode from 'vscode';
import { ExperimentError } from '../../core/experiment/errors.ts';
import type { Experiment } from '../../core/experiment/schema.ts';
import { keepShown } from '../../core/lesson/keptShown.ts';
import { raceOutput } from '../../core/lesson/raceOutput.ts';
import { messageOf } from '../../core/messageOf.ts';
import type { Race } from '../../core/race/race.ts';
import type { RaceStore } from '../../core/race/store.ts';
import type { Backend } from '../backend/backend.ts';
import { log } from '../log.ts';
import { showInformation } from '../shown/messages.ts';
import { askPrediction } from './askPrediction.ts';
import { experimentOf } from './cellExperiment.ts';
import { type CellExecutions, type ExerciseParts, Exercises, exerciseAt, ruleOf } from './exercises.ts';
import type { KeptRaces } from './keptRaces.ts';
import { LastOutputs } from './lastOutputs.ts';
import { type ComparisonDoors, LessonComparisons } from './lessonComparisons.ts';
import { LessonMaps, type MapDoors } from './lessonMaps.ts';
import { type LessonMemory, placeOfTask } from './lessonMemory.ts';
import { lessonCellOf } from './lessonNotebook.ts';
import { itemsOf, outputOf } from './lessonOutputs.ts';
import { LiveRaces } from './liveRaces.ts';
import { isOpenQuestion, questionAbout, questionOf } from './questions.ts';
import { shownRacesWith } from './shownRaces.ts';
import { noteBeginnings } from './starters.ts';

/** Where races of lessons begin and end, and what their maps and comparisons lead to. */
export interface LessonRaces extends MapDoors, ComparisonDoors {
  beginRace(asked: Experiment, file: vscode.Uri): Promise<Race | null>;
  stopRace(race: Race): Promise<void>;
}

export interface CellRunnerParts {
  readonly store: RaceStore;
  readonly races: () => Promise<LessonRaces>;
  readonly controller: CellExecutions;
  readonly messaging: Pick<vscode.NotebookRendererMessaging, 'postMessage'>;
  /** What exercises need, and who remembers what cells ran. */
  readonly parts: Omit<ExerciseParts, 'backend'> & {
    readonly backend: () => Promise<Pick<Backend, 'checkAttempt' | 'checkCells' | 'openMap'>>;
    readonly kept: KeptRaces;
  };
}

export class CellRunner implements vscode.Disposable {
  readonly #races: CellRunnerParts['races'];
  readonly #controller: CellExecutions;
  readonly #live: LiveRaces;
  readonly #maps: LessonMaps;
  readonly #comparisons: LessonComparisons;
  readonly #exercises: Exercises;
  readonly #memory: LessonMemory;
  readonly #kept: KeptRaces;
  readonly #last: LastOutputs;
  /** What cells ran last, to its end. */
  readonly #ended = new WeakMap<vscode.NotebookCell, Race>();
  /** How many cells have run. */
  #order = 0;

  constructor({ store, races, controller, messaging, parts }: CellRunnerParts) {
    this.#races = races;
    this.#controller = controller;
    this.#memory = parts.memory;
    this.#kept = parts.kept;
    this.#live = new LiveRaces(store, (message) => messaging.postMessage(message));
    this.#maps = new LessonMaps({
      ...{ doors: races, backend: parts.backend },
      post: (message) => messaging.postMessage(message),
    });
    this.#comparisons = new LessonComparisons({
      ...{ doors: races, controller },
      post: (message) => messaging.postMessage(message),
    });
    this.#exercises = new Exercises(parts, controller, this.#maps);
    this.#last = new LastOutputs({
      ...{ ...parts, controller, exercises: this.#exercises, comparisons: this.#comparisons },
    });
  }

  /**
   * One after the other, until one is interrupted. A race that somebody is asked about is shown after the answer, the rule of
   * an exercise is checked for it, and races that were run with a rule as it was are run again with what it is.
   */
  async run(cells: readonly vscode.NotebookCell[]): Promise<void> {
    const shown = new Set<vscode.NotebookCell>();
    for (const cell of cells) {
      const question = questionAbout(cell);
      const isOpen = question !== undefined && isOpenQuestion(question, this.#memory);
      const meant = isOpen ? question : (exerciseAt(cell) ?? cell);
      if (shown.has(cell) || shown.has(meant)) continue;
      if (!(await this.#runCell(meant, shown))) return;
      for (const race of await this.#outdatedBy(meant)) if (!(await this.#runCell(race, shown))) return;
    }
  }

  /** Races follow their rule: those below a lesson's cells that show it as it was, once it has run as it is. */
  async #outdatedBy(ran: vscode.NotebookCell): Promise<vscode.NotebookCell[]> {
    const rule = lessonCellOf(ran).kind === 'optimizer' ? ran : ruleOf(ran);
    const found: vscode.NotebookCell[] = [];
    for (const cell of rule ? shownRacesWith(rule) : [])
      if (await this.#kept.isOutdated(cell, this.#ended.get(cell))) found.push(cell);
    return found;
  }

  /** A lesson is opened: shows what its cells put out before the window was loaded anew. */
  async bringBack(notebook: vscode.NotebookDocument): Promise<void> {
    try {
      await noteBeginnings(notebook, this.#memory);
      await this.#last.bringBack(notebook);
    } catch (error) {
      log.warn(`lesson: outputs were not brought back: ${messageOf(error)}`);
    }
  }

  /** From the renderer. */
  onMessage(message: unknown): void {
    this.#live.onMessage(message);
    this.#report(this.#exercises.onMessage(message), false);
    this.#report(this.#maps.onMessage(message), true);
    this.#report(this.#comparisons.onMessage(message), true);
  }

  dispose(): void {
    this.#live.dispose();
    this.#maps.dispose();
    this.#comparisons.dispose();
    this.#exercises.dispose();
    this.#last.dispose();
  }

  /** @param isTold Whether the person reads what went wrong. */
  #report(done: Promise<void>, isTold: boolean): void {
    done.catch((error: unknown) => {
      log.error(`lesson: ${messageOf(error)}`);
      if (isTold) void showInformation(messageOf(error));
    });
  }

  /**
   * @param shown Gets the cells whose races or verdicts were shown.
   * @returns Whether those behind it may run.
   */
  async #runCell(cell: vscode.NotebookCell, shown: Set<vscode.NotebookCell>): Promise<boolean> {
    const free = await this.#last.take(cell);
    const execution = this.#controller.createNotebookCellExecution(cell);
    this.#order += 1;
    execution.executionOrder = this.#order;
    execution.start(Date.now());
    let succeeded: boolean | undefined;
    try {
      succeeded = await this.#work(execution, shown);
    } catch (error) {
      if (!(error instanceof vscode.CancellationError)) {
        succeeded = false;
        if (!(error instanceof ExperimentError)) log.error(`lesson: ${messageOf(error)}`);
        await execution.replaceOutput(outputOf({ type: 'words', text: messageOf(error), wrong: true }));
      }
    }
    execution.end(succeeded, Date.now());
    free();
    return succeeded !== undefined;
  }

  #work(
    execution: vscode.NotebookCellExecution,
    shown: Set<vscode.NotebookCell>,
  ): Promise<boolean | undefined> {
    const { kind } = lessonCellOf(execution.cell);
    if (kind === 'predict') return this.#ask(execution, shown);
    if (kind !== 'exercise') return this.#race(execution, shown);
    shown.add(execution.cell);
    return this.#exercises.check(execution);
  }

  /** Asks, shows the race in its own cell, and says whether the answer was right. */
  async #ask(
    execution: vscode.NotebookCellExecution,
    shown: Set<vscode.NotebookCell>,
  ): Promise<boolean | undefined> {
    const { cell } = execution;
    const asked = await questionOf(cell);
    const { question } = asked.prediction;
    const answer = await askPrediction(asked, (attempt) => this.#exercises.compute(attempt, execution.token));
    if (!answer) return undefined;
    const place = placeOfTask(cell);
    await this.#memory.record(place, { kind: 'checked', result: 'passed' });
    const answered = { type: 'answered', heading: question, said: `You say: ${answer.label}.` } as const;
    await execution.replaceOutput(outputOf({ ...answered, verdict: null }));
    if (!(await this.#runCell(asked.about, shown))) return undefined;
    const race = this.#ended.get(asked.about);
    const verdict = await answer.judge(race ? raceOutput(race).runs : []);
    if (!verdict) return false;
    await this.#memory.setShown(
      place,
      keepShown({ said: answered.said, verdict }, [lessonCellOf(cell).text]),
    );
    await execution.replaceOutput(outputOf({ ...answered, verdict }));
    return true;
  }

  /** @returns Whether it ran to its end; undefined where it was interrupted. */
  async #race(
    execution: vscode.NotebookCellExecution,
    shown: Set<vscode.NotebookCell>,
  ): Promise<boolean | undefined> {
    const { cell } = execution;
    shown.add(cell);
    const experiment = await experimentOf(cell);
    if (experiment?.map) {
      await this.#kept.noteOther(cell, 'map');
      return this.#maps.show(execution, experiment);
    }
    if (experiment?.compare) {
      await this.#kept.noteOther(cell, 'comparison');
      return this.#comparisons.show(execution, experiment);
    }
    const races = await this.#races();
    const race = experiment && (await races.beginRace(experiment, cell.notebook.uri));
    if (!race) {
      await execution.clearOutput();
      return experiment ? undefined : true;
    }
    await this.#kept.note(cell, race);
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
    this.#ended.set(cell, race);
    // What is shown now outlives its renderer.
    await execution.replaceOutputItems([...itemsOf(raceOutput(race))], output);
    return execution.token.isCancellationRequested
      ? undefined
      : race.runs.every(({ record }) => record.state.status.kind !== 'failed');
  }
}
