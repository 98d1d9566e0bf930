/** How far a person is with the tasks of lessons, in all windows, and what was shown of them last. */
import * as vscode from 'vscode';
import type { Exercise } from '../../core/lesson/exercise/exercise.ts';
import {
  type ExerciseEvent,
  type ExerciseProgress,
  nextProgress,
  readExerciseProgress,
} from '../../core/lesson/exercise/progress.ts';
import { taskKey } from '../../core/lesson/standing.ts';
import { lessonCellOf } from './lessonNotebook.ts';

/** A task, wherever it is shown. */
export interface TaskPlace {
  /** The URI of its lesson. */
  readonly lesson: string;
  readonly key: string;
}

/** `done`: it was passed or answered just now, for the first time. `returned`: what was forgotten is known again. */
export interface MemoryChange {
  readonly kind: 'recorded' | 'done' | 'forgotten' | 'returned';
  readonly lesson: string;
  readonly keys: readonly string[];
}

/** More characters than these aren't kept of a task: no answer that a person types has so many. */
const mostShown = 20_000;

export class LessonMemory {
  readonly #memory: vscode.Memento;
  readonly #changes = new vscode.EventEmitter<MemoryChange>();
  /** Of this window. Others have the same memory, and tell nobody. */
  readonly onDidChange = this.#changes.event;

  constructor(memory: vscode.Memento) {
    this.#memory = memory;
  }

  progressOf(place: TaskPlace): ExerciseProgress {
    return readExerciseProgress(this.#memory.get(progressKey(place)));
  }

  /** @returns How far the person is then. */
  async record(
    place: TaskPlace,
    event: ExerciseEvent,
    exercise: Pick<Exercise, 'hints'> = { hints: [] },
  ): Promise<ExerciseProgress> {
    const before = this.progressOf(place);
    const next = nextProgress(before, event, exercise);
    await this.#memory.update(progressKey(place), next);
    const kind = next.isPassed && !before.isPassed ? 'done' : 'recorded';
    this.#changes.fire({ kind, lesson: place.lesson, keys: [place.key] });
    return next;
  }

  /** What `setShown` was given last. */
  shownOf(place: TaskPlace): unknown {
    return this.#memory.get(shownKey(place));
  }

  async setShown(place: TaskPlace, shown: unknown): Promise<void> {
    const isKept = JSON.stringify(shown).length <= mostShown;
    await this.#memory.update(shownKey(place), isKept ? shown : undefined);
  }

  /** What the rule of an exercise said when its lesson was opened first; undefined where nobody knows. */
  beginningOf(place: TaskPlace): string | undefined {
    const known: unknown = this.#memory.get(beginningKey(place));
    return typeof known === 'string' ? known : undefined;
  }

  /** Until it is tried: who writes the lesson may still change it. */
  async noteBeginning(place: TaskPlace, text: string): Promise<void> {
    if (this.progressOf(place).tries > 0 || this.beginningOf(place) === text || text.length > mostShown)
      return;
    await this.#memory.update(beginningKey(place), text);
  }

  /** @returns What brings it back. */
  async forget(lesson: string, keys: readonly string[]): Promise<() => Promise<void>> {
    const places = keys.map((key) => ({ lesson, key }));
    const kept = places.flatMap((place) =>
      [progressKey(place), shownKey(place)].map((key) => [key, this.#memory.get(key)] as const),
    );
    await this.#setAll(kept.map(([key]) => [key, undefined]));
    this.#changes.fire({ kind: 'forgotten', lesson, keys });
    return async () => {
      await this.#setAll(kept);
      this.#changes.fire({ kind: 'returned', lesson, keys });
    };
  }

  async #setAll(values: readonly (readonly [string, unknown])[]): Promise<void> {
    for (const [key, value] of values) await this.#memory.update(key, value);
  }
}

export function placeOfTask(cell: vscode.NotebookCell): TaskPlace {
  const { notebook, index } = cell;
  return { lesson: notebook.uri.toString(), key: taskKey(lessonCellOf(cell), index) };
}

/** One for each task: windows don't write over what others know of further ones. */
function progressKey({ lesson, key }: TaskPlace): string {
  return `exercise ${lesson} ${key}`;
}

function beginningKey({ lesson, key }: TaskPlace): string {
  return `beginning ${lesson} ${key}`;
}

function shownKey({ lesson, key }: TaskPlace): string {
  return `shown ${lesson} ${key}`;
}
