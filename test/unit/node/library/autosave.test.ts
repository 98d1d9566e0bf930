import { appendFileSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, type MockInstance, test, vi } from 'vitest';
import type { Race } from '../../../../core/race/race.ts';
import { decodeRace } from '../../../../core/race/raceFile.ts';
import type { Chunk } from '../../../../core/race/runRecord.ts';
import { RaceStore } from '../../../../core/race/store.ts';
import { Autosave } from '../../../../node/library/autosave.ts';
import type { RaceLibrary } from '../../../../node/library/raceLibrary.ts';
import { onValley } from '../../experiment/faults.ts';
import { contentOf, pieceOf, raceOf, recordOf } from '../../race/pieces.ts';
import { createFolder, createLog, openLibrary, type WrittenLog } from './libraryTools.ts';

let folder: string;
let log: WrittenLog;
let told: string[];
let library: RaceLibrary;
let save: MockInstance<RaceLibrary['save']>;
let append: MockInstance<RaceLibrary['append']>;
let store: RaceStore;
let autosave: Autosave;

beforeEach(async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  folder = createFolder();
  log = createLog();
  told = [];
  await startWindow();
  autosave.watch();
});
afterEach(() => vi.useRealTimers());

/** A window that has just opened. */
async function startWindow(): Promise<void> {
  const messages = told;
  const tell = (message: string) => void messages.push(message);
  library = await openLibrary(folder, log, { tell });
  save = vi.spyOn(library, 'save');
  append = vi.spyOn(library, 'append');
  store = new RaceStore();
  autosave = new Autosave(store, library, { log, tell });
}

const writes = () => [...save.mock.results, ...append.mock.results];

/** What has begun to be saved is saved, or not. */
async function saved(): Promise<void> {
  for (let count = -1; count !== writes().length; ) {
    count = writes().length;
    await Promise.allSettled(writes().map(({ value }) => value));
    await new Promise(setImmediate);
  }
}

async function pass(milliseconds: number): Promise<void> {
  await vi.advanceTimersByTimeAsync(milliseconds);
  await saved();
}

let started = 0;
function start(runs = 1): Race {
  const startedAt = ++started;
  const lr = Array.from({ length: runs }, (_, run) => 0.01 * (1 + run));
  const race = raceOf(onValley({ lr }), { id: `race-${startedAt}`, startedAt });
  store.show(race);
  return race;
}

type Kind = 'running' | 'finished';

/** What a run records with its next step. */
function stepOf(race: Race, kind: Kind = 'running', run = 0): Chunk {
  const firstPoint = recordOf(race, run).length;
  const state = { status: { kind }, stepsDone: firstPoint };
  return { run, piece: pieceOf({ firstPoint, loss: [1 / (1 + firstPoint)], state }) };
}

/** The race goes on by a step. */
function step(race: Race, kind: Kind = 'running', run = 0): void {
  store.append(race.id, [stepOf(race, kind, run)]);
}

const fileOf = (race: Race) => path.join(folder, 'races', `${race.id}.race`);
const onDisk = (race: Race) => decodeRace(readFileSync(fileOf(race)));
const pointsOf = (race: Race, run = 0) => recordOf(onDisk(race), run).length;
const kindsOnDisk = (race: Race) => onDisk(race).runs.map(({ record }) => record.state.status.kind);
/** The races that a window would show that is opened now. */
const shown = () => library.windows.races();

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

describe('the end of a run', () => {
  test('is on the disk, with all that led there, before anybody is told', async () => {
    const race = start(2);
    for (let tick = 0; tick < 5; tick++) step(race, 'running', 1);
    const end = stepOf(race, 'finished', 1);
    await autosave.keep(race, [stepOf(race), end]);
    expect(recordOf(race, 1).state.status.kind).toBe('running');
    expect(kindsOnDisk(race)).toEqual(['interrupted', 'finished']);
    expect(pointsOf(race, 1)).toBe(6);
    expect(append.mock.calls.at(-1)?.[2].durable).toBe(true);
  });

  test('is on the disk with what its run recorded a moment before, in the same delivery', async () => {
    const race = start(2);
    await saved();
    const before = stepOf(race, 'running', 1);
    const end = { run: 1, piece: { ...stepOf(race, 'finished', 1).piece, firstPoint: 1 } };
    await autosave.keep(race, [before, stepOf(race), end]);
    expect(kindsOnDisk(race)).toEqual(['interrupted', 'finished']);
    expect([pointsOf(race, 0), pointsOf(race, 1)]).toEqual([0, 2]);
  });

  test('is written once', async () => {
    const race = start(2);
    const end = stepOf(race, 'finished', 1);
    await autosave.keep(race, [end]);
    store.append(race.id, [end]);
    await pass(5000);
    expect(append).toHaveBeenCalledTimes(1);
    step(race);
    await pass(1000);
    expect(append).toHaveBeenCalledTimes(2);
    expect(append.mock.calls[1]?.[1].length).toBeLessThan(append.mock.calls[0]?.[1].length ?? 0);
  });

  test('is saved though the file was removed, or another has written to it', async () => {
    const race = start(3);
    await saved();
    rmSync(fileOf(race));
    const keep = async (run: number) => {
      const end = stepOf(race, 'finished', run);
      await autosave.keep(race, [end]);
      store.append(race.id, [end]);
    };
    await keep(0);
    expect(kindsOnDisk(race)).toEqual(['finished', 'interrupted', 'interrupted']);
    appendFileSync(fileOf(race), 'something');
    await keep(1);
    expect(kindsOnDisk(race)).toEqual(['finished', 'finished', 'interrupted']);
    rmSync(folder, { recursive: true });
    await keep(2);
    expect(kindsOnDisk(race)).toEqual(['finished', 'finished', 'finished']);
    expect([log.lines, told]).toEqual([[], []]);
  });

  test('comes where it cannot be saved, too, and that is told once', async () => {
    const race = start(3);
    await saved();
    const full = Object.assign(new Error('write'), { code: 'ENOSPC' });
    append.mockRejectedValue(full);
    save.mockRejectedValue(full);
    for (const run of [0, 1]) {
      const end = stepOf(race, 'finished', run);
      await autosave.keep(race, [end]);
      store.append(race.id, [end]);
    }
    expect(told).toEqual([
      "The race can't be saved: there is no space left on the disk. Make room. Until then it stays on the " +
        'screen, and saving is tried every few seconds.',
    ]);
    append.mockReset();
    save.mockReset();
    await pass(1000);
    expect(kindsOnDisk(race)).toEqual(['finished', 'finished', 'interrupted']);
    expect(log.lines.at(-1)).toBe('info: races can be saved again');
  });

  test('does not wait longer than two seconds for a disk that does not answer', async () => {
    const race = start(2);
    await saved();
    append.mockImplementation(() => new Promise(() => {}));
    await autosave.keep(race, [stepOf(race, 'finished')]);
    expect(append).toHaveBeenCalledTimes(1);
  });
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

test('before the window closes, all that is open is saved', async () => {
  const first = start();
  const second = start();
  await saved();
  step(first);
  step(second);
  await autosave.saveAll();
  expect([first, second].map((race) => pointsOf(race))).toEqual([1, 1]);
  const { length } = writes();
  await pass(60_000);
  expect(writes()).toHaveLength(length);
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

test('where the race on the screen cannot be read, nothing is shown, and that is told', async () => {
  const race = start();
  await autosave.saveAll();
  await startWindow();
  writeFileSync(fileOf(race), 'no race');
  await autosave.restore();
  expect(store.current).toBeNull();
  expect(told).toEqual([
    `A saved race can't be read: its file is damaged. It is kept as ${race.id}.race.unreadable.`,
  ]);
});

test('where the file of the race on the screen was removed, that is told', async () => {
  const race = start();
  await autosave.saveAll();
  await startWindow();
  rmSync(fileOf(race));
  await autosave.restore();
  expect(store.current).toBeNull();
  expect(told).toEqual([expect.stringMatching(/its file was removed\.$/)]);
});

test('a race that was shown again is not written again', async () => {
  start();
  await autosave.saveAll();
  await startWindow();
  autosave.watch();
  await autosave.restore();
  await saved();
  await autosave.saveAll();
  expect(writes()).toEqual([]);
});

test('a race that starts before the last one is read stays on the screen', async () => {
  start();
  await autosave.saveAll();
  await startWindow();
  autosave.watch();
  const restoring = autosave.restore();
  const race = start();
  await restoring;
  expect(store.races).toEqual([race]);
  expect([...(await shown())]).toEqual([race.id]);
});

test('once it is no longer watching, nothing is saved', async () => {
  const other = new RaceStore();
  const watching = new Autosave(other, library, { log }).watch();
  watching.dispose();
  other.show(raceOf(onValley()));
  expect(save).not.toHaveBeenCalled();
});
