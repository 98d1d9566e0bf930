/** Lessons that are open in the window. */
import * as vscode from 'vscode';
import type { LessonFacts } from '../../core/lesson/lesson.ts';
import { lessonName, type Standing, standingOf, tasksOf } from '../../core/lesson/standing.ts';
import { lessonType } from '../ids.ts';
import { exerciseAt } from './exercises.ts';
import { type LessonMemory, placeOfTask } from './lessonMemory.ts';
import { cellsOf, lessonCellOf } from './lessonNotebook.ts';
import { questionAbout } from './questions.ts';

/** The lesson that the person is at. */
export function activeLesson(): vscode.NotebookDocument | undefined {
  const notebook = vscode.window.activeNotebookEditor?.notebook;
  return notebook?.notebookType === lessonType ? notebook : undefined;
}

/** `Lesson 5`, or what else it is called. */
export function nameOf({ metadata, uri }: vscode.NotebookDocument): string {
  const facts: Partial<LessonFacts> = metadata['facts'] ?? {};
  const { number = null, title = null } = facts;
  return lessonName({ number, title }, uri.path.slice(uri.path.lastIndexOf('/') + 1));
}

/** As its cells are now, saved or not. */
export function standingIn(notebook: vscode.NotebookDocument, memory: LessonMemory): Standing {
  const lesson = notebook.uri.toString();
  return standingOf(tasksOf(cellsOf(notebook)), (key) => memory.progressOf({ lesson, key }));
}

/** The exercise or the question that a cell belongs to: itself, the one whose rule it is, or the one about its race. */
export function taskAt(cell: vscode.NotebookCell): vscode.NotebookCell | undefined {
  return lessonCellOf(cell).kind === 'predict' ? cell : (exerciseAt(cell) ?? questionAbout(cell));
}

/** The cell of a task. */
export function cellOfTask(notebook: vscode.NotebookDocument, key: string): vscode.NotebookCell | undefined {
  return notebook.getCells().find((cell) => taskAt(cell) === cell && placeOfTask(cell).key === key);
}

/** The cell of words with a heading, as far as the person has left it there. */
export function cellOfHeading(
  notebook: vscode.NotebookDocument,
  heading: string | undefined,
): vscode.NotebookCell | undefined {
  const line = `## ${heading}`;
  return notebook
    .getCells()
    .find(
      ({ kind, document }) =>
        kind === vscode.NotebookCellKind.Markup && document.getText().split(/\r?\n/).includes(line),
    );
}

/** Shows a lesson and, if one is given, a cell of it with the words above it. */
export async function showLesson(
  notebook: vscode.NotebookDocument,
  cell: vscode.NotebookCell | undefined,
): Promise<void> {
  const range = cell && new vscode.NotebookRange(cell.index, cell.index + 1);
  const editor = await vscode.window.showNotebookDocument(notebook, range ? { selections: [range] } : {});
  if (range) editor.revealRange(range, vscode.NotebookEditorRevealType.InCenter);
}
