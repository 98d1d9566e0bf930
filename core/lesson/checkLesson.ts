/** What is wrong with a lesson, and where in its file. */
import { checkCells } from './checkCells.ts';
import { readFrontMatter } from './frontMatter.ts';
import type { LessonDiagnostic } from './lesson.ts';
import { parseLesson } from './parseLesson.ts';
import { diagnosticAt, placeInLesson } from './placeInLesson.ts';

/** In the order of the file; empty where nothing is wrong. Runs no experiment: that does `examineLesson`. */
export function checkLesson(text: string): LessonDiagnostic[] {
  const { cells, head } = parseLesson(text);
  const found = checkCells(cells).map((fault) => placeInLesson(text, cells, fault));
  return [...headFaults(head, text), ...found].sort((a, b) => a.at.start - b.at.start);
}

/** @param head What stands before the first cell. @param text What begins with it. Default: it alone. */
export function headFaults(head: string, text = head): LessonDiagnostic[] {
  const mark = text.startsWith('\ufeff') ? 1 : 0;
  const message = 'a lesson has no front matter — expected ---, title: … and --- at its beginning';
  const faults = readFrontMatter(head, mark)?.faults ?? [{ message, start: mark, end: mark }];
  return faults.map(({ message, start, end }) => diagnosticAt(text, message, start, end));
}
