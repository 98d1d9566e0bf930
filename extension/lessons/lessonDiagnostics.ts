/** What is wrong with a lesson, as marks in its cells or in its text. */
import * as vscode from 'vscode';
import { placeOf } from '../../core/experiment/text/place.ts';
import type { CellFault } from '../../core/lesson/checkCells.ts';
import { headFaults } from '../../core/lesson/checkLesson.ts';
import type { LessonCell } from '../../core/lesson/lesson.ts';
import { parseLesson } from '../../core/lesson/parseLesson.ts';
import { placeInLesson } from '../../core/lesson/placeInLesson.ts';
import { isCheckedAsJson } from '../files/diagnostics.ts';
import { plain } from '../shown/plain.ts';
import { cellsOf } from './lessonNotebook.ts';

type Open = vscode.NotebookDocument | vscode.TextDocument;

/** The same for lessons in which the same is wrong: what learners write into cells behind exercises is not looked at. */
export function keyOf(lesson: Open): string {
  if (!('notebookType' in lesson)) return lesson.getText();
  const cells = cellsOf(lesson);
  const looked = cells.map(({ kind, text, ...rest }, index) => [
    kind,
    kind === 'optimizer' && cells[index - 1]?.kind === 'exercise' ? '' : text,
    'id' in rest ? rest.id : null,
  ]);
  return JSON.stringify([lesson.metadata['head'], looked]);
}

/** By the documents that they are in. @param check Finds what is wrong with cells. */
export async function diagnosticsOf(
  lesson: Open,
  check: (cells: readonly LessonCell[]) => Promise<readonly CellFault[]>,
): Promise<readonly (readonly [vscode.Uri, vscode.Diagnostic[]])[]> {
  if ('notebookType' in lesson) return inNotebook(lesson, await check(cellsOf(lesson)));
  const text = lesson.getText();
  const { cells, head } = parseLesson(text);
  const found = [
    ...headFaults(head, text),
    ...(await check(cells)).map((fault) => placeInLesson(text, cells, fault)),
  ];
  const marks = found.map(({ message, at }) =>
    markAt(new vscode.Range(lesson.positionAt(at.start), lesson.positionAt(at.end)), message),
  );
  return [[lesson.uri, marks]];
}

function inNotebook(
  notebook: vscode.NotebookDocument,
  faults: readonly CellFault[],
): readonly (readonly [vscode.Uri, vscode.Diagnostic[]])[] {
  const cells = cellsOf(notebook);
  const { head } = notebook.metadata;
  // The head is in no cell.
  const ofHead = typeof head === 'string' ? headFaults(head) : [];
  return notebook.getCells().map((cell, index) => {
    const { document } = cell;
    const own = faults.filter((fault) => fault.cell === index && isOurs(fault, cells[index], document));
    const marks = own.map((fault) => markAt(rangeIn(cells[index]?.text ?? '', fault.range), fault.message));
    if (index === 0)
      marks.unshift(...ofHead.map(({ message }) => markAt(rangeIn(document.getText(), null), message)));
    return [document.uri, marks] as const;
  });
}

/** Experiments and rules have marks of their own, and so has what is no JSON. */
function isOurs(
  { range, isOfJson = false }: CellFault,
  cell: LessonCell | undefined,
  document: vscode.TextDocument,
): boolean {
  if (range === null) return true;
  if (cell?.kind === 'experiment' || cell?.kind === 'optimizer') return false;
  return !(isOfJson && isCheckedAsJson(document));
}

/** @param text With "\n" between its lines. @param range Null: its first line, in place of the line with the fence. */
export function rangeIn(text: string, range: CellFault['range']): vscode.Range {
  const [first = ''] = text.split('\n', 1);
  const { start, end } = range ?? { start: 0, end: first.length };
  const [from, to] = [placeOf(text, start), placeOf(text, end)];
  return new vscode.Range(from.line - 1, from.column - 1, to.line - 1, to.column - 1);
}

/** As the extension's other marks. */
export function markAt(range: vscode.Range, message: string): vscode.Diagnostic {
  const mark = new vscode.Diagnostic(range, plain(message));
  mark.source = 'Optimizer Playground';
  return mark;
}
