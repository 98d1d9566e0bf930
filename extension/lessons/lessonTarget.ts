/** A lesson, or a task in it, as commands get it. */
export interface LessonTarget {
  /** The URI of its file. */
  readonly lesson: string;
  /** The key of a task; null: the lesson as a whole. */
  readonly task: string | null;
}

/** What a command was given, which may be a row of the view; undefined where it is no lesson. */
export function lessonTargetOf(given: unknown): LessonTarget | undefined {
  if (typeof given !== 'object' || given === null) return undefined;
  const [lesson, task] = [stringOf(Reflect.get(given, 'lesson')), stringOf(Reflect.get(given, 'task'))];
  return lesson === null ? undefined : { lesson, task };
}

function stringOf(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}
