/** What there is to do in a lesson, and how much of it a learner has done: exercises that are passed, questions that are answered. */
import { readText } from '../experiment/text/readText.ts';
import type { ExerciseProgress } from './exercise/progress.ts';
import type { LessonCell, LessonFacts } from './lesson.ts';

export interface LessonTask {
  readonly kind: 'exercise' | 'predict';
  /** By which it is remembered: its id or, where it has none, the number of its cell. */
  readonly key: string;
  readonly title: string;
  /** Its number among the cells. */
  readonly cell: number;
}

export type TaskState = 'passed' | 'tried' | 'not begun';

export interface Standing {
  readonly tasks: readonly (LessonTask & { readonly state: TaskState })[];
  readonly done: number;
  /** `3 of 7`; null where there is nothing to do. */
  readonly text: string | null;
}

/** In the order of the lesson. */
export function tasksOf(cells: readonly LessonCell[]): LessonTask[] {
  return cells.flatMap((cell, number): LessonTask[] => {
    if (cell.kind !== 'exercise' && cell.kind !== 'predict') return [];
    return [{ kind: cell.kind, key: taskKey(cell, number), title: titleOf(cell), cell: number }];
  });
}

/** @param number Of the cell in its lesson. */
export function taskKey(cell: LessonCell, number: number): string {
  return (cell.kind === 'markdown' ? null : cell.id) ?? String(number);
}

/** @param progressOf What is remembered of a task, by its key. */
export function standingOf(
  tasks: readonly LessonTask[],
  progressOf: (key: string) => ExerciseProgress,
): Standing {
  const told = tasks.map((task) => ({ ...task, state: stateOf(progressOf(task.key)) }));
  const done = told.filter(({ state }) => state === 'passed').length;
  return { tasks: told, done, text: told.length === 0 ? null : `${done} of ${told.length}` };
}

function stateOf({ tries, hintsTaken, isShown, isPassed }: ExerciseProgress): TaskState {
  if (isPassed) return 'passed';
  return tries > 0 || hintsTaken > 0 || isShown ? 'tried' : 'not begun';
}

/** `Lesson 5`, or its title where it has no number. @param name Of its file: what it is called without either. */
export function lessonName({ number, title }: Pick<LessonFacts, 'number' | 'title'>, name: string): string {
  return number === null ? (title ?? name) : `Lesson ${number}`;
}

/** What its text says, also where something else in it is wrong; else its id in words. */
function titleOf({ kind, id, text }: Exclude<LessonCell, { kind: 'markdown' }>): string {
  const said: unknown = readText(text).value;
  const field = kind === 'predict' ? 'question' : 'title';
  const title: unknown = typeof said === 'object' && said !== null ? Reflect.get(said, field) : undefined;
  if (typeof title === 'string' && title.trim() !== '') return title;
  const words = (id ?? kind).replaceAll('-', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}
