/** The panel as a window of VS Code: restored, closed, hidden, and out of reach. */
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { toPanelSchema } from '../../../core/protocol/panel.ts';
import { PickedRun } from '../../../core/race/pickedRun.ts';
import { RaceStore } from '../../../core/race/store.ts';
import { freeColumn, isPanelTab, keepTab } from '../../../extension/panel/ownGroup.ts';
import { Panel } from '../../../extension/panel/panel.ts';
import { onValley } from '../experiment/faults.ts';
import { pieceOf, raceOf } from '../race/pieces.ts';
import { TabInputText, TabInputWebview, Uri } from './fake/values.ts';
import { changeTabs, resetScreen, screen } from './fake/vscode.ts';
import { createPanel, type FakePanel, type FakeTab } from './fake/widgets.ts';

let store: RaceStore;
let picked: PickedRun;
let panel: Panel;

beforeEach(() => {
  vi.useFakeTimers();
  resetScreen();
  screen.groups = [{ viewColumn: 1, tabs: [] }];
  store = new RaceStore();
  picked = new PickedRun(store);
  panel = new Panel(Uri.file('/extension') as never, store, picked, {
    onEvent: () => {},
    answer: async ({ id }) => ({ type: 'reply', id, outcome: { result: null } }),
  });
});

afterEach(() => {
  panel.dispose();
  vi.useRealTimers();
});

const settle = async (milliseconds = 0) => {
  await vi.advanceTimersByTimeAsync(milliseconds);
  await vi.dynamicImportSettled();
  await vi.advanceTimersByTimeAsync(0);
};
const last = (): FakePanel => screen.panels.at(-1) ?? expect.fail('expected a panel');
const posted = (page = last()) => page.webview.posted.map((message) => toPanelSchema.parse(message));
const typesOf = (page = last()) => posted(page).map(({ type }) => type);
async function open(): Promise<FakePanel> {
  void panel.show();
  last().webview.send({ type: 'ready' });
  await settle();
  return last();
}
const step = (id: string, run: number, firstPoint = 0) =>
  store.append(id, [
    {
      run,
      piece: pieceOf({ firstPoint, loss: [1], position: [0, 0], state: { stepsDone: firstPoint + 1 } }),
    },
  ]);

describe('a panel that VS Code brings back', () => {
  test('is taken over, with its page, in place of another', async () => {
    const first = await open();
    const disposed = vi.spyOn(first, 'dispose');
    const restored = createPanel('', 2);
    await panel.deserializeWebviewPanel(restored as never);
    expect(disposed).toHaveBeenCalledOnce();
    expect(restored.webview.html).toContain('<!doctype html>');
    expect(restored.webview.options.enableScripts).toBe(true);
    expect(restored.webview.posted).toEqual([]);
    restored.webview.send({ type: 'ready' });
    await settle();
    expect(typesOf(restored)).toEqual(['snapshot']);
    const before = first.webview.posted.length;
    store.show(raceOf(onValley()));
    expect(first.webview.posted).toHaveLength(before);
    expect(typesOf(restored)).toEqual(['snapshot', 'snapshot', 'select']);
  });

  test('has an icon for each kind of theme', async () => {
    const page = await open();
    expect(page).toMatchObject({
      iconPath: {
        light: { path: '/extension/extension/media/panel-light.svg' },
        dark: { path: '/extension/extension/media/panel-dark.svg' },
      },
    });
  });

  test('keeps its page while it is hidden', async () => {
    await open();
    expect(screen.panelOptions).toEqual([{ retainContextWhenHidden: true }]);
    expect(last().title).toBe('Optimizer Playground');
  });
});

test('a panel that is open comes to the front, and the focus stays where it is', async () => {
  const page = await open();
  const reveal = vi.spyOn(page, 'reveal');
  await panel.show();
  expect(reveal.mock.calls).toEqual([[undefined, true]]);
});

test('a page that is not ready gets nothing', async () => {
  void panel.show();
  store.show(raceOf(onValley(), { id: 'shown' }));
  step('shown', 0);
  await settle(1000);
  expect(last().webview.posted).toEqual([]);
});

describe('a panel that was closed', () => {
  test('gets nothing, and is not visible', async () => {
    const page = await open();
    expect(panel.visible).toBe(true);
    page.dispose();
    expect(panel.visible).toBe(false);
    store.show(raceOf(onValley()));
    expect(typesOf(page)).toEqual(['snapshot']);
  });

  test('is opened by a pick, and not by letting go of one', async () => {
    store.show(raceOf(onValley({ lr: [0.1, 0.2] }), { id: 'shown' }));
    void panel.select({ race: 'shown', run: 1 });
    expect(screen.panels).toHaveLength(1);
    last().dispose();
    void panel.select({ race: 'shown', run: 1 });
    expect(screen.panels).toHaveLength(1);
    void panel.select({ race: 'gone', run: 0 });
    expect([picked.run, screen.panels.length]).toEqual([null, 1]);
  });
});

describe('updates', () => {
  test('have only runs that have news, and what is new of them', async () => {
    const page = await open();
    store.show(raceOf(onValley({ lr: [0.1, 0.2] }), { id: 'shown' }));
    step('shown', 1);
    await settle(40);
    step('shown', 1, 1);
    await settle(40);
    const runs = posted(page).flatMap((message) =>
      message.type === 'update' ? [message.runs.map(({ run, piece }) => [run, piece.firstPoint])] : [],
    );
    expect(runs).toEqual([[[1, 0]], [[1, 1]]]);
  });

  test('tell phase and speed', async () => {
    const page = await open();
    const race = { ...raceOf(onValley(), { id: 'shown' }), phase: 'running' as const };
    store.show(race);
    store.setPaused(race, true);
    store.setSpeed(race, 4);
    await settle(40);
    expect(posted(page).at(-1)).toEqual({
      type: 'update',
      race: 'shown',
      phase: 'paused',
      speed: 4,
      runs: [],
    });
  });

  test('leave when the window has taken the one before', async () => {
    const page = await open();
    store.show(raceOf(onValley(), { id: 'shown' }));
    await settle();
    page.webview.posted.length = 0;
    let take = () => {};
    const post = page.webview.postMessage;
    page.webview.postMessage = (message) =>
      new Promise((resolve) => {
        take = () => resolve(post(message));
      });
    step('shown', 0);
    await settle(40);
    step('shown', 0, 1);
    step('shown', 0, 2);
    await settle(500);
    expect(page.webview.posted).toEqual([]);
    take();
    await settle(40);
    take();
    await settle(40);
    const points = posted(page).map((message) =>
      message.type === 'update' ? [...(message.runs[0]?.piece.points.loss ?? [])].length : 0,
    );
    expect(points).toEqual([1, 2]);
  });

  test('go on after one that the window has refused', async () => {
    const page = await open();
    store.show(raceOf(onValley(), { id: 'shown' }));
    await settle();
    const post = page.webview.postMessage;
    page.webview.postMessage = () => Promise.reject(new Error('is disposed'));
    step('shown', 0);
    await settle(40);
    expect(screen.log).toEqual(['update for the panel lost: is disposed']);
    page.webview.postMessage = post;
    page.webview.posted.length = 0;
    step('shown', 0, 1);
    await settle(40);
    expect(typesOf(page)).toEqual(['update']);
  });

  test('stop with the panel', async () => {
    const page = await open();
    store.show(raceOf(onValley(), { id: 'shown' }));
    page.webview.posted.length = 0;
    step('shown', 0);
    panel.dispose();
    await settle(1000);
    expect(page.webview.posted).toEqual([]);
  });

  test('have numbers that JSON lacks as words', async () => {
    const page = await open();
    store.show(raceOf(onValley(), { id: 'shown' }));
    const state = { loss: Number.NaN, stepsDone: 1 };
    store.append('shown', [{ run: 0, piece: pieceOf({ loss: [Number.NaN], position: [0, 0], state }) }]);
    await settle(40);
    expect(page.webview.posted.at(-1)).toMatchObject({ runs: [{ piece: { state: { loss: 'NaN' } } }] });
  });
});

test('a page that was hidden gets the race and the pick when it is shown, and nothing when it is shown already', async () => {
  const page = await open();
  store.show(raceOf(onValley({ lr: [0.1, 0.2] }), { id: 'shown' }));
  page.show(false);
  picked.pick({ race: 'shown', run: 1 });
  page.webview.posted.length = 0;
  page.show(true);
  expect(posted(page).slice(-1)).toEqual([{ type: 'select', race: 'shown', run: 1 }]);
  page.show(true);
  expect(typesOf(page)).toEqual(['snapshot', 'select']);
});

describe('the group of editors', () => {
  const tab = (input: unknown, isPreview = false): FakeTab => ({ label: '', input, isPreview });
  const file = tab(new TabInputText(Uri.file('/a.json')));
  const own = tab(new TabInputWebview('mainThreadWebview-optimizerPlayground.panel'));
  const other = tab(new TabInputWebview('mainThreadWebview-somebody.else'));
  const commands = () => screen.commands.filter((id) => id !== 'setContext');

  test('knows the panel’s tab among others', () => {
    expect([own, other, file].map((each) => isPanelTab(each as never))).toEqual([true, false, false]);
  });

  test('is one of nine at most', () => {
    screen.groups = Array.from({ length: 9 }, (_, i) => ({ viewColumn: i + 1, tabs: [file] }));
    expect(freeColumn()).toBe(9);
    screen.groups = screen.groups.slice(0, 8);
    expect(freeColumn()).toBe(9);
    screen.groups = screen.groups.slice(0, 7);
    expect(freeColumn()).toBe(8);
  });

  test('is unlocked where the panel has left it', async () => {
    await open();
    await settle(100);
    const reveal = vi.spyOn(last(), 'reveal');
    screen.groups = [{ viewColumn: 1, tabs: [own, file] }];
    changeTabs({ opened: [file] });
    await settle(100);
    expect(commands()).toEqual(['workbench.action.unlockEditorGroup']);
    // The focus stays in the file.
    expect(reveal.mock.calls).toEqual([[2, true]]);
  });

  test('is left alone where only the panel, or only files are in it', async () => {
    await open();
    await settle(100);
    const reveal = vi.spyOn(last(), 'reveal');
    for (const tabs of [[own], [file], [other, file], []]) {
      screen.groups = [{ viewColumn: 1, tabs }];
      changeTabs({ opened: [file] });
      await settle(100);
    }
    screen.groups = [{ viewColumn: 1, tabs: [own, file] }];
    changeTabs({ opened: [own] });
    changeTabs({ opened: [] });
    await settle(100);
    expect([reveal.mock.calls, commands()]).toEqual([[], []]);
  });

  test('is not looked at any more once the panel is gone', async () => {
    await open();
    await settle(100);
    screen.groups = [{ viewColumn: 1, tabs: [own, file] }];
    changeTabs({ opened: [file] });
    panel.dispose();
    await settle(100);
    changeTabs({ opened: [file] });
    await settle(100);
    expect([last().column, commands()]).toEqual([1, []]);
  });

  test.each([
    ['a preview of the panel', tab(own.input, true), 1],
    ['a tab of the panel that is kept', own, 0],
    ['a preview of a file', tab(file.input, true), 0],
    ['no tab', undefined, 0],
  ])('keeps %s', (_, activeTab, count) => {
    screen.groups = [{ viewColumn: 1, tabs: [], ...(activeTab && { activeTab }) }];
    keepTab();
    expect(commands()).toEqual(new Array(count).fill('workbench.action.keepEditor'));
  });

  test('keeps the tab only when the panel is active', async () => {
    const page = await open();
    screen.groups = [{ viewColumn: 1, tabs: [own], activeTab: tab(own.input, true) }];
    page.show(true);
    expect(commands()).toEqual([]);
  });
});
