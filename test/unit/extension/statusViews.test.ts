/** The status bar and the progress of long races, as they follow the store. */
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { endChunks, type Race } from '../../../core/race/race.ts';
import { RaceStore } from '../../../core/race/store.ts';
import { showLongRunProgress } from '../../../extension/status/longRunProgress.ts';
import { showStatusBarItem } from '../../../extension/status/statusBar.ts';
import { onValley } from '../experiment/faults.ts';
import { type PieceText, pieceOf, raceOf, recordOf } from '../race/pieces.ts';
import { resetScreen, screen } from './fake/screen.ts';

let store: RaceStore;

beforeEach(() => {
  vi.useFakeTimers();
  resetScreen();
  store = new RaceStore();
});

afterEach(() => {
  vi.useRealTimers();
});

const running = (race: Race): Race => ({ ...race, phase: 'running' });

function append(race: Race, piece: PieceText): void {
  store.append(race.id, [{ run: 0, piece: pieceOf(piece) }]);
}

describe('the status bar', () => {
  const bar = () => screen.statusBar[0];

  test('shows how far a race is while it goes on', () => {
    showStatusBarItem(store, { isShowing: false, onDidSend: () => ({ dispose() {} }) });
    expect(bar()?.visible).toBe(false);
    const race = running(raceOf(onValley({ steps: 2000 })));
    store.show(race);
    expect(bar()).toMatchObject({ visible: true, text: '$(graph-line) 0 / 2,000' });
    append(race, { loss: [1], position: [0, 0], state: { stepsDone: 1500 } });
    expect(bar()?.text).toBe('$(graph-line) 1,500 / 2,000');
    store.setPaused(race, true);
    expect(bar()?.text).toBe('$(debug-pause) 1,500 / 2,000');
    expect(bar()?.tooltip).toMatch(/: step 1,500 of 2,000, paused$/);
    store.append(race.id, endChunks(race, { kind: 'stopped' }));
    expect(bar()?.visible).toBe(false);
  });
});

describe('the progress of a long race', () => {
  const step = (race: Race, stepsDone: number) =>
    append(race, {
      firstPoint: recordOf(race).extent.points,
      loss: [1],
      position: [0, 0],
      state: { stepsDone },
    });

  test('appears after ten seconds while the panel is out of sight, and ends with the race', async () => {
    const panel = { visible: true };
    showLongRunProgress(store, panel, () => {});
    const race = running(raceOf(onValley({ title: 'Long', steps: 100 })));
    store.show(race);
    vi.advanceTimersByTime(9000);
    step(race, 0);
    panel.visible = false;
    step(race, 1);
    expect(screen.progress).toEqual([]);
    vi.advanceTimersByTime(2000);
    step(race, 2);
    step(race, 50);
    step(race, 75);
    expect(screen.progress).toMatchObject([
      { title: 'Long', reports: ['50 %, about 10 s left', '75 %, a few seconds left'] },
    ]);
    store.append(race.id, endChunks(race, { kind: 'stopped' }));
    await vi.advanceTimersByTimeAsync(0);
    expect(screen.progress).toHaveLength(1);
  });
});
