import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { encodeRace } from '../../../../core/race/raceFile.ts';
import { onValley } from '../../experiment/faults.ts';
import { pieceOf, raceOf, recordOf } from '../../race/pieces.ts';
import { createFolder, createLog, openLibrary, type WrittenLog } from './libraryTools.ts';

function raceWith(id: string, startedAt: number) {
  const race = raceOf(onValley({ title: id }), { id, startedAt });
  recordOf(race).append(pieceOf({ loss: [3, 2, 1], state: { status: { kind: 'finished' }, stepsDone: 2 } }));
  return race;
}

let folder: string;
let log: WrittenLog;
const file = (name: string) => path.join(folder, 'races', name);
const open = () => openLibrary(folder, log);

beforeEach(async () => {
  folder = createFolder();
  log = createLog();
  const library = await open();
  await library.save(raceWith('a', 1), false);
  await library.save(raceWith('b', 2), true);
  await library.setPinned('a', true);
});

async function listed(): Promise<string[]> {
  return (await open()).entries.map(({ id, title, pinned }) => `${id} ${title}${pinned ? ' pinned' : ''}`);
}

describe('the index', () => {
  const index = () => JSON.parse(readFileSync(file('index.json'), 'utf8'));
  const all = ['b b', 'a a'];

  test('lists what there is', async () => {
    expect(index()).toMatchObject({
      version: 1,
      current: 'b',
      races: [{ id: 'a', pinned: true }, { id: 'b' }],
    });
    expect(await listed()).toEqual(['b b', 'a a pinned']);
  });

  test.each<[string, () => void]>([
    ['is missing', () => rmSync(file('index.json'))],
    ['is empty', () => writeFileSync(file('index.json'), '')],
    ['is cut off', () => writeFileSync(file('index.json'), JSON.stringify(index()).slice(0, 50))],
    [
      'is of another version',
      () => writeFileSync(file('index.json'), JSON.stringify({ ...index(), version: 2 })),
    ],
    ['holds something else', () => writeFileSync(file('index.json'), '[]')],
    [
      'names a race by a path',
      () => {
        const { races, ...rest } = index();
        const outside = { ...races[0], id: '../a' };
        writeFileSync(file('index.json'), JSON.stringify({ ...rest, races: [...races, outside] }));
      },
    ],
  ])('is made anew where it %s', async (_, damage) => {
    damage();
    expect(await listed()).toEqual(all);
    const library = await open();
    await library.save(raceWith('c', 3), true);
    expect(index()).toMatchObject({ current: 'c', races: [{ id: 'a' }, { id: 'b' }, { id: 'c' }] });
    expect(log.lines).toEqual([]);
  });

  test('is put right where it lists a file that is gone, or lacks one', async () => {
    rmSync(file('b.race'));
    writeFileSync(file('c.race'), encodeRace(raceWith('c', 3)));
    expect(await listed()).toEqual(['c c', 'a a pinned']);
    expect((await open()).current).toBeNull();
  });
});

test('files that hold no race are left out and left alone, with a warning', async () => {
  const bytes = encodeRace(raceWith('c', 3));
  writeFileSync(file('text.race'), 'Once upon a time');
  writeFileSync(file('part.race'), bytes.subarray(0, bytes.length - 1));
  writeFileSync(file('newer.race'), new TextDecoder().decode(bytes).replace('"version":4', '"version":5'));
  mkdirSync(file('folder.race'));
  writeFileSync(file('notes.txt'), 'mine');
  expect(await listed()).toEqual(['b b', 'a a pinned']);
  const names = ['folder', 'newer', 'part', 'text'];
  expect(log.lines.toSorted()).toEqual(
    names.map((name) =>
      expect.stringMatching(new RegExp(`^warn: ${name}\\.race can't be read and is left out: .+`)),
    ),
  );
  await (await open()).save(raceWith('d', 4), true);
  expect(readFileSync(file('text.race'), 'utf8')).toBe('Once upon a time');
  expect(readdirSync(path.join(folder, 'races'))).toContain('notes.txt');
});

test('a file with a name that no race has is left out with a warning, and the others stay as they are', async () => {
  writeFileSync(file('b (copy).race'), encodeRace(raceWith('b', 2)));
  expect(await listed()).toEqual(['b b', 'a a pinned']);
  await (await open()).save(raceWith('c', 3), true);
  expect(await listed()).toEqual(['c c', 'b b', 'a a pinned']);
  expect(log.lines[0]).toBe(
    "warn: b (copy).race can't be read and is left out: race = b (copy) — expected letters, digits, _ and -",
  );
});

test('a file has the race of its name, whatever is written in it', async () => {
  writeFileSync(file('c.race'), encodeRace(raceWith('../../outside', 3)));
  const library = await open();
  const race = await library.load('c');
  expect(race.id).toBe('c');
  await library.save(race, true);
  expect(library.entries.map(({ id }) => id)).toEqual(['c', 'b', 'a']);
  expect(readdirSync(folder)).toEqual(['races']);
});

describe('a save that does not come to its end', () => {
  test('leaves the old file as it was', async () => {
    const before = readFileSync(file('a.race'));
    const library = await open();
    // Nothing can be written there.
    mkdirSync(file('a.race.new'));
    const changed = raceWith('a', 1);
    recordOf(changed).append(pieceOf({ firstPoint: 3, loss: [0], state: { stepsDone: 3 } }));
    await expect(library.save(changed, true)).rejects.toThrow('EISDIR');
    expect(readFileSync(file('a.race'))).toEqual(before);
    expect(library.current).toBe('b');
    rmSync(file('a.race.new'), { recursive: true });
    await library.save(changed, true);
    expect(readFileSync(file('a.race'))).toEqual(Buffer.from(encodeRace(changed)));
  });

  test('leaves a part that nobody takes for a race', async () => {
    writeFileSync(file('a.race.new'), encodeRace(raceWith('a', 1)).subarray(0, 100));
    writeFileSync(file('index.json.new'), '{');
    expect(await listed()).toEqual(['b b', 'a a pinned']);
    expect(log.lines).toEqual([]);
    await (await open()).save(raceWith('a', 1), true);
    expect(readdirSync(path.join(folder, 'races')).toSorted()).toEqual(['a.race', 'b.race', 'index.json']);
  });

  test('leaves a race that the index does not have yet, which is found', async () => {
    const library = await open();
    mkdirSync(file('index.json.new'));
    await expect(library.save(raceWith('c', 3), true)).rejects.toThrow('EISDIR');
    rmSync(file('index.json.new'), { recursive: true });
    expect(await listed()).toEqual(['c c', 'b b', 'a a pinned']);
  });
});

test('a race with a name that leads out of the folder is not saved', async () => {
  const library = await open();
  await expect(library.save(raceWith('../outside', 3), true)).rejects.toThrow(
    'race = ../outside — expected letters, digits, _ and -',
  );
  expect(readdirSync(folder)).toEqual(['races']);
});
