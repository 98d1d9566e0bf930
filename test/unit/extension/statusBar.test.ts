/** The status bar beside the panel: both tell of the same moment. */
import './loadedParts.ts';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { toPanelSchema } from '../../../core/protocol/panel.ts';
import { endChunks, type Race } from '../../../core/race/race.ts';
import { RaceStore } from '../../../core/race/store.ts';
import { DebugPositions } from '../../../extension/debug/debugPosition.ts';
import { Panel } from '../../../extension/panel/panel.ts';
import { showStatusBarItem } from '../../../extension/status/statusBar.ts';
import { onDigits, onValley } from '../experiment/faults.ts';
import { logRaceOf } from '../log/logRaces.ts';
import { hiddenIn } from '../race/hidden.ts';
import { pieceOf, raceOf, recordOf } from '../race/pieces.ts';
import { resetScreen, screen } from './fake/screen.ts';
import { Uri } from './fake/values.ts';
import type { FakePanel } from './fake/widgets.ts';

let store: RaceStore;
let panel: Panel;

beforeEach(() => {
  vi.useFakeTimers();
  resetScreen();
  screen.groups = [{ viewColumn: 1, tabs: [] }];
  store = new RaceStore();
  const answer = () => Promise.reject(new Error('nothing is asked here'));
  const { picked, hidden } = hiddenIn(store);
  panel = new Panel(Uri.file('/extension') as never, {
    ...{ store, picked, hidden, debugged: new DebugPositions() },
    handlers: { onEvent() {}, answer },
  });
});

afterEach(() => {
  panel.dispose();
  vi.useRealTimers();
});

const page = (): FakePanel => {
  const [shown] = screen.panels;
  if (!shown) throw new Error('expected a panel');
  return shown;
};

async function open(): Promise<void> {
  const shown = panel.show();
  page().webview.send({ type: 'ready' });
  await shown;
}

describe('the status bar', () => {
  const bar = () => screen.statusBar[0]?.text;
  const sent = () => {
    const last = toPanelSchema.parse(page().webview.posted.at(-1));
    return last.type === 'update' ? last.runs.map(({ piece }) => piece.state.stepsDone) : null;
  };
  const running = (): Race => ({ ...raceOf(onValley({ steps: 200 })), phase: 'running' });
  const goOn = (race: Race, stepsDone: number) => {
    const firstPoint = recordOf(race).extent.points;
    const piece = pieceOf({ firstPoint, loss: [1], position: [0, 0], state: { stepsDone } });
    store.append(race.id, [{ run: 0, piece }]);
  };

  test('counts the steps that the page has been sent, while it is in sight', async () => {
    const item = showStatusBarItem(store, panel);
    await open();
    const race = running();
    store.show(race);
    goOn(race, 3);
    expect(bar()).toBe('$(graph-line) 0 / 200');
    await vi.advanceTimersByTimeAsync(40);
    expect([bar(), sent()]).toEqual(['$(graph-line) 3 / 200', [3]]);
    goOn(race, 5);
    goOn(race, 7);
    expect(bar()).toBe('$(graph-line) 3 / 200');
    await vi.advanceTimersByTimeAsync(40);
    expect([bar(), sent()]).toEqual(['$(graph-line) 7 / 200', [7]]);
    expect(screen.statusBar[0]?.tooltip).toBe(`${race.title}: step 7 of 200`);
    store.setPaused(race, true);
    expect(bar()).toBe('$(debug-pause) 7 / 200');
    expect(screen.statusBar[0]?.tooltip).toBe(`${race.title}: step 7 of 200, paused`);
    item.dispose();
  });

  test('counts by itself where the page is not ready or out of sight', async () => {
    const item = showStatusBarItem(store, panel);
    const race = running();
    store.show(race);
    void panel.show();
    goOn(race, 2);
    expect(bar()).toBe('$(graph-line) 2 / 200');
    page().webview.send({ type: 'ready' });
    page().show(false);
    goOn(race, 4);
    expect(bar()).toBe('$(graph-line) 4 / 200');
    item.dispose();
  });

  test('counts runs where they begin in turn: the first has ended long before the last', () => {
    const item = showStatusBarItem(store, panel);
    const seed = { from: 0, count: 33 };
    const race: Race = { ...raceOf(onDigits({ lr: [0.1, 0.2], seed, epochs: 1 })), phase: 'running' };
    store.show(race);
    store.append(race.id, endChunks(race, { kind: 'finished' }, [0, 1, 2]));
    expect(bar()).toBe('$(graph-line) 3 / 66 runs');
    expect(screen.statusBar[0]?.tooltip).toBe(`${race.title}: 3 of 66 runs have ended`);
    item.dispose();
  });
});

test('of few runs on a queue it counts those that have ended', () => {
  const item = showStatusBarItem(store, panel);
  const race: Race = {
    ...raceOf(onDigits({ lr: [0.1, 0.2], epochs: 1 })),
    phase: 'running',
    queue: 'redis://q',
  };
  store.show(race);
  store.append(race.id, endChunks(race, { kind: 'finished' }, [0]));
  expect(screen.statusBar[0]?.text).toBe('$(graph-line) 1 / 2 runs');
  item.dispose();
});

test('of a log it says how many steps there are, and of no end', () => {
  showStatusBarItem(store, panel);
  store.show(logRaceOf('step,loss\n0,4\n1200,3\n'));
  expect(screen.statusBar[0]).toMatchObject({
    text: '$(graph-line) 1,200',
    tooltip: 'train.csv: step 1,200',
  });
});
