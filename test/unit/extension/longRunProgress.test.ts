import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { endChunks, type Race } from '../../../core/race/race.ts';
import { RaceStore } from '../../../core/race/store.ts';
import { showLongRunProgress } from '../../../extension/status/longRunProgress.ts';
import { onValley } from '../experiment/faults.ts';
import { pieceOf, raceOf, recordOf } from '../race/pieces.ts';
import { resetScreen, screen } from './fake/screen.ts';

let store: RaceStore;
let panel: { visible: boolean };
const stop = vi.fn(() => {});
let subscription: { dispose(): unknown };

beforeEach(() => {
  vi.useFakeTimers();
  resetScreen();
  store = new RaceStore();
  panel = { visible: false };
  stop.mockClear();
  subscription = showLongRunProgress(store, panel, stop);
});

afterEach(() => {
  vi.useRealTimers();
});

function show(title = 'Long'): Race {
  const race = { ...raceOf(onValley({ title, steps: 100 }), { id: title }), phase: 'running' as const };
  store.show(race);
  return race;
}

const step = (race: Race, stepsDone: number) =>
  store.append(race.id, [
    {
      run: 0,
      piece: pieceOf({
        firstPoint: recordOf(race).length,
        ...{ loss: [1], position: [0, 0], state: { stepsDone } },
      }),
    },
  ]);

const shown = () => screen.progress.map(({ title, reports, isOver }) => [title, reports, isOver]);
const settle = () => vi.advanceTimersByTimeAsync(0);

test('a race has a progress from ten seconds on, not before', () => {
  const race = show();
  vi.advanceTimersByTime(9_999);
  step(race, 10);
  expect(shown()).toEqual([]);
  vi.advanceTimersByTime(1);
  step(race, 20);
  step(race, 30);
  expect(shown()).toEqual([['Long', ['30 %, about 25 s left'], false]]);
});

test('a race on a queue has a progress of its own, and none here', () => {
  const race = show();
  race.queue = 'redis://queue';
  vi.advanceTimersByTime(20_000);
  step(race, 20);
  expect(shown()).toEqual([]);
});

test('each race counts from its own begin', () => {
  show('First');
  vi.advanceTimersByTime(9_000);
  const race = show('Second');
  vi.advanceTimersByTime(5_000);
  step(race, 10);
  expect(shown()).toEqual([]);
});

test('one that is in sight, paused or over has none', () => {
  const race = show();
  vi.advanceTimersByTime(20_000);
  panel.visible = true;
  step(race, 10);
  panel.visible = false;
  store.setPaused(race, true);
  store.append(race.id, endChunks(race, { kind: 'stopped' }));
  expect(shown()).toEqual([]);
});

test('the button stops the race', () => {
  const race = show();
  vi.advanceTimersByTime(10_000);
  step(race, 10);
  screen.progress[0]?.cancel();
  expect(stop).toHaveBeenCalledOnce();
});

test('time in which the race is paused is no time that it takes', () => {
  const race = show();
  vi.advanceTimersByTime(10_000);
  store.setPaused(race, true);
  vi.advanceTimersByTime(1_000_000);
  store.setPaused(race, false);
  step(race, 49);
  step(race, 50);
  expect(shown()).toEqual([['Long', ['49 %, about 10 s left', '50 %, about 10 s left'], false]]);
});

test('of runs that begin in turn all count, not the one that is furthest', () => {
  const race = {
    ...raceOf(onValley({ title: 'Turns', steps: 100, lr: [1, 2, 3, 4] })),
    phase: 'running' as const,
  };
  store.show(race);
  vi.advanceTimersByTime(15_000);
  step(race, 100);
  step(race, 100);
  expect(shown()).toEqual([['Turns', ['25 %, about 45 s left'], false]]);
});

describe('the progress ends', () => {
  let race: Race;
  beforeEach(() => {
    race = show();
    vi.advanceTimersByTime(10_000);
    step(race, 10);
    expect(shown()).toEqual([['Long', [], false]]);
  });

  test('with its race', async () => {
    store.append(race.id, endChunks(race, { kind: 'finished' }));
    await settle();
    expect(shown()).toEqual([['Long', ['100 %'], true]]);
  });

  test('when the race is paused, and comes again when it goes on', async () => {
    store.setPaused(race, true);
    await settle();
    expect(screen.progress[0]?.isOver).toBe(true);
    store.setPaused(race, false);
    expect(shown()).toHaveLength(2);
  });

  test('when the panel is in sight, and comes again when it is not', async () => {
    panel.visible = true;
    step(race, 20);
    await settle();
    expect(screen.progress[0]?.isOver).toBe(true);
    panel.visible = false;
    step(race, 30);
    step(race, 40);
    expect(shown().slice(1)).toEqual([['Long', ['40 %, about 15 s left'], false]]);
  });

  test('when another race is on the screen', async () => {
    show('Next');
    await settle();
    expect(shown()).toEqual([['Long', ['10 %, about 2 min left'], true]]);
  });
});

test('nothing is shown once it is disposed of', () => {
  const race = show();
  subscription.dispose();
  vi.advanceTimersByTime(20_000);
  step(race, 10);
  expect(shown()).toEqual([]);
});
