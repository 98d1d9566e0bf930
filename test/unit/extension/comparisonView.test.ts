/** The page in a view, beside the one in the panel: both show the same. */
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { toPanelSchema } from '../../../core/protocol/panel.ts';
import { chosenRuns } from '../../../core/race/chosenRuns.ts';
import type { Race } from '../../../core/race/race.ts';
import { ComparisonView } from '../../../extension/panel/comparisonView.ts';
import { onValley } from '../experiment/faults.ts';
import { pieceOf, raceOf } from '../race/pieces.ts';
import { screen } from './fake/screen.ts';
import { Uri } from './fake/values.ts';
import { createPanel, type FakePanel } from './fake/widgets.ts';
import { open, settle, typesOf } from './settledPanel.ts';
import { answerWith, events, openBeforeEach, panel, parts, picked, store } from './shownPanel.ts';

openBeforeEach();

let view: ComparisonView;

beforeEach(() => {
  view = new ComparisonView(Uri.file('/extension') as never, parts);
});

afterEach(() => view.dispose());

/** The view as VS Code makes it where a person has put it. */
function resolve(): FakePanel {
  const widget = createPanel('Comparison', 1);
  const shown = {
    webview: widget.webview,
    get visible() {
      return widget.visible;
    },
    onDidChangeVisibility: (listener: () => void) => widget.onDidChangeViewState(listener),
    onDidDispose: (listener: () => void) => widget.onDidDispose(listener),
  };
  view.resolveWebviewView(shown as never);
  return widget;
}

async function opened(): Promise<FakePanel> {
  const widget = resolve();
  widget.webview.send({ type: 'ready' });
  await settle();
  return widget;
}

const shownIn = (page: FakePanel) => {
  const messages = page.webview.posted.map((message) => toPanelSchema.parse(message));
  const last = messages.findLast(({ type }) => type === 'snapshot');
  return last?.type === 'snapshot' ? last.race : undefined;
};
const first = (race: Race) => ({ race, number: 0 });
const race = (id = 'race') => raceOf(onValley(), { id });

describe('the view', () => {
  test('has the page, and says that it is one with little room', async () => {
    const { webview } = await opened();
    expect(webview.html).toContain('<div id="app" data-place="view">');
    expect(webview.options.localResourceRoots?.map(({ path }) => path)).toEqual(['/extension/dist/webview']);
    void panel.show();
    expect(screen.panels[0]?.webview.html).toContain('data-place="editor"');
  });

  test('shows the same runs as the panel, with the same one picked', async () => {
    const [beside, inView] = [await open(), await opened()];
    const [one, two] = [race('one'), race('two')];
    store.show(one);
    store.open(two);
    store.compare(chosenRuns([first(one), first(two)]));
    for (const page of [beside, inView]) expect(shownIn(page)?.id).toBe(store.shown?.id);
    inView.webview.send({ type: 'select', race: store.shown?.id, run: 1 });
    await settle();
    expect(picked.run).toBe(1);
    for (const page of [beside, inView])
      expect(page.webview.posted.at(-1)).toEqual({ type: 'select', race: store.shown?.id, run: 1 });
  });

  test('gets news as the panel does, each what it lacks', async () => {
    const beside = await open();
    const going = race();
    store.show(going);
    store.append(going.id, [{ run: 0, piece: pieceOf({ loss: [3], position: [0, 0] }) }]);
    await settle(40);
    const inView = await opened();
    for (const page of [beside, inView]) page.webview.posted.length = 0;
    store.append(going.id, [{ run: 0, piece: pieceOf({ firstPoint: 1, loss: [2], position: [0, 0] }) }]);
    await settle(40);
    for (const page of [beside, inView]) expect(typesOf(page)).toEqual(['update']);
    expect(inView.webview.posted).toEqual(beside.webview.posted);
  });

  test('passes on what the person does, and is answered itself', async () => {
    const [beside, inView] = [await open(), await opened()];
    inView.webview.send({ type: 'pause' });
    answerWith(async ({ id }) => ({ type: 'reply', id, outcome: { error: 'no space left' } }));
    inView.webview.send({ type: 'request', id: 5, name: 'saveNumbers', params: { format: 'csv' } });
    await settle();
    expect(events).toEqual([{ type: 'pause' }]);
    expect(typesOf(inView)).toEqual(['snapshot', 'reply']);
    expect(typesOf(beside)).toEqual(['snapshot']);
    // The page that has asked shows it.
    expect(screen.messages).toEqual([]);
  });
});

describe('out of sight', () => {
  test('nothing is sent to either', async () => {
    const [beside, inView] = [await open(), await opened()];
    const going = race();
    store.show(going);
    for (const page of [beside, inView]) {
      page.show(false);
      page.webview.posted.length = 0;
    }
    store.append(going.id, [{ run: 0, piece: pieceOf({ loss: [3], position: [0, 0] }) }]);
    await settle(1000);
    for (const page of [beside, inView]) expect(typesOf(page)).toEqual([]);
  });

  test('the view has lost its page, and gets all when that is ready again', async () => {
    const inView = await opened();
    const shown = race();
    store.show(shown);
    inView.show(false);
    inView.webview.posted.length = 0;
    inView.show(true);
    await settle();
    expect(typesOf(inView)).toEqual([]);
    inView.webview.send({ type: 'ready' });
    await settle();
    expect(shownIn(inView)?.id).toBe(shown.id);
  });
});

test('a view that is moved is loaded anew, and the first is heard no more', async () => {
  const before = await opened();
  const shown = race();
  store.show(shown);
  const after = await opened();
  expect(shownIn(after)?.id).toBe(shown.id);
  before.webview.posted.length = 0;
  before.webview.send({ type: 'stop' });
  store.append(shown.id, [{ run: 0, piece: pieceOf({ loss: [3], position: [0, 0] }) }]);
  await settle(40);
  expect([events, typesOf(before)]).toEqual([[], []]);
  before.dispose();
  store.show(race('other'));
  expect(shownIn(after)?.id).toBe('other');
});

test('a view that is closed leaves nothing behind', async () => {
  const inView = await opened();
  inView.dispose();
  inView.webview.posted.length = 0;
  store.show(race());
  await settle(100);
  expect(typesOf(inView)).toEqual([]);
  expect(vi.getTimerCount()).toBe(0);
});
