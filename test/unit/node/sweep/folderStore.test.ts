import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { FolderStore } from '../../../../node/sweep/store/folderStore.ts';
import { openStore } from '../../../../node/sweep/store/openStore.ts';
import { storeId } from '../../../../node/sweep/store/storeId.ts';
import { bundleForNode, startChild } from '../childProgram.ts';

const all = mkdtempSync(path.join(tmpdir(), 'folder-store-'));
let folder = '';
let count = 0;
let store = new FolderStore(all);
beforeEach(() => {
  folder = path.join(all, `store${++count}`);
  store = new FolderStore(folder);
});
afterAll(() => rmSync(all, { recursive: true, force: true }));

const bytes = (text: string) => new TextEncoder().encode(text);
const filesIn = (place: string) =>
  readdirSync(place, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());

test('what was written comes back, and what was not is null', async () => {
  expect(await store.has('runs/ab/abc.run')).toBe(false);
  expect(await store.read('runs/ab/abc.run')).toBeNull();
  expect(await store.writeOnce('runs/ab/abc.run', bytes('one'))).toBe(true);
  expect(await store.has('runs/ab/abc.run')).toBe(true);
  expect(new TextDecoder().decode((await store.read('runs/ab/abc.run')) ?? undefined)).toBe('one');
});

test('bytes that are there stay', async () => {
  await store.writeOnce('a', bytes('one'));
  expect(await store.writeOnce('a', bytes('two'))).toBe(false);
  expect(readFileSync(path.join(folder, 'a'), 'utf8')).toBe('one');
  expect(filesIn(folder)).toHaveLength(1);
});

test('of many that write at once one is the first, and its bytes are whole', async () => {
  const stores = Array.from({ length: 20 }, () => new FolderStore(folder));
  for (let round = 0; round < 5; round++) {
    const texts = stores.map((_, at) => `${at} `.repeat(5000));
    const first = await Promise.all(
      stores.map((each, at) => each.writeOnce(`k/${round}`, bytes(texts[at] ?? ''))),
    );
    expect(first.filter(Boolean)).toHaveLength(1);
    expect(readFileSync(path.join(folder, 'k', String(round)), 'utf8')).toBe(texts[first.indexOf(true)]);
  }
  expect(filesIn(folder)).toHaveLength(5);
});

test.each([
  '',
  '/',
  '/etc/passwd',
  '../a',
  'a/../b',
  'a//b',
  'a/',
  '.hidden',
  'a/.b',
  'a b',
  'a\\b',
  'a:b',
  `a${'b'.repeat(300)}`,
])('the key %j is refused', async (key) => {
  await expect(store.read(key)).rejects.toThrow(RangeError);
  await expect(store.has(key)).rejects.toThrow(RangeError);
  await expect(store.writeOnce(key, bytes('a'))).rejects.toThrow(RangeError);
});

test('what can’t be read is no store without the key', async () => {
  await store.writeOnce('a/b', bytes('one'));
  await expect(store.read('a')).rejects.toThrow('EISDIR');
  // Below a file nothing can be.
  expect(await store.read('a/b/c')).toBeNull();
});

describe('killed writers', () => {
  let program = { folder: '', remove: () => {} };
  beforeAll(async () => {
    program = await bundleForNode({ writer: 'test/unit/node/sweep/storeWriter.ts' });
  });
  afterAll(() => program.remove());

  test('leave every key whole or absent', async () => {
    const writer = path.join(program.folder, 'writer.js');
    const children = Array.from({ length: 3 }, () => startChild(writer, folder));
    for (const child of children) {
      await expect.poll(() => child.lines().length, { timeout: 60_000 }).toBeGreaterThan(3);
      await sleep(Math.random() * 30);
      child.process.kill('SIGKILL');
      await child.ended;
    }
    const whole = filesIn(path.join(folder, 'w')).filter(({ name }) => !name.endsWith('.new'));
    expect(whole.length).toBeGreaterThan(3);
    for (const { name, parentPath } of whole)
      expect(readFileSync(path.join(parentPath, name), 'utf8')).toBe(`${name} `.repeat(20_000));
    expect(await store.writeOnce('w/new', bytes('one'))).toBe(true);
  }, 120_000);
});

describe('addresses', () => {
  test('a path, absolute or not, and a URL', async () => {
    for (const address of [
      'here',
      path.join(folder, 'here'),
      pathToFileURL(path.join(folder, 'here')).href,
    ]) {
      const opened = await openStore(address, folder);
      await opened.writeOnce('a', bytes('one'));
      expect(existsSync(path.join(folder, 'here', 'a'))).toBe(true);
      await opened.close();
    }
  });

  test.each(['ftp://host/runs', 'http://host/runs', 'redis://host'])('%s is none', async (address) => {
    await expect(openStore(address, folder)).rejects.toThrow(`${address} — expected a folder`);
  });

  test('nor is a URL of another machine', async () => {
    if (process.platform === 'win32') return;
    await expect(openStore('file://host/runs', folder)).rejects.toThrow('such as file:///data/runs');
  });
});

test('a store has one id, whoever asks first', async () => {
  const ids = await Promise.all(Array.from({ length: 10 }, () => storeId(new FolderStore(folder))));
  expect(new Set(ids).size).toBe(1);
  expect(await storeId(new FolderStore(path.join(folder, 'other')))).not.toBe(ids[0]);
});
