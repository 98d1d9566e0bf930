/** From a place in a cell to that in the file. */
import { placeOf } from '../experiment/text/place.ts';
import type { CellFault } from './checkCells.ts';
import type { LessonCell, LessonDiagnostic } from './lesson.ts';
import { contentOf, linesOf } from './lines.ts';

/** @param text The lesson's. @param cells As they were read of it. */
export function placeInLesson(
  text: string,
  cells: readonly LessonCell[],
  { message, cell, range }: CellFault,
): LessonDiagnostic {
  const raw = cells[cell]?.raw;
  if (raw?.start === undefined) return diagnosticAt(text, message, 0, 0);
  const { before, body, start } = raw;
  if (!range) return diagnosticAt(text, message, start, start + contentOf(before).length);
  const from = start + before.length;
  return diagnosticAt(text, message, from + offsetIn(body, range.start), from + offsetIn(body, range.end));
}

export function diagnosticAt(text: string, message: string, start: number, end: number): LessonDiagnostic {
  return { message, at: { start, end, ...placeOf(text, start) } };
}

/** The offset in a text of one in the same text with "\n" between its lines. */
function offsetIn(body: string, offset: number): number {
  let [plain, own] = [0, 0];
  for (const line of linesOf(body)) {
    const length = contentOf(line).length;
    if (offset <= plain + length) break;
    plain += length + 1;
    own += line.length;
  }
  return own + offset - plain;
}
