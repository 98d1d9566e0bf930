import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { encodeRace } from '../../../../core/race/raceFile.ts';
import { RaceFolder } from '../../../../node/library/raceFolder.ts';
import { onValley } from '../../experiment/faults.ts';
import { pieceOf, raceOf, recordOf } from '../../race/pieces.ts';
import { withHead } from '../../race/raceBytes.ts';
import { createFolder, createLog, openLibrary, saveRace, type WrittenLog } from './libraryTools.ts';

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
  await saveRace(library, raceWith('a', 1));
  await saveRace(library, raceWith('b', 2));
  await library.setPinned('a', true);
});

async function listed(): Promise<string[]> {
  return (await open()).entries.map(({ id, title, pinned }) => `${id} ${title}${pinned ? ' pinned' : ''}`);
}

test('a file that holds no race is not listed', async () => {
  writeFileSync(file('c.race'), 'no race');
  expect(await listed()).toEqual(['b b', 'a a pinned']);
  expect(readdirSync(path.join(folder, 'races'))).toContain('c.race.unreadable');
});

describe('the index', () => {
  const index = () => JSON.parse(readFileSync(file('index.json'), 'utf8'));
  const all = ['b b', 'a a pinned'];

  test('lists what there is', async () => {
    expect(index()).toMatchObject({
      version: 3,
      races: [
        { id: 'a', title: 'a', startedAt: 1, states: { finished: 1 }, optimizers: ['SGD'], best: null },
        { id: 'b' },
      ],
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
    await saveRace(library, raceWith('c', 3));
    expect(index()).toMatchObject({ races: [{ id: 'a' }, { id: 'b' }, { id: 'c' }] });
    expect(log.lines).toEqual([]);
  });

  test('is put right where it lists a file that is gone, or lacks one', async () => {
    rmSync(file('b.race'));
    writeFileSync(file('c.race'), encodeRace(raceWith('c', 3)));
    expect(await listed()).toEqual(['c c', 'a a pinned']);
  });
});

test('a race that is known is not read again, with another window’s list or without one', async () => {
  const library = await open();
  // What it is called is known from before: reading it would keep it aside.
  writeFileSync(file('b.race'), 'Once upon a time');
  rmSync(file('index.json'));
  await saveRace(library, raceWith('c', 3));
  expect(library.entries.map(({ id }) => id)).toEqual(['c', 'b', 'a']);
  expect(readdirSync(path.join(folder, 'races'))).not.toContain('b.race.unreadable');
});

test('what a broken-off save left behind, and cannot be removed, keeps nobody from the races', async () => {
  vi.spyOn(RaceFolder.prototype, 'removeAbandoned').mockRejectedValueOnce(
    new Error('EACCES: permission denied'),
  );
  expect(await listed()).toEqual(['b b', 'a a pinned']);
  expect(log.lines).toEqual(['warn: EACCES: permission denied']);
});

describe('a file that can’t be read', () => {
  const bytes = encodeRace(raceWith('c', 3));
  const flipped = Buffer.from(bytes);
  flipped.writeUInt8((bytes[bytes.length - 30] ?? 0) ^ 1, bytes.length - 30);
  const told: string[] = [];
  const openTelling = () => openLibrary(folder, log, { tell: (message) => void told.push(message) });
  const names = () => readdirSync(path.join(folder, 'races')).toSorted();
  beforeEach(() => {
    told.length = 0;
  });

  test.each<[string, Uint8Array]>([
    ['holds text', Buffer.from('Once upon a time')],
    ['is empty', new Uint8Array()],
    ['is a part', bytes.subarray(0, bytes.length - 1)],
    ['has a byte that is another', flipped],
    ['is full of zeros', new Uint8Array(bytes.length)],
  ])('since it %s is kept aside, and that is told', async (_, content) => {
    writeFileSync(file('c.race'), content);
    await openTelling();
    expect(names()).toEqual(['a.pinned', 'a.race', 'b.race', 'c.race.unreadable', 'index.json']);
    expect(readFileSync(file('c.race.unreadable'))).toEqual(Buffer.from(content));
    expect(told).toEqual([
      "A saved race can't be read: its file is damaged. It is kept as c.race.unreadable.",
    ]);
    expect(log.lines[0]).toMatch(/^warn: c\.race can't be read and is left out: ./);
    expect(await listed()).toEqual(['b b', 'a a pinned']);
    expect(told).toHaveLength(1);
  });

  test('is kept aside when it is loaded, too', async () => {
    const library = await openTelling();
    writeFileSync(file('b.race'), flipped);
    await expect(library.load('b')).rejects.toThrow('check sum');
    expect(names()).toContain('b.race.unreadable');
    expect(told).toHaveLength(1);
    await saveRace(library, raceWith('c', 3));
    expect(library.entries.map(({ id }) => id)).toEqual(['c', 'a']);
  });

  test('since a newer version wrote it is left alone, and so is what is no race', async () => {
    const newer = withHead(bytes, (head) => Object.assign(head, { version: 9 }));
    writeFileSync(file('newer.race'), newer);
    mkdirSync(file('folder.race'));
    writeFileSync(file('notes.txt'), 'mine');
    await openTelling();
    expect(names()).toEqual([
      'a.pinned',
      'a.race',
      'b.race',
      'folder.race',
      'index.json',
      'newer.race',
      'notes.txt',
    ]);
    expect(told).toEqual([]);
    expect(log.lines).toEqual([
      expect.stringMatching(/^warn: newer\.race can't be read and is left out: version = 9/),
    ]);
  });

  test('to its end is read up to there, and a copy of it is kept', async () => {
    const damaged = Buffer.concat([readFileSync(file('b.race')), Buffer.from('Once upon a time\n')]);
    writeFileSync(file('b.race'), damaged);
    const race = await (await openTelling()).load('b');
    expect(recordOf(race).length).toBe(3);
    expect(readFileSync(file('b.race.damaged'))).toEqual(damaged);
    expect(told).toEqual([
      "The end of a saved race can't be read. A copy of its file is kept as b.race.damaged.",
    ]);
    await (await openTelling()).load('b');
    expect(told).toHaveLength(1);
  });
});

test('a file with a name that no race has is left alone, and the others stay as they are', async () => {
  writeFileSync(file('b (copy).race'), encodeRace(raceWith('b', 2)));
  expect(await listed()).toEqual(['b b', 'a a pinned']);
  await saveRace(await open(), raceWith('c', 3));
  expect(await listed()).toEqual(['c c', 'b b', 'a a pinned']);
  expect(readdirSync(path.join(folder, 'races'))).toContain('b (copy).race');
});

test('a file has the race of its name, whatever is written in it', async () => {
  writeFileSync(file('c.race'), encodeRace(raceWith('../../outside', 3)));
  const library = await open();
  const race = await library.load('c');
  expect(race.id).toBe('c');
  await saveRace(library, race);
  expect(library.entries.map(({ id }) => id)).toEqual(['c', 'b', 'a']);
  expect(readdirSync(folder)).toEqual(['races']);
});

describe('a save that does not come to its end', () => {
  test('leaves what was there, and no part of the new file', async () => {
    const library = await open();
    // Nothing can take the place of a folder.
    rmSync(file('a.race'));
    mkdirSync(file('a.race/folder'), { recursive: true });
    await expect(saveRace(library, raceWith('a', 7))).rejects.toThrow(/EISDIR|ENOTEMPTY|EPERM/);
    expect(readdirSync(path.join(folder, 'races')).filter((name) => name.endsWith('.new'))).toEqual([]);
    rmSync(file('a.race'), { recursive: true });
    await saveRace(library, raceWith('a', 7));
    expect((await library.load('a')).startedAt).toBe(7);
  });

  test('leaves a part that nobody takes for a race, and that is gone an hour later', async () => {
    const part = file('a.race.3b241101-e2bb-4255-8caf-4136c566a962.new');
    writeFileSync(part, encodeRace(raceWith('a', 1)).subarray(0, 100));
    expect(await listed()).toEqual(['b b', 'a a pinned']);
    expect(existsSync(part)).toBe(true);
    const hourAgo = Date.now() / 1000 - 3601;
    utimesSync(part, hourAgo, hourAgo);
    await open();
    expect(existsSync(part)).toBe(false);
  });

  test('leaves a race that the index does not have yet, which is found', async () => {
    const library = await open();
    rmSync(file('index.json'));
    mkdirSync(file('index.json'));
    await saveRace(library, raceWith('c', 3));
    expect(log.lines).toEqual([expect.stringMatching(/^warn: the list of races could not be written: /)]);
    rmSync(file('index.json'), { recursive: true });
    expect(await listed()).toEqual(['c c', 'b b', 'a a pinned']);
  });
});

test('a race with a name that leads out of the folder is not saved', async () => {
  const library = await open();
  await expect(saveRace(library, raceWith('../outside', 3))).rejects.toThrow(
    'race = ../outside — expected letters, digits, _ and -',
  );
  expect(readdirSync(folder)).toEqual(['races']);
});
