/** Puts the parts together: store → views, panel and commands → backend → store. */
import * as vscode from 'vscode';
import { messageOf } from '../core/messageOf.ts';
import { PickedRun } from '../core/race/pickedRun.ts';
import { RaceStore } from '../core/race/store.ts';
import type { Backend } from './backend/backend.ts';
import { createNodeBackend } from './backend/nodeBackend.ts';
import { Actions } from './commands/actions.ts';
import { registerCommands, reportErrors } from './commands/index.ts';
import { onPanelEvent, panelAnswers } from './commands/panelHandlers.ts';
import { ExperimentEditors } from './files/experimentEditors.ts';
import { markFaults } from './files/faultMarks.ts';
import { registerFixes } from './files/fixes.ts';
import { registerHovers } from './files/hovers.ts';
import { registerRunLens } from './files/runLens.ts';
import { contextKeys, panelType, settings } from './ids.ts';
import { log } from './log.ts';
import { Panel } from './panel/panel.ts';
import { showWarning } from './shown/messages.ts';
import { RunsView } from './sidebar/runsView.ts';
import { showLongRunProgress } from './status/longRunProgress.ts';
import { showStatusBarItem } from './status/statusBar.ts';

let backend: Backend | undefined;
let runs: RunsView | undefined;

/** Under it the window remembers what the library of races knows it by. */
const windowKey = 'window';

/** What tests can look at. */
export interface Api {
  readonly store: RaceStore;
}

export async function activate(context: vscode.ExtensionContext): Promise<Api> {
  const store = new RaceStore();
  const picked = new PickedRun(store);
  const folders = {
    dist: vscode.Uri.joinPath(context.extensionUri, 'dist').fsPath,
    storage: (context.storageUri ?? context.globalStorageUri).fsPath,
  };
  const { workspaceState } = context;
  const surroundings = {
    log,
    tell: (message: string) => void showWarning(message),
    windowId: {
      get: () => workspaceState.get<string>(windowKey),
      set: (id: string) => void workspaceState.update(windowKey, id),
    },
  };
  backend = createNodeBackend(store, folders, surroundings);
  const experiments = new ExperimentEditors();
  const actions: Actions = new Actions(store, backend, context.globalState, experiments, () => panel);
  const panel = new Panel(context.extensionUri, store, picked, {
    onEvent: (event) => reportErrors(actions, event.type, () => onPanelEvent(event, actions)),
    answers: panelAnswers(actions),
  });
  runs = new RunsView(store, picked);

  context.subscriptions.push(
    log,
    store,
    backend,
    panel,
    runs,
    showStatusBarItem(store, panel),
    showLongRunProgress(store, panel, () => void actions.stop()),
    followContextKeys(store),
    experiments,
    registerRunLens(),
    markFaults(),
    registerFixes(),
    registerHovers(),
    vscode.window.registerWebviewPanelSerializer(panelType, panel),
    ...registerCommands(actions),
  );
  // Reading a large race takes longer than an editor should wait for one of its extensions.
  void backend.restore().catch((error) => log.error(messageOf(error)));
  const configuration = vscode.workspace.getConfiguration(settings.section);
  if (configuration.get<boolean>(settings.showPanelOnStartup)) panel.showOnStartup();
  return { store };
}

export async function deactivate(): Promise<void> {
  // The window is going: it would not answer, and VS Code log an error.
  runs?.dispose();
  await backend?.saveAll();
}

/** Keeps the keys of `when` clauses true to the store. */
function followContextKeys(store: RaceStore): vscode.Disposable {
  let before: boolean | undefined;
  const set = () => {
    const active = store.current !== null && store.current.phase !== 'ended';
    if (active !== before) void vscode.commands.executeCommand('setContext', contextKeys.active, active);
    before = active;
  };
  set();
  return vscode.Disposable.from(store.onDidChange(set));
}
