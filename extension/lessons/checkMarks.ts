/** What a check of lessons has found, as marks: in the cells of those that are open, else in their files. */
import * as vscode from 'vscode';
import { placeOf } from '../../core/experiment/text/place.ts';
import type { LessonDiagnostic } from '../../core/lesson/lesson.ts';
import { parseLesson } from '../../core/lesson/parseLesson.ts';
import { markAt } from './lessonDiagnostics.ts';

export class CheckMarks {
  readonly #marks = vscode.languages.createDiagnosticCollection('optimizerPlayground.checkedLessons');

  constructor() {
    // Whoever mends something needs it no longer.
    vscode.workspace.onDidChangeTextDocument(({ document }) => {
      if (this.#marks.has(document.uri)) this.#marks.delete(document.uri);
    });
  }

  clear(): void {
    this.#marks.clear();
  }

  /** @param text Of the lesson, in which the findings are. */
  show(lesson: vscode.Uri, text: string, found: readonly LessonDiagnostic[]): void {
    const notebook = vscode.workspace.notebookDocuments.find(
      ({ uri }) => uri.toString() === lesson.toString(),
    );
    const places = found.map(({ at, message }) => {
      const place = notebook ? placeInCell(notebook, text, at.start, at.end) : null;
      return place ? { ...place, message } : { uri: lesson, range: rangeIn(text, at.start, at.end), message };
    });
    for (const { uri, range, message } of places.filter((place) => !isMarked(place)))
      this.#marks.set(uri, [...(this.#marks.get(uri) ?? []), markAt(range, message)]);
  }
}

interface Placed {
  readonly uri: vscode.Uri;
  readonly range: vscode.Range;
  readonly message: string;
}

/** Whether the extension has marked it already, while it was written. */
function isMarked({ uri, range, message }: Placed): boolean {
  const mark = markAt(range, message);
  return vscode.languages
    .getDiagnostics(uri)
    .some((each) => each.message === mark.message && each.range.isEqual(range));
}

/** Null where it is in no cell: what stands before the first, or a file that is newer than its notebook. */
function placeInCell(
  notebook: vscode.NotebookDocument,
  text: string,
  start: number,
  end: number,
): Omit<Placed, 'message'> | null {
  const { cells } = parseLesson(text);
  const index = cells.findLastIndex(({ raw }) => (raw?.start ?? Number.POSITIVE_INFINITY) <= start);
  const raw = cells[index]?.raw;
  const cell = notebook.getCells()[index];
  if (raw?.start === undefined || !cell || cells.length !== notebook.cellCount) return null;
  const from = raw.start + raw.before.length;
  const { uri } = cell.document;
  if (start >= from) return { uri, range: rangeIn(raw.body, start - from, end - from) };
  // The line with the fence is in no cell.
  const [first = ''] = raw.body.split(/\r\n|\r|\n/, 1);
  return { uri, range: rangeIn(first, 0, first.length) };
}

function rangeIn(text: string, start: number, end: number): vscode.Range {
  const [from, to] = [placeOf(text, start), placeOf(text, end)];
  return new vscode.Range(from.line - 1, from.column - 1, to.line - 1, to.column - 1);
}
