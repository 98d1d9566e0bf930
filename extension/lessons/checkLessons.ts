/** Runs all lessons of a folder, for those who write them, and marks what is wrong. */
import * as vscode from 'vscode';
import type { LessonDiagnostic } from '../../core/lesson/lesson.ts';
import type { Backend } from '../backend/backend.ts';
import { placeOfFile } from '../data/filePlace.ts';
import { lessonType } from '../ids.ts';
import { askChoice } from '../shown/ask.ts';
import { showInformation, showWarning } from '../shown/messages.ts';
import { showProgress } from '../shown/progress.ts';
import { workspaceFiles } from '../workspaceFiles.ts';
import { CheckMarks } from './checkMarks.ts';
import { textOfNotebook } from './lessonNotebook.ts';

const mostLessons = 500;

/** Of the check before, until a lesson is changed or checked again. */
let marks: CheckMarks | undefined;

/**
 * Checks lessons, with progress, and says how many faults there are.
 * @param file A lesson, or a folder of lessons. Default: those that the person chooses of the workspace.
 */
export async function checkLessons(
  backend: Pick<Backend, 'examineLesson'>,
  file: vscode.Uri | undefined,
): Promise<void> {
  const lessons = file ? await lessonsAt(file) : await askLessons();
  if (!lessons) return;
  if (lessons.length === 0)
    return void showInformation('No lesson is here: their names end in .lesson.md. New Lesson… writes one.');
  marks ??= new CheckMarks();
  marks.clear();
  const found: LessonDiagnostic[][] = [];
  const ended = new AbortController();
  const cancel = () => ended.abort(new vscode.CancellationError());
  await showProgress('Checking lessons', cancel, async (report) => {
    for (const [index, uri] of lessons.entries()) {
      const doing = nameOf(uri);
      report(index / lessons.length, doing);
      const text = await textOf(uri);
      const faults = await backend.examineLesson(text, folderOf(uri), {
        signal: ended.signal,
        onProgress: (share) => report((index + share) / lessons.length, doing),
      });
      found.push([...faults]);
      marks?.show(uri, text, faults);
    }
  });
  await tell(found.map(({ length }) => length));
}

/** @param counts How much is wrong with each lesson. */
async function tell(counts: readonly number[]): Promise<void> {
  const faulty = counts.filter((count) => count > 0).length;
  const sum = counts.reduce((all, count) => all + count, 0);
  if (faulty === 0)
    return void showInformation(`${countOf(counts.length)} checked: all cells run, and nothing is wrong.`);
  const findings = sum === 1 ? '1 thing is wrong' : `${sum} things are wrong`;
  const show = 'Show Problems';
  const message = `${countOf(counts.length)} checked: ${findings}, in ${countOf(faulty)}.`;
  if ((await showWarning(message, show)) === show)
    await vscode.commands.executeCommand('workbench.actions.view.problems');
}

async function lessonsAt(file: vscode.Uri): Promise<readonly vscode.Uri[]> {
  if (file.path.endsWith('.lesson.md')) return [file];
  const inWorkspace = await findLessons();
  return inWorkspace.filter(({ path }) => path.startsWith(`${file.path}/`));
}

/** Undefined where the person chose none. */
async function askLessons(): Promise<readonly vscode.Uri[] | undefined> {
  const lessons = await findLessons();
  const current = vscode.window.activeNotebookEditor?.notebook;
  if (lessons.length === 0) return current?.notebookType === lessonType ? [current.uri] : [];
  const folders = new Map(lessons.map((lesson) => [parentOf(lesson.path), lesson]));
  if (folders.size === 1) return lessons;
  const inOrder = [...folders].sort(([a], [b]) => (a < b ? -1 : 1));
  const items = inOrder.map(([folder, lesson]) => {
    const inside = lessons.filter(({ path }) => path.startsWith(`${folder}/`));
    // In a browser folders are in other file systems than that of the disk.
    const label = vscode.workspace.asRelativePath(lesson.with({ path: folder })) || folder;
    return { label, description: countOf(inside.length), inside };
  });
  const all = { label: 'All', description: countOf(lessons.length), inside: lessons };
  const chosen = await askChoice([all, ...items], {
    title: 'Check Lessons',
    placeHolder: 'Of which folder',
  });
  return chosen?.inside;
}

async function findLessons(): Promise<readonly vscode.Uri[]> {
  const found = await workspaceFiles(['.lesson.md'], mostLessons);
  return found.toSorted((a, b) => a.path.localeCompare(b.path, 'en', { numeric: true }));
}

/** As the editor has it, saved or not. */
async function textOf(uri: vscode.Uri): Promise<string> {
  const isIt = (each: { readonly uri: vscode.Uri }) => each.uri.toString() === uri.toString();
  const notebook = vscode.workspace.notebookDocuments.find(isIt);
  if (notebook) return textOfNotebook(notebook);
  const document = vscode.workspace.textDocuments.find(isIt);
  return document?.getText() ?? new TextDecoder().decode(await vscode.workspace.fs.readFile(uri));
}

/** What paths of CSV files are relative to; empty where nobody here can read there. */
function folderOf(uri: vscode.Uri): string {
  const folder = (vscode.workspace.getWorkspaceFolder(uri) ?? vscode.workspace.workspaceFolders?.[0])?.uri;
  return (folder && placeOfFile(folder)) ?? '';
}

function parentOf(path: string): string {
  return path.slice(0, path.lastIndexOf('/'));
}

function countOf(lessons: number): string {
  return lessons === 1 ? '1 lesson' : `${lessons} lessons`;
}

function nameOf({ path }: vscode.Uri): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
