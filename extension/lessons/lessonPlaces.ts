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
/** So long a lesson may take to be laid out before it is gone to its place; afterwards the person is where they want to be. */
const patience = 15_000;

/** @param memory Of the window. */
export function keepPlaces(memory: vscode.Memento): vscode.Disposable {
  const begun = new WeakSet<vscode.NotebookDocument>();
  /** Where to go once that is possible, and until when that is wanted. */
  const wanted = new Map<vscode.NotebookDocument, Place & { readonly until: number }>();
  const timers = new Map<string, NodeJS.Timeout>();
  const keep = (editor: vscode.NotebookEditor, top: number) => {
    const key = keyOf(editor.notebook);
    clearTimeout(timers.get(key));
    timers.set(
      key,
      setTimeout(() => {
        timers.delete(key);
        void memory.update(key, { top, selected: selectedIn(editor) ?? top });
      }, rest),
    );
  };
  const onLook = (editor: vscode.NotebookEditor) => {
    const { notebook, visibleRanges } = editor;
    if (notebook.notebookType !== lessonType) return;
    if (!begun.has(notebook)) {
      begun.add(notebook);
      const known = placeSchema.safeParse(memory.get(keyOf(notebook)));
      if (known.success && known.data.top > 0)
        wanted.set(notebook, { ...known.data, until: Date.now() + patience });
    }
    const top = visibleRanges[0]?.start;
    const place = wanted.get(notebook);
    // One that is not laid out yet has no ranges, and may not move.
    if (place && !top && Date.now() < place.until) return goTo(editor, place);
    wanted.delete(notebook);
    if (top !== undefined) keep(editor, top);
  };
  const onClose = (notebook: vscode.NotebookDocument) => {
    if (notebook.notebookType !== lessonType) return;
    const key = keyOf(notebook);
    clearTimeout(timers.get(key));
    timers.delete(key);
    wanted.delete(notebook);
    void memory.update(key, undefined);
  };
  const { window, workspace } = vscode;
  window.visibleNotebookEditors.forEach(onLook);
  return vscode.Disposable.from(
    window.onDidChangeVisibleNotebookEditors((editors) => editors.forEach(onLook)),
    window.onDidChangeNotebookEditorVisibleRanges(({ notebookEditor }) => onLook(notebookEditor)),
    window.onDidChangeNotebookEditorSelection(({ notebookEditor }) => onLook(notebookEditor)),
    workspace.onDidCloseNotebookDocument(onClose),
    { dispose: () => timers.forEach((timer) => void clearTimeout(timer)) },
  );
}

function keyOf({ uri }: vscode.NotebookDocument): string {
  return `lesson place ${uri.toString()}`;
}

/** VS Code says an empty range where it knows of none. */
function selectedIn({ selections }: vscode.NotebookEditor): number | undefined {
  const [selection] = selections;
  return selection && !selection.isEmpty ? selection.start : undefined;
}

function goTo(editor: vscode.NotebookEditor, { top, selected }: Place): void {
  const rangeOf = (cell: number) => {
    const index = Math.min(cell, editor.notebook.cellCount - 1);
    return new vscode.NotebookRange(index, index + 1);
  };
  editor.selections = [rangeOf(selected)];
  editor.revealRange(rangeOf(top), vscode.NotebookEditorRevealType.AtTop);
}
