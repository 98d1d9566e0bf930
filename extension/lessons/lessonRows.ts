/** The rows of the view "Lessons", and what they say. */
import { lessonName, type Standing, type TaskState } from '../../core/lesson/standing.ts';
import type { ListedLesson } from './lessonList.ts';
import type { LessonTarget } from './lessonTarget.ts';

type Task = Standing['tasks'][number];

/** What a row of a lesson or of a task is about is a `LessonTarget`, too: commands of the menu get the row. */
export type LessonRow =
  | (LessonTarget & { readonly kind: 'lesson'; readonly listed: ListedLesson })
  | (LessonTarget & { readonly kind: 'task'; readonly told: Task })
  | GroupRow
  /** In place of lessons that can't be listed. */
  | { readonly kind: 'fault'; readonly message: string };

/** The lessons of the workspace. */
interface GroupRow {
  readonly kind: 'group';
  readonly count: number;
}

export interface LessonRowText {
  readonly label: string;
  readonly description: string;
  readonly icon: string;
  /** Of the icon; null: that of the text. */
  readonly color: string | null;
  /** Lines. */
  readonly tooltip: readonly string[];
  /** For who doesn't see icons. */
  readonly spoken: string;
}

const done = { icon: 'pass-filled', color: 'testing.iconPassed' } as const;
const marks: Readonly<Record<TaskState, Pick<LessonRowText, 'icon' | 'color'>>> = {
  passed: done,
  tried: { icon: 'color-mode', color: null },
  'not begun': { icon: 'circle-large-outline', color: null },
};

export function lessonText(lesson: ListedLesson, { tasks, done: count, text }: Standing): LessonRowText {
  const { number, title, minutes, name, fault } = lesson;
  const label = [number, title ?? name].filter((part) => part !== null).join(' · ');
  const spoken = [lessonName(lesson, name), ...(number !== null && title !== null ? [title] : [])];
  if (fault !== null) {
    const tooltip = [name, fault, 'A click opens it as text.'];
    return {
      ...{ label: name, description: 'can’t be read', icon: 'warning', color: 'list.warningForeground' },
      ...{ tooltip, spoken: `${name}, can’t be read` },
    };
  }
  const isBegun = tasks.some(({ state }) => state !== 'not begun');
  const isDone = text !== null && count === tasks.length;
  const spokenMinutes = minutes === null ? [] : [`${minutes} minutes`];
  return {
    ...(isDone ? done : marks[isBegun ? 'tried' : 'not begun']),
    label,
    // Room for one of them: how long it takes, or how far one is.
    description: (isBegun ? text : null) ?? (minutes === null ? '' : `${minutes} min`),
    tooltip: [
      label,
      ...(text === null ? [] : [`${text} exercises and questions are done`]),
      ...spokenMinutes,
    ],
    spoken: [...spoken, ...(text === null ? [] : [`${text} done`]), ...spokenMinutes].join(', '),
  };
}

export function taskText({ title, kind, state }: Task): LessonRowText {
  const said = kind === 'predict' && state === 'passed' ? 'answered' : state;
  return {
    ...marks[state],
    label: title,
    description: state === 'not begun' ? '' : said,
    tooltip: [title, kind === 'predict' ? `Question, ${said}` : `Exercise, ${said}`],
    spoken: `${title}, ${kind === 'predict' ? 'question' : 'exercise'}, ${said}`,
  };
}

export function groupText({ count }: GroupRow): LessonRowText {
  const label = 'In this workspace';
  const description = count === 1 ? '1 lesson' : `${count} lessons`;
  return {
    label,
    description,
    icon: 'folder',
    color: null,
    tooltip: [label],
    spoken: `${label}, ${description}`,
  };
}

export function faultText(message: string): LessonRowText {
  const label = 'The lessons can’t be listed';
  return {
    ...{ label, description: 'Try again', icon: 'warning', color: 'list.warningForeground' },
    ...{ tooltip: [label, message, 'A click tries again.'], spoken: `${label}. Try again` },
  };
}
