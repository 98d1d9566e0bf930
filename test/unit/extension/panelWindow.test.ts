/** The panel as a window of VS Code: restored, closed, hidden, and out of reach. */
import { describe, expect, test, vi } from 'vitest';
import { onValley } from '../experiment/faults.ts';
import { raceOf } from '../race/pieces.ts';
import { screen } from './fake/screen.ts';
import { createPanel } from './fake/widgets.ts';
import { last, open, posted, settle, step, typesOf } from './settledPanel.ts';
import { openBeforeEach, panel, picked, store } from './shownPanel.ts';

openBeforeEach();

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
    expect(typesOf(restored)).toEqual(['snapshot', 'snapshot', 'hidden', 'select']);
  });

  test('is shown where there was none before', async () => {
    const restored = createPanel('', 2);
    await panel.deserializeWebviewPanel(restored as never);
    restored.webview.send({ type: 'ready' });
    await settle();
    expect([typesOf(restored), panel.isShowing]).toEqual([['snapshot'], true]);
  });

  test('stays when VS Code tells only then that the one before is gone', async () => {
    const first = await open();
    const restored = createPanel('', 2);
    await panel.deserializeWebviewPanel(restored as never);
    first.dispose();
    expect(panel.visible).toBe(true);
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
    expect(screen.panelOptions).toEqual([{ preserveFocus: true, retainContextWhenHidden: true }]);
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
    await settle();
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

test('a page that was hidden gets the race and the pick when it is shown, and nothing when it is shown already', async () => {
  const page = await open();
  store.show(raceOf(onValley({ lr: [0.1, 0.2] }), { id: 'shown' }));
  page.show(false);
  picked.pick({ race: 'shown', run: 1 });
  page.webview.posted.length = 0;
  page.show(true);
  expect(posted(page).slice(-1)).toEqual([{ type: 'select', race: 'shown', run: 1 }]);
  page.show(true);
  expect(typesOf(page)).toEqual(['snapshot', 'hidden', 'select']);
});
