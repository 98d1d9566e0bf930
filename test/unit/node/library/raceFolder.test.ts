import {
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { RaceFolder } from '../../../../node/library/raceFolder.ts';
import { onValley } from '../../experiment/faults.ts';
import { raceOf } from '../../race/pieces.ts';
import { createFolder, createLog, openLibrary, saveRace } from './libraryTools.ts';

let root: string;
let folder: RaceFolder;
const put = (name: string, text = '') => writeFileSync(path.join(root, name), text);
const names = () => readdirSync(root).toSorted();

beforeEach(() => {
  root = createFolder();
  folder = new RaceFolder(root);
});

test('index and windows have places of their own', () => {
  expect([folder.indexFile, folder.windowFolder]).toEqual([
    path.join(root, 'index.json'),
    path.join(root, 'windows'),
  ]);
});

describe('the file of a race', () => {
  test.each(['a', '1790000000000-5f0c2a9e', 'A_b-9', 'x'.repeat(100)])('has the name %s', (id) => {
    expect(folder.fileOf(id)).toBe(path.join(root, `${id}.race`));
  });

  test.each(['', '.', '..', 'a/b', 'a\\b', 'a b', 'a.b', 'ä', 'x'.repeat(101), 'a\n'])(
    'can’t have the name %j',
    (id) => {
      expect(() => folder.fileOf(id)).toThrow(
        new RangeError(`race = ${id} — expected letters, digits, _ and -, at most 100 of them`),
      );
    },
  );
});

describe('the list', () => {
  test('has races with their sizes and pins, and nothing else', async () => {
    put('a.race', '12345');
    put('b.race');
    put('b.pinned');
    put('b.checkpoint', '123');
    put('c.checkpoint', '123');
    put('b.12.pinned');
    put('b.3.pinned');
    put('b.x.pinned');
    put('c.pinned');
    put('c d.race');
    put('e.race.unreadable');
    put('race');
    mkdirSync(path.join(root, 'f.race'));
    symlinkSync(path.join(root, 'gone'), path.join(root, 'g.race'));
    const entries = await folder.list();
    expect(entries.toSorted((a, b) => (a.id < b.id ? -1 : 1))).toEqual([
      { id: 'a', bytes: 5, pinned: false, pinnedRuns: [] },
      { id: 'b', bytes: 3, pinned: true, pinnedRuns: [3, 12] },
    ]);
  });

  test('is empty where there is no folder, or a file in its place', async () => {
    expect(await new RaceFolder(path.join(root, 'none')).list()).toEqual([]);
    put('file');
    expect(await new RaceFolder(path.join(root, 'file')).list()).toEqual([]);
  });

  test('is not taken for empty where it can’t be read', async () => {
    await expect(new RaceFolder(`${root}\0`).list()).rejects.toThrow('null bytes');
  });
});

test('a pin comes and goes, and goes with its race for good', async () => {
  put('a.race');
  await folder.setPinned('a', true);
  expect(names()).toEqual(['a.pinned', 'a.race']);
  await folder.setPinned('a', false);
  await folder.setPinned('a', false);
  expect(names()).toEqual(['a.race']);
  await folder.setPinned('a', true);
  await folder.setPinned('a', true, 7);
  await folder.remove('a');
  await folder.remove('a');
  expect(names()).toEqual(['a.7.pinned', 'a.pinned', 'a.race.removed']);
  await folder.discard('a');
  await folder.discard('a');
  expect(names()).toEqual([]);
});

test('checkpoints go with their race, or alone', async () => {
  expect(folder.checkpointFileOf('a')).toBe(path.join(root, 'a.checkpoint'));
  expect(() => folder.checkpointFileOf('../a')).toThrow(RangeError);
  for (const name of ['a.race', 'a.checkpoint', 'b.race', 'b.checkpoint']) put(name);
  await folder.discard('a');
  expect(names()).toEqual(['b.checkpoint', 'b.race']);
  await folder.removeCheckpoints('b');
  await folder.removeCheckpoints('b');
  expect(names()).toEqual(['b.race']);
});

test('a race that is removed can be restored with its pins, until it is discarded', async () => {
  put('a.race', '12345');
  await folder.setPinned('a', true, 7);
  const before = await folder.list();
  await folder.remove('a');
  expect(await folder.list()).toEqual([]);
  await folder.restore('a');
  expect(await folder.list()).toEqual(before);
  await folder.remove('a');
  await folder.discard('a');
  await expect(folder.restore('a')).rejects.toThrow('ENOENT');
});

test('a race that a closed window has removed is gone after an hour, with its pins', async () => {
  put('a.race');
  put('b.race');
  await folder.setPinned('a', true, 7);
  await folder.setPinned('b', true, 7);
  const long = (Date.now() - 7_200_000) / 1000;
  utimesSync(path.join(root, 'a.race'), long, long);
  await folder.remove('a');
  await folder.removeAbandoned(Date.now());
  expect(names()).toContain('a.race.removed');
  await folder.removeAbandoned(Date.now() + 3_700_000);
  expect(names()).toEqual(['b.7.pinned', 'b.race']);
});

test('a file that is set aside keeps its bytes under another name', async () => {
  put('a.race', 'torn');
  expect(await folder.setAside('a')).toBe('a.race.unreadable');
  expect(names()).toEqual(['a.race.unreadable']);
  expect(readFileSync(path.join(root, 'a.race.unreadable'), 'utf8')).toBe('torn');
  await expect(folder.setAside('a')).rejects.toThrow('ENOENT');
});

test('what a crash has left is removed after an hour, and nothing else', async () => {
  const now = 1_790_000_000_000;
  const age = (name: string, milliseconds: number) => {
    const time = (now - milliseconds) / 1000;
    utimesSync(path.join(root, name), time, time);
  };
  const old = ['old.new', 'old.race', 'old.checkpoint', 'gone.checkpoint', 'new'];
  for (const name of [...old, 'young.new', 'young.checkpoint']) put(name);
  mkdirSync(path.join(root, 'folder.new'));
  for (const name of [...old, 'folder.new']) age(name, 3_601_000);
  age('young.checkpoint', 3_600_000);
  age('young.new', 3_600_000);
  await folder.removeAbandoned(now);
  expect(names()).toEqual([
    'folder.new',
    'new',
    'old.checkpoint',
    'old.race',
    'young.checkpoint',
    'young.new',
  ]);
  rmSync(path.join(root, 'folder.new'), { recursive: true });
  await new RaceFolder(path.join(root, 'none')).removeAbandoned(now);
});

test('a file that is larger than any race can be is not read, and kept aside', async () => {
  const races = path.join(root, 'races');
  mkdirSync(races);
  const file = path.join(races, 'a.race');
  writeFileSync(file, '');
  truncateSync(file, 2 ** 30 + 1);
  const log = createLog();
  await openLibrary(root, log);
  expect(log.lines).toEqual([
    "warn: a.race can't be read and is left out: the file has 1073741825 bytes — expected at most 1073741824",
  ]);
  expect(readdirSync(races)).toEqual(['a.race.unreadable']);
});

test('races that began in the same millisecond have an order, whichever was saved first', async () => {
  const library = await openLibrary(root);
  for (const id of ['b', 'c', 'a', 'd'])
    await saveRace(library, raceOf(onValley(), { id, startedAt: id === 'd' ? 4 : 5 }));
  expect(library.entries.map(({ id }) => id)).toEqual(['c', 'b', 'a', 'd']);
});
