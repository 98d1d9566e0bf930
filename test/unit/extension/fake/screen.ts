/** What a person would see and do, and what the extension has registered; `resetScreen` empties it. */

import type { FakeMessaging, FakeNotebook, FakeNotebookController } from './notebooks.ts';
import type { FakeTestController } from './testing.ts';
import { type Diagnostic, EventEmitter, Position, type Range, type Uri } from './values.ts';
import type {
  FakeDocument,
  FakeItem,
  FakePanel,
  FakePick,
  FakeProgress,
  FakeStatusBarItem,
  FakeTabGroup,
  FakeTreeView,
  TabChange,
} from './widgets.ts';

interface Screen {
  messages: { severity: string; text: string; buttons: string[] }[];
  /** Answers the next message; undefined closes it. */
  press: (buttons: readonly string[]) => string | undefined;
  progress: FakeProgress[];
  statusBar: FakeStatusBarItem[];
  trees: FakeTreeView[];
  testControllers: FakeTestController[];
  notebooks: FakeNotebook[];
  /** Of the notebook that was opened last. */
  /** Default: the cell that the person is at. */
  selectedCells: readonly { readonly start: number; readonly end: number }[] | undefined;
  /** Whether the person trusts what is open. */
  isTrusted: boolean;
  notebookControllers: FakeNotebookController[];
  rendererMessaging: FakeMessaging[];
  /** Ids that the editor knows. */
  languages: string[];
  /** What documents were set to, by their places. */
  languageOf: Record<string, string>;
  context: Record<string, unknown>;
  panels: FakePanel[];
  panelOptions: object[];
  picks: FakePick[];
  documents: FakeDocument[];
  activeDocument: FakeDocument | undefined;
  documentsInSight: readonly FakeDocument[];
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
  /** What a command of VS Code does. */
  execute: (id: string) => unknown;
  log: string[];
  /** How often the log was shown. */
  logShown: number;
  /** Documents can't be shown. */
  failToShow: boolean;
  /** Documents can't be written. */
  isReadOnly: boolean;
  /** The notebook that the person is at, and the number of the cell. */
  activeNotebook: { readonly notebook: FakeNotebook; cell: number } | undefined;
  /** Numbers of cells that were brought into sight, each with where to. */
  revealed: readonly number[][];
  /** Folders that are open. */
  folders: { name: string; uri: Uri }[];
  /** Chooses from a list of rows; undefined: nothing. */
  choose: (items: readonly FakeItem[]) => FakeItem | undefined;
  /** Boxes to type in that were shown. */
  inputs: { value: string }[];
  /** What the person types, in place of what is there; undefined: nothing. */
  type: (value: string) => string | undefined;
  clipboard: string;
  saveDialogs: { filters: object; defaultUri?: Uri }[];
  /** The answer to the next dialog. */
  saveAs: Uri | undefined;
  /** What the person chooses in a dialog that opens files. */
  openFiles: Uri[] | undefined;
  openDialogs: object[];
  settings: Record<string, unknown>;
  /** Those of the workspace, which come first. */
  workspaceSettings: Record<string, unknown>;
  /** Ids of other extensions that are there. */
  extensions: string[];
  /** Sessions that the extension has asked for. */
  debugged: { configuration: Record<string, unknown>; options: object }[];
  debugSession: { readonly id: string } | undefined;
  /** The thread or frame that is shown. */
  stackItem: { readonly session: { readonly id: string }; readonly threadId: number } | undefined;
  /** What the extension has registered, by what for. */
  registered: Record<string, unknown>;
}

const empty = (): Screen => ({
  messages: [],
  press: () => undefined,
  progress: [],
  statusBar: [],
  trees: [],
  testControllers: [],
  notebooks: [],
  selectedCells: undefined,
  isTrusted: true,
  notebookControllers: [],
  rendererMessaging: [],
  languages: ['javascript', 'python', 'clojure', 'rust', 'latex'],
  languageOf: {},
  context: {},
  panels: [],
  panelOptions: [],
  picks: [],
  documents: [],
  activeDocument: undefined,
  documentsInSight: [],
  files: {},
  diagnostics: {},
  groups: [],
  commands: [],
  shown: [],
  executed: [],
  execute: () => undefined,
  log: [],
  logShown: 0,
  failToShow: false,
  isReadOnly: false,
  activeNotebook: undefined,
  revealed: [],
  folders: [],
  choose: () => undefined,
  inputs: [],
  type: () => undefined,
  clipboard: '',
  saveDialogs: [],
  saveAs: undefined,
  openFiles: undefined,
  openDialogs: [],
  settings: {},
  workspaceSettings: {},
  extensions: [],
  debugged: [],
  debugSession: undefined,
  stackItem: undefined,
  registered: {},
});

export const screen: Screen = empty();

export function resetScreen(): void {
  Object.assign(screen, empty());
  changesOfTabs = tabChanges();
}

const tabChanges = () => new EventEmitter<TabChange>();
export let changesOfTabs = tabChanges();
/** The person comes to the window, or goes to another. */
export const windowStates = new EventEmitter<{ focused: boolean }>();
/** Notebooks show other cells than before. */
export const notebooksInSight = new EventEmitter<readonly object[]>();
export const cellSelections = new EventEmitter<{ notebookEditor: object }>();
export const laidOut = new EventEmitter<{
  notebookEditor: { notebook: FakeNotebook; visibleRanges: readonly object[] };
}>();
/** The person looks at another thread or frame of what is debugged. */
export const stackItemChanges = new EventEmitter<undefined>();
export const savedNotebooks = new EventEmitter<FakeNotebook>();
export const folderChanges = new EventEmitter<undefined>();
/** The person goes to another notebook, or away from one. */
export const notebookChanges = new EventEmitter<undefined>();
/** Lessons that are opened, written in, and closed. */
export const notebookEvents = {
  opened: new EventEmitter<FakeNotebook>(),
  changed: new EventEmitter<{
    readonly notebook: FakeNotebook;
    readonly contentChanges: readonly object[];
    readonly cellChanges: readonly { readonly document?: FakeDocument }[];
  }>(),
  closed: new EventEmitter<FakeNotebook>(),
};
export const editorChanges = new EventEmitter<undefined>();
/** Of documents in which the person has put the cursor elsewhere. */
export const cursorMoves = new EventEmitter<{ textEditor: object }>();
export const opened = new EventEmitter<FakeDocument>();
export const closed = new EventEmitter<FakeDocument>();
export const saved = new EventEmitter<FakeDocument>();
/** Files that something else than the extension writes. */
export const filesChanged = new EventEmitter<{ uri: Uri; kind: 'created' | 'changed' | 'deleted' }>();
/** Files that a person is about to rename or move in the window. */
export const renaming = new EventEmitter<{
  readonly files: readonly { readonly oldUri: Uri; readonly newUri: Uri }[];
  readonly waitUntil: (edit: Promise<unknown>) => void;
}>();
export const changed = new EventEmitter<{ document: FakeDocument; contentChanges: readonly object[] }>();

/** The editor of a document, in the first column. */
export function editorOf(document: FakeDocument) {
  return { document, viewColumn: 1, selection: { active: document.cursor } };
}

/** Opens a document, or closes it, or changes its text, as a person does. */
export const person = {
  open(document: FakeDocument): void {
    screen.documents.push(document);
    opened.fire(document);
  },
  moveTo(document: FakeDocument, line: number): void {
    document.cursor = new Position(line, 0);
    cursorMoves.fire({ textEditor: editorOf(document) });
  },
  close(document: FakeDocument): void {
    screen.documents = screen.documents.filter((each) => each !== document);
    document.isClosed = true;
    closed.fire(document);
  },
  write(document: FakeDocument, text: string): void {
    document.write(text);
    changed.fire({ document, contentChanges: [{ text }] });
  },
  save(document: FakeDocument): void {
    document.isDirty = false;
    changed.fire({ document, contentChanges: [] });
    screen.files[document.uri.path] = Buffer.from(document.getText());
    saved.fire(document);
  },
  /** Undefined: away from notebooks. */
  goToNotebook(notebook: FakeNotebook | undefined, cell = 0): void {
    screen.activeNotebook = notebook && { notebook, cell };
    notebookChanges.fire(undefined);
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

/** Until it is disposed of. */
export function register(name: string, value: unknown): { dispose(): void } {
  screen.registered[name] = value;
  return { dispose: () => delete screen.registered[name] };
}
