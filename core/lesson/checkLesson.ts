/** What is wrong with a lesson, and where in its file. */
import { placeOf } from '../experiment/text/place.ts';
import type { Span } from '../rule/syntax/span.ts';
import { type CellFault, checkCells } from './checkCells.ts';
import { readFrontMatter } from './frontMatter.ts';
import type { LessonCell, LessonDiagnostic } from './lesson.ts';
import { contentOf, linesOf } from './lines.ts';
import { parseLesson } from './parseLesson.ts';

/** In the order of the file; empty where nothing is wrong. */
export function checkLesson(text: string): LessonDiagnostic[] {
  const { cells } = parseLesson(text);
  const mark = text.startsWith('\ufeff') ? 1 : 0;
  const front = readFrontMatter(text, mark);
  const ofHead = front?.faults ?? [
    {
      message: 'a lesson has no front matter — expected ---, title: … and --- at its beginning',
      start: mark,
      end: mark,
    },
  ];
  const ofCells = checkCells(cells).map((fault) => ({
    message: fault.message,
    ...rangeInFile(cells, fault),
  }));
  return [...ofHead, ...ofCells]
    .map(({ message, start, end }) => ({ message, at: spanAt(text, start, end) }))
    .sort((a, b) => a.at.start - b.at.start);
}

function spanAt(text: string, start: number, end: number): Span {
  return { start, end, ...placeOf(text, start) };
}

function rangeInFile(
  cells: readonly LessonCell[],
  { cell, range }: CellFault,
): { start: number; end: number } {
  const raw = cells[cell]?.raw;
  if (!raw) return { start: 0, end: 0 };
  const { before, body, start } = raw;
  if (!range) return { start, end: start + contentOf(before).length };
  const from = start + before.length;
  return { start: from + offsetIn(body, range.start), end: from + offsetIn(body, range.end) };
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
