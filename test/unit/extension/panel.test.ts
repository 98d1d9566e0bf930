/** The host's side of the panel: what it sends to the page and when, and what it passes on. */
import { describe, expect, test, vi } from 'vitest';
import type { DebugPosition } from '../../../core/debug/debugMessages.ts';
import { type RaceView, toPanelSchema } from '../../../core/protocol/panel.ts';
import type { Race } from '../../../core/race/race.ts';
import { onValley } from '../experiment/faults.ts';
import { pieceOf, raceOf, recordOf } from '../race/pieces.ts';
import { screen } from './fake/screen.ts';
import { debugged, events, hidden, open, openBeforeEach, page, panel, picked, store } from './shownPanel.ts';

openBeforeEach();

const types = () => page().webview.posted.map(({ type }) => type);
const lastRace = (): RaceView | null => {
  const messages = page().webview.posted.map((message) => toPanelSchema.parse(message));
  const snapshot = messages.findLast(({ type }) => type === 'snapshot');
  if (snapshot?.type !== 'snapshot') throw new Error('expected a snapshot');
  return snapshot.race;
};

/** The page says something, and it is read. */
async function say(...messages: readonly unknown[]): Promise<void> {
  for (const message of messages) page().webview.send(message);
  await vi.dynamicImportSettled();
  await vi.advanceTimersByTimeAsync(0);
}

/** Adds points to the race's first run, as the scheduler does. */
function record(race: Race, losses: readonly number[]): void {
  const firstPoint = recordOf(race).extent.points;
  const position = losses.flatMap((loss) => [loss, loss]);
  store.append(race.id, [{ run: 0, piece: pieceOf({ firstPoint, loss: losses, position }) }]);
}

describe('opening', () => {
  test('waits until the page is ready', async () => {
    let isShown = false;
    const shown = panel.show().then(() => {
      isShown = true;
    });
    await vi.advanceTimersByTimeAsync(4000);
    expect(isShown).toBe(false);
    page().webview.send({ type: 'ready' });
    await shown;
    expect(types()).toEqual(['snapshot']);
  });

  test('does not wait for ever', async () => {
    const shown = panel.show();
    await vi.advanceTimersByTimeAsync(5000);
    await shown;
    expect(types()).toEqual([]);
  });

  test('shows the same panel again', async () => {
    await open();
    await panel.show();
    expect(screen.panels).toHaveLength(1);
  });

  test('opens another where the first was closed', async () => {
    await open();
    page().dispose();
    void panel.show();
    expect(screen.panels).toHaveLength(2);
  });

  test('allows the page its own files alone', async () => {
    await open();
    const { html, options } = page().webview;
    const policy = /Content-Security-Policy" content="([^"]*)"/.exec(html)?.[1] ?? '';
    const nonce = /<script type="module" nonce="([^"]+)"/.exec(html)?.[1];
    expect(nonce).toMatch(/^[\w-]{20,}$/);
    expect(policy.split('; ').sort()).toEqual([
      "base-uri 'none'",
      "default-src 'none'",
      'font-src https://page.example',
      "form-action 'none'",
      `script-src 'nonce-${nonce}'`,
      'style-src https://page.example',
      'worker-src blob:',
    ]);
    expect(options.localResourceRoots?.map(({ path }) => path)).toEqual(['/extension/dist/webview']);
  });
});

describe('what the page gets', () => {
  test('is the whole race, when it is ready and whenever another is on the screen', async () => {
    await open();
    expect(lastRace()).toBeNull();
    const race = raceOf(onValley());
    store.show(race);
    expect(lastRace()?.id).toBe(race.id);
    expect(types()).toEqual(['snapshot', 'snapshot', 'hidden', 'select']);
  });

  test('is the whole race again when it has missed something', async () => {
    await open();
    store.show(raceOf(onValley()));
    await say({ type: 'missed' });
    const whole = ['snapshot', 'hidden', 'select'];
    expect(types()).toEqual(['snapshot', ...whole, ...whole]);
  });

  test('are updates of what is new, at most 30 a second', async () => {
    await open();
    const race = raceOf(onValley());
    store.show(race);
    page().webview.posted.length = 0;
    for (let step = 0; step < 10; step++) record(race, [step]);
    await vi.advanceTimersByTimeAsync(34);
    record(race, [10]);
    record(race, [11]);
    await vi.advanceTimersByTimeAsync(34);
    const updates = page().webview.posted.map((message) => toPanelSchema.parse(message));
    const losses = updates.map((update) =>
      update.type === 'update'
        ? update.runs.map(({ piece }) => [piece.firstPoint, [...(piece.points.loss ?? [])]])
        : [],
    );
    expect(losses).toEqual([[[0, [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]]], [[10, [10, 11]]]]);
    await vi.advanceTimersByTimeAsync(1000);
    expect(types()).toHaveLength(2);
  });

  test('is nothing while it is hidden, and the whole race when it is shown again', async () => {
    await open();
    const race = raceOf(onValley());
    store.show(race);
    page().show(false);
    page().webview.posted.length = 0;
    record(race, [3, 2, 1]);
    await vi.advanceTimersByTimeAsync(1000);
    expect(panel.visible).toBe(false);
    expect(types()).toEqual([]);
    page().show(true);
    expect([...(lastRace()?.runs[0]?.record.points.loss ?? [])]).toEqual([3, 2, 1]);
  });

  test('is nothing of a race that is not on the screen', async () => {
    await open();
    const other = raceOf(onValley(), { id: 'other' });
    store.show(other);
    store.show(raceOf(onValley(), { id: 'shown' }));
    page().webview.posted.length = 0;
    record(other, [1]);
    await vi.advanceTimersByTimeAsync(1000);
    expect(types()).toEqual([]);
  });

  test('is what was picked in the side bar', async () => {
    await open();
    store.show(raceOf(onValley({ lr: [0.1, 0.2] }), { id: 'shown' }));
    await panel.select({ race: 'shown', run: 1 });
    expect(page().webview.posted.at(-1)).toEqual({ type: 'select', race: 'shown', run: 1 });
    await panel.select({ race: 'shown', run: 1 });
    expect(page().webview.posted.at(-1)).toEqual({ type: 'select', race: 'shown', run: null });
  });
});

describe('hidden runs', () => {
  const said = (type: string) => page().webview.posted.filter((message) => message.type === type);
  const three = () => raceOf(onValley({ lr: [0.1, 0.2, 0.3] }), { id: 'shown' });

  test('are those that the page says, and a page that is loaded anew gets them', async () => {
    await open();
    store.show(three());
    await say({ type: 'hide', race: 'shown', runs: [0, 2] });
    expect(hidden.current).toEqual([0, 2]);
    page().webview.posted.length = 0;
    await say({ type: 'ready' });
    expect(said('hidden')).toEqual([{ type: 'hidden', race: 'shown', runs: [0, 2] }]);
    expect(toPanelSchema.parse(said('hidden')[0])).toEqual(said('hidden')[0]);
    expect(events).toEqual([]);
  });

  test('are shown again where they are picked in the side bar, and the page is told', async () => {
    await open();
    store.show(three());
    await say({ type: 'hide', race: 'shown', runs: [0, 2] });
    await panel.select({ race: 'shown', run: 2 });
    expect(said('hidden').at(-1)).toEqual({ type: 'hidden', race: 'shown', runs: [0] });
    expect(said('select').at(-1)).toEqual({ type: 'select', race: 'shown', run: 2 });
  });
});

describe('a run in the debugger', () => {
  const told = () => page().webview.posted.filter(({ type }) => type === 'debugged');
  const position: DebugPosition = {
    ...{ threadId: 1, run: 'another', step: 12, line: 8, loss: Number.NaN, position: [1, 2] },
    ...{ parameter: 0, parameterName: 'w0' },
    branch: { fromStep: 5, losses: [3, Number.POSITIVE_INFINITY], edits: [] },
  };

  test('is told where it stands, by its number on the screen, and where it is no more', async () => {
    await open();
    const race = raceOf(onValley({ lr: [0.1, 0.2] }), { id: 'shown' });
    store.show(race);
    debugged.move(debugged, position);
    expect(told()).toEqual([]);
    debugged.move(debugged, { ...position, run: race.runs[1]?.spec.id ?? '' });
    const losses = Float64Array.of(3, Number.POSITIVE_INFINITY);
    const at = { run: 1, step: 12, line: 8, loss: 'NaN', position: [1, 2], branch: { fromStep: 5, losses } };
    expect(told()).toEqual([{ type: 'debugged', race: 'shown', at }]);
    expect(toPanelSchema.parse(told()[0])).toMatchObject({ at: { loss: Number.NaN } });
    page().webview.posted.length = 0;
    await say({ type: 'ready' });
    expect(told()).toHaveLength(1);
    debugged.end(debugged);
    expect(told().at(-1)).toEqual({ type: 'debugged', race: 'shown', at: null });
  });
});

describe('what the page says', () => {
  test('is passed on where it is what the person does', async () => {
    await open();
    await say(
      { type: 'pause' },
      { type: 'setSpeed', speed: 'max' },
      { type: 'runTutorialRace', race: 'valley' },
    );
    expect(events).toEqual([
      { type: 'pause' },
      { type: 'setSpeed', speed: 'max' },
      { type: 'runTutorialRace', race: 'valley' },
    ]);
  });

  test.each([null, 'pause', { type: 'format' }, { type: 'setSpeed', speed: -1 }])(
    '%j is logged',
    async (message) => {
      await open();
      await say(message);
      expect(events).toEqual([]);
      expect(screen.log.join()).toMatch(/^message from the panel not understood/);
    },
  );

  test('goes to the log where something in it broke', async () => {
    await open();
    await say({ type: 'failed', message: 'x is not defined' });
    expect(screen.log).toEqual(['panel: x is not defined']);
  });

  test('is answered where it is a request', async () => {
    await open();
    await say({ type: 'request', id: 7, name: 'saveNumbers', params: { format: 'csv' } });
    const reply = { type: 'reply', id: 7, outcome: { result: 'saveNumbers' } };
    expect(page().webview.posted.at(-1)).toEqual(reply);
  });

  test('picks a run', async () => {
    await open();
    store.show(raceOf(onValley({ lr: [0.1, 0.2] }), { id: 'shown' }));
    await say({ type: 'select', race: 'shown', run: 1 });
    expect(picked.run).toBe(1);
  });

  test('is nothing any more where the panel was closed and opened again', async () => {
    await open();
    page().webview.send({ type: 'pause' });
    page().dispose();
    void panel.show();
    await say({ type: 'stop' });
    expect(events).toEqual([]);
  });
});
