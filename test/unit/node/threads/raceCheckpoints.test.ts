import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Race } from '../../../../core/race/race.ts';
import { RaceCheckpoints } from '../../../../threads/race/raceCheckpoints.ts';
import { onValley } from '../../experiment/faults.ts';
import { raceOf, recordOf } from '../../race/pieces.ts';
import { createLog, type WrittenLog } from '../library/libraryTools.ts';

let race: Race;
let log: WrittenLog;
let asked: number;
let urgent: boolean[];
let kept: [run: number, bytes: number][][];
let keep: () => Promise<void>;
let checkpoints: RaceCheckpoints;

beforeEach(() => {
  vi.useFakeTimers();
  race = { ...raceOf(onValley({ lr: [0.1, 0.2, 0.3] })), phase: 'running' };
  log = createLog();
  asked = 0;
  urgent = [];
  kept = [];
  keep = async () => {};
  open();
});
afterEach(() => {
  checkpoints.dispose();
  vi.useRealTimers();
});

function open(from: ReadonlyMap<number, Uint8Array> = new Map(), threads = 2): void {
  checkpoints = new RaceCheckpoints(race, {
    ask: (isUrgent) => {
      asked++;
      urgent.push(isUrgent);
      return threads;
    },
    settle: async () => {},
    keep: async (_, blocks) => {
      kept.push([...blocks].map(([run, { length }]) => [run, length]));
      await keep();
    },
    log,
    from,
  });
}

const block = (run: number, bytes = 8) => ({ run, block: new Uint8Array(bytes) });
const pass = (milliseconds: number) => vi.advanceTimersByTimeAsync(milliseconds);

test('threads are asked after a second, and then every five', async () => {
  await pass(999);
  expect(asked).toBe(0);
  await pass(1);
  expect(asked).toBe(1);
  await pass(4999);
  expect(asked).toBe(1);
  await pass(10_001);
  expect(asked).toBe(4);
  checkpoints.ask();
  expect(urgent).toEqual([false, false, false, false, true]);
});

test('large ones are asked for less often: the disk has 4 MiB a second of them', async () => {
  await pass(1000);
  checkpoints.take([block(0, 20 * 4096 * 1000)]);
  await pass(5000);
  expect(asked).toBe(2);
  await pass(19_999);
  expect(asked).toBe(2);
  await pass(1);
  expect(asked).toBe(3);
});

test('nobody is asked when the race has ended, or all was ended', async () => {
  await pass(1000);
  race.phase = 'ended';
  await pass(60_000);
  expect(asked).toBe(1);
  race.phase = 'running';
  open();
  checkpoints.dispose();
  await pass(60_000);
  expect(asked).toBe(1);
});

test('what the threads answer is kept together, with the last of each run', async () => {
  checkpoints.take([block(0), block(1)]);
  await pass(100);
  checkpoints.take([block(2, 16)]);
  await pass(100);
  expect(kept).toEqual([
    [
      [0, 8],
      [1, 8],
      [2, 16],
    ],
  ]);
  checkpoints.take([block(1, 24)]);
  await pass(200);
  expect(kept[1]).toEqual([
    [0, 8],
    [1, 24],
    [2, 16],
  ]);
});

test('an answer without news changes nothing', async () => {
  checkpoints.take([]);
  await pass(10_000);
  expect(kept).toEqual([]);
});

test('those that a race goes on from are kept with the others', async () => {
  open(new Map([[2, new Uint8Array(40)]]));
  checkpoints.take([block(0)]);
  await pass(200);
  expect(kept).toEqual([
    [
      [2, 40],
      [0, 8],
    ],
  ]);
});

test('those of runs that have ended are not kept any more', async () => {
  checkpoints.take([block(0), block(1)]);
  recordOf(race, 0).end({ kind: 'finished' });
  await pass(200);
  expect(kept).toEqual([[[1, 8]]]);
});

test('nothing is kept of a race that has ended meanwhile', async () => {
  checkpoints.take([block(0)]);
  race.phase = 'ended';
  await pass(1000);
  expect(kept).toEqual([]);
});

test('one that has no room beside the others is left out, and what was kept of its run stays', async () => {
  const half = 64 * 2 ** 20;
  checkpoints.take([block(0, half), block(1, half - 8), block(2, 16)]);
  checkpoints.take([block(0, half + 16)]);
  checkpoints.take([block(0, half + 8)]);
  await pass(200);
  expect(kept).toEqual([
    [
      [0, half + 8],
      [1, half - 8],
    ],
  ]);
});

test('a fault of the disk is logged, and the next are kept', async () => {
  keep = async () => {
    keep = async () => {};
    throw new Error('no space');
  };
  checkpoints.take([block(0)]);
  await pass(200);
  checkpoints.take([block(0)]);
  await pass(200);
  expect(kept).toHaveLength(2);
  expect(log.lines).toEqual([`warn: race ${race.id}: its checkpoints could not be kept: no space`]);
});

describe('before the window closes', () => {
  let isOver: boolean;
  const handOver = () => {
    isOver = false;
    void checkpoints.handOver().then(() => {
      isOver = true;
    });
  };

  test('what all threads have is kept', async () => {
    handOver();
    expect(urgent).toEqual([true]);
    checkpoints.take([block(0)]);
    await pass(10);
    expect(isOver).toBe(false);
    checkpoints.take([block(1)]);
    await pass(200);
    expect(isOver).toBe(true);
    expect(kept.at(-1)).toEqual([
      [0, 8],
      [1, 8],
    ]);
  });

  test('a thread in a long step is not waited for longer than half a second', async () => {
    handOver();
    checkpoints.take([block(0)]);
    await pass(499);
    expect(isOver).toBe(false);
    await pass(1);
    expect(isOver).toBe(true);
    expect(kept).toEqual([[[0, 8]]]);
  });

  test('nobody is waited for where there is no thread', async () => {
    open(new Map(), 0);
    handOver();
    await pass(0);
    expect([isOver, kept]).toEqual([true, []]);
  });
});
