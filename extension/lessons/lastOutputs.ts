/**
 * What cells put out before their window was loaded anew: outputs are in no file. Races come from the library, and what was
 * said of answers from the memory. Cell by cell, while the lesson is read: nobody waits for it.
 */
import * as vscode from 'vscode';
import { readShown } from '../../core/lesson/keptShown.ts';
import { questionOutput } from '../../core/lesson/questionOutput.ts';
import type { QuestionOutput } from '../../core/lesson/questionWords.ts';
import { raceOutput } from '../../core/lesson/raceOutput.ts';
import { messageOf } from '../../core/messageOf.ts';
import { log } from '../log.ts';
import { experimentOf } from './cellExperiment.ts';
import { type CellExecutions, type Exercises, exerciseAt } from './exercises.ts';
import type { KeptRaces } from './keptRaces.ts';
import type { LessonComparisons } from './lessonComparisons.ts';
import { type LessonMemory, type MemoryChange, placeOfTask } from './lessonMemory.ts';
import { cellsOf, lessonCellOf } from './lessonNotebook.ts';
import { isUnanswered, outputOf } from './lessonOutputs.ts';
import { isOpenQuestion, questionAbout, raceAskedAbout } from './questions.ts';

interface LastOutputsParts {
  readonly controller: CellExecutions;
  readonly exercises: Exercises;
  readonly comparisons: Pick<LessonComparisons, 'lastOutput'>;
  readonly memory: LessonMemory;
  readonly kept: KeptRaces;
}

export class LastOutputs implements vscode.Disposable {
  readonly #parts: LastOutputsParts;
  /** Cells that run. */
  readonly #taken = new Set<vscode.NotebookCell>();
  /** Until the output that is about to change has changed. */
  #changing: Promise<void> = Promise.resolve();
  readonly #subscription: { dispose(): void };

  constructor(parts: LastOutputsParts) {
    this.#parts = parts;
    this.#subscription = parts.memory.onDidChange((change) => {
      this.#onMemory(change).catch((error: unknown) => log.warn(`lesson: ${messageOf(error)}`));
    });
  }

  dispose(): void {
    this.#subscription.dispose();
  }

  /**
   * Of all cells that have put out nothing since.
   * @throws {Error} if the lesson is closed meanwhile.
   */
  async bringBack(notebook: vscode.NotebookDocument): Promise<void> {
    for (const cell of notebook.getCells()) {
      if (notebook.isClosed) return;
      if (!this.#isFree(cell)) continue;
      const output = await this.#outputOf(cell);
      if (output && this.#isFree(cell)) await this.#change(cell, output);
    }
  }

  /**
   * A cell is about to run, and has its outputs for itself.
   * @returns What is to be called at its end.
   */
  async take(cell: vscode.NotebookCell): Promise<() => void> {
    this.#taken.add(cell);
    await this.#changing;
    return () => void this.#taken.delete(cell);
  }

  #isFree(cell: vscode.NotebookCell): boolean {
    return isUnanswered(cell) && !this.#taken.has(cell);
  }

  async #outputOf(cell: vscode.NotebookCell): Promise<vscode.NotebookCellOutput | null> {
    const { exercises, memory } = this.#parts;
    const asked = lessonCellOf(cell);
    if (asked.kind === 'markdown') return null;
    const { kind, text, id } = asked;
    if (kind === 'exercise') return exercises.lastOutput(cell);
    if (kind === 'predict') {
      const shown = isOpenQuestion(cell, memory)
        ? null
        : readShown(memory.shownOf(placeOfTask(cell)), [text]);
      const heading = questionOutput(cellsOf(cell.notebook), cell.index)?.heading;
      return shown && heading !== undefined && 'said' in shown
        ? outputOf({ type: 'answered', heading, ...shown })
        : null;
    }
    const question = questionAbout(cell);
    if (exerciseAt(cell) || (question && isOpenQuestion(question, memory))) return null;
    if (this.#parts.kept.had(cell, 'map')) return outputOf(mapAgain(cell.index, id));
    return this.#lastRun(cell);
  }

  /** Null also where what a cell ran can't be read, or the cell can't run any more. */
  async #lastRun(cell: vscode.NotebookCell): Promise<vscode.NotebookCellOutput | null> {
    const { kept, comparisons } = this.#parts;
    try {
      if (kept.had(cell, 'comparison')) {
        const experiment = await experimentOf(cell);
        return experiment && (await comparisons.lastOutput(cell, experiment));
      }
      const race = await kept.find(cell);
      return race && outputOf(raceOutput(race));
    } catch (error) {
      log.debug(`lesson: what a cell ran isn't shown again: ${messageOf(error)}`);
      return null;
    }
  }

  async #onMemory({ kind, lesson, keys }: MemoryChange): Promise<void> {
    const notebook = vscode.workspace.notebookDocuments.find(({ uri }) => uri.toString() === lesson);
    if (!notebook) return;
    if (kind === 'returned') await this.bringBack(notebook);
    if (kind !== 'forgotten') return;
    const forgotten = notebook.getCells().filter((cell) => keys.includes(placeOfTask(cell).key));
    // A question that is open again hides its race.
    for (const cell of forgotten.flatMap((each) => [each, ...raceAskedAbout(each)])) {
      if (isUnanswered(cell) || this.#taken.has(cell)) continue;
      const question = questionOutput(cellsOf(notebook), cell.index);
      await this.#change(cell, question && outputOf(question));
    }
  }

  /** An output changes in an execution only. @param output Null: none is left. */
  async #change(cell: vscode.NotebookCell, output: vscode.NotebookCellOutput | null): Promise<void> {
    const execution = this.#parts.controller.createNotebookCellExecution(cell);
    execution.start();
    this.#changing = Promise.resolve(output ? execution.replaceOutput(output) : execution.clearOutput()).then(
      () => execution.end(undefined),
    );
    await this.#changing;
  }
}

/** In the place of a map that was there before the window was loaded anew. */
function mapAgain(index: number, id: string | null): QuestionOutput {
  const text = 'It was here before the window was loaded anew. To compute it again takes seconds.';
  return { type: 'question', id, index, heading: 'The map', text, action: 'Compute Again' };
}
