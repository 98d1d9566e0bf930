import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import type { Race } from '../../../../core/race/race.ts';
import { decodeRace, encodeRace } from '../../../../core/race/raceFile.ts';
import type { RaceLibrary } from '../../../../node/library/raceLibrary.ts';
import { onValley } from '../../experiment/faults.ts';
import { contentOf, pieceOf, raceOf, recordOf } from '../../race/pieces.ts';
import { createFolder, createLog, openLibrary, saveRace, type WrittenLog } from './libraryTools.ts';

/** The race started at this time, with so many points. */
function raceAt(startedAt: number, points = 3): Race {
  const race = raceOf(onValley({ title: `Race ${startedAt}` }), { id: `race-${startedAt}`, startedAt });
  const loss = Array.from({ length: points }, (_, step) => startedAt + step);
  recordOf(race).append(pieceOf({ loss, state: { status: { kind: 'finished' }, stepsDone: points - 1 } }));
  return race;
}

const idsOf = (library: RaceLibrary) => library.entries.map(({ id }) => id);
const lossesOf = (race: Race) => contentOf(recordOf(race)).points['loss'];

let folder: string;
let log: WrittenLog;
let library: RaceLibrary;
beforeEach(async () => {
  folder = createFolder();
  log = createLog();
  library = await openLibrary(folder, log);
});

const filesIn = () => readdirSync(path.join(folder, 'races')).toSorted();

test('holds nothing where nothing was saved, and makes no folder', () => {
  expect(library.entries).toEqual([]);
  expect(existsSync(path.join(folder, 'races'))).toBe(false);
});

test('gives back what was saved, and lists it, the newest first', async () => {
  for (const startedAt of [20, 30, 10]) await saveRace(library, raceAt(startedAt));
  expect(library.entries).toMatchObject([
    { id: 'race-30', title: 'Race 30', startedAt: 30, pinned: false },
    { id: 'race-20', title: 'Race 20', startedAt: 20, pinned: false },
    { id: 'race-10', title: 'Race 10', startedAt: 10, pinned: false },
  ]);
  expect(lossesOf(await library.load('race-10'))).toEqual([10, 11, 12]);
  expect(library.entries[0]?.bytes).toBe(readFileSync(path.join(folder, 'races', 'race-30.race')).length);
  expect(filesIn()).toEqual(['index.json', 'race-10.race', 'race-20.race', 'race-30.race']);
});

test('is the same for who opens it next', async () => {
  for (const startedAt of [20, 30, 10]) await saveRace(library, raceAt(startedAt));
  await library.setPinned('race-10', true);
  const next = await openLibrary(folder, log);
  expect(next.entries).toEqual(library.entries);
  expect(next.entries.map(({ pinned }) => pinned)).toEqual([false, false, true]);
  expect(log.lines).toEqual([]);
});

test('a race that another window has saved, pinned or removed since is known when this one saves', async () => {
  const other = await openLibrary(folder, log);
  await saveRace(other, raceAt(10));
  await saveRace(other, raceAt(20));
  await saveRace(library, raceAt(30));
  expect(idsOf(library)).toEqual(['race-30', 'race-20', 'race-10']);
  await library.setPinned('race-10', true);
  await other.remove('race-20');
  await saveRace(library, raceAt(40));
  const pins = (each: RaceLibrary) => each.entries.map(({ id, pinned }) => [id, pinned]);
  const expected = [
    ['race-40', false],
    ['race-30', false],
    ['race-10', true],
  ];
  for (const each of [library, await openLibrary(folder, log)]) expect(pins(each)).toEqual(expected);
  await saveRace(other, raceAt(40));
  expect(pins(other)).toEqual(expected);
});

test('it knows whether the list is as it has written it itself', async () => {
  expect(await library.isListedByOthers()).toBe(false);
  await saveRace(library, raceAt(1));
  expect(await library.isListedByOthers()).toBe(false);
  const other = await openLibrary(folder, log);
  await saveRace(other, raceAt(2));
  expect([await library.isListedByOthers(), await other.isListedByOthers()]).toEqual([true, false]);
});

test('two windows with the same bounds make room together, and keep what either has pinned', async () => {
  const bounds = { races: 3, bytes: 1e9 };
  const windows = [await openLibrary(folder, log, { bounds }), await openLibrary(folder, log, { bounds })];
  await Promise.all(windows.map((each, index) => saveRace(each, raceAt(10 + index))));
  await windows[1]?.setPinned('race-10', true);
  for (let round = 2; round < 10; round++)
    await Promise.all(windows.map((each, index) => saveRace(each, raceAt(10 * round + index))));
  expect(filesIn().filter((name) => name.endsWith('.race'))).toEqual([
    'race-10.race',
    'race-90.race',
    'race-91.race',
  ]);
  for (const each of windows) expect(each.entries.find(({ id }) => id === 'race-10')?.pinned).toBe(true);
});

test('a race that is saved again takes the place of what is kept of it, and stays pinned', async () => {
  await saveRace(library, raceAt(10));
  await library.setPinned('race-10', true);
  await saveRace(library, raceAt(10, 5));
  expect(library.entries).toMatchObject([{ id: 'race-10', pinned: true }]);
  expect(lossesOf(await library.load('race-10'))).toHaveLength(5);
});

test('a pin can be taken off again, and of a race that there is not, nothing is pinned', async () => {
  await saveRace(library, raceAt(10));
  await library.setPinned('race-10', true);
  await library.setPinned('race-10', false);
  await library.setPinned('race-11', true);
  expect(library.entries).toMatchObject([{ id: 'race-10', pinned: false }]);
});

test('a race that is removed is gone, for the next one, too', async () => {
  for (const startedAt of [10, 20]) await saveRace(library, raceAt(startedAt));
  await library.remove('race-20');
  for (const each of [library, await openLibrary(folder, log)]) expect(idsOf(each)).toEqual(['race-10']);
  await expect(library.load('race-20')).rejects.toThrow('ENOENT');
  await library.remove('race-20');
  await library.discard('race-20');
  expect(filesIn()).toEqual(['index.json', 'race-10.race']);
});

test('a race that is removed can be had back as it was', async () => {
  for (const startedAt of [10, 20]) await saveRace(library, raceAt(startedAt));
  await library.setPinned('race-20', true, 0);
  const before = library.entries;
  await library.remove('race-20');
  await library.restore('race-20');
  for (const each of [library, await openLibrary(folder, log)]) expect(each.entries).toEqual(before);
  expect(lossesOf(await library.load('race-20'))).toEqual([20, 21, 22]);
  await expect(library.restore('race-10')).rejects.toThrow('ENOENT');
});

test('runs are pinned one by one, in all windows', async () => {
  await saveRace(library, raceAt(10));
  const other = await openLibrary(folder, log);
  await library.setPinned('race-10', true, 2);
  await other.setPinned('race-10', true, 0);
  await library.refresh();
  for (const each of [library, other])
    expect(each.entries).toMatchObject([{ pinned: false, pinnedRuns: [0, 2] }]);
  await library.setPinned('race-10', false, 2);
  expect(library.entries).toMatchObject([{ pinnedRuns: [0] }]);
});

describe('of each race', () => {
  const told: number[] = [];
  const listen = () => {
    told.length = 0;
    library.onDidChange(() => told.push(library.entries.length));
  };

  test('it lists what its runs have come to', async () => {
    const race = raceOf(
      onValley({ lr: [0.1, 0.2], optimizers: [{ optimizer: 'adam' }, { optimizer: 'sgd' }] }),
      {
        id: 'a',
      },
    );
    recordOf(race, 1).append(pieceOf({ loss: [4], state: { best: 0.5, status: { kind: 'finished' } } }));
    recordOf(race, 2).append(pieceOf({ loss: [4], state: { best: 0.25 } }));
    await saveRace(library, race);
    for (const each of [library, await openLibrary(folder, log)])
      expect(each.entries).toMatchObject([
        { states: { queued: 2, finished: 1, running: 1 }, optimizers: ['Adam', 'SGD'], best: 0.25 },
      ]);
  });

  test('it lists what was added since, where it is told, and what is found when it is read', async () => {
    const race = raceOf(onValley(), { id: 'a' });
    await saveRace(library, race);
    recordOf(race).append(pieceOf({ loss: [4], state: { best: 0.5, status: { kind: 'finished' } } }));
    await library.describe(race);
    expect((await openLibrary(folder, log)).entries).toMatchObject([{ states: { finished: 1 }, best: 0.5 }]);
    // The file has what was saved last: a run that nobody goes on with.
    listen();
    await library.load('a');
    expect(library.entries).toMatchObject([{ states: { interrupted: 1 }, best: null }]);
    expect(told).toEqual([1]);
  });

  test('news are told, and nothing else', async () => {
    listen();
    await saveRace(library, raceAt(10));
    expect(told).toEqual([1]);
    await library.refresh();
    await library.describe(raceAt(10));
    await library.load('race-10');
    expect(told).toEqual([1]);
    await library.setPinned('race-10', true);
    await library.remove('race-10');
    expect(told).toEqual([1, 1, 0]);
  });
});

test('a race with a pinned run makes no room for others', async () => {
  const small = await openLibrary(folder, log, { bounds: { races: 1, bytes: 1e9 } });
  await saveRace(small, raceAt(10));
  await small.setPinned('race-10', true, 1);
  await saveRace(small, raceAt(20));
  expect(idsOf(small)).toEqual(['race-20', 'race-10']);
});

describe('within bounds', () => {
  test('on their number, the oldest make room', async () => {
    const small = await openLibrary(folder, log, { bounds: { races: 2, bytes: 1e9 } });
    for (const startedAt of [10, 20, 30]) await saveRace(small, raceAt(startedAt));
    expect(idsOf(small)).toEqual(['race-30', 'race-20']);
    expect(filesIn()).toEqual(['index.json', 'race-20.race', 'race-30.race']);
    expect(idsOf(await openLibrary(folder, log))).toEqual(['race-30', 'race-20']);
  });

  test('on their size, as many of the oldest make room as it takes', async () => {
    const bytes = encodeRace(raceAt(10, 1000)).length;
    const small = await openLibrary(folder, log, { bounds: { races: 100, bytes: 2 * bytes } });
    for (const startedAt of [10, 20]) await saveRace(small, raceAt(startedAt, 1000));
    expect(idsOf(small)).toEqual(['race-20', 'race-10']);
    await saveRace(small, raceAt(30, 2000));
    expect(idsOf(small)).toEqual(['race-30']);
  });

  test('neither a pinned race, nor the one on the screen, nor the one just saved is removed', async () => {
    const small = await openLibrary(folder, log, { bounds: { races: 2, bytes: 1e9 } });
    await saveRace(small, raceAt(20));
    await saveRace(small, raceAt(30));
    await small.setPinned('race-30', true);
    await small.windows.show({ race: 'race-20' });
    await saveRace(small, raceAt(10));
    expect(idsOf(small)).toEqual(['race-30', 'race-20', 'race-10']);
    await saveRace(small, raceAt(40));
    expect(idsOf(small)).toEqual(['race-40', 'race-30', 'race-20']);
    await small.windows.show({ race: 'race-50' });
    await saveRace(small, raceAt(50));
    expect(idsOf(small)).toEqual(['race-50', 'race-30']);
  });

  test('one race that is larger than all may be is kept, alone', async () => {
    const small = await openLibrary(folder, log, { bounds: { races: 5, bytes: 100 } });
    for (const startedAt of [10, 20]) await saveRace(small, raceAt(startedAt));
    expect(idsOf(small)).toEqual(['race-20']);
  });
});

describe('many changes at once', () => {
  test('come one after the other, and all are kept', async () => {
    const times = Array.from({ length: 30 }, (_, index) => 100 + index);
    await Promise.all([
      ...times.map((startedAt) => saveRace(library, raceAt(startedAt))),
      library.setPinned('race-110', true),
      library.remove('race-129'),
      ...times.slice(0, 10).map((startedAt) => saveRace(library, raceAt(startedAt, 7))),
    ]);
    const next = await openLibrary(folder, log);
    for (const each of [library, next]) {
      expect(idsOf(each)).toEqual(
        times
          .toReversed()
          .slice(1)
          .map((startedAt) => `race-${startedAt}`),
      );
      expect(each.entries.filter(({ pinned }) => pinned).map(({ id }) => id)).toEqual(['race-110']);
    }
    for (const { id, bytes, startedAt } of next.entries) {
      const file = readFileSync(path.join(folder, 'races', `${id}.race`));
      expect(file.length).toBe(bytes);
      expect(lossesOf(decodeRace(file))).toHaveLength(startedAt < 110 ? 7 : 3);
    }
    expect(filesIn().filter((name) => name.endsWith('.new'))).toEqual([]);
  });

  test('of one race keep what it was last', async () => {
    const race = raceAt(10, 1);
    const saves = [saveRace(library, race)];
    for (let step = 1; step < 20; step++) {
      recordOf(race).append(pieceOf({ firstPoint: step, loss: [step], state: { stepsDone: step } }));
      saves.push(saveRace(library, race));
    }
    await Promise.all(saves);
    expect(lossesOf(await library.load('race-10'))).toHaveLength(20);
  });
});
