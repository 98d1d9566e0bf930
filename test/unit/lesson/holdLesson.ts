/** What holds for every text and every edit of it. */
import { isDeepStrictEqual } from 'node:util';
import type { CellKind, Lesson } from '../../../core/lesson/lesson.ts';
import { parseLesson } from '../../../core/lesson/parseLesson.ts';
import { serializeLesson } from '../../../core/lesson/serializeLesson.ts';
import { createRandom, type Random } from '../../../core/random.ts';
import { randomDocument, randomEdit } from './randomLessons.ts';

/** Code that was in the lesson, by its kind, id and text. */
function codeOf({ cells }: Lesson): { kind: CellKind; id: string | null; text: string }[] {
  return cells.flatMap((cell) =>
    cell.kind === 'markdown' ? [] : [{ kind: cell.kind, id: cell.id, text: cell.text }],
  );
}

const looksLikeCode = /^(`{3,}|~{3,})(experiment|optimizer|exercise|predict)\b/m;

/** @returns How many cells of code were read, and how many edited lessons were read again cell by cell. */
export function holdLessons(seed: number, documents: number): { code: number; edited: number } {
  const random = createRandom(seed);
  const seen = { code: 0, edited: 0 };
  for (let made = 0; made < documents; made++) {
    const text = randomDocument(random);
    const lesson = parseLesson(text);
    hold(serializeLesson(lesson) === text, { seed, text });
    const parts = lesson.cells.map(({ raw }) => (raw ? raw.before + raw.body + raw.after : ''));
    hold(lesson.head + parts.join('') === text, { seed, text, parts });
    seen.code += codeOf(lesson).length;
    seen.edited += holdEdits(lesson, random);
  }
  return seen;
}

function holdEdits(lesson: Lesson, random: Random): number {
  let edited = lesson;
  for (let edits = random.below(4); edits >= 0; edits--) edited = randomEdit(edited, random);
  const written = serializeLesson(edited);
  const read = parseLesson(written);
  const about = { written, cells: edited.cells };
  hold(serializeLesson(read) === written, about);
  // What was not changed is there byte by byte.
  for (const { raw, text } of edited.cells)
    if (raw && text === raw.body.replace(/\r\n?/g, '\n')) hold(written.includes(raw.body), about);
  // Markdown that says what a cell of code looks like becomes one; no other is added, and none is lost.
  const isPlain = edited.cells.every(({ kind, text }) => kind !== 'markdown' || !looksLikeCode.test(text));
  if (isPlain) hold(isDeepStrictEqual(codeOf(read), codeOf(edited)), about);
  return isPlain ? 1 : 0;
}

function hold(holds: boolean, about: object): void {
  if (!holds) throw new Error(JSON.stringify(about));
}
