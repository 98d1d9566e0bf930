/**
 * As much of the module `vscode` as the tested parts of the extension use. What a person would see is in `screen`;
 * `resetScreen` empties it. The compiler holds the extension to the real types; here only the behaviour counts.
 */

import { type Diagnostic, EventEmitter, type Range, Uri } from './values.ts';
import {
  createPanel,
  FakeDocument,
  type FakeItem,
  type FakePanel,
  FakePick,
  type FakeProgress,
  type FakeStatusBarItem,
  type FakeTabGroup,
  type FakeTreeView,
  type TabChange,
} from './widgets.ts';

export * from './values.ts';

interface Screen {
  messages: { severity: string; text: string; buttons: string[] }[];
  /** Answers the next message; undefined closes it. */
  press: (buttons: readonly string[]) => string | undefined;
  progress: FakeProgress[];
  statusBar: FakeStatusBarItem[];
  trees: FakeTreeView[];
  context: Record<string, unknown>;
  panels: FakePanel[];
  panelOptions: object[];
  picks: FakePick[];
  documents: FakeDocument[];
  activeDocument: FakeDocument | undefined;
  /** Files on the disk, by path. */
  files: Record<string, Uint8Array>;
  diagnostics: Record<string, readonly Diagnostic[]>;
  groups: FakeTabGroup[];
  /** Commands of VS Code that were run. */
  commands: string[];
  /** Documents that were opened, and what was selected in them. */
  shown: { path: string; selection: Range | undefined }[];
  /** All of them, with what they were given. */
  executed: { id: string; values: readonly unknown[] }[];
  log: string[];
  /** How often the log was shown. */
  logShown: number;
  /** Documents can't be shown. */
  failToShow: boolean;
  /** Folders that are open. */
  folders: { name: string; uri: Uri }[];
  /** Chooses from a list of rows; undefined: nothing. */
  choose: (items: readonly FakeItem[]) => FakeItem | undefined;
  saveDialogs: { filters: object; defaultUri?: Uri }[];
  /** The answer to the next dialog. */
  saveAs: Uri | undefined;
  settings: Record<string, unknown>;
  /** What the extension has registered, by what for. */
  registered: Record<string, unknown>;
}

const empty = (): Screen => ({
  messages: [],
  press: () => undefined,
  progress: [],
  statusBar: [],
  trees: [],
  context: {},
  panels: [],
  panelOptions: [],
  picks: [],
  documents: [],
  activeDocument: undefined,
  files: {},
  diagnostics: {},
  groups: [],
  commands: [],
  shown: [],
  executed: [],
  log: [],
  logShown: 0,
  failToShow: false,
  folders: [],
  choose: () => undefined,
  saveDialogs: [],
  saveAs: undefined,
  settings: {},
  registered: {},
});

export const screen: Screen = empty();

export function resetScreen(): void {
  Object.assign(screen, empty());
  changesOfTabs = tabChanges();
}

const tabChanges = () => new EventEmitter<TabChange>();
let changesOfTabs = tabChanges();
const editorChanges = new EventEmitter<undefined>();
const opened = new EventEmitter<FakeDocument>();
const closed = new EventEmitter<FakeDocument>();
const changed = new EventEmitter<{ document: FakeDocument }>();

/** Opens a document, or closes it, or changes its text, as a person does. */
export const person = {
  open(document: FakeDocument): void {
    screen.documents.push(document);
    opened.fire(document);
  },
  close(document: FakeDocument): void {
    screen.documents = screen.documents.filter((each) => each !== document);
    document.isClosed = true;
    closed.fire(document);
  },
  write(document: FakeDocument, text: string): void {
    document.write(text);
    changed.fire({ document });
  },
  /** Undefined: to a page. */
  goTo(document: FakeDocument | undefined): void {
    screen.activeDocument = document;
    editorChanges.fire(undefined);
  },
};

/** Tells that the tabs of `screen.groups` have changed. */
export function changeTabs(change: TabChange): void {
  changesOfTabs.fire(change);
}

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
    { title }: { title: string },
    work: (progress: object, token: object) => Promise<unknown>,
  ) {
    const cancels = new EventEmitter<undefined>();
    const shown: FakeProgress = {
      ...{ title, reports: [], increments: [], isOver: false },
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

  onDidChangeActiveTextEditor: (listener: () => void) => editorChanges.event(listener),

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

  async showSaveDialog(options: { filters: object; defaultUri?: Uri }) {
    screen.saveDialogs.push(options);
    return screen.saveAs;
  },

  registerWebviewPanelSerializer: (type: string, serializer: unknown) => register(type, serializer),

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
    { viewColumn }: { viewColumn: number },
    options: object,
  ): FakePanel {
    screen.panelOptions.push(options);
    const panel = createPanel(title, viewColumn);
    screen.panels.push(panel);
    return panel;
  },

  createQuickPick(): FakePick {
    const pick = new FakePick();
    screen.picks.push(pick);
    return pick;
  },

  createTreeView(): FakeTreeView {
    const changes = new EventEmitter<undefined>();
    const selections = new EventEmitter<{ selection: unknown[] }>();
    const tree: FakeTreeView = {
      ...{ message: '', visible: true, onDidChangeVisibility: changes.event, dispose: () => {} },
      ...{ selection: [], onDidChangeSelection: selections.event },
      async reveal(row) {
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

/** Until it is disposed of. */
function register(name: string, value: unknown): { dispose(): void } {
  screen.registered[name] = value;
  return { dispose: () => delete screen.registered[name] };
}

export const workspace = {
  get textDocuments() {
    return screen.documents;
  },
  get workspaceFolders() {
    return screen.folders.length > 0 ? screen.folders : undefined;
  },
  getWorkspaceFolder: ({ path }: Uri) => screen.folders.find(({ uri }) => path.startsWith(`${uri.path}/`)),
  getConfiguration: (section: string) => ({ get: (name: string) => screen.settings[`${section}.${name}`] }),
  findFiles: async () => Object.keys(screen.files).map((path) => new Uri(schemeOf(path), path)),
  async openTextDocument(what: Uri | { language: string; content: string }) {
    const document =
      what instanceof Uri
        ? new FakeDocument(what, '')
        : new FakeDocument(new Uri('untitled', 'Untitled-1'), what.content, what.language);
    person.open(document);
    return document;
  },
  asRelativePath: ({ path }: Uri) => {
    const folder = screen.folders.find(({ uri }) => path.startsWith(`${uri.path}/`))?.uri.path;
    return path.slice((folder ?? '/workspace').length + 1);
  },
  onDidOpenTextDocument: (listener: (document: FakeDocument) => void) => opened.event(listener),
  onDidCloseTextDocument: (listener: (document: FakeDocument) => void) => closed.event(listener),
  onDidChangeTextDocument: (listener: (change: { document: FakeDocument }) => void) =>
    changed.event(listener),
  fs: {
    isWritableFileSystem: (scheme: string) => (scheme === 'git' ? false : undefined),
    stat: async ({ path }: Uri) => ({ size: fileAt(path).length }),
    readFile: async ({ path }: Uri) => fileAt(path),
    async writeFile({ path }: Uri, bytes: Uint8Array) {
      screen.files[path] = bytes;
    },
  },
};

const schemeOf = (path: string) =>
  screen.folders.find(({ uri }) => path.startsWith(`${uri.path}/`))?.uri.scheme ?? 'file';

function fileAt(path: string): Uint8Array {
  const file = screen.files[path];
  if (!file) throw new Error(`${path} is not there`);
  return file;
}

export const languages = {
  registerCodeLensProvider: (_: unknown, provider: unknown) => register('codeLens', provider),
  registerHoverProvider: (_: unknown, provider: unknown) => register('hover', provider),
  registerCodeActionsProvider: (_: unknown, provider: unknown, about: unknown) =>
    register('codeActions', { provider, about }),
  createDiagnosticCollection: () => ({
    set(uri: Uri, marks: readonly Diagnostic[]) {
      screen.diagnostics[uri.toString()] = marks;
    },
    has: (uri: Uri) => uri.toString() in screen.diagnostics,
    delete(uri: Uri) {
      delete screen.diagnostics[uri.toString()];
    },
    dispose() {
      screen.diagnostics = {};
    },
  }),
};

export const commands = {
  async executeCommand(id: string, ...values: unknown[]) {
    if (id === 'setContext') screen.context[String(values[0])] = values[1];
    else screen.commands.push(id);
    screen.executed.push({ id, values });
  },
  registerCommand: (id: string, handler: unknown) => register(id, handler),
};

export const QuickPickItemKind = { Separator: -1 };
export const QuickInputButtons = { Back: {} };
export const ProgressLocation = { Notification: 15 };
export const StatusBarAlignment = { Left: 1 };
