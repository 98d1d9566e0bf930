/** Logs on the disk, read as they stand. */
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { LogError } from '../../../../core/log/logError.ts';
import { fileVersion, join, scalar } from '../../log/eventFile.ts';
import { numbersOf } from '../../log/logTools.ts';
import { temporaryFolder } from '../data/csvFile.ts';
import { readLog } from './readWhole.ts';

test('a file larger than a piece is read whole, with its last line', async () => {
  const file = path.join(temporaryFolder(), 'log.csv');
  const rows = Array.from({ length: 60_000 }, (_, step) => `${step},${1 / (step + 1)}`);
  writeFileSync(file, `step,loss\n${rows.join('\n')}`);
  const log = await readLog(file);
  expect(numbersOf(log)['']?.['loss']).toEqual(rows.map((_, step) => 1 / (step + 1)));
  expect(log.remarks.list()).toEqual([]);
});

test('a folder has a run for each folder with event files, and of each the earlier file first', async () => {
  const folder = temporaryFolder();
  const write = (place: string, ...parts: readonly Uint8Array[]) => {
    mkdirSync(path.dirname(path.join(folder, place)), { recursive: true });
    writeFileSync(path.join(folder, place), join(fileVersion, ...parts));
  };
  write('adam/events.out.tfevents.200.host', scalar('loss', 2, 2));
  write('adam/events.out.tfevents.100.host', scalar('loss', 1, 3));
  write('deep/er/train/events.out.tfevents.1.host', scalar('loss', 1, 5));
  write('deep/er/val/events.out.tfevents.1.host', scalar('loss', 1, 6));
  write('adam/model.ckpt', scalar('loss', 9, 9));
  symlinkSync(path.join(folder, 'adam'), path.join(folder, 'latest'));
  expect(numbersOf(await readLog(folder))).toEqual({
    adam: { loss: [3, 2] },
    'deep/er': { 'train/loss': [5], 'val/loss': [6] },
  });
});

test('one event file is a log, too', async () => {
  const folder = path.join(temporaryFolder(), 'train');
  mkdirSync(folder);
  const file = path.join(folder, 'events.out.tfevents.1.host');
  writeFileSync(file, join(fileVersion, scalar('loss', 1, 5)));
  expect(numbersOf(await readLog(file))).toEqual({ '': { loss: [5] } });
});

test('what can’t be read is said', async () => {
  const folder = temporaryFolder();
  const failure = async (place: string) => {
    const error: unknown = await readLog(place).catch((reason: unknown) => reason);
    return error instanceof LogError ? error.message : error;
  };
  expect(await failure(path.join(folder, 'no.csv'))).toBe(
    `no such file — expected a log at ${path.join(folder, 'no.csv')}`,
  );
  expect(await failure(folder)).toBe(`no event file of TensorBoard in ${folder} yet`);
  const binary = path.join(folder, 'model.bin');
  writeFileSync(binary, new Uint8Array(1000));
  expect(await failure(binary)).toBe(
    'no text in UTF-8 — expected a log: CSV or JSON lines in UTF-8, or an event file of TensorBoard',
  );
  if (process.platform !== 'win32')
    expect(await failure('/dev/null')).toBe('no regular file — expected a log at /dev/null');
});
