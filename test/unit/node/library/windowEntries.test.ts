/** What is written down of a window, and who counts as open. */
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { uptime } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { OpenWindows } from '../../../../node/library/openWindows.ts';
import { createFolder } from './libraryTools.ts';

let folder: string;
beforeEach(() => {
  folder = path.join(createFolder(), 'windows');
});
afterEach(() => {
  vi.restoreAllMocks();
});

const read = (window: OpenWindows) =>
  JSON.parse(readFileSync(path.join(folder, `${window.id}.json`), 'utf8'));
const write = (id: string, entry: object) => {
  mkdirSync(folder, { recursive: true });
  const whole = { pid: 4711, at: Date.now(), race: 'a', ...entry };
  writeFileSync(path.join(folder, `${id}.json`), JSON.stringify(whole));
};
const isOpen = (id = 'other') => new OpenWindows(folder).isOpen(id);

/** What the system says about process 4711. */
function system(says: string | null): void {
  vi.spyOn(process, 'kill').mockImplementation((pid, signal) => {
    expect([pid, signal]).toEqual([4711, 0]);
    if (says !== null) throw Object.assign(new Error(says), { code: says });
    return true;
  });
}

describe('a window', () => {
  test('writes down its process, the time and its race', async () => {
    const window = new OpenWindows(folder);
    const before = Date.now();
    await window.show({ race: 'a' });
    const entry = read(window);
    expect(entry).toMatchObject({ pid: process.pid, race: 'a' });
    expect(entry.at).toBeGreaterThanOrEqual(before);
    expect(entry.at).toBeLessThanOrEqual(Date.now());
    await window.show({ race: null });
    expect(read(window).race).toBeNull();
    await window.show({ race: 'b' });
    await window.leave();
    expect(read(window)).toMatchObject({ pid: 0, race: 'b' });
    expect(readdirSync(folder)).toEqual([`${window.id}.json`]);
  });

  test('has the race that it showed last, however quickly they follow each other', async () => {
    const window = new OpenWindows(folder);
    await Promise.all(['a', 'b', 'c', 'd'].map((race) => window.show({ race })));
    expect(read(window).race).toBe('d');
  });

  test('says when it can’t be written, and is written the next time', async () => {
    writeFileSync(path.dirname(folder).concat('/windows'), '');
    const window = new OpenWindows(folder);
    await expect(window.show({ race: 'a' })).rejects.toThrow();
    rmSync(folder);
    await window.show({ race: 'b' });
    expect(read(window).race).toBe('b');
  });

  test('has an id of its own, and doesn’t take its own place', async () => {
    const [window, other] = [new OpenWindows(folder), new OpenWindows(folder)];
    expect(window.id).not.toBe(other.id);
    await window.show({ race: 'a' });
    expect(await window.enter(window.id)).toEqual({ race: null });
    expect(readdirSync(folder)).toHaveLength(1);
  });
});

describe('open is', () => {
  test.each([
    ['one whose process is there', null, true],
    ['one of another person', 'EPERM', true],
  ])('%s', async (_, says, open) => {
    write('other', {});
    system(says);
    expect(await isOpen()).toBe(open);
    expect(await new OpenWindows(folder).enter('other')).toEqual({ race: null });
  });

  test('none whose process is gone', async () => {
    write('other', {});
    system('ESRCH');
    expect(await isOpen()).toBe(false);
    expect(await new OpenWindows(folder).enter()).toEqual({ race: 'a' });
  });

  test.each([
    ['was closed', { pid: 0 }],
    ['had the number of this process', { pid: process.pid }],
    ['is from before the machine was started', { at: Date.now() - 1000 * uptime() - 5000 }],
  ])('none that %s', async (_, entry) => {
    write('other', entry);
    const kill = vi.spyOn(process, 'kill').mockReturnValue(true);
    expect(await isOpen()).toBe(false);
    expect(kill).not.toHaveBeenCalled();
  });

  test('none that there is not', async () => {
    expect(await isOpen()).toBe(false);
    write('other', {});
    system(null);
    expect(await isOpen('another')).toBe(false);
  });
});

test('the races of all windows are known, open or not, each once', async () => {
  write('open', { race: 'a' });
  write('closed', { pid: 0, race: 'b' });
  write('twin', { pid: 0, race: 'b' });
  write('empty', { pid: 0, race: null });
  writeFileSync(path.join(folder, 'notes.txt'), JSON.stringify({ pid: 0, at: 1, race: 'c' }));
  expect([...(await new OpenWindows(folder).races())].toSorted()).toEqual(['a', 'b']);
  expect((await new OpenWindows(path.join(folder, 'none')).races()).size).toBe(0);
});

test('a place is taken once, and its file is gone then', async () => {
  write('closed', { pid: 0, race: 'b' });
  expect(await new OpenWindows(folder).enter('closed')).toEqual({ race: 'b' });
  expect(readdirSync(folder)).toEqual([]);
  expect(await new OpenWindows(folder).enter('closed')).toEqual({ race: null });
});
