/** Logs that are written while they are read. */
import {
  appendFileSync,
  mkdirSync,
  readdirSync,
  realpathSync,
  renameSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { setTimeout as after } from 'node:timers/promises';
import { afterEach, expect, test, vi } from 'vitest';
import { logDisk } from '../../../../node/logs/logDisk.ts';
import {
  type FollowedLog,
  type FollowOptions,
  followLog,
  type LogUpdate,
} from '../../../../threads/logs/followLog.ts';
import { fileVersion, join, scalar } from '../../log/eventFile.ts';
import { numbersOf } from '../../log/logTools.ts';
import { temporaryFolder } from '../data/csvFile.ts';

const open: FollowedLog[] = [];
afterEach(async () => {
  for (const log of open.splice(0)) await log.close();
});

/** Follows a log quickly, and keeps its updates. */
function follow(place: string, options: Partial<FollowOptions> = {}) {
  const updates: LogUpdate[] = [];
  const followed = followLog(place, (update) => updates.push(update), {
    disk: logDisk,
    every: 10,
    ...options,
  });
  open.push(followed);
  const last = () => updates.at(-1);
  return {
    updates,
    followed,
    last,
    /** Waits until the numbers of the only run are these. */
    has: (columns: Record<string, number[]>, run = '') =>
      vi.waitFor(() => {
        const update = last();
        expect(update && numbersOf(update.log)[run]).toEqual(columns);
      }, 10_000),
    waitFor: (check: () => void) => vi.waitFor(check, 10_000),
  };
}

function newFile(text: string | Uint8Array, name = 'log.csv') {
  const file = path.join(temporaryFolder(), name);
  writeFileSync(file, text);
  return file;
}

test('what is appended is told, a line when it is whole', async () => {
  const file = newFile('step,loss\n0,4\n');
  const log = follow(file);
  await log.has({ step: [0], loss: [4] });
  appendFileSync(file, '1,3');
  await log.waitFor(() => expect(log.last()?.read).toBe(17));
  await log.has({ step: [0], loss: [4] });
  appendFileSync(file, '.5\n2,');
  await log.has({ step: [0, 1], loss: [4, 3.5] });
  expect(log.updates.some(({ isAnew }) => isAnew)).toBe(false);
  expect(log.last()).toMatchObject({ fault: null, size: 22 });
});

test('a last line without its end counts when the file has been quiet, and is read again when it goes on', async () => {
  const file = newFile('step,loss\n0,4\n1,3');
  const before = Date.now() / 1000 - 100;
  utimesSync(file, before, before);
  const log = follow(file);
  await log.has({ step: [0, 1], loss: [4, 3] });
  appendFileSync(file, '.25\n');
  await log.has({ step: [0, 1], loss: [4, 3.25] });
  expect(log.updates.filter(({ isAnew }) => isAnew)).toHaveLength(1);
});

test('a file that is not there is waited for, and again when it is gone', async () => {
  const file = path.join(temporaryFolder(), 'log.csv');
  const log = follow(file);
  await log.waitFor(() => expect(log.last()?.fault).toBe(`no such file — expected a log at ${file}`));
  writeFileSync(file, 'step,loss\n0,4\n');
  await log.has({ step: [0], loss: [4] });
  expect(log.last()?.fault).toBeNull();
  rmSync(file);
  await log.waitFor(() => expect(log.last()?.fault).toBe(`no such file — expected a log at ${file}`));
  // What was read stays, until there is something else.
  await log.has({ step: [0], loss: [4] });
  writeFileSync(file, 'step,loss\n0,4\n1,2\n');
  await log.has({ step: [0, 1], loss: [4, 2] });
  expect(log.last()?.fault).toBeNull();
});

test.each([
  ['emptied and begun again', (file: string) => writeFileSync(file, 'step,loss\n0,9\n')],
  [
    'written anew with more columns, as Lightning does',
    (file: string) => writeFileSync(file, 'loss,step,epoch\n9,0,\n'),
  ],
  [
    'replaced by a longer one',
    (file: string) => {
      writeFileSync(`${file}.new`, 'step,loss\n0,9\n\n\n\n\n\n\n\n\n\n\n\n\n');
      renameSync(`${file}.new`, file);
    },
  ],
  [
    'written over at the same length',
    (file: string) => writeFileSync(file, 'step,loss\n0,9\n\n\n\n'.padEnd(22, '\n')),
  ],
])('a file that is %s is read anew', async (_, change) => {
  const file = newFile('step,loss\n0,4\n1,3\n2,2\n');
  const log = follow(file);
  await log.has({ step: [0, 1, 2], loss: [4, 3, 2] });
  change(file);
  await log.has({ step: [0], loss: [9] });
  expect(log.updates.filter(({ isAnew }) => isAnew).length).toBeGreaterThan(0);
  appendFileSync(file, `${'1,1'}\n`);
  await log.waitFor(() => expect(numbersOf(log.last()?.log ?? expect.fail())['']?.['loss']).toHaveLength(2));
});

test('a file that is no log is said, and read when it is one', async () => {
  const file = newFile(new Uint8Array(1000));
  const log = follow(file);
  await log.waitFor(() => expect(log.last()?.fault).toMatch(/^no text in UTF-8/));
  await after(50);
  expect(log.last()?.fault).toMatch(/^no text in UTF-8/);
  writeFileSync(file, 'step,loss\n0,4\n');
  await log.has({ step: [0], loss: [4] });
  expect(log.last()?.fault).toBeNull();
});

test('a folder of TensorBoard grows by events, files and runs', async () => {
  const folder = temporaryFolder();
  const log = follow(folder);
  await log.waitFor(() => expect(log.last()?.fault).toBe(`no event file of TensorBoard in ${folder} yet`));
  const first = path.join(folder, 'run/events.out.tfevents.100.host');
  mkdirSync(path.dirname(first));
  const whole = scalar('loss', 1, 3);
  writeFileSync(first, join(fileVersion, scalar('loss', 0, 4), whole.subarray(0, 20)));
  await log.has({ loss: [4] }, 'run');
  appendFileSync(first, whole.subarray(20));
  await log.has({ loss: [4, 3] }, 'run');
  writeFileSync(
    path.join(folder, 'run/events.out.tfevents.200.host'),
    join(fileVersion, scalar('loss', 2, 2)),
  );
  await log.has({ loss: [4, 3, 2] }, 'run');
  expect(log.updates.some(({ isAnew }) => isAnew)).toBe(false);
  mkdirSync(path.join(folder, 'other'));
  writeFileSync(
    path.join(folder, 'other/events.out.tfevents.1.host'),
    join(fileVersion, scalar('acc', 0, 1)),
  );
  await log.has({ acc: [1] }, 'other');
  // A file that belongs before one that was read.
  writeFileSync(
    path.join(folder, 'run/events.out.tfevents.050.host'),
    join(fileVersion, scalar('loss', -1, 5)),
  );
  await log.has({ loss: [5, 4, 3, 2] }, 'run');
  expect(log.updates.filter(({ isAnew }) => isAnew)).toHaveLength(1);
});

test('updates come no more often than asked for, and none for nothing', async () => {
  const file = newFile('step,loss\n');
  const times: number[] = [];
  let values = 0;
  const followed = followLog(
    file,
    ({ log }) => {
      times.push(performance.now());
      values = log.values;
    },
    { disk: logDisk, every: 100 },
  );
  open.push(followed);
  for (let step = 0; step < 30; step++) {
    appendFileSync(file, `${step},1\n`);
    await after(10);
  }
  await vi.waitFor(() => expect(values).toBe(60), 10_000);
  const told = times.length;
  expect(told).toBeGreaterThan(1);
  // A listener may be called late, and the next one in time.
  for (const [index, time] of times.entries())
    if (index > 0) expect(time - (times[index - 1] ?? 0)).toBeGreaterThan(50);
  await after(250);
  expect(times).toHaveLength(told);
});

test('a large file is told while it is read', async () => {
  const rows = Array.from({ length: 400_000 }, (_, step) => `${step},0.5,0.25\n`).join('');
  const log = follow(newFile(`step,loss,lr\n${rows}`), { every: 1 });
  await log.waitFor(() => expect(log.last()?.log.values).toBe(1_200_000));
  expect(log.updates.length).toBeGreaterThan(2);
  const [first] = log.updates;
  expect(first?.size).toBeGreaterThan(first?.read ?? 0);
});

test('nothing is told after the end, and no file stays open', async () => {
  const file = newFile('step,loss\n0,4\n');
  const log = follow(file);
  await log.has({ step: [0], loss: [4] });
  await log.followed.close();
  const told = log.updates.length;
  appendFileSync(file, '1,3\n');
  await after(50);
  expect(log.updates).toHaveLength(told);
  if (process.platform === 'linux') {
    const handles = readdirSync('/proc/self/fd').map((fd) => {
      try {
        return path.basename(realpathSync(`/proc/self/fd/${fd}`));
      } catch {
        return '';
      }
    });
    expect(handles).not.toContain(path.basename(file));
  }
});

test('it is closed at once, however long it is until the next look', async () => {
  const file = newFile('step,loss\n0,4\n');
  const log = follow(file, { every: 100_000 });
  await log.has({ step: [0], loss: [4] });
  await log.followed.close();
  expect(log.updates).toHaveLength(1);
});

test('what a listener throws ends the following, and is told', async () => {
  const file = newFile('step,loss\n0,4\n');
  const onError = vi.fn();
  const followed = followLog(
    file,
    () => {
      throw new Error('no place');
    },
    { disk: logDisk, every: 10, onError },
  );
  open.push(followed);
  await vi.waitFor(() => expect(onError).toHaveBeenCalledOnce(), 10_000);
  expect(onError).toHaveBeenCalledWith(new Error('no place'));
});
