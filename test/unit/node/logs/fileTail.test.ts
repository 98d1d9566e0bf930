/** What is noticed of a file from one look to the next. */
import { once } from 'node:events';
import {
  appendFileSync,
  mkdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import path from 'node:path';
import { expect, test } from 'vitest';
import { logDisk } from '../../../../node/logs/logDisk.ts';
import { FileTail } from '../../../../threads/logs/fileTail.ts';
import { temporaryFolder } from '../data/csvFile.ts';

/** A file of numbered lines, followed. */
function tailOf(length: number) {
  const file = path.join(temporaryFolder(), 'log.csv');
  writeFileSync(file, '0123456789'.repeat(length / 10));
  const tail = new FileTail(logDisk, file);
  const pieces: string[] = [];
  const take = () =>
    tail.read((bytes) => {
      pieces.push(Buffer.from(bytes).toString());
      return true;
    });
  let clock = 1000;
  /** Changes a byte, later than all before. */
  const change = (at: number) => {
    const bytes = readFileSync(file);
    bytes[at] = 0x78;
    writeFileSync(file, bytes);
    clock += 10;
    utimesSync(file, clock, clock);
  };
  return { file, tail, pieces, take, change };
}

test('what has come is read, in pieces', async () => {
  const { file, tail, pieces, take } = tailOf(600_000);
  expect(await take()).toBe('grew');
  expect(pieces.map(({ length }) => length)).toEqual([262_144, 262_144, 75_712]);
  expect(await take()).toBe('same');
  appendFileSync(file, 'more');
  expect(await take()).toBe('grew');
  expect(pieces.join('')).toBe(readFileSync(file, 'utf8'));
  expect(tail).toMatchObject({ offset: 600_004, size: 600_004, writtenAt: statSync(file).mtimeMs });
});

test('reading that ends early goes on where it ended', async () => {
  const { file, tail, pieces, take } = tailOf(600_000);
  const first: string[] = [];
  const change = await tail.read((bytes) => {
    first.push(Buffer.from(bytes).toString());
    return false;
  });
  expect([change, tail.offset, tail.size]).toEqual(['grew', 262_144, 600_000]);
  expect(await take()).toBe('grew');
  expect(first.concat(pieces).join('')).toBe(readFileSync(file, 'utf8'));
});

test.each([0, 255, 5000, 9744, 9999])(
  'a change of the byte %d of 10,000 is noticed by the marks',
  async (byte) => {
    const { file, take, change } = tailOf(10_000);
    await take();
    change(byte);
    // Only beginning and end are looked at: what is between may change unnoticed where the length is the same.
    expect(await take()).toBe(byte === 5000 ? 'same' : 'replaced');
    appendFileSync(file, 'more');
    expect(await take()).toBe(byte === 5000 ? 'grew' : 'replaced');
  },
);

test('the marks are where reading has come to, also after small pieces', async () => {
  const { file, take, change } = tailOf(100);
  await take();
  for (let more = 0; more < 50; more++) {
    appendFileSync(file, '0123456789');
    await take();
  }
  change(350);
  expect(await take()).toBe('replaced');
});

test('a shorter file is another one, and so is one that was gone', async () => {
  const { file, take } = tailOf(100);
  await take();
  truncateSync(file, 99);
  expect(await take()).toBe('replaced');
  rmSync(file);
  expect(await take()).toBe('gone');
  writeFileSync(file, '0123456789'.repeat(10));
  expect(await take()).toBe('replaced');
});

test('a file that is emptied while it is read is read as far as it goes', async () => {
  const { file, tail } = tailOf(600_000);
  let pieces = 0;
  const change = await tail.read(() => {
    pieces++;
    truncateSync(file, 0);
    return true;
  });
  expect([change, pieces]).toEqual(['grew', 1]);
  expect(await tail.look()).toBe('replaced');
});

test('a file that is as large and as old as it was is not looked into', async () => {
  const { file, take, tail } = tailOf(100);
  const time = new Date(1_700_000_000_000);
  utimesSync(file, time, time);
  await take();
  writeFileSync(file, 'x'.repeat(100));
  utimesSync(file, time, time);
  expect([await take(), tail.offset]).toEqual(['same', 100]);
});

test.skipIf(process.platform === 'win32')(
  'what can’t be opened is said, and is not taken for gone',
  async () => {
    const place = path.join(temporaryFolder(), 'log.csv');
    const server = createServer().listen(place);
    await once(server, 'listening');
    await expect(new FileTail(logDisk, place).read(() => true)).rejects.toThrow(`expected a log at ${place}`);
    server.close();
  },
);

test('a folder is no log', async () => {
  const folder = path.join(temporaryFolder(), 'log.csv');
  mkdirSync(folder);
  await expect(new FileTail(logDisk, folder).read(() => true)).rejects.toThrow(
    `a folder — expected a log at ${folder}`,
  );
});
