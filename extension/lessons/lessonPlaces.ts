/**
 * Where a person was in the lessons that are open, for after a reload of the window: VS Code brings back the place in a notebook
 * behind another tab, and begins the one in front at its first cell.
 */
import * as vscode from 'vscode';
import * as z from 'zod';
import { lessonType } from '../ids.ts';

const placeSchema = z.object({
  /** The first cell in view. */
  top: z.int().min(0),
  /** The selected one. */
  selected: z.int().min(0),
});
type Place = z.infer<typeof placeSchema>;

/** So long nothing has to move before a place is kept, in milliseconds. */
const rest = 300;

/** @param memory Of the window. */
export function keepPlaces(memory: vscode.Memento): vscode.Disposable {
  /** Lessons whose place was looked for: before, that at the top is none. */
  const begun = new WeakSet<vscode.NotebookDocument>();
  const timers = new Map<string, NodeJS.Timeout>();
  const keep = (editor: vscode.NotebookEditor) => {
    const key = keyOf(editor.notebook);
    clearTimeout(timers.get(key));
    timers.set(
      key,
      setTimeout(() => {
        timers.delete(key);
        const place = placeIn(editor);
        if (place && !editor.notebook.isClosed) void memory.update(key, place);
      }, rest),
    );
  };
  const onLook = (editor: vscode.NotebookEditor) => {
    const { notebook } = editor;
    // Before it is laid out it has no place.
    if (notebook.notebookType !== lessonType || editor.visibleRanges.length === 0) return;
    if (begun.has(notebook)) return keep(editor);
    begun.add(notebook);
    const known = placeSchema.safeParse(memory.get(keyOf(notebook)));
    if (known.success) goTo(editor, known.data);
  };
  const onClose = (notebook: vscode.NotebookDocument) => {
    if (notebook.notebookType !== lessonType) return;
    const key = keyOf(notebook);
    clearTimeout(timers.get(key));
    timers.delete(key);
    void memory.update(key, undefined);
  };
  const { window, workspace } = vscode;
  window.visibleNotebookEditors.forEach(onLook);
  return vscode.Disposable.from(
    window.onDidChangeNotebookEditorVisibleRanges(({ notebookEditor }) => onLook(notebookEditor)),
    window.onDidChangeNotebookEditorSelection(({ notebookEditor }) => onLook(notebookEditor)),
    workspace.onDidCloseNotebookDocument(onClose),
    { dispose: () => timers.forEach((timer) => void clearTimeout(timer)) },
  );
}

function keyOf({ uri }: vscode.NotebookDocument): string {
  return `lesson place ${uri.toString()}`;
}

function placeIn({ visibleRanges, selections }: vscode.NotebookEditor): Place | null {
  const [view] = visibleRanges;
  return view ? { top: view.start, selected: selections[0]?.start ?? view.start } : null;
}

/** Not where the lesson was opened elsewhere than at its beginning: by VS Code, or for a cell that is to be shown. */
function goTo(editor: vscode.NotebookEditor, { top, selected }: Place): void {
  const now = placeIn(editor);
  if (!now || now.top > 0 || now.selected > 0) return;
  const rangeOf = (cell: number) => {
    const index = Math.min(cell, editor.notebook.cellCount - 1);
    return new vscode.NotebookRange(index, index + 1);
  };
  editor.selections = [rangeOf(selected)];
  editor.revealRange(rangeOf(top), vscode.NotebookEditorRevealType.AtTop);
}
