/** A lesson as a notebook: what VS Code doesn't know of its cells is in their metadata. */
import * as vscode from 'vscode';
import { type CellKind, type CodeCell, cellKinds, type LessonCell } from '../../core/lesson/lesson.ts';
import { parseLesson } from '../../core/lesson/parseLesson.ts';
import { questionOutput } from '../../core/lesson/questionOutput.ts';
import { serializeLesson } from '../../core/lesson/serializeLesson.ts';
import { ruleLanguage } from '../ids.ts';
import { outputOf } from './lessonOutputs.ts';

/** As VS Code names them. */
const languageOf: Readonly<Record<CellKind, string>> = {
  experiment: 'jsonc',
  optimizer: ruleLanguage,
  exercise: 'jsonc',
  predict: 'jsonc',
};

/** What a cell and its data have alike. */
interface SomeCell {
  readonly kind: vscode.NotebookCellKind;
  readonly value: string;
  readonly languageId: string;
  readonly metadata?: Readonly<Record<string, unknown>>;
}

/** @throws {TypeError} if the file is not UTF-8: saved, it would lose bytes. */
export function notebookOf(bytes: Uint8Array): vscode.NotebookData {
  const lesson = parseLesson(textOf(bytes));
  const data = new vscode.NotebookData(lesson.cells.map((cell, index) => dataOf(cell, index, lesson.cells)));
  data.metadata = { head: lesson.head, lineEnd: lesson.lineEnd, facts: lesson.facts };
  return data;
}

function textOf(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw new TypeError(
      'The lesson is not UTF-8. Open it with the text editor, and choose "Save with Encoding".',
    );
  }
}

function dataOf(cell: LessonCell, index: number, cells: readonly LessonCell[]): vscode.NotebookCellData {
  const { text, ...metadata } = cell;
  const isMarkdown = cell.kind === 'markdown';
  const data = new vscode.NotebookCellData(
    isMarkdown ? vscode.NotebookCellKind.Markup : vscode.NotebookCellKind.Code,
    text,
    isMarkdown ? 'markdown' : languageOf[cell.kind],
  );
  data.metadata = withoutPlace(metadata);
  const question = questionOutput(cells, index);
  if (question) data.outputs = [outputOf(question)];
  return data;
}

/** Else a comparison of two versions showed all cells behind a longer one as changed. */
function withoutPlace({ raw, ...metadata }: Pick<LessonCell, 'kind' | 'raw'>): Record<string, unknown> {
  if (!raw) return metadata;
  const { start: _, ...kept } = raw;
  return { ...metadata, raw: kept };
}

export function bytesOf({ cells, metadata = {} }: vscode.NotebookData): Uint8Array {
  return new TextEncoder().encode(textWith(cells.map(cellOf), metadata));
}

/** What a notebook that is open would be saved as. */
export function textOfNotebook(notebook: vscode.NotebookDocument): string {
  return textWith(cellsOf(notebook), notebook.metadata);
}

function textWith(
  cells: readonly LessonCell[],
  { head, lineEnd }: Readonly<Record<string, unknown>>,
): string {
  return serializeLesson({
    head: typeof head === 'string' ? head : '',
    lineEnd: lineEnd === '\r\n' || lineEnd === '\r' ? lineEnd : '\n',
    facts: { title: null, number: null, minutes: null },
    cells,
  });
}

/** The cells of a notebook that is open, as a lesson has them. */
export function cellsOf(notebook: vscode.NotebookDocument): LessonCell[] {
  return notebook.getCells().map(lessonCellOf);
}

export function lessonCellOf({ kind, document, metadata }: vscode.NotebookCell): LessonCell {
  return cellOf({ kind, metadata, value: document.getText(), languageId: document.languageId });
}

/** A cell that became one of another kind or language is a new one. */
function cellOf({ kind, value, languageId, metadata = {} }: SomeCell): LessonCell {
  const text = value.replace(/\r\n?/g, '\n');
  const known = cellKinds.find((each) => each === metadata['kind']);
  const raw = metadata['raw'] as NonNullable<LessonCell['raw']> | undefined;
  if (kind === vscode.NotebookCellKind.Markup)
    return { kind: 'markdown', text, ...(raw && metadata['kind'] === 'markdown' && { raw }) };
  if (!known || languageOf[known] !== languageId)
    return { kind: languageId === ruleLanguage ? 'optimizer' : 'experiment', id: null, text };
  const { id, info, isClosed } = metadata;
  return {
    kind: known,
    id: typeof id === 'string' ? id : null,
    text,
    ...(raw && { raw }),
    ...(typeof info === 'string' && { info }),
    ...(typeof isClosed === 'boolean' && { isClosed }),
  } satisfies CodeCell;
}
