/** Reading the files of a log, again and again. */
import { appendFileSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { logDisk } from '../../../../node/logs/logDisk.ts';
import { LogSession } from '../../../../threads/logs/logSession.ts';
import { fileVersion, join, scalar } from '../../log/eventFile.ts';
import { numbersOf } from '../../log/logTools.ts';
import { temporaryFolder } from '../data/csvFile.ts';

/** A folder with event files, read piece by piece. */
function sessionOf(place: string) {
  const session = new LogSession(logDisk, place, {});
  let pieces = 0;
  const onPiece = () => {
    pieces++;
    return true;
  };
  return {
    session,
    /** What has changed but for new pieces, and how many of these there were. */
    read: async () => {
      pieces = 0;
      return [await session.read(onPiece), pieces];
    },
    numbers: () => numbersOf(session.state.log),
  };
}

const write = (file: string, ...steps: readonly number[]) =>
  writeFileSync(file, join(fileVersion, ...steps.map((step) => scalar('loss', step, step))));

test('says what has changed', async () => {
  const file = path.join(temporaryFolder(), 'log.csv');
  const { session, read } = sessionOf(file);
  expect(await read()).toEqual([true, 0]);
  expect(session.state).toMatchObject({ read: 0, size: 0, writtenAt: 0 });
  expect(await read()).toEqual([false, 0]);
  writeFileSync(file, 'step,loss\n0,1\n');
  expect(await read()).toEqual([true, 1]);
  expect(session.state).toMatchObject({ read: 14, size: 14, fault: null });
  expect(session.state.writtenAt).toBeGreaterThan(1e12);
  expect(await read()).toEqual([false, 0]);
  appendFileSync(file, '1,1\n');
  expect(await read()).toEqual([false, 1]);
  writeFileSync(file, '');
  expect(await read()).toEqual([true, 0]);
});

test('ends early where it is told to', async () => {
  const folder = temporaryFolder();
  for (const name of ['tfevents.1', 'tfevents.2']) write(path.join(folder, name), 1);
  const { session, read } = sessionOf(folder);
  await session.read(() => false);
  expect(session.state.log.values).toBe(1);
  expect(await read()).toEqual([false, 1]);
  expect(session.state.log.values).toBe(2);
});

test('of a folder it forgets no file that is gone, and none of another folder is out of order', async () => {
  const folder = temporaryFolder();
  for (const name of ['a', 'b']) mkdirSync(path.join(folder, name));
  write(path.join(folder, 'b/tfevents.5'), 1);
  const { read, numbers } = sessionOf(folder);
  await read();
  write(path.join(folder, 'a/tfevents.1'), 2);
  expect(await read()).toEqual([false, 1]);
  rmSync(path.join(folder, 'b/tfevents.5'));
  expect(await read()).toEqual([false, 0]);
  expect(numbers()).toEqual({ a: { loss: [2] }, b: { loss: [1] } });
  write(path.join(folder, 'a/tfevents.0'), 1);
  expect(await read()).toEqual([true, 2]);
  expect(numbers()).toEqual({ a: { loss: [1, 2] } });
});

test('a place may become a folder', async () => {
  const place = path.join(temporaryFolder(), 'run');
  const { session, read } = sessionOf(place);
  await read();
  mkdirSync(place);
  expect(await read()).toEqual([true, 0]);
  expect(session.state.fault).toBe(`no event file of TensorBoard in ${place} yet`);
  write(path.join(place, 'tfevents'), 1);
  expect(await read()).toEqual([true, 1]);
  expect(session.state.fault).toBeNull();
});

test('a last line counts once', async () => {
  const file = path.join(temporaryFolder(), 'log.csv');
  writeFileSync(file, 'step,loss\n0,1\n1,2');
  const { session, read, numbers } = sessionOf(file);
  await read();
  expect(session.finish(session.state.writtenAt)).toBe(false);
  expect(session.finish(session.state.writtenAt + 1)).toBe(true);
  expect(numbers()).toEqual({ '': { step: [0, 1], loss: [1, 2] } });
  expect(session.finish()).toBe(false);
  expect(await read()).toEqual([false, 0]);
  appendFileSync(file, '5\n');
  expect(await read()).toEqual([true, 1]);
  expect(numbers()).toEqual({ '': { step: [0, 1], loss: [1, 25] } });
});

test('nothing is amiss before it is read', () => {
  const { log, ...state } = new LogSession(logDisk, temporaryFolder(), {}).state;
  expect([log.values, state]).toEqual([0, { read: 0, size: 0, writtenAt: 0, fault: null }]);
});
