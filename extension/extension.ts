/**
 * Puts the parts together: store → views, panel and commands → backend → store. What VS Code waits for while it starts is
 * light; what a race needs is loaded with the first one, what experiments need with the first that is open.
 */
import * as vscode from 'vscode';
import { messageOf } from '../core/messageOf.ts';
import { once } from '../core/once.ts';
import type { Hidden } from '../core/race/hidden.ts';
import { HiddenRuns } from '../core/race/hiddenRuns.ts';
import { PickedRun } from '../core/race/pickedRun.ts';
import { RaceStore } from '../core/race/store.ts';
import type { Backend } from './backend/backend.ts';
import type { Surroundings } from './backend/surroundings.ts';
import { registerClaims } from './claims/registerClaims.ts';
import { registerCommands } from './commands/register.ts';
import { DebugPositions } from './debug/debugPosition.ts';
import { registerDebug } from './debug/registerDebug.ts';
import { registerDiagnostics } from './diagnostics/registerDiagnostics.ts';
import { registerFairComparison } from './fairComparison/registerFairComparison.ts';
import { ExperimentEditors } from './files/experimentEditors.ts';
import { markFaults } from './files/faultMarks.ts';
import { registerProviders } from './files/providers.ts';
import {
  commandIds,
  contextKeys,
  formulasType,
  inspectorType,
  networksType,
  panelType,
  runSpecScheme,
  settings,
  viewIds,
} from './ids.ts';
import { registerLessons } from './lessons/registerLessons.ts';
import { log } from './log.ts';
import { registerMap } from './map/registerMap.ts';
import { ComparisonView } from './panel/comparisonView.ts';
import type { PageParts } from './panel/pageConnection.ts';
import { Panel } from './panel/panel.ts';
import { registerRangeTest } from './rangeTest/registerRangeTest.ts';
import { registerRuleCode } from './ruleCode/registerRuleCode.ts';
import { registerRuleProviders } from './rules/providers.ts';
import { markRules } from './rules/ruleMarks.ts';
import { registerRuleTests } from './ruleTests/registerRuleTests.ts';
import { showWarning } from './shown/messages.ts';
import type { RunsView } from './sidebar/runsView.ts';
import { showLongRunProgress } from './status/longRunProgress.ts';
import { showStatusBarItem } from './status/statusBar.ts';

let backend: Promise<Backend> | undefined;
let runs: RunsView | undefined;

/** Under it the window remembers what the library of races knows it by. */
const windowKey = 'window';
/** Which training logs are open. */
const logsKey = 'logs';

/** Under it all windows remember what was measured of GPUs. */
const measuredKey = 'measured';

/** Under it the window remembers which runs are hidden. */
const hiddenKey = 'hidden';

type CreateBackend = (store: RaceStore, surroundings: Surroundings) => Promise<Backend>;

/** What tests can look at. */
export interface Api {
  readonly store: RaceStore;
  readonly panel: Panel;
}

/** @param createBackend What the host is asked to do; called when it is needed first. */
export async function activate(context: vscode.ExtensionContext, createBackend: CreateBackend): Promise<Api> {
  const report = (error: unknown) => log.error(messageOf(error));
  const store = new RaceStore(report);
  const picked = new PickedRun(store, report);
  const { workspaceState } = context;
  const memory = {
    get: () => workspaceState.get<Hidden>(hiddenKey),
    set: (runs: Hidden) => void workspaceState.update(hiddenKey, runs),
  };
  const hidden = new HiddenRuns(store, picked, memory, report);
  const experiments = new ExperimentEditors();
  const loadBackend = once(() => {
    backend = openBackend(context, store, panel, createBackend);
    return backend;
  });
  const loadRuns = once(async () => {
    const { RunsView } = await import('./sidebar/runsView.ts');
    runs = new RunsView(store, picked, hidden);
    return runs;
  });
  const loadLessons = once(async () => {
    const { LessonDesk } = await import('./lessons/lessonDesk.ts');
    const desk = new LessonDesk(context, loadBackend);
    context.subscriptions.push(desk);
    return desk;
  });
  const loadFormulas = once(async () => {
    const { FormulaPages } = await import('./formulas/formulaPages.ts');
    const pages = new FormulaPages(context.extensionUri);
    context.subscriptions.push(pages);
    return pages;
  });
  const loadInspector = once(async () => {
    const { Inspector } = await import('./inspector/inspector.ts');
    const inspector = new Inspector(context.extensionUri, loadBackend);
    context.subscriptions.push(inspector);
    return inspector;
  });
  const loadNetworks = once(async () => {
    const { NetworkPage } = await import('./networks/networkPage.ts');
    const page = new NetworkPage(context.extensionUri, store, loadBackend);
    context.subscriptions.push(page);
    return page;
  });
  const loadClaims = registerClaims(context, loadBackend);
  const loadMap = registerMap(context, loadBackend, async () => (await loadCommands()).map());
  const loadRangeTest = registerRangeTest(context, async () => (await loadCommands()).rangeTest());
  const loadComparison = registerFairComparison(context, async () => (await loadCommands()).fairComparison());
  const loadDiagnostics = registerDiagnostics(context, loadBackend);
  const positions = new DebugPositions();
  const loadSessions = once(async () => {
    const { DebugSessions } = await import('./debug/debugSessions.ts');
    const sessions = new DebugSessions(loadBackend, positions);
    context.subscriptions.push(sessions);
    return sessions;
  });
  const loadCommands = once(async () => {
    const { Commands } = await import('./commands/index.ts');
    return new Commands(
      store,
      await loadBackend(),
      context.globalState,
      experiments,
      () => panel,
      await loadRuns(),
      loadFormulas,
      await loadLessons(),
      loadClaims,
      { picked, sessions: loadSessions },
      { load: loadInspector, picked, debugged: positions },
      {
        ...{ map: loadMap, rangeTest: loadRangeTest, fairComparison: loadComparison },
        diagnostics: loadDiagnostics,
      },
      loadNetworks,
    );
  });
  const pages: PageParts = {
    ...{ store, picked, hidden, debugged: positions },
    handlers: {
      onEvent: async (event) => (await loadCommands()).onPanelEvent(event),
      answer: async (request) => (await loadCommands()).answer(request),
    },
  };
  const panel: Panel = new Panel(context.extensionUri, pages);
  const comparison = new ComparisonView(context.extensionUri, pages);

  context.subscriptions.push(
    log,
    store,
    { dispose: () => void backend?.then((loaded) => loaded.dispose()) },
    panel,
    comparison,
    { dispose: () => runs?.dispose() },
    showStatusBarItem(store, panel),
    showLongRunProgress(store, panel, () => void vscode.commands.executeCommand(commandIds.stop)),
    followContextKeys(store),
    experiments,
    registerProviders(),
    registerRuleTests(loadBackend, store, report),
    markFaults(),
    vscode.workspace.onDidSaveTextDocument(async ({ uri }) => {
      const goesOn = store.races.some(({ phase }) => phase !== 'ended');
      if (goesOn && uri.path.endsWith('.optimizer')) await (await loadCommands()).onRuleSaved(uri);
    }),
    registerLessons(store, async () => (await loadCommands()).lessonRaces, loadLessons),
    registerRuleProviders(),
    registerRuleCode(),
    positions,
    registerDebug(loadSessions, loadCommands),
    markRules(),
    vscode.window.registerWebviewPanelSerializer(panelType, panel),
    vscode.window.registerWebviewPanelSerializer(formulasType, {
      deserializeWebviewPanel: async (page, state: unknown) => (await loadFormulas()).restore(page, state),
    }),
    vscode.window.registerWebviewPanelSerializer(inspectorType, {
      deserializeWebviewPanel: async (page, state: unknown) => (await loadInspector()).restore(page, state),
    }),
    vscode.window.registerWebviewPanelSerializer(networksType, {
      deserializeWebviewPanel: async (page, state: unknown) => (await loadNetworks()).restore(page, state),
    }),
    vscode.window.registerWebviewViewProvider(viewIds.comparison, comparison),
    vscode.workspace.registerTextDocumentContentProvider(runSpecScheme, {
      provideTextDocumentContent: async (uri) => (await loadCommands()).textOf(uri),
    }),
    ...registerCommands(async (id, ...values) => (await loadCommands()).run(id, ...values)),
  );
  // Reading a large race takes longer than an editor should wait for one of its extensions.
  setTimeout(() => {
    openLibrary(loadBackend, loadRuns, async () => (await loadCommands()).attachSweeps()).catch(report);
    loadLessons().catch(report);
  });
  const configuration = vscode.workspace.getConfiguration(settings.section);
  if (configuration.get<boolean>(settings.showPanelOnStartup)) panel.showOnStartup();
  return { store, panel };
}

/** The view says what there is when that is known. */
async function openLibrary(
  loadBackend: () => Promise<Backend>,
  loadRuns: () => Promise<RunsView>,
  attachSweeps: () => Promise<void>,
): Promise<void> {
  const list = await loadRuns();
  let loaded: Backend | undefined;
  try {
    loaded = await loadBackend();
    await loaded.restore();
  } finally {
    list.connect(loaded?.library ?? null);
  }
  if (loaded.leftSweeps.length > 0) await attachSweeps();
}

export async function deactivate(): Promise<void> {
  // The window is going: it would not answer, and VS Code log an error.
  runs?.dispose();
  await (await backend)?.saveAll();
}

async function openBackend(
  context: vscode.ExtensionContext,
  store: RaceStore,
  panel: Panel,
  createBackend: CreateBackend,
): Promise<Backend> {
  const { GpuPage, shippedWorker } = await import('./gpu/gpuPage.ts');
  const gpu = new GpuPage(panel, shippedWorker(context.extensionUri));
  context.subscriptions.push(gpu);
  const { workspaceState, globalState } = context;
  return createBackend(store, {
    log,
    gpu,
    version: `${context.extension.packageJSON.version} ${vscode.env.remoteName ?? ''}`.trim(),
    measured: {
      get: () => globalState.get(measuredKey),
      set: (measured) => void globalState.update(measuredKey, measured),
    },
    tell: (message) => void showWarning(message),
    windowId: {
      get: () => workspaceState.get<string>(windowKey),
      set: (id) => void workspaceState.update(windowKey, id),
    },
    openLogs: {
      get: () => workspaceState.get(logsKey),
      set: (open) => void workspaceState.update(logsKey, open),
    },
  });
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
