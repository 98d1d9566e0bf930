import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, expect, type MockInstance, test, vi } from 'vitest';
import type { Race } from '../../../../core/race/race.ts';
import { decodeRace } from '../../../../core/race/raceFile.ts';
import { RaceStore } from '../../../../core/race/store.ts';
import { Autosave } from '../../../../node/library/autosave.ts';
import type { RaceLibrary } from '../../../../node/library/raceLibrary.ts';
import { onValley } from '../../experiment/faults.ts';
import { contentOf, pieceOf, raceOf, recordOf } from '../../race/pieces.ts';
import { createFolder, createLog, openLibrary, type WrittenLog } from './libraryTools.ts';

let folder: string;
let log: WrittenLog;
let library: RaceLibrary;
let save: MockInstance<RaceLibrary['save']>;
let store: RaceStore;
let autosave: Autosave;

beforeEach(async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  folder = createFolder();
  log = createLog();
  await startWindow();
  autosave.watch();
});
afterEach(() => vi.useRealTimers());

/** A window that has just opened. */
async function startWindow(): Promise<void> {
  library = await openLibrary(folder, log);
  save = vi.spyOn(library, 'save');
  store = new RaceStore();
  autosave = new Autosave(store, library, log);
}

/** What has begun to be saved is saved, or not. */
const saved = () => Promise.allSettled(save.mock.results.map(({ value }) => value));

async function pass(milliseconds: number): Promise<void> {
  await vi.advanceTimersByTimeAsync(milliseconds);
  await saved();
}

let started = 0;
function start(): Race {
  const startedAt = ++started;
  const race = raceOf(onValley(), { id: `race-${startedAt}`, startedAt });
  store.show(race);
  return race;
}

/** The race goes on by a step. */
function step(race: Race, kind: 'running' | 'finished' = 'running'): void {
  const firstPoint = recordOf(race).length;
  const state = { status: { kind }, stepsDone: firstPoint };
  store.append(race.id, [{ run: 0, piece: pieceOf({ firstPoint, loss: [1 / (1 + firstPoint)], state }) }]);
}

const fileOf = (race: Race) => path.join(folder, 'races', `${race.id}.race`);
const pointsOf = (race: Race) => recordOf(decodeRace(readFileSync(fileOf(race)))).length;

test('a race is saved when it starts, and is then the one on the screen', async () => {
  const race = start();
  await saved();
  expect(pointsOf(race)).toBe(0);
  expect(library.current).toBe(race.id);
});

test('while it runs, it is saved once a second, however often it changes', async () => {
  const race = start();
  await saved();
  for (let tick = 0; tick < 25; tick++) {
    step(race);
    await pass(100);
  }
  expect(save).toHaveBeenCalledTimes(3);
  expect(pointsOf(race)).toBeGreaterThanOrEqual(20);
});

test('a race that stands still is not saved', async () => {
  start();
  await pass(60_000);
  expect(save).toHaveBeenCalledTimes(1);
});

test('a race that takes long to save is saved less often', async () => {
  const race = start();
  await saved();
  const now = vi.spyOn(performance, 'now');
  let time = 0;
  now.mockImplementation(() => {
    time += 500;
    return time;
  });
  step(race);
  await pass(1000);
  now.mockRestore();
  expect(save).toHaveBeenCalledTimes(2);
  // 500 ms may be 5 % of the time.
  step(race);
  await pass(9900);
  expect(save).toHaveBeenCalledTimes(2);
  await pass(100);
  expect(save).toHaveBeenCalledTimes(3);
});

test('when it ends, it is saved at once, and not again', async () => {
  const race = start();
  step(race);
  step(race, 'finished');
  await saved();
  expect(pointsOf(race)).toBe(2);
  const { length } = save.mock.calls;
  await pass(60_000);
  expect(save).toHaveBeenCalledTimes(length);
  expect(log.lines).toEqual([]);
});

test('a second race leaves the first in the library, and both can be loaded', async () => {
  const first = start();
  step(first, 'finished');
  const second = start();
  step(second, 'finished');
  await saved();
  expect(library.entries.map(({ id }) => id)).toEqual([second.id, first.id]);
  expect(library.current).toBe(second.id);
  expect(contentOf(recordOf(await library.load(first.id)))).toEqual(contentOf(recordOf(first)));
});

test('a race that has ended is closed when another is on the screen, whenever it ended', async () => {
  const before = start();
  step(before, 'finished');
  await saved();
  const after = start();
  await saved();
  expect(store.races).toEqual([after]);
  const last = start();
  expect(store.races).toEqual([after, last]);
  step(after, 'finished');
  await saved();
  expect(store.races).toEqual([last]);
  step(last, 'finished');
  await saved();
  expect(store.races).toEqual([last]);
  expect(library.current).toBe(last.id);
});

test('a race that goes on out of sight is saved, and does not become the current one', async () => {
  const first = start();
  const second = start();
  step(first);
  await pass(1000);
  expect(pointsOf(first)).toBe(1);
  expect(library.current).toBe(second.id);
});

test('a race that could not be saved stays open, and is saved the next time', async () => {
  const race = start();
  await saved();
  mkdirSync(`${fileOf(race)}.new`);
  step(race, 'finished');
  await saved();
  expect(log.lines).toEqual([expect.stringMatching(/^warn: race race-\d+ could not be saved: .*EISDIR/)]);
  const other = start();
  await saved();
  expect(store.races).toEqual([race, other]);
  rmSync(`${fileOf(race)}.new`, { recursive: true });
  await autosave.saveAll();
  expect(pointsOf(race)).toBe(1);
  expect(store.races).toEqual([other]);
});

test('before the window closes, all that is open is saved', async () => {
  const first = start();
  const second = start();
  await saved();
  step(first);
  step(second);
  await autosave.saveAll();
  expect([first, second].map(pointsOf)).toEqual([1, 1]);
  const { length } = save.mock.calls;
  await pass(60_000);
  expect(save).toHaveBeenCalledTimes(length);
});

test('the next window shows the race that was on the screen, interrupted if it was going on', async () => {
  const first = start();
  step(first, 'finished');
  const second = start();
  step(second);
  await autosave.saveAll();
  await startWindow();
  await autosave.restore();
  expect(store.current).toMatchObject({ id: second.id, phase: 'ended' });
  expect(store.races).toHaveLength(1);
  const { current } = store;
  expect(current && recordOf(current).state).toMatchObject({ status: { kind: 'interrupted' }, stepsDone: 0 });
});

test('where nothing was on the screen, nothing is shown', async () => {
  await autosave.restore();
  expect([store.current, log.lines]).toEqual([null, []]);
});

test('where the race on the screen cannot be read, nothing is shown, with a warning', async () => {
  const race = start();
  await autosave.saveAll();
  writeFileSync(fileOf(race), 'no race');
  await startWindow();
  await autosave.restore();
  expect(store.current).toBeNull();
  expect(log.lines).toEqual([
    expect.stringMatching(/^warn: race race-\d+ can't be read and is left out: the file does not begin/),
  ]);
});

test('once it is no longer watching, nothing is saved', async () => {
  const other = new RaceStore();
  const watching = new Autosave(other, library, log).watch();
  watching.dispose();
  other.show(raceOf(onValley()));
  expect(save).not.toHaveBeenCalled();
});
