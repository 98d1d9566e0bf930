/** The extension as VS Code starts and ends it. */
import './loadedParts.ts';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { createRace } from '../../../core/race/race.ts';
import type { Backend } from '../../../extension/backend/backend.ts';
import { createNodeBackend } from '../../../extension/backend/nodeBackend.ts';
import type { Api } from '../../../extension/extension.ts';
import { commandIds } from '../../../extension/ids.ts';
import { activate, deactivate } from '../../../extension/nodeExtension.ts';
import { onValley } from '../experiment/faults.ts';
import { half, parsed, withHalf } from '../experiment/ownRules.ts';
import { raceOf } from '../race/pieces.ts';
import { waitFor } from '../waitFor.ts';
import { Memento } from './fake/memento.ts';
import { person, resetScreen, screen } from './fake/screen.ts';
import { Uri } from './fake/values.ts';
import { FakeDocument } from './fake/widgets.ts';

vi.mock('../../../extension/backend/nodeBackend.ts', () => ({ createNodeBackend: vi.fn() }));

const create = vi.mocked(createNodeBackend);
const scheduler = { start: vi.fn(), stop: vi.fn() };
let backend: Backend;
const terminals = new Map<string, string>();
let context: { subscriptions: { dispose(): unknown }[]; workspaceState: Memento };
let api: Api;

beforeEach(() => {
  vi.clearAllMocks();
  resetScreen();
  vi.useFakeTimers();
  screen.groups = [{ viewColumn: 1, tabs: [] }];
  backend = {
    scheduler: async () => scheduler as never,
    logs: vi.fn(),
    sweeps: vi.fn(),
    leftSweeps: [],
    forgetSweep: vi.fn(),
    csv: {} as never,
    shippedData: vi.fn(),
    threads: 2,
    freeMemory: () => 2 ** 34,
    freeMemoryAlone: () => 2 ** 34,
    gpuTask: vi.fn(),
    testRule: vi.fn(),
    checkAttempt: vi.fn(),
    checkCells: vi.fn(async () => []),
    examineLesson: vi.fn(),
    testClaim: vi.fn(),
    openDebugger: vi.fn(),
    inspect: vi.fn(),
    openMap: vi.fn(),
    diagnose: vi.fn(),
    openNetwork: vi.fn(),
    openPreview: vi.fn(),
    machine: () => '',
    hasGpu: () => null,
    openRace: vi.fn(),
    library: {
      ...{ entries: [], onDidChange: () => ({ dispose() {} }), refresh: vi.fn(async () => {}) },
      ...{ outline: vi.fn(), read: vi.fn(), setPinned: vi.fn(), rename: vi.fn() },
      ...{ remove: vi.fn(), restore: vi.fn(), discard: vi.fn() },
    },
    writeText: vi.fn(),
    restore: vi.fn(async () => {}),
    saveAll: vi.fn(async () => {}),
    dispose: vi.fn(),
  };
  create.mockReturnValue(backend);
});

afterEach(() => {
  for (const each of context.subscriptions) each.dispose();
  vi.useRealTimers();
});

async function start({ storage = true } = {}): Promise<void> {
  context = {
    subscriptions: [],
    workspaceState: new Memento(),
    ...{ extensionUri: Uri.file('/extension'), globalStorageUri: Uri.file('/global') },
    ...{ storageUri: storage ? Uri.file('/storage') : undefined, globalState: new Memento() },
    extension: { packageJSON: { version: '7.8.9' } },
    environmentVariableCollection: { replace: (name: string, value: string) => terminals.set(name, value) },
  } as never;
  api = await activate(context as never);
}

/** What comes right after the start. */
async function settle(): Promise<void> {
  await vi.advanceTimersByTimeAsync(1);
  await vi.dynamicImportSettled();
  await vi.advanceTimersByTimeAsync(1);
}

const command = (id: string, argument?: unknown) =>
  (screen.registered[id] as (argument: unknown) => Promise<void>)(argument);

describe('the start', () => {
  test('registers all commands, and loads nothing yet', async () => {
    await start();
    for (const id of Object.values(commandIds)) expect(screen.registered).toHaveProperty([id]);
    expect(screen.registered).toHaveProperty(['optimizerPlayground.panel']);
    expect(create).not.toHaveBeenCalled();
    expect(Object.keys(api)).toEqual(['store', 'panel']);
  });

  test.each([
    [true, '/storage'],
    [false, '/global'],
  ])('brings the race of before back from its folder (%s)', async (storage, folder) => {
    await start({ storage });
    await settle();
    expect(backend.restore).toHaveBeenCalledOnce();
    const [store, folders] = create.mock.calls[0] ?? [];
    expect(store).toBe(api.store);
    expect(folders).toEqual({ dist: '/extension/dist', storage: folder });
  });

  test('goes on with what the window had left on queues', async () => {
    const forgetSweep = vi.fn();
    const { library } = backend;
    create.mockReturnValue({
      ...backend,
      library: { ...library, entries: [] },
      leftSweeps: ['gone'],
      forgetSweep,
    });
    await start();
    await settle();
    await vi.waitFor(() => expect(forgetSweep).toHaveBeenCalledExactlyOnceWith('gone'));
  });

  test('looks for races of the command line in folders on the disk, where they are trusted', async () => {
    await start();
    await settle();
    const [, , surroundings] = create.mock.calls[0] ?? [];
    screen.folders = [Uri.file('/work'), Uri.parse('memfs:/other')].map((uri) => ({ name: 'a', uri }));
    expect(surroundings?.ownFolders()).toEqual(['/work']);
    screen.isTrusted = false;
    expect(surroundings?.ownFolders()).toEqual([]);
    screen.isTrusted = true;
    screen.folders = [];
  });

  test('remembers the window, and tells what happened to races', async () => {
    await start();
    await settle();
    const [, , surroundings] = create.mock.calls[0] ?? [];
    expect(surroundings?.windowId.get()).toBeUndefined();
    surroundings?.windowId.set('abc');
    expect(context.workspaceState.kept.get('window')).toBe('abc');
    expect(surroundings?.windowId.get()).toBe('abc');
    expect(surroundings?.version).toBe('7.8.9');
    surroundings?.terminals.replace('PLACE', '/storage/races');
    expect(terminals.get('PLACE')).toBe('/storage/races');
    surroundings?.measured.set([1]);
    expect(surroundings?.measured.get()).toEqual([1]);
    surroundings?.tell('A race is gone.');
    expect(screen.messages).toMatchObject([{ severity: 'warning', text: 'A race is gone.' }]);
  });

  test('gives the backend the way to the GPU in the panel’s page, until the extension ends', async () => {
    screen.files['/extension/dist/webview/gpu.js'] = new TextEncoder().encode('serve()');
    await start();
    await settle();
    const shown = api.panel.show();
    const { webview } = screen.panels[0] ?? expect.fail('expected a panel');
    webview.send({ type: 'ready' });
    await shown;
    const [, , surroundings] = create.mock.calls[0] ?? [];
    const opened = surroundings?.gpu.request<'open'>({ type: 'open' });
    await settle();
    const request = { type: 'gpu', id: 1, request: { type: 'open' }, worker: 'serve()' };
    expect(webview.posted).toContainEqual(request);
    for (const each of context.subscriptions) each.dispose();
    await expect(opened).rejects.toThrow('the extension has ended');
  });

  test('looks at a rule that is saved while a race goes on that has it', async () => {
    const rule = new FakeDocument(Uri.file('/project/half.optimizer'), half, 'optimizer');
    await start();
    await settle();
    person.save(rule);
    api.store.show(createRace(parsed(withHalf()), { id: 'own', startedAt: 0 }));
    person.save(new FakeDocument(Uri.file('/project/notes.md'), '', 'markdown'));
    person.save(rule);
    await settle();
    expect(scheduler.stop).not.toHaveBeenCalled();
    person.write(rule, half.replace('lr * g', 'g * lr'));
    person.save(rule);
    await settle();
    expect(scheduler.stop).toHaveBeenCalledWith(api.store.current);
  });

  test('goes on where the race of before can’t be brought back', async () => {
    vi.mocked(backend.restore).mockRejectedValue(new Error('no disk'));
    await start();
    await settle();
    expect(screen.log).toEqual(['no disk']);
  });

  test.each([
    [true, 1],
    [false, 0],
    [undefined, 0],
  ])('shows the panel where the setting is %s', async (wanted, panels) => {
    screen.settings['optimizerPlayground.showPanelOnStartup'] = wanted;
    await start();
    expect(screen.panels).toHaveLength(panels);
  });
});

describe('afterwards', () => {
  test('commands have one backend, however many come at once', async () => {
    await start();
    const shown = Promise.all([
      command(commandIds.runTutorialRace, 'valley'),
      command(commandIds.runTutorialRace, 'rosenbrock'),
    ]);
    await settle();
    await vi.advanceTimersByTimeAsync(5000);
    await shown;
    expect(create).toHaveBeenCalledOnce();
    expect(scheduler.start).toHaveBeenCalledTimes(2);
  });

  test('the panel asks for what the person does there', async () => {
    await start();
    await settle();
    const race = { ...raceOf(onValley()), phase: 'running' as const };
    api.store.show(race);
    const opened = command(commandIds.showPanel);
    await settle();
    screen.panels[0]?.webview.send({ type: 'ready' });
    await settle();
    await opened;
    screen.panels[0]?.webview.send({ type: 'stop' });
    screen.panels[0]?.webview.send({
      type: 'request',
      id: 1,
      name: 'saveNumbers',
      params: { format: 'csv' },
    });
    await settle();
    expect(scheduler.stop).toHaveBeenCalledWith(race);
    await waitFor(() =>
      expect(screen.panels[0]?.webview.posted.at(-1)).toEqual({
        type: 'reply',
        id: 1,
        outcome: { result: null },
      }),
    );
  });

  test('when clauses know whether a race is on', async () => {
    await start();
    const active = () => screen.context['optimizerPlayground.active'];
    expect(active()).toBe(false);
    const race = { ...raceOf(onValley()), phase: 'running' as const };
    api.store.show(race);
    expect(active()).toBe(true);
    const told = screen.executed.length;
    api.store.setPaused(race, true);
    expect(screen.executed).toHaveLength(told);
    api.store.show(raceOf(onValley(), { id: 'other' }));
    expect(active()).toBe(true);
    api.store.show({ ...raceOf(onValley()), phase: 'ended' });
    expect(active()).toBe(false);
  });

  test('the progress of a long race can stop it', async () => {
    await start();
    await settle();
    const race = { ...raceOf(onValley()), phase: 'running' as const };
    api.store.show(race);
    await vi.advanceTimersByTimeAsync(10_001);
    api.store.setSpeed(race, 4);
    screen.progress[0]?.cancel();
    expect(screen.commands).toEqual([commandIds.stop]);
  });
});

describe('the end', () => {
  test('saves what is open, and lets go of the backend', async () => {
    await start();
    await settle();
    await deactivate();
    expect(backend.saveAll).toHaveBeenCalledOnce();
    for (const each of context.subscriptions.splice(0)) each.dispose();
    await vi.advanceTimersByTimeAsync(0);
    expect(backend.dispose).toHaveBeenCalledOnce();
    expect(Object.keys(screen.registered)).toEqual([]);
  });

  test('comes without a fault where nothing has begun', async () => {
    vi.resetModules();
    const unused = await import('../../../extension/nodeExtension.ts');
    await expect(unused.deactivate()).resolves.toBeUndefined();
  });

  test('tells the side bar nothing any more', async () => {
    await start();
    await settle();
    await deactivate();
    const message = screen.trees[0]?.message;
    api.store.show(raceOf(onValley({ title: 'Too late' })));
    expect(screen.trees[0]?.message).toBe(message);
  });
});
