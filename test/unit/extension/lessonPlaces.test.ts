/** The place in a lesson, which is the same after a reload of the window. */
import './loadedParts.ts';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { keepPlaces } from '../../../extension/lessons/lessonPlaces.ts';
import { Memento } from './fake/memento.ts';
import { FakeNotebook, NotebookData, NotebookRange } from './fake/notebooks.ts';
import { cellSelections, laidOut, notebookEvents, notebooksInSight, resetScreen } from './fake/screen.ts';
import { window } from './fake/window.ts';

const path = '/workspace/a.lesson.md';
const key = `lesson place file://${path}`;

let memory: Memento;
let open: { dispose(): void }[];
beforeEach(() => {
  resetScreen();
  vi.useFakeTimers();
  memory = new Memento();
  open = [];
});
afterEach(() => {
  for (const each of open) each.dispose();
  window.visibleNotebookEditors = [];
  vi.useRealTimers();
});

/** A lesson of ten cells in an editor that moves when it is laid out. */
function editorOf(notebookType = 'optimizer-lesson') {
  const notebook = Object.assign(new FakeNotebook(path, new NotebookData([])), { notebookType });
  Object.defineProperty(notebook, 'cellCount', { value: 10 });
  const editor = {
    ...{ notebook, visibleRanges: [] as NotebookRange[], selections: [] as NotebookRange[] },
    isLaidOut: false,
    revealed: [] as unknown[],
    revealRange(range: NotebookRange, how: number) {
      editor.revealed.push([range.start, how]);
      if (editor.isLaidOut) editor.visibleRanges = [new NotebookRange(range.start, range.start + 2)];
    },
    look(top: number) {
      editor.isLaidOut = true;
      editor.visibleRanges = [new NotebookRange(top, top + 2)];
      laidOut.fire({ notebookEditor: editor as never });
    },
    select(start: number, end = start + 1) {
      editor.selections = [new NotebookRange(start, end)];
      cellSelections.fire({ notebookEditor: editor });
    },
  };
  return editor;
}
const begin = () => {
  open.push(keepPlaces(memory as never));
};
const atTop = 3;

test('is kept when nothing has moved for a moment', () => {
  begin();
  const editor = editorOf();
  editor.look(0);
  editor.look(3);
  editor.select(4);
  expect(memory.get(key)).toBeUndefined();
  vi.advanceTimersByTime(300);
  expect(memory.get(key)).toEqual({ top: 3, selected: 4 });
  // An empty selection is none that VS Code knows of.
  editor.select(0, 0);
  vi.advanceTimersByTime(300);
  expect(memory.get(key)).toEqual({ top: 3, selected: 3 });
});

test('is gone to after a reload, as soon as the lesson is laid out', () => {
  memory.kept.set(key, { top: 6, selected: 7 });
  const editor = editorOf();
  window.visibleNotebookEditors = [editor];
  begin();
  expect(editor.revealed).toEqual([[6, atTop]]);
  expect(editor.selections).toEqual([new NotebookRange(7, 8)]);
  // It was too early for VS Code.
  editor.look(0);
  expect(editor.revealed).toEqual([
    [6, atTop],
    [6, atTop],
  ]);
  editor.look(6);
  // From then on the person goes where they like.
  editor.look(0);
  expect(editor.revealed).toHaveLength(2);
  vi.advanceTimersByTime(300);
  expect(memory.get(key)).toEqual({ top: 0, selected: 7 });
});

test('is gone to where the lesson comes into sight later, within its cells', () => {
  memory.kept.set(key, { top: 60, selected: 70 });
  begin();
  const editor = editorOf();
  notebooksInSight.fire([editor]);
  expect(editor.revealed).toEqual([[9, atTop]]);
  expect(editor.selections).toEqual([new NotebookRange(9, 10)]);
});

test('is left alone where VS Code has brought it back, or a while has gone by', () => {
  memory.kept.set(key, { top: 6, selected: 7 });
  begin();
  const restored = editorOf();
  restored.look(4);
  restored.look(0);
  expect(restored.revealed).toEqual([]);
  const late = editorOf();
  notebooksInSight.fire([late]);
  vi.advanceTimersByTime(15_001);
  late.look(0);
  expect(late.revealed).toHaveLength(1);
});

test('is of lessons alone, and forgotten with the lesson', () => {
  memory.kept.set(key, { top: 'high' });
  begin();
  const other = editorOf('other');
  other.look(3);
  vi.advanceTimersByTime(300);
  expect(memory.get(key)).toEqual({ top: 'high' });
  notebookEvents.closed.fire(other.notebook);
  expect(memory.get(key)).toEqual({ top: 'high' });
  const editor = editorOf();
  editor.look(3);
  expect(editor.revealed).toEqual([]);
  notebookEvents.closed.fire(editor.notebook);
  vi.advanceTimersByTime(1000);
  expect(memory.get(key)).toBeUndefined();
});
