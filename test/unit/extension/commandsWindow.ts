/** A window with all commands, and what they ask the backend for. */
import { beforeEach, expect, vi } from 'vitest';
import { PickedRun } from '../../../core/race/pickedRun.ts';
import type { Race, RaceOrLog } from '../../../core/race/race.ts';
import { outlineOf } from '../../../core/race/raceOutline.ts';
import { summaryOf } from '../../../core/race/raceSummary.ts';
import { RaceStore } from '../../../core/race/store.ts';
import type { Backend } from '../../../extension/backend/backend.ts';
import type { LibraryEntry } from '../../../extension/backend/library.ts';
import type { Sweeps } from '../../../extension/backend/sweeps.ts';
import { ClaimLab } from '../../../extension/claims/claimLab.ts';
import { Commands } from '../../../extension/commands/index.ts';
import type { RunsList } from '../../../extension/commands/runs/surroundings.ts';
import { DebugPositions } from '../../../extension/debug/debugPosition.ts';
import { DebugSessions } from '../../../extension/debug/debugSessions.ts';
import { DiagnosticsMemory } from '../../../extension/diagnostics/diagnosticsMemory.ts';
import { DiagnosticsPage } from '../../../extension/diagnostics/diagnosticsPage.ts';
import { FairComparisonPage } from '../../../extension/fairComparison/fairComparisonPage.ts';
import { FormulaPages } from '../../../extension/formulas/formulaPages.ts';
import { commandIds } from '../../../extension/ids.ts';
import { Inspector } from '../../../extension/inspector/inspector.ts';
import { LessonDesk } from '../../../extension/lessons/lessonDesk.ts';
import { HyperparameterMap } from '../../../extension/map/hyperparameterMap.ts';
import { NetworkPage } from '../../../extension/networks/networkPage.ts';
import { RangeTestPage } from '../../../extension/rangeTest/rangeTestPage.ts';
import { onValley } from '../experiment/faults.ts';
import { raceOf } from '../race/pieces.ts';
import { Memento } from './fake/memento.ts';
import { resetScreen, screen } from './fake/screen.ts';
import { Uri } from './fake/values.ts';

export const shape = { rows: 100, features: 2, classes: 0, contentHash: 'ab' };
export const data = { training: { rows: 100, features: 2, classes: 0 } };
export const csvProblem = { csv: 'a.csv', target: 'y', hidden: [4] };
export const experiment = (change: object = {}) =>
  JSON.stringify({
    ...{ problem: { surface: 'valley' }, optimizers: [{ optimizer: 'sgd' }], lr: [0.1] },
    ...change,
  });

export let store: RaceStore;
export let picked: PickedRun;
export let calls: string[];
export let commands: Commands;
export let formulas: FormulaPages;
export let scheduler: Record<
  'start' | 'continueRace' | 'pause' | 'resume' | 'step' | 'setSpeed' | 'stop' | 'weights',
  ReturnType<typeof vi.fn>
>;
export const csv = { load: vi.fn(), readColumns: vi.fn(), lineOfRow: vi.fn(async () => 12) };
export const writeText = vi.fn(async () => {});
export const gpuTask = vi.fn();
export const examineLesson = vi.fn<Backend['examineLesson']>();
export const testClaim = vi.fn();
/** Of data that ships. */
export const shippedData = vi.fn<Backend['shippedData']>();
export const inspect = vi.fn<Backend['inspect']>();
export const openNetwork = vi.fn<Backend['openNetwork']>();
export const openPreview = vi.fn<Backend['openPreview']>();
export const openMap = vi.fn<Backend['openMap']>();
export let inspector: Inspector;
export let map: HyperparameterMap;
export let network: NetworkPage;
export let rangeTest: RangeTestPage | undefined;
export let comparison: FairComparisonPage | undefined;
/** Measures diagnostics of a run. */
export const diagnose = vi.fn<Backend['diagnose']>();
export let diagnosticsPage: DiagnosticsPage;
/** Called when rows of claims say something else. */
export const claimsChanged = vi.fn();
export let claims: ClaimLab;
/** Opens the thread of a debug session. */
export const openDebugger = vi.fn<Backend['openDebugger']>();
export let positions: DebugPositions;
export let sessions: DebugSessions;
/** What is remembered of tests of claims. */
export let claimMemory: Memento;
/** Training logs. */
export const logs = {
  ...{ open: vi.fn(), factsOf: vi.fn(), choiceOf: vi.fn(), stop: vi.fn(), close: vi.fn() },
};
/** Races on queues. */
export const sweeps = { start: vi.fn<Sweeps['start']>(), attach: vi.fn<Sweeps['attach']>() };
/** Those that the window has left there. */
export const leftSweeps: string[] = [];
/** The races that are kept, and what was done with them. */
export const library = {
  entries: [] as LibraryEntry[],
  onDidChange: vi.fn(),
  refresh: vi.fn(),
  outline: vi.fn(async (id: string) => outlineOf(raceWith(id))),
  read: vi.fn(),
  ...{ setPinned: vi.fn(), rename: vi.fn(), remove: vi.fn(), restore: vi.fn(), discard: vi.fn() },
};
/** The view in the side bar. */
export const list: RunsList = { selected: [], filter: null, order: 'newest' };

/** The race of this id, wherever it is. */
function raceWith(id: string): RaceOrLog {
  const open = store.find(id);
  return open ?? kept.get(id) ?? expect.fail(`no race ${id}`);
}
const kept = new Map<string, Race>();

/** Keeps a race that is not open. */
export function keep(race: Race): Race {
  kept.set(race.id, race);
  library.entries.push({ id: race.id, pinned: false, pinnedRuns: [], elsewhere: null, ...summaryOf(race) });
  return race;
}

/** What is remembered of lessons, in all windows. */
export let lessonMemory: Memento;
/** What is known of lessons. */
export let lessonDesk: LessonDesk;
/** That of the test before hears no more. */
let lastDesk: LessonDesk | undefined;

/** The experiment file that the person is at. */
export const editor: { current: Uri | undefined } = { current: undefined };
/** The memory that is free, in bytes. */
export const machine: { free: number; freeAlone: number | null; hasGpu: boolean | null } = {
  free: 2 ** 34,
  /** null: as much as is free now. */
  freeAlone: null,
  hasGpu: null,
};

/** A window without a race, before each test of the file. */
export function openBeforeEach(): void {
  beforeEach(() => {
    resetScreen();
    vi.resetAllMocks();
    csv.load.mockResolvedValue({ data, contentHash: 'ab' });
    csv.lineOfRow.mockResolvedValue(12);
    library.outline.mockImplementation(async (id) => outlineOf(raceWith(id)));
    library.entries = [];
    kept.clear();
    Object.assign(list, { selected: [], filter: null, order: 'newest' });
    store = new RaceStore();
    picked = new PickedRun(store);
    editor.current = undefined;
    lessonMemory = new Memento();
    machine.free = 2 ** 34;
    machine.freeAlone = null;
    machine.hasGpu = null;
    calls = [];
    leftSweeps.length = 0;
    const note = (name: string) => vi.fn(() => void calls.push(name));
    scheduler = {
      start: vi.fn(() => {
        calls.push('start');
        return {};
      }),
      continueRace: vi.fn(async () => {
        calls.push('continueRace');
        return 0;
      }),
      ...{ pause: note('pause'), resume: note('resume') },
      ...{ step: note('step'), setSpeed: note('setSpeed'), stop: note('stop') },
      weights: vi.fn(async () => null),
    };
    const backend = {
      scheduler: async () => scheduler,
      logs: async () => logs,
      sweeps: async () => sweeps,
      get leftSweeps() {
        return leftSweeps;
      },
      forgetSweep: (id: string) => void leftSweeps.splice(leftSweeps.indexOf(id), 1),
      csv,
      shippedData,
      threads: 2,
      freeMemory: () => machine.free,
      freeMemoryAlone: () => machine.freeAlone ?? machine.free,
      hasGpu: () => machine.hasGpu,
      writeText,
      gpuTask,
      examineLesson,
      inspect,
      openMap,
      diagnose,
      openNetwork,
      openPreview,
      library,
      openRace: async (id: string) => {
        const race = raceWith(id);
        store.open(race);
        return race;
      },
      machine: () => 'a processor, 2 threads',
    };
    const panel = {
      show: async () => void calls.push('show'),
      select: async (pick: never) => picked.toggle(pick),
    };
    const experiments = {
      get current() {
        return editor.current;
      },
    };
    lastDesk?.dispose();
    lessonDesk = new LessonDesk(
      {
        ...{ extensionUri: Uri.file('/extension'), globalStorageUri: Uri.file('/storage') },
        ...{ globalState: lessonMemory, workspaceState: new Memento() },
      } as never,
      async () => backend as never,
    );
    lastDesk = lessonDesk;
    claimMemory = new Memento();
    claims = new ClaimLab(
      {
        backend: async () => ({ testClaim }),
        extension: Uri.file('/extension') as never,
        storage: Uri.file('/storage') as never,
        memory: claimMemory as never,
      },
      claimsChanged,
    );
    positions = new DebugPositions();
    sessions = new DebugSessions(async () => ({ openDebugger }), positions);
    inspector = new Inspector(Uri.file('/extension') as never, async () => backend as never);
    map = new HyperparameterMap(Uri.file('/extension') as never, {
      backend: async () => backend as never,
      run: async (experiment, read) => (await commands.map()).run(experiment, read),
      compare: async (experiment, read) => (await commands.map()).compare(experiment, read),
      reopen: async (place) => (await commands.map()).reopen(place),
    });
    network = new NetworkPage(Uri.file('/extension') as never, store, async () => backend as never);
    rangeTest = undefined;
    const loadRangeTest = async () => {
      rangeTest ??= new RangeTestPage(Uri.file('/extension') as never, await commands.rangeTest());
      return rangeTest;
    };
    comparison = undefined;
    const loadComparison = async () => {
      comparison ??= new FairComparisonPage(Uri.file('/extension') as never, await commands.fairComparison());
      return comparison;
    };
    diagnosticsPage = new DiagnosticsPage(
      Uri.file('/extension') as never,
      async () => backend as never,
      new DiagnosticsMemory(Uri.file('/storage/diagnostics') as never, '1.2.3'),
    );
    formulas = new FormulaPages(Uri.file('/extension') as never);
    commands = new Commands(
      store,
      backend as never,
      new Memento() as never,
      experiments as never,
      () => panel,
      list,
      async () => formulas,
      lessonDesk,
      async () => claims,
      { picked, sessions: async () => sessions },
      { load: async () => inspector, picked, debugged: positions },
      {
        ...{ map: async () => map, rangeTest: loadRangeTest, fairComparison: loadComparison },
        diagnostics: async () => diagnosticsPage,
      },
      async () => network,
    );
  });
}

export const run = (id: keyof typeof commandIds, argument?: unknown, more?: unknown) =>
  commands.run(commandIds[id], argument, more);
export const messages = () =>
  screen.messages.map(({ severity, text, buttons }) => [severity, text, ...buttons]);
export const started = () => scheduler.start.mock.calls[0] ?? [];
/** A file on the disk. */
export const file = (text: string, name = 'a.experiment.json') => {
  const uri = Uri.file(`/workspace/${name}`);
  screen.files[uri.path] = Buffer.from(text);
  return uri;
};

export function show(change: Partial<Race> = {}, given: object = onValley()): Race {
  const options = change.csv ? { csv: change.csv } : {};
  const race = { ...raceOf(given, options), phase: 'running' as const, ...change };
  store.show(race);
  return race;
}
