/** Has the cells of lessons run by our controller from the beginning: VS Code only offers it, and nothing can be put out before. */
import * as vscode from 'vscode';
import { messageOf } from '../../core/messageOf.ts';
import { extensionId, lessonController } from '../ids.ts';
import { log } from '../log.ts';
import { activeLesson } from './openLessons.ts';

export function chooseController(): vscode.Disposable {
  const chosen = new WeakSet<vscode.NotebookDocument>();
  const choose = async () => {
    const lesson = activeLesson();
    if (!lesson || chosen.has(lesson)) return;
    chosen.add(lesson);
    try {
      const ours = { id: lessonController, extension: extensionId, skipIfAlreadySelected: true };
      // False where the editor has not laid the lesson out yet.
      if (!(await vscode.commands.executeCommand('notebook.selectKernel', ours))) chosen.delete(lesson);
    } catch (error) {
      log.warn(`lesson: the controller was not chosen: ${messageOf(error)}`);
    }
  };
  void choose();
  return vscode.Disposable.from(
    vscode.window.onDidChangeActiveNotebookEditor(choose),
    vscode.window.onDidChangeNotebookEditorVisibleRanges(choose),
  );
}
