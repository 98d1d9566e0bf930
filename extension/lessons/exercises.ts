/** Exercises of lessons: what a person answers is checked in a thread, and shown below the exercise with the help that there is. */
import * as vscode from 'vscode';
import { ExperimentError } from '../../core/experiment/errors.ts';
import { describeFaults } from '../../core/experiment/text/checkText.ts';
import type { Attempt, CheckedAttempt } from '../../core/lesson/exercise/checkAttempt.ts';
import type { Exercise } from '../../core/lesson/exercise/exercise.ts';
import { parseExercise } from '../../core/lesson/exercise/parseExercise.ts';
import { type ExerciseState, exerciseOutput } from '../../core/lesson/exerciseOutput.ts';
import { type ExerciseAction, exerciseActions } from '../../core/lesson/exerciseWords.ts';
import { keepShown, readShown } from '../../core/lesson/keptShown.ts';
import type { Backend } from '../backend/backend.ts';
import { commandIds } from '../ids.ts';
import { askAnswer } from './askAnswer.ts';
import type { LessonMaps } from './lessonMaps.ts';
import { type LessonMemory, placeOfTask } from './lessonMemory.ts';
import { lessonCellOf } from './lessonNotebook.ts';
import { itemsOf, outputOf } from './lessonOutputs.ts';
import { WrongLines } from './wrongLines.ts';

/** Where cells begin and end. */
export type CellExecutions = Pick<vscode.NotebookController, 'createNotebookCellExecution'>;

export interface ExerciseParts {
  readonly backend: () => Promise<Pick<Backend, 'checkAttempt' | 'checkCells'>>;
  readonly memory: LessonMemory;
}

interface Shown {
  readonly cell: vscode.NotebookCell;
  readonly output: vscode.NotebookCellOutput;
  readonly state: ExerciseState;
}

/** The exercise that a cell belongs to: itself, or the one whose rule it is. */
export function exerciseAt(cell: vscode.NotebookCell): vscode.NotebookCell | undefined {
  const { kind } = lessonCellOf(cell);
  if (kind === 'exercise') return cell;
  const above = kind === 'optimizer' ? cell.notebook.getCells()[cell.index - 1] : undefined;
  const asked = above && lessonCellOf(above);
  if (asked?.kind !== 'exercise') return undefined;
  const { exercise } = parseExercise(asked.text);
  return exercise === null || exercise.kind === 'rule' ? above : undefined;
}

export class Exercises implements vscode.Disposable {
  readonly #backend: ExerciseParts['backend'];
  readonly #memory: LessonMemory;
  readonly #controller: CellExecutions;
  readonly #maps: Pick<LessonMaps, 'heldOn'>;
  readonly #wrongLines: WrongLines;
  /** By the URIs of cells. */
  readonly #shown = new Map<string, Shown>();

  constructor(
    { backend, memory }: ExerciseParts,
    controller: CellExecutions,
    maps: Pick<LessonMaps, 'heldOn'>,
  ) {
    this.#maps = maps;
    this.#backend = backend;
    this.#memory = memory;
    this.#controller = controller;
    this.#wrongLines = new WrongLines(memory);
  }

  dispose(): void {
    this.#wrongLines.dispose();
  }

  /**
   * @returns Whether the answer is right; undefined where there is none, or the check was interrupted.
   * @throws {Error} if the exercise can't be read or computed.
   */
  async check(execution: vscode.NotebookCellExecution): Promise<boolean | undefined> {
    const { cell, token } = execution;
    const exercise = exerciseOf(cell);
    const attempt = await askAnswer(exercise, cell, this.#maps);
    if (!attempt) return undefined;
    const checked = await this.compute(attempt, token);
    const event = { kind: 'checked', result: checked.kind } as const;
    const place = placeOfTask(cell);
    await this.#memory.setShown(place, keepShown(checked, textsOf(cell)));
    const progress = await this.#memory.record(place, event, exercise);
    await execution.replaceOutput(this.#show(cell, { exercise, progress, checked, isExplained: false }));
    return checked.kind === 'passed';
  }

  /** What comes of an answer, in a thread. @throws {CancellationError} where it is interrupted. */
  async compute(attempt: Attempt, token: vscode.CancellationToken): Promise<CheckedAttempt> {
    const ended = new AbortController();
    const interrupted = token.onCancellationRequested(() => ended.abort(new vscode.CancellationError()));
    if (token.isCancellationRequested) ended.abort(new vscode.CancellationError());
    try {
      return await (await this.#backend()).checkAttempt(attempt, ended.signal);
    } finally {
      interrupted.dispose();
    }
  }

  /** What was shown below an exercise before the window was loaded anew; null where it is about other texts than now. */
  lastOutput(cell: vscode.NotebookCell): vscode.NotebookCellOutput | null {
    const { exercise } = parseExercise(lessonCellOf(cell).text);
    const place = placeOfTask(cell);
    const checked = exercise && readShown(this.#memory.shownOf(place), textsOf(cell));
    if (!checked || 'said' in checked) return null;
    const progress = this.#memory.progressOf(place);
    return this.#show(cell, { exercise, progress, checked, isExplained: false });
  }

  /** A button below an exercise. */
  async onMessage(message: unknown): Promise<void> {
    const asked = readAction(message);
    const shown = asked && this.#shown.get(asked.cell);
    if (!asked || !shown || shown.cell.notebook.isClosed) return;
    if (asked.action === 'reset') {
      await vscode.commands.executeCommand(commandIds.resetExercise, shown.cell);
      return;
    }
    if (asked.action === 'look') {
      await vscode.commands.executeCommand(commandIds.debugExercise, shown.cell);
      return;
    }
    const state = await this.#next(shown, asked.action);
    this.#shown.set(asked.cell, { ...shown, state });
    // An output changes in an execution only.
    const execution = this.#controller.createNotebookCellExecution(shown.cell);
    execution.start();
    await execution.replaceOutputItems([...itemsOf(exerciseOutput(asked.cell, state))], shown.output);
    execution.end(state.checked.kind === 'passed');
  }

  async #next(
    { cell, state }: Shown,
    action: Exclude<ExerciseAction, 'reset' | 'look'>,
  ): Promise<ExerciseState> {
    if (action === 'difference') return { ...state, isExplained: true };
    const progress = await this.#memory.record(placeOfTask(cell), { kind: action }, state.exercise);
    return { ...state, progress };
  }

  #show(cell: vscode.NotebookCell, state: ExerciseState): vscode.NotebookCellOutput {
    const place = cell.document.uri.toString();
    const output = outputOf(exerciseOutput(place, state));
    this.#shown.set(place, { cell, output, state });
    const rule = ruleOf(cell);
    if (rule) this.#wrongLines.show(rule.document, state.checked);
    return output;
  }
}

/** What a verdict is about: the exercise and, where it has one, the rule behind it. */
function textsOf(cell: vscode.NotebookCell): string[] {
  const rule = ruleOf(cell);
  return [lessonCellOf(cell).text, ...(rule ? [lessonCellOf(rule).text] : [])];
}

/** The cell behind an exercise that asks for a rule. */
export function ruleOf(exercise: vscode.NotebookCell): vscode.NotebookCell | undefined {
  const behind = exercise.notebook.getCells()[exercise.index + 1];
  return behind && exerciseAt(behind) === exercise ? behind : undefined;
}

/** @throws {ExperimentError} if its text is no exercise. */
function exerciseOf(cell: vscode.NotebookCell): Exercise {
  const { text, ...rest } = lessonCellOf(cell);
  const { exercise, faults } = parseExercise(text);
  if (exercise) return exercise;
  const name = 'id' in rest && rest.id !== null ? rest.id : 'exercise';
  throw new ExperimentError([{ path: [], message: describeFaults(name, faults, text) }]);
}

interface Asked {
  readonly cell: string;
  readonly action: ExerciseAction;
}

/** From the renderer, in which whatever is shown may speak. */
function readAction(message: unknown): Asked | null {
  if (typeof message !== 'object' || message === null || Reflect.get(message, 'type') !== 'exercise')
    return null;
  const cell: unknown = Reflect.get(message, 'cell');
  const action = exerciseActions.find((each) => each === Reflect.get(message, 'action'));
  return typeof cell === 'string' && action ? { cell, action } : null;
}
