import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { logRaceOf } from '../../log/logRaces.ts';
import { contentOf, pieceOf, recordOf } from '../../race/pieces.ts';
import {
  append,
  autosave,
  fileOf,
  folder,
  library,
  log,
  onDisk,
  openBeforeEach,
  pass,
  pointsOf,
  save,
  saved,
  shown,
  start,
  startWindow,
  step,
  store,
  told,
  writes,
} from './autosaveWindow.ts';

openBeforeEach();

test('a race is saved when it starts, and is then the one on the screen', async () => {
  const race = start();
  await saved();
  expect(pointsOf(race)).toBe(0);
  expect([...(await shown())]).toEqual([race.id]);
});

test('while it runs, what is new is added once a second, however often it changes', async () => {
  const race = start();
  await saved();
  for (let tick = 0; tick < 25; tick++) {
    step(race);
    await pass(100);
  }
  expect([save, append].map(({ mock }) => mock.calls.length)).toEqual([1, 2]);
  expect(pointsOf(race)).toBeGreaterThanOrEqual(20);
});

test('what is added has what is new, and no more', async () => {
  const race = start();
  await saved();
  for (let tick = 0; tick < 1000; tick++) step(race);
  await pass(1000);
  step(race);
  await pass(1000);
  const [first, second] = append.mock.calls.map(([, bytes]) => bytes.length);
  expect(first).toBeGreaterThan(8000);
  expect(second).toBeLessThan(1000);
  expect(contentOf(recordOf(onDisk(race))).points).toEqual(contentOf(recordOf(race)).points);
});

test('a race that stands still is not saved', async () => {
  start();
  await pass(60_000);
  expect([save, append].map(({ mock }) => mock.calls.length)).toEqual([1, 0]);
});

test('a file to which much was added is written anew', async () => {
  const race = start();
  await saved();
  for (let round = 0; round < 6; round++) {
    const firstPoint = recordOf(race).length;
    const loss = Array.from({ length: 100_000 }, (_, index) => index);
    store.append(race.id, [{ run: 0, piece: pieceOf({ firstPoint, loss }) }]);
    await pass(1000);
  }
  // 0.8 MB each: more than 4 MiB with the sixth.
  expect([save, append].map(({ mock }) => mock.calls.length)).toEqual([1, 6]);
  step(race);
  await pass(1000);
  expect([save, append].map(({ mock }) => mock.calls.length)).toEqual([2, 6]);
  expect(pointsOf(race)).toBe(600_001);
  expect(readFileSync(fileOf(race)).length).toBeLessThan(8 * 600_001 + 5000);
});

test('when it ends, it is saved at once, and not again', async () => {
  const race = start();
  step(race);
  step(race, 'finished');
  await saved();
  expect(pointsOf(race)).toBe(2);
  const { length } = writes();
  await pass(60_000);
  expect(writes()).toHaveLength(length);
  expect(log.lines).toEqual([]);
});

test('a second race leaves the first in the library, and both can be loaded', async () => {
  const first = start();
  step(first, 'finished');
  const second = start();
  step(second, 'finished');
  await saved();
  expect(library.entries.map(({ id }) => id)).toEqual([second.id, first.id]);
  expect([...(await shown())]).toEqual([second.id]);
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
  expect([...(await shown())]).toEqual([last.id]);
});

test('a race that goes on out of sight is saved, and does not become the current one', async () => {
  const first = start();
  const second = start();
  step(first);
  await pass(1000);
  expect(pointsOf(first)).toBe(1);
  expect([...(await shown())]).toEqual([second.id]);
});

test('a race that could not be saved stays open, and is tried again', async () => {
  const race = start();
  await saved();
  rmSync(path.join(folder, 'races'), { recursive: true });
  writeFileSync(path.join(folder, 'races'), 'in the way');
  step(race, 'finished');
  await saved();
  expect(log.lines.at(-1)).toMatch(/^warn: race race-\d+ could not be saved: .*(ENOTDIR|EEXIST)/);
  expect(told).toEqual([expect.stringMatching(/^The race can't be saved: there is a file where the folder/)]);
  const other = start();
  await saved();
  expect(store.races).toEqual([race, other]);
  rmSync(path.join(folder, 'races'));
  await pass(5000);
  expect(pointsOf(race)).toBe(1);
  expect(store.races).toEqual([other]);
});

test('a training log is neither saved nor closed, and is shown again where it is open', async () => {
  const race = logRaceOf('step,loss\n0,4\n', { isGrowing: false });
  store.show(race);
  await pass(1000);
  const ours = start();
  await pass(1000);
  expect([writes().length, store.races]).toEqual([1, [race, ours]]);
  store.show(race);
  await pass(1000);
  await autosave.saveAll();
  await startWindow();
  store.open(race);
  await autosave.restore();
  expect([store.current, told]).toEqual([race, []]);
  await autosave.saveAll();
  await startWindow();
  await autosave.restore();
  expect([store.current, told]).toEqual([null, []]);
});
