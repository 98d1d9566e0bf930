/** As much of `vscode.window` as the tested parts of the extension use. */

import { type FakeNotebook, NotebookRange } from './notebooks.ts';
import {
  cellSelections,
  changesOfTabs,
  cursorMoves,
  editorChanges,
  editorOf,
  laidOut,
  notebookChanges,
  notebooksInSight,
  person,
  register,
  screen,
  windowStates,
} from './screen.ts';
import { EventEmitter, type Range, type Uri } from './values.ts';
import {
  createPanel,
  FakeDocument,
  type FakeItem,
  type FakePanel,
  FakePick,
  type FakeProgress,
  type FakeStatusBarItem,
  type FakeTreeView,
  type TabChange,
} from './widgets.ts';

const message =
  (severity: string) =>
  async (text: string, ...buttons: string[]) => {
    screen.messages.push({ severity, text, buttons });
    return screen.press(buttons);
  };

export const window = {
  showErrorMessage: message('error'),
  showWarningMessage: message('warning'),
  showInformationMessage: message('information'),

  async withProgress(
    { title, cancellable }: { title: string; cancellable: boolean },
    work: (progress: object, token: object) => Promise<unknown>,
  ) {
    const cancels = new EventEmitter<undefined>();
    const shown: FakeProgress = {
      ...{ title, cancellable, reports: [], increments: [], isOver: false },
      cancel: () => cancels.fire(undefined),
    };
    screen.progress.push(shown);
    const report = ({ message: text, increment }: { message: string; increment: number }) => {
      shown.reports.push(text);
      shown.increments.push(increment);
    };
    try {
      return await work({ report }, { onCancellationRequested: cancels.event });
    } finally {
      shown.isOver = true;
    }
  },

  createStatusBarItem(): FakeStatusBarItem {
    const show = (visible: boolean) => () => {
      item.visible = visible;
    };
    const item: FakeStatusBarItem = {
      ...{ text: '', tooltip: '', command: '', name: '', visible: false },
      ...{ show: show(true), hide: show(false), dispose: show(false) },
    };
    screen.statusBar.push(item);
    return item;
  },

  createOutputChannel() {
    const write = (text: string) => void screen.log.push(text);
    const show = () => {
      screen.logShown++;
    };
    return { debug: write, info: write, warn: write, error: write, show, dispose: () => {} };
  },

  get activeTextEditor() {
    const { activeDocument } = screen;
    return activeDocument && { document: activeDocument };
  },

  onDidChangeWindowState: (listener: (state: { focused: boolean }) => void) => windowStates.event(listener),

  onDidChangeActiveTextEditor: (listener: () => void) => editorChanges.event(listener),

  get visibleTextEditors() {
    return screen.documentsInSight.map(editorOf);
  },

  onDidChangeTextEditorSelection: (listener: (change: { textEditor: object }) => void) =>
    cursorMoves.event(listener),

  onDidChangeVisibleTextEditors: (listener: () => void) => editorChanges.event(listener),

  get activeNotebookEditor() {
    const { activeNotebook } = screen;
    if (!activeNotebook) return undefined;
    const { notebook, cell } = activeNotebook;
    const { selectedCells } = screen;
    return { notebook, selections: selectedCells ?? [new NotebookRange(cell, cell + 1)] };
  },

  onDidChangeActiveNotebookEditor: notebookChanges.event,

  async showNotebookDocument(
    notebook: FakeNotebook,
    { selections = [] }: { selections?: NotebookRange[] } = {},
  ) {
    screen.shown.push({ path: notebook.uri.path, selection: undefined });
    person.goToNotebook(notebook, selections[0]?.start);
    return {
      revealRange({ start, end }: NotebookRange, how: number) {
        screen.revealed = [...screen.revealed, [start, end, how]];
      },
    };
  },

  async showTextDocument(shown: Uri | FakeDocument, { selection }: { selection?: Range } = {}) {
    const document = shown instanceof FakeDocument ? shown : undefined;
    const { path } = document?.uri ?? (shown as Uri);
    if (screen.failToShow) throw new Error(`${path} can’t be shown`);
    screen.shown.push({ path, selection });
    return {
      async edit(change: (edit: object) => void) {
        change({ insert: (_: unknown, text: string) => document?.write(text + document.getText()) });
      },
    };
  },

  async showQuickPick(items: readonly FakeItem[], options: object) {
    screen.registered['showQuickPick'] = options;
    return screen.choose(items);
  },

  onDidChangeNotebookEditorVisibleRanges: laidOut.event,
  visibleNotebookEditors: [] as object[],
  onDidChangeVisibleNotebookEditors: notebooksInSight.event,
  onDidChangeNotebookEditorSelection: cellSelections.event,

  async showInputBox(options: { value: string; validateInput?: (text: string) => string | null }) {
    screen.inputs.push(options);
    const text = screen.type(options.value);
    if (text === undefined || options.validateInput?.(text)) return undefined;
    return text;
  },

  async showOpenDialog(options: object) {
    screen.openDialogs.push(options);
    return screen.openFiles;
  },

  async showSaveDialog(options: { filters: object; defaultUri?: Uri }) {
    screen.saveDialogs.push(options);
    return screen.saveAs;
  },

  registerWebviewPanelSerializer: (type: string, serializer: unknown) => register(type, serializer),
  registerTreeDataProvider: (id: string, provider: unknown) => register(id, provider),
  registerWebviewViewProvider: (id: string, provider: unknown) => register(id, provider),

  tabGroups: {
    get all() {
      return screen.groups;
    },
    get activeTabGroup() {
      return screen.groups[0];
    },
    onDidChangeTabs: (listener: (change: TabChange) => void) => changesOfTabs.event(listener),
  },

  createWebviewPanel(
    _type: string,
    title: string,
    { viewColumn, preserveFocus }: { viewColumn: number; preserveFocus: boolean },
    options: object,
  ): FakePanel {
    screen.panelOptions.push({ preserveFocus, ...options });
    const panel = createPanel(title, viewColumn);
    screen.panels.push(panel);
    return panel;
  },

  createInputBox() {
    return {
      title: '',
      show() {
        for (const pick of screen.picks) pick.cover();
      },
      dispose() {},
    };
  },

  createQuickPick(): FakePick {
    const pick = new FakePick();
    screen.picks.push(pick);
    return pick;
  },

  createTreeView(id: string, options: object): FakeTreeView {
    const changes = new EventEmitter<undefined>();
    const selections = new EventEmitter<{ selection: unknown[] }>();
    const expanded = new EventEmitter<{ element: unknown }>();
    const collapsed = new EventEmitter<{ element: unknown }>();
    const tree: FakeTreeView = {
      ...{ badge: undefined, onDidExpandElement: expanded.event, onDidCollapseElement: collapsed.event },
      expand: (element, isOpen) => (isOpen ? expanded : collapsed).fire({ element }),
      ...{ message: '', visible: true, onDidChangeVisibility: changes.event, dispose: () => {} },
      ...{ id, options, selection: [], onDidChangeSelection: selections.event },
      async reveal(row) {
        // It waits until rows that are read anew are there.
        await Promise.resolve();
        tree.select([row]);
      },
      select(selection) {
        tree.selection = selection;
        selections.fire({ selection });
      },
      show(visible) {
        tree.visible = visible;
        changes.fire(undefined);
      },
    };
    screen.trees.push(tree);
    return tree;
  },
};
