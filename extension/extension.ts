/** Puts the parts together: store → views, panel and commands → scheduler → store. */
import * as vscode from 'vscode';
import { RunStore } from '../core/race/store.ts';
import { CsvThread } from '../node/data/csvThread.ts';
import { Scheduler } from '../node/threads/scheduler.ts';
import { Actions } from './commands/actions.ts';
import { registerCommands, reportErrors } from './commands/index.ts';
import { CsvReading } from './data/csvReading.ts';
import { registerRunLens } from './files/runLens.ts';
import { contextKeys, panelType, settings } from './ids.ts';
import { Persistence } from './library/persistence.ts';
import { log } from './log.ts';
import { Panel } from './panel/panel.ts';
import { fulfil } from './panel/wishes.ts';
import { RunsView } from './sidebar/runsView.ts';
import { showLongRunProgress } from './status/longRunProgress.ts';
import { showStatusBarItem } from './status/statusBar.ts';

let persistence: Persistence | undefined;

/** What tests can look at. */
export interface Api {
  readonly store: RunStore;
}

export async function activate(context: vscode.ExtensionContext): Promise<Api> {
  const store = new RunStore();
  const file = (...parts: string[]) => vscode.Uri.joinPath(context.extensionUri, 'dist', ...parts).fsPath;
  const scheduler = new Scheduler(
    store,
    {
      worker: file('extension', 'worker.js'),
      helper: file('extension', 'helper.js'),
      data: file('data'),
      kernels: file('kernels'),
    },
    log,
  );
  const csv = new CsvReading(new CsvThread(file('extension', 'csvWorker.js')));
  const actions = new Actions(store, scheduler, csv, context.globalState, () => panel);
  const panel = new Panel(context.extensionUri, store, (wish) =>
    reportErrors(wish.type, () => fulfil(wish, actions, scheduler)),
  );
  persistence = new Persistence(store, (context.storageUri ?? context.globalStorageUri).fsPath);
  await persistence.restore();

  context.subscriptions.push(
    log,
    store,
    scheduler,
    persistence.watch(),
    new RunsView(store),
    showStatusBarItem(store),
    showLongRunProgress(store, panel, () => scheduler.stop()),
    followContextKeys(store),
    registerRunLens(),
    vscode.window.registerWebviewPanelSerializer(panelType, panel),
    ...registerCommands(actions),
  );
  const configuration = vscode.workspace.getConfiguration(settings.section);
  if (configuration.get<boolean>(settings.showPanelOnStartup)) panel.showOnStartup();
  return { store };
}

export async function deactivate(): Promise<void> {
  await persistence?.save();
}

/** Keeps the keys of `when` clauses true to the store. */
function followContextKeys(store: RunStore): vscode.Disposable {
  let before: boolean | undefined;
  const set = () => {
    const active = store.race !== null && store.race.phase !== 'ended';
    if (active !== before) void vscode.commands.executeCommand('setContext', contextKeys.active, active);
    before = active;
  };
  set();
  return store.onDidChange(set);
}
