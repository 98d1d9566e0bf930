import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Race } from '../../../../core/race/race.ts';
import type { Chunk } from '../../../../core/race/runRecord.ts';
import { RaceStore } from '../../../../core/race/store.ts';
import { Delivery, type Keep } from '../../../../threads/race/delivery.ts';
import { onValley } from '../../experiment/faults.ts';
import { pieceOf, raceOf, recordOf } from '../../race/pieces.ts';
import { createLog, type WrittenLog } from '../library/libraryTools.ts';

let race: Race;
let store: RaceStore;
let kept: (readonly Chunk[])[];
/** Ends the keeping that goes on. */
let release: () => void;
let delivery: Delivery;
let keep: Keep;
let log: WrittenLog;

beforeEach(() => {
  race = { ...raceOf(onValley({ lr: [0.1, 0.2, 0.3] })), phase: 'running' };
  store = new RaceStore();
  store.show(race);
  kept = [];
  log = createLog();
  keep = () =>
    new Promise((resolve) => {
      release = resolve;
    });
  const keepAndNote: Keep = (race, chunks) => {
    kept.push(chunks);
    return keep(race, chunks);
  };
  delivery = new Delivery(race, store, keepAndNote, log);
});
afterEach(() => {
  vi.useRealTimers();
});

const point = (run: number, firstPoint = 0): Chunk => ({
  run,
  piece: pieceOf({
    firstPoint,
    loss: [firstPoint],
    position: [0, 0],
    state: { status: { kind: 'running' } },
  }),
});
const lengths = () => race.runs.map(({ record }) => record.length);
const kinds = () => race.runs.map(({ record }) => record.state.status.kind);
const settled = () => new Promise((resolve) => setImmediate(resolve));

test('nothing is told before it is kept', async () => {
  delivery.add([point(0)]);
  await settled();
  expect([kept.length, lengths()]).toEqual([1, [0, 0, 0]]);
  release();
  await settled();
  expect(lengths()).toEqual([1, 0, 0]);
});

test('what comes meanwhile is kept in one go, in its order', async () => {
  delivery.add([point(0)]);
  delivery.add([point(0, 1), point(1)]);
  delivery.add([point(0, 2)]);
  await settled();
  release();
  await settled();
  expect(kept.map((chunks) => chunks.map(({ run, piece }) => `${run}:${piece.firstPoint}`))).toEqual([
    ['0:0'],
    ['0:1', '1:0', '0:2'],
  ]);
  release();
  await settled();
  expect(lengths()).toEqual([3, 1, 0]);
  delivery.add([point(2)]);
  await settled();
  expect(kept).toHaveLength(3);
});

test('an end comes behind all that was added, for those that have not ended', async () => {
  recordOf(race, 1).end({ kind: 'finished' });
  delivery.add([point(0)]);
  delivery.end({ kind: 'stopped' });
  await settled();
  expect(kept).toHaveLength(1);
  release();
  await settled();
  expect(kept[1]?.map(({ run }) => run)).toEqual([0, 2]);
  release();
  await delivery.settle();
  expect([kinds(), lengths()]).toEqual([
    ['stopped', 'finished', 'stopped'],
    [1, 0, 0],
  ]);
  expect(race.phase).toBe('ended');
});

test('an end may be that of some runs', async () => {
  delivery.end({ kind: 'failed', message: 'no memory' }, [2]);
  await settled();
  release();
  await delivery.settle();
  expect(kinds()).toEqual(['queued', 'queued', 'failed']);
});

test('an end for runs that have all ended, or for none, holds up nothing that comes after it', async () => {
  recordOf(race, 1).end({ kind: 'finished' });
  delivery.end({ kind: 'stopped' }, [1]);
  delivery.end({ kind: 'stopped' }, []);
  delivery.add([]);
  await settled();
  expect(kept).toEqual([]);
  delivery.add([point(0)]);
  await settled();
  release();
  await settled();
  expect(lengths()).toEqual([1, 0, 0]);
});

test('it is settled when all is told, also what came while it was waited for', async () => {
  await delivery.settle();
  delivery.add([point(0)]);
  let isSettled = false;
  void delivery.settle().then(() => {
    isSettled = true;
  });
  delivery.add([point(0, 1)]);
  await settled();
  release();
  await settled();
  expect(isSettled).toBe(false);
  release();
  await settled();
  expect([isSettled, lengths()]).toEqual([true, [2, 0, 0]]);
});

describe('the race goes on', () => {
  const failed = (message: string) => `error: race ${race.id}: what was recorded ${message}`;
  const once = (fault: () => Promise<void>) => {
    keep = () => {
      keep = async () => {};
      return fault();
    };
  };

  test.each<[string, () => Promise<void>]>([
    ['can’t be kept', () => Promise.reject(new Error('no disk'))],
    [
      'breaks the keeping',
      () => {
        throw new Error('no disk');
      },
    ],
  ])('after something that %s, which is told all the same', async (_, fault) => {
    once(fault);
    delivery.add([point(0)]);
    await delivery.settle();
    expect([lengths(), log.lines]).toEqual([[1, 0, 0], [failed('could not be kept: no disk')]]);
    delivery.add([point(0, 1)]);
    delivery.end({ kind: 'stopped' });
    await settled();
    expect([lengths(), race.phase]).toEqual([[2, 0, 0], 'ended']);
  });

  test('after something that can’t be told', async () => {
    keep = async () => {};
    vi.spyOn(store, 'append').mockImplementationOnce(() => {
      throw new Error('no room');
    });
    delivery.add([point(0)]);
    await delivery.settle();
    expect(log.lines).toEqual([failed('could not be told: no room')]);
    delivery.add([point(1)]);
    delivery.end({ kind: 'stopped' });
    await settled();
    expect([lengths(), race.phase]).toEqual([[0, 1, 0], 'ended']);
  });

  test('after a listener of the store that throws', async () => {
    keep = async () => {};
    const reported: unknown[] = [];
    const faulty = new RaceStore((error) => reported.push(error));
    faulty.show(race);
    const phases: string[] = [];
    faulty.onDidChange(() => {
      throw new Error('broken');
    });
    faulty.onDidChange(() => phases.push(race.phase));
    const other = new Delivery(race, faulty, keep, log);
    other.add([point(0)]);
    other.end({ kind: 'stopped' });
    await settled();
    expect([lengths(), phases, reported.length, log.lines]).toEqual([[1, 0, 0], ['running', 'ended'], 2, []]);
  });

  test('while nothing comes back from the keeping, which is waited for once', async () => {
    vi.useFakeTimers();
    const returns: (() => void)[] = [];
    keep = () => new Promise((resolve) => returns.push(resolve));
    delivery.add([point(0)]);
    await vi.advanceTimersByTimeAsync(2499);
    expect(lengths()).toEqual([0, 0, 0]);
    await vi.advanceTimersByTimeAsync(1);
    expect([lengths(), log.lines]).toEqual([
      [1, 0, 0],
      [failed('could not be kept: nothing came back within 2500 ms')],
    ]);
    // What comes then is given to it, but not held up.
    delivery.add([point(0, 1)]);
    await vi.advanceTimersByTimeAsync(0);
    expect([lengths(), kept.length, log.lines.length]).toEqual([[2, 0, 0], 2, 1]);
    // The first comes back: it is waited for again.
    returns[0]?.();
    await vi.advanceTimersByTimeAsync(0);
    delivery.add([point(0, 2)]);
    await vi.advanceTimersByTimeAsync(2000);
    expect(lengths()).toEqual([2, 0, 0]);
    returns[2]?.();
    await vi.advanceTimersByTimeAsync(0);
    expect(lengths()).toEqual([3, 0, 0]);
    expect([vi.getTimerCount(), log.lines.length]).toEqual([0, 1]);
  });
});
