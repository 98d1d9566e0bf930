import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { logDisk } from '../../../../node/logs/logDisk.ts';
import { logFiles } from '../../../../threads/logs/logFiles.ts';
import { temporaryFolder } from '../data/csvFile.ts';

function folderOf(...files: readonly string[]): string {
  const folder = temporaryFolder();
  for (const file of files) {
    mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
    writeFileSync(path.join(folder, file), '');
  }
  return folder;
}

const namesIn = async (folder: string) =>
  (await logFiles(logDisk, folder)).map(({ folder: inside, name }) => `${inside}:${name}`);

test('the files of a folder come in the order of their names', async () => {
  const times = [5, 2, 9, 1, 7, 3, 8, 4, 6].map((time) => `run/events.out.tfevents.${time}`);
  expect(await namesIn(folderOf(...times, 'events.out.tfevents.3', 'a/b/tfevents'))).toEqual([
    'a/b:tfevents',
    ':events.out.tfevents.3',
    ...[1, 2, 3, 4, 5, 6, 7, 8, 9].map((time) => `run:events.out.tfevents.${time}`),
  ]);
});

test('other files, and links, are none of them', async () => {
  const folder = folderOf('a/tfevents.1', 'a/model.bin', 'metrics.csv');
  symlinkSync(path.join(folder, 'a'), path.join(folder, 'b'));
  symlinkSync(path.join(folder, 'a/tfevents.1'), path.join(folder, 'tfevents.2'));
  expect(await namesIn(folder)).toEqual(['a:tfevents.1']);
});

test('only so deep is looked, and only so many are taken', async () => {
  const inside = (depth: number) => `${'d/'.repeat(depth)}tfevents`;
  expect(await namesIn(folderOf(inside(8), inside(9)))).toEqual([`${'d/'.repeat(8).slice(0, -1)}:tfevents`]);
  const many = Array.from({ length: 1001 }, (_, index) => `tfevents.${index}`);
  expect(await namesIn(folderOf(...many))).toHaveLength(1000);
});

test('what is no folder is the log itself, whether it is there or not', async () => {
  const folder = folderOf('log.csv');
  for (const name of ['log.csv', 'no.csv']) {
    const place = path.join(folder, name);
    expect(await logFiles(logDisk, place)).toEqual([{ path: place, folder: '', name }]);
  }
});
