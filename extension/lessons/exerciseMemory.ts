/** How far a person is with exercises, in all windows: by lesson and exercise. */
import type * as vscode from 'vscode';
import type { Exercise } from '../../core/lesson/exercise/exercise.ts';
import {
  type ExerciseEvent,
  type ExerciseProgress,
  nextProgress,
  readExerciseProgress,
} from '../../core/lesson/exercise/progress.ts';
import { lessonCellOf } from './lessonNotebook.ts';

export class ExerciseMemory {
  readonly #memory: vscode.Memento;

  constructor(memory: vscode.Memento) {
    this.#memory = memory;
  }

  progressOf(cell: vscode.NotebookCell): ExerciseProgress {
    return readExerciseProgress(this.#memory.get(keyOf(cell)));
  }

  /** @returns How far the person is then. */
  async record(
    cell: vscode.NotebookCell,
    event: ExerciseEvent,
    exercise: Exercise,
  ): Promise<ExerciseProgress> {
    const next = nextProgress(this.progressOf(cell), event, exercise);
    await this.#memory.update(keyOf(cell), next);
    return next;
  }
}

/** One for each exercise: windows don't write over what others know of further ones. */
function keyOf(cell: vscode.NotebookCell): string {
  const { notebook, index } = cell;
  const lessonCell = lessonCellOf(cell);
  const id = lessonCell.kind === 'markdown' ? null : lessonCell.id;
  return `exercise ${notebook.uri.toString()} ${id ?? index}`;
}
