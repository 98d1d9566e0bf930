/**
 * As much of the module `vscode` as the tested parts of the extension use. What a person would see is in `screen`.
 * The compiler holds the extension to the real types; here only the behaviour counts.
 */

import { debugLanguages } from './debugging.ts';
import { FakeNotebook, NotebookData } from './notebooks.ts';
import {
  changed,
  closed,
  filesChanged,
  folderChanges,
  notebookEvents,
  opened,
  person,
  register,
  renaming,
  saved,
  savedNotebooks,
  screen,
} from './screen.ts';
import { FakeTestController } from './testing.ts';
import { type Diagnostic, Uri, type WorkspaceEdit } from './values.ts';
import { FakeDocument } from './widgets.ts';

export {
  DebugAdapterInlineImplementation,
  DebugConfigurationProviderTriggerKind,
  debug,
  EvaluatableExpression,
  FileSystemError,
  FileType,
  InlineValueText,
} from './debugging.ts';
export * from './languageValues.ts';
export {
  NotebookCellData,
  NotebookCellKind,
  NotebookCellOutput,
  NotebookCellOutputItem,
  NotebookData,
  NotebookEdit,
  NotebookEditorRevealType,
  NotebookRange,
  notebooks,
} from './notebooks.ts';
export { TestMessage, TestRunRequest } from './testing.ts';
export * from './values.ts';
export { window } from './window.ts';

/** When files were written, in their order. */
const written = new Map<string, number>();
let writes = 0;

export const workspace = {
  get textDocuments() {
    return screen.documents;
  },
  get isTrusted() {
    return screen.isTrusted;
  },
  get notebookDocuments() {
    return screen.notebooks;
  },
  onDidOpenNotebookDocument: notebookEvents.opened.event,
  onDidChangeNotebookDocument: notebookEvents.changed.event,
  onDidCloseNotebookDocument: notebookEvents.closed.event,
  registerNotebookSerializer: (type: string, provider: unknown, options: unknown) =>
    register(type, { provider, options }),
  async openNotebookDocument(uri: Uri) {
    if (uri.scheme === 'untitled')
      return Object.assign(new FakeNotebook(uri.path, new NotebookData([])), { uri });
    const open = screen.notebooks.find((each) => each.uri.toString() === uri.toString());
    if (open) return open;
    const { provider } = (screen.registered['optimizer-lesson'] ?? {}) as {
      provider?: { deserializeNotebook(bytes: Uint8Array): Promise<NotebookData> };
    };
    const bytes = fileAt(uri.path);
    return new FakeNotebook(uri.path, (await provider?.deserializeNotebook(bytes)) ?? new NotebookData([]));
  },
  onDidSaveNotebookDocument: savedNotebooks.event,
  onDidChangeWorkspaceFolders: folderChanges.event,
  async applyEdit({ replaced, inNotebooks }: WorkspaceEdit) {
    if (screen.isReadOnly) return false;
    for (const { uri, edits } of inNotebooks)
      for (const edit of edits as readonly ((notebook: FakeNotebook) => void)[])
        for (const notebook of screen.notebooks.filter((each) => each.uri === uri)) edit(notebook);
    const cells = screen.notebooks.flatMap((notebook) => notebook.getCells());
    for (const { uri, text } of replaced)
      cells.find(({ document }) => document.uri.toString() === uri.toString())?.document.write(text);
    return true;
  },
  get workspaceFolders() {
    return screen.folders.length > 0 ? screen.folders : undefined;
  },
  getWorkspaceFolder: ({ path }: Uri) => screen.folders.find(({ uri }) => path.startsWith(`${uri.path}/`)),
  getConfiguration: (section: string) => ({
    get: (name: string) =>
      screen.workspaceSettings[`${section}.${name}`] ?? screen.settings[`${section}.${name}`],
    inspect: (name: string) => ({
      globalValue: screen.settings[`${section}.${name}`],
      workspaceValue: screen.workspaceSettings[`${section}.${name}`],
    }),
  }),
  findFiles: async (pattern: string, _exclude?: string, most = Number.POSITIVE_INFINITY) =>
    Object.keys(screen.files)
      .filter((path) =>
        pattern.endsWith('.claim.json')
          ? path.endsWith('.claim.json') && !path.startsWith('/extension/')
          : pattern.endsWith('.lesson.md')
            ? path.endsWith('.lesson.md') && screen.folders.some(({ uri }) => path.startsWith(`${uri.path}/`))
            : path.endsWith('.optimizer') === pattern.endsWith('.optimizer'),
      )
      .slice(0, most)
      .map((path) => new Uri(schemeOf(path), path)),
  async openTextDocument(what: Uri | { language: string; content: string }) {
    const document =
      what instanceof Uri
        ? new FakeDocument(what, '', what.path.endsWith('.optimizer') ? 'optimizer' : 'jsonc')
        : new FakeDocument(new Uri('untitled', 'Untitled-1'), what.content, what.language);
    person.open(document);
    return document;
  },
  registerTextDocumentContentProvider: (scheme: string, provider: unknown) => register(scheme, provider),
  asRelativePath: ({ scheme, path }: Uri) => {
    const inside = screen.folders.find(({ uri }) => path.startsWith(`${uri.path}/`))?.uri;
    // What is in another file system than the folder is not in it.
    if (inside && inside.scheme !== scheme) return path;
    return path.slice((inside?.path ?? '/workspace').length + 1);
  },
  onDidOpenTextDocument: (listener: (document: FakeDocument) => void) => opened.event(listener),
  onDidSaveTextDocument: (listener: (document: FakeDocument) => void) => saved.event(listener),
  registerFileSystemProvider: (scheme: string, provider: unknown, options: unknown) =>
    register(scheme, { provider, options }),
  onWillRenameFiles: renaming.event,
  createFileSystemWatcher: (_pattern?: unknown) => {
    const on = (wanted: string) => (listener: (uri: Uri) => void) =>
      filesChanged.event(({ uri, kind }) => {
        if (kind === wanted) listener(uri);
      });
    return {
      ...{ onDidCreate: on('created'), onDidChange: on('changed'), onDidDelete: on('deleted') },
      dispose() {},
    };
  },
  onDidCloseTextDocument: (listener: (document: FakeDocument) => void) => closed.event(listener),
  onDidChangeTextDocument: (listener: (change: { document: FakeDocument }) => void) =>
    changed.event(listener),
  fs: {
    isWritableFileSystem: (scheme: string) =>
      ['git', 'optimizer-rule'].includes(scheme) ? false : undefined,
    stat: async ({ path }: Uri) => ({ size: fileAt(path).length, mtime: written.get(path) ?? 0 }),
    readFile: async ({ path }: Uri) => fileAt(path),
    readDirectory: async ({ path }: Uri) =>
      Object.keys(screen.files)
        .filter((each) => each.startsWith(`${path}/`))
        .map((each) => each.slice(path.length + 1))
        .filter((name) => !name.includes('/'))
        .map((name) => [name, 1]),
    async writeFile({ path }: Uri, bytes: Uint8Array) {
      screen.files[path] = bytes;
      written.set(path, ++writes);
    },
    async delete({ path }: Uri) {
      fileAt(path);
      delete screen.files[path];
    },
  },
};

export const version = '1.100.0';
export const env: { readonly appName: string; remoteName: string | undefined; clipboard: object } = {
  appName: 'Editor',
  remoteName: undefined,
  clipboard: {
    readText: async () => screen.clipboard,
    async writeText(text: string) {
      screen.clipboard = text;
    },
  },
};

export const extensions = {
  getExtension: (id: string) =>
    screen.extensions.includes(id) ? { id, packageJSON: { version: '9.8.7' } } : undefined,
};

const schemeOf = (path: string) =>
  screen.folders.find(({ uri }) => path.startsWith(`${uri.path}/`))?.uri.scheme ?? 'file';

function fileAt(path: string): Uint8Array {
  const file = screen.files[path];
  if (!file) throw new Error(`${path} is not there`);
  return file;
}

export const TestRunProfileKind = { Run: 1 };

export const tests = {
  createTestController() {
    const controller = new FakeTestController();
    screen.testControllers.push(controller);
    return controller;
  },
};

export const ViewColumn = { Active: -1, Beside: -2, One: 1 };

export const languages = {
  ...debugLanguages,
  getLanguages: async () => screen.languages,
  async setTextDocumentLanguage(document: FakeDocument, language: string) {
    screen.languageOf[document.uri.toString()] = language;
    return document;
  },
  registerCodeLensProvider: (_: unknown, provider: unknown) => register('codeLens', provider),
  registerHoverProvider: (_: unknown, provider: unknown) => register('hover', provider),
  registerCompletionItemProvider: (_: unknown, provider: unknown, ...triggers: readonly string[]) =>
    register('completion', { provider, triggers }),
  registerDocumentLinkProvider: (_: unknown, provider: unknown) => register('links', provider),
  registerCodeActionsProvider: (_: unknown, provider: unknown, about: unknown) =>
    register('codeActions', { provider, about }),
  registerDefinitionProvider: (_: unknown, provider: unknown) => register('definition', provider),
  registerReferenceProvider: (_: unknown, provider: unknown) => register('references', provider),
  registerDocumentHighlightProvider: (_: unknown, provider: unknown) => register('highlights', provider),
  registerRenameProvider: (_: unknown, provider: unknown) => register('rename', provider),
  registerDocumentSymbolProvider: (_: unknown, provider: unknown) => register('symbols', provider),
  registerFoldingRangeProvider: (_: unknown, provider: unknown) => register('folding', provider),
  registerDocumentFormattingEditProvider: (_: unknown, provider: unknown) => register('formatting', provider),
  registerDocumentSemanticTokensProvider: (_: unknown, provider: unknown, legend: unknown) =>
    register('semanticTokens', { provider, legend }),
  getDiagnostics: (uri: Uri) => screen.diagnostics[uri.toString()] ?? [],
  createDiagnosticCollection: () => ({
    set(uri: Uri, marks: readonly Diagnostic[]) {
      screen.diagnostics[uri.toString()] = marks;
    },
    has: (uri: Uri) => uri.toString() in screen.diagnostics,
    get: (uri: Uri) => screen.diagnostics[uri.toString()],
    clear() {
      screen.diagnostics = {};
    },
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
    return await screen.execute(id);
  },
  registerCommand: (id: string, handler: unknown) => register(id, handler),
};

export const QuickPickItemKind = { Separator: -1 };
export const QuickInputButtons = { Back: {} };

export const ProgressLocation = { Window: 10, Notification: 15 };
export const StatusBarAlignment = { Left: 1 };
