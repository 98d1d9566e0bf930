import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { beforeEach, expect, test, vi } from 'vitest';
import { RaceStore } from '../../../../core/race/store.ts';
import { OpenWindows } from '../../../../node/library/openWindows.ts';
import { Autosave } from '../../../../threads/library/autosave.ts';
import { onValley } from '../../experiment/faults.ts';
import { raceOf } from '../../race/pieces.ts';
import { createFolder, createLog, openLibrary, otherProcess, saveRace } from './libraryTools.ts';

let folder: string;
beforeEach(() => {
  folder = path.join(createFolder(), 'races', 'windows');
  mkdirSync(folder, { recursive: true });
});

/** Writes down a window, as its process would. */
function write(id: string, race: string | null, pid: number, at = Date.now()): void {
  writeFileSync(path.join(folder, `${id}.json`), JSON.stringify({ pid, at, race }));
}

/** The number of a process that was killed. */
async function killedProcess(): Promise<number> {
  const { pid, kill } = otherProcess();
  await kill();
  return pid;
}

test('a window that was closed, or whose process is gone, leaves its race to the next', async () => {
  const first = new OpenWindows(folder);
  expect(await first.enter()).toEqual({ race: null });
  await first.show({ race: 'a' });
  await first.leave();
  expect(await new OpenWindows(folder).enter()).toEqual({ race: 'a' });
  write('killed', 'b', await killedProcess());
  expect(await new OpenWindows(folder).enter()).toEqual({ race: 'b' });
  expect(await new OpenWindows(folder).enter()).toEqual({ race: null });
});

test('a window that is open keeps its race, though another asks for it by its id', async () => {
  write('open', 'a', otherProcess().pid);
  expect(await new OpenWindows(folder).enter()).toEqual({ race: null });
  expect(await new OpenWindows(folder).enter('open')).toEqual({ race: null });
  expect([...(await new OpenWindows(folder).races())]).toEqual(['a']);
});

test('the race that this window had comes before one that was on a screen later', async () => {
  write('mine', 'a', 0, 1000);
  write('other', 'b', 0, 2000);
  write('last', 'c', 0, 3000);
  const windows = [new OpenWindows(folder), new OpenWindows(folder), new OpenWindows(folder)];
  expect([await windows[0]?.enter('mine'), await windows[1]?.enter(), await windows[2]?.enter()]).toEqual([
    { race: 'a' },
    { race: 'c' },
    { race: 'b' },
  ]);
});

test('a window that had no race on the screen has none again', async () => {
  write('mine', null, 0, 1000);
  write('other', 'b', 0, 2000);
  expect(await new OpenWindows(folder).enter('mine')).toEqual({ race: null });
});

test('of windows that begin at the same time, no two get the same race', async () => {
  const races = ['a', 'b', 'c', 'd'];
  for (const race of races) write(`of-${race}`, race, 0);
  const windows = Array.from({ length: 8 }, () => new OpenWindows(folder));
  const found = await Promise.all(windows.map((each) => each.enter()));
  const given = found.flatMap(({ race }) => race ?? []);
  expect(new Set(given).size).toBe(given.length);
  expect(readdirSync(folder).filter((name) => name.endsWith('.claimed'))).toEqual([]);
});

test('the number of a process from before the machine was started says nothing', async () => {
  write('old', 'a', otherProcess().pid, 1000);
  expect(await new OpenWindows(folder).enter()).toEqual({ race: 'a' });
});

test('a window that had chosen runs on the screen has them again, and their races are kept', async () => {
  const runs = [
    { race: 'a', number: 1 },
    { race: 'b', number: 0 },
  ];
  const window = new OpenWindows(folder);
  await window.show({ race: 'a', runs });
  await window.leave();
  expect(await new OpenWindows(folder).races()).toEqual(new Set(['a', 'b']));
  expect(await new OpenWindows(folder).enter(window.id)).toEqual({ race: 'a', runs });
});

test('entries that cannot be read are left out', async () => {
  for (const [name, text] of [
    ['text', 'no window'],
    ['negative', '{"pid":-1,"at":1,"race":"a"}'],
    ['path', '{"pid":0,"at":1,"race":"../a"}'],
    ['empty', ''],
  ])
    writeFileSync(path.join(folder, `${name}.json`), text ?? '');
  const window = new OpenWindows(folder);
  expect([await window.enter(), (await window.races()).size]).toEqual([{ race: null }, 0]);
});

test('no more than 20 closed windows are remembered, the last ones', async () => {
  for (let index = 0; index < 30; index++) write(`w${index}`, `race-${index}`, 0, 1000 + index);
  expect(await new OpenWindows(folder).enter()).toEqual({ race: 'race-29' });
  const left = readdirSync(folder).map(
    (name) => JSON.parse(readFileSync(path.join(folder, name), 'utf8')).race,
  );
  expect(new Set(left)).toEqual(new Set(Array.from({ length: 19 }, (_, index) => `race-${10 + index}`)));
});

test('a window that opens while its predecessor is about to close waits for it', async () => {
  const root = path.dirname(path.dirname(folder));
  const library = await openLibrary(root);
  await saveRace(library, raceOf(onValley(), { id: 'race-1' }));
  write('mine', 'race-1', otherProcess().pid);
  const store = new RaceStore();
  const restoring = new Autosave(store, library, { log: createLog() }).restore('mine');
  await sleep(250);
  expect(store.current).toBeNull();
  write('mine', 'race-1', 0);
  await restoring;
  expect(store.current?.id).toBe('race-1');
});

test('where nothing can be written, a window has its race all the same', async () => {
  const root = path.dirname(path.dirname(folder));
  const library = await openLibrary(root);
  await saveRace(library, raceOf(onValley(), { id: 'race-1' }));
  write('mine', 'race-1', 0);
  const denied = () => Promise.reject(Object.assign(new Error('read-only'), { code: 'EROFS' }));
  vi.spyOn(library.windows, 'show').mockImplementation(denied);
  // A folder in the way keeps the entry from being moved, as a disk does that can only be read.
  mkdirSync(path.join(folder, 'mine.claimed', 'folder'), { recursive: true });
  const store = new RaceStore();
  const log = createLog();
  await new Autosave(store, library, { log }).restore('mine');
  expect(store.current?.id).toBe('race-1');
  expect(log.lines).toEqual(["warn: which race is on the screen can't be remembered: read-only"]);
});

test('what is no window leaves no place, and holds nothing more', async () => {
  const command = new OpenWindows(folder);
  await command.show({ race: 'a' });
  await command.hold('a');
  await command.forget();
  expect(readdirSync(folder)).toEqual([]);
  expect(await new OpenWindows(folder).enter()).toEqual({ race: null });
});
