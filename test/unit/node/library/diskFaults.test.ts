/** How files are written, and what is said where they can't be. */
import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { appendToFile, isMissing } from '../../../../node/library/appendToFile.ts';
import { syncFolder } from '../../../../node/library/syncFolder.ts';
import { writeWhole } from '../../../../node/library/writeWhole.ts';
import { ChangedFileError } from '../../../../threads/library/keptFiles.ts';
import { savingFault } from '../../../../threads/library/savingFault.ts';
import { createFolder } from './libraryTools.ts';

const withCode = (code: unknown) => Object.assign(new Error('torn'), { code });
const bytes = new Uint8Array([1, 2, 3]);

describe('adding to a file', () => {
  test.each([true, false])('puts the bytes at its end (for good: %s)', async (durable) => {
    const file = path.join(createFolder(), 'a');
    writeFileSync(file, 'ab');
    await appendToFile(file, bytes, { size: 2, durable });
    expect([...readFileSync(file)]).toEqual([97, 98, 1, 2, 3]);
  });

  test.each([1, 3, 0])('is refused where it should have %i bytes, and has 2', async (size) => {
    const file = path.join(createFolder(), 'a');
    writeFileSync(file, 'ab');
    const added = appendToFile(file, bytes, { size, durable: false });
    await expect(added).rejects.toThrow(`${file} has 2 bytes — expected ${size}`);
    await expect(added).rejects.toBeInstanceOf(ChangedFileError);
    expect(readFileSync(file, 'utf8')).toBe('ab');
  });

  test('makes no file where there is none', async () => {
    const folder = createFolder();
    const file = path.join(folder, 'a');
    const added = appendToFile(file, bytes, { size: 0, durable: true });
    await expect(added).rejects.toThrow(new ChangedFileError(`${file} is gone`));
    expect(readdirSync(folder)).toEqual([]);
    writeFileSync(file, '');
    const below = appendToFile(path.join(file, 'b'), bytes, { size: 0, durable: true });
    await expect(below).rejects.toBeInstanceOf(ChangedFileError);
  });

  test('throws what the disk says', async () => {
    const folder = createFolder();
    const added = appendToFile(folder, bytes, { size: 0, durable: false });
    await expect(added).rejects.toMatchObject({ code: 'EISDIR' });
  });
});

test.each([
  [withCode('ENOENT'), true],
  [withCode('ENOTDIR'), true],
  [withCode('EACCES'), false],
  [new Error('torn'), false],
  [{ code: 'ENOENT' }, false],
  ['ENOENT', false],
])('%j says that a file is missing: %s', (error, missing) => {
  expect(isMissing(error)).toBe(missing);
});

describe('writing a whole file', () => {
  test('makes its folder, and takes the place of what was there', async () => {
    const folder = path.join(createFolder(), 'b', 'c');
    const file = path.join(folder, 'a');
    await writeWhole(file, 'first');
    await writeWhole(file, bytes);
    expect([...readFileSync(file)]).toEqual([1, 2, 3]);
    expect(readdirSync(folder)).toEqual(['a']);
  });

  test('leaves nothing behind where it fails', async () => {
    const folder = createFolder();
    mkdirSync(path.join(folder, 'a', 'full'), { recursive: true });
    await expect(writeWhole(path.join(folder, 'a'), bytes)).rejects.toThrow();
    expect(readdirSync(folder)).toEqual(['a']);
    expect(statSync(path.join(folder, 'a')).isDirectory()).toBe(true);
  });

  test('says which folder can’t be made', async () => {
    const file = path.join(createFolder(), 'a');
    writeFileSync(file, '');
    await expect(writeWhole(path.join(file, 'b'), bytes)).rejects.toThrow(/EEXIST|ENOTDIR/);
  });
});

test('a folder that is gone can’t be brought to the disk, except where nobody asks for that', async () => {
  const folder = createFolder();
  await syncFolder(folder);
  rmSync(folder, { recursive: true });
  if (process.platform === 'win32') await syncFolder(folder);
  else await expect(syncFolder(folder)).rejects.toThrow('ENOENT');
});

describe('a race that can’t be saved', () => {
  const end = 'Until then it stays on the screen, and saving is tried every few seconds.';

  test.each([
    ['ENOSPC', /^The race can't be saved: there is no space left on the disk\. Make room\. /],
    ['EDQUOT', /your share of the disk is used up\. Make room\. /],
    ['EACCES', /may not be written to\. Change its permissions\. /],
    ['EPERM', /may not be written to\. Change its permissions\. /],
    ['EROFS', /can only be read\. Make it writable\. /],
    ['EMFILE', /too many files are open\. Close some\. /],
    ['ENFILE', /too many files are open\. Close some\. /],
    ['EIO', /the disk reports an error\. Check it\. /],
    ['EEXIST', /there is a file where the folder of saved races should be\. Remove it\. /],
    ['ENOTDIR', /there is a file where the folder of saved races should be\. Remove it\. /],
    ['EBUSY', /^The race can't be saved: EBUSY\. The log says more\. /],
  ])('with %s says what to do', (code, words) => {
    const said = savingFault(withCode(code));
    expect(said).toMatch(words);
    expect(said.endsWith(end)).toBe(true);
  });

  test.each([
    withCode('constructor'),
    withCode('a/file/of/mine'),
    withCode('EBUSY /home'),
    withCode(undefined),
    new Error('torn'),
    'ENOSPC',
  ])('with %s says nothing that comes from elsewhere', (error) => {
    expect(savingFault(error)).toBe(
      `The race can't be saved: an unexpected error. The log says more. ${end}`,
    );
  });
});
