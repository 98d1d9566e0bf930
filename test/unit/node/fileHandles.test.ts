/** Files are brought to the disk before they take their place, and none stays open. */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import type { FileHandle, open } from 'node:fs/promises';
import path from 'node:path';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { writePieces } from '../../../node/files/writePieces.ts';
import { appendToFile } from '../../../node/library/appendToFile.ts';
import { syncFolder } from '../../../node/library/syncFolder.ts';
import { writeWhole } from '../../../node/library/writeWhole.ts';
import { createFolder } from './library/libraryTools.ts';

const calls: string[] = [];
/** What the next handle can't do. */
let fault: 'writeFile' | 'sync' | null = null;

vi.mock('node:fs/promises', async (original) => {
  const real = await original<typeof import('node:fs/promises')>();
  const rename: typeof real.rename = async (from, to) => {
    calls.push('rename');
    await real.rename(from, to);
  };
  const noted: typeof open = async (...args) => {
    const handle = await real.open(...args);
    calls.push('open');
    for (const name of ['writeFile', 'sync', 'datasync', 'close'] as const) {
      const work = handle[name].bind(handle) as (...values: unknown[]) => Promise<void>;
      Object.assign(handle, {
        async [name](...values: unknown[]) {
          calls.push(name);
          if (name === fault) throw new Error(`no ${name}`);
          return work(...values);
        },
      } satisfies Partial<Record<keyof FileHandle, unknown>>);
    }
    return handle;
  };
  return { ...real, rename, open: noted };
});

let folder: string;
beforeEach(() => {
  calls.length = 0;
  fault = null;
  folder = createFolder();
});
const file = () => path.join(folder, 'a');
const pieces = ['a', 'b'].map((text, i) => ({ text, share: (i + 1) / 2 }));

describe('pieces', () => {
  test('are on the disk before their file takes its place', async () => {
    await writePieces(file(), pieces);
    expect(calls).toEqual(['open', 'writeFile', 'writeFile', 'sync', 'close', 'rename']);
  });

  test.each(['writeFile', 'sync'] as const)('leave nothing, open or not, where %s fails', async (name) => {
    fault = name;
    await expect(writePieces(file(), pieces)).rejects.toThrow(`no ${name}`);
    expect([calls.at(-1), readdirSync(folder)]).toEqual(['close', []]);
  });

  test('fail with what they are told where their file can’t be made', async () => {
    const failed = writePieces(path.join(folder, 'none', 'a'), pieces);
    await expect(failed).rejects.toMatchObject({ code: 'ENOENT', syscall: 'open' });
  });
});

describe('a whole file', () => {
  const ofFolder = process.platform === 'win32' ? [] : ['open', 'sync', 'close'];

  test('is on the disk before it takes its place, and its name after that', async () => {
    await writeWhole(file(), 'a');
    expect(calls).toEqual(['open', 'writeFile', 'sync', 'close', 'rename', ...ofFolder]);
  });

  test.each([
    ['a text', 'ab', 1],
    ['bytes', Uint8Array.of(97, 98), 1],
    ['parts, one after the other', [Uint8Array.of(97), Uint8Array.of(98)], 2],
  ])('is written by as many calls as there are pieces: %s', async (_, content, count) => {
    await writeWhole(file(), content);
    expect(calls.filter((call) => call === 'writeFile')).toHaveLength(count);
    expect(readFileSync(file(), 'utf8')).toBe('ab');
  });

  test.each(['writeFile', 'sync'] as const)('leaves nothing, open or not, where %s fails', async (name) => {
    writeFileSync(file(), 'before');
    fault = name;
    await expect(writeWhole(file(), 'a')).rejects.toThrow(`no ${name}`);
    expect([calls.at(-1), readdirSync(folder)]).toEqual(['close', ['a']]);
    expect(readFileSync(file(), 'utf8')).toBe('before');
  });

  test('fails with what it is told where the name is taken by a folder', async () => {
    mkdirSync(path.join(file(), 'full'), { recursive: true });
    await expect(writeWhole(file(), 'a')).rejects.toMatchObject({ syscall: 'rename' });
  });

  test.runIf(process.platform !== 'win32')('has a folder that is closed, also where it fails', async () => {
    fault = 'sync';
    await expect(syncFolder(folder)).rejects.toThrow('no sync');
    expect(calls).toEqual(['open', 'sync', 'close']);
  });
});

describe('what is added', () => {
  beforeEach(() => writeFileSync(file(), ''));
  const add = (durable: boolean, size = 0) => appendToFile(file(), new Uint8Array([1]), { size, durable });

  test.each([
    [true, ['open', 'writeFile', 'datasync', 'close']],
    [false, ['open', 'writeFile', 'close']],
  ])('waits for the disk where that is asked for (%s)', async (durable, expected) => {
    await add(durable);
    expect(calls.filter((call) => expected.includes(call) || call === 'datasync')).toEqual(expected);
  });

  test('leaves no file open where it fails', async () => {
    await expect(add(true, 5)).rejects.toThrow();
    expect(calls).toEqual(['open', 'close']);
    fault = 'writeFile';
    await expect(add(true)).rejects.toThrow('no writeFile');
    expect(calls.at(-1)).toBe('close');
  });
});
