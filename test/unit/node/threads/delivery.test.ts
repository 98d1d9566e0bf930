import { beforeEach, expect, test } from 'vitest';
import type { Race } from '../../../../core/race/race.ts';
import type { Chunk } from '../../../../core/race/runRecord.ts';
import { RaceStore } from '../../../../core/race/store.ts';
import { Delivery } from '../../../../node/threads/delivery.ts';
import { onValley } from '../../experiment/faults.ts';
import { pieceOf, raceOf, recordOf } from '../../race/pieces.ts';

let race: Race;
let store: RaceStore;
let kept: (readonly Chunk[])[];
/** Ends the keeping that goes on. */
let release: () => void;
let delivery: Delivery;

beforeEach(() => {
  race = { ...raceOf(onValley({ lr: [0.1, 0.2, 0.3] })), phase: 'running' };
  store = new RaceStore();
  store.show(race);
  kept = [];
  delivery = new Delivery(race, store, (_, chunks) => {
    kept.push(chunks);
    return new Promise((resolve) => {
      release = resolve;
    });
  });
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
