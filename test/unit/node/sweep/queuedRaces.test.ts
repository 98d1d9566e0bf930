/** Races that workers on a real Redis compute, as a window has them. */
import path from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Race } from '../../../../core/race/race.ts';
import { RaceStore } from '../../../../core/race/store.ts';
import { runPlace } from '../../../../core/sweep/storeKeys.ts';
import { WorkerUnfit } from '../../../../node/sweep/faults.ts';
import type { SweepPlaces } from '../../../../node/sweep/openPlaces.ts';
import { openBullQueue } from '../../../../node/sweep/queue/bullQueue.ts';
import type { Processing, RunQueue } from '../../../../node/sweep/queue/runQueue.ts';
import type { QueuedRace } from '../../../../node/sweep/queuedRace.ts';
import { QueuedRaces } from '../../../../node/sweep/queuedRaces.ts';
import { FolderStore } from '../../../../node/sweep/store/folderStore.ts';
import { inRoot } from '../../../../scripts/tools/paths.mjs';
import { createLog } from '../library/libraryTools.ts';
import { RedisServer } from './redisServer.ts';
import { onValley, recordOf, scratchFolder } from './sweepTools.ts';

const scratch = scratchFolder('queued-races');
const names = { queue: 'a.sweepQueue', store: 'a.sweepStore' };
const redis = new RedisServer(scratch.folder);
let store = new RaceStore();
let queued: QueuedRaces;
let places: SweepPlaces;
let kept: unknown;
let told: string[] = [];
let taken: Race[] = [];
let worker: { queue: RunQueue; processing: Processing } | null = null;
let steps = 100;

const open = () =>
  new QueuedRaces(store, {
    ...{ log: createLog(), keep: async () => {}, kernels: inRoot('dist', 'kernels') },
    takeOver: async (race) => void taken.push(race),
    memory: {
      get: () => kept,
      set: (ids) => {
        kept = ids;
      },
    },
    tell: (message) => void told.push(message),
  });

beforeAll(() => redis.start(), 120_000);
beforeEach(() => {
  store = new RaceStore();
  queued = open();
  [kept, told, taken] = [undefined, [], []];
  // Other runs for each test.
  steps++;
  places = { queue: redis.address, store: path.join(scratch.folder, 'store'), names };
});
afterEach(async () => {
  await queued.handOver();
  await worker?.processing.close(0);
  await worker?.queue.close();
  worker = null;
});
afterAll(async () => {
  await redis.kill();
  scratch.remove();
});

const experiment = () => ({ ...onValley, steps });
const start = () => queued.start(experiment(), null, places);
const kindsOf = ({ runs }: Race) => runs.map(({ record }) => record.state.status.kind);
const all = (kind: string) => [kind, kind, kind, kind];

/** Writes a record for each job. */
async function startWorker(): Promise<void> {
  const queue = await openBullQueue({ address: redis.address, tell: () => {}, lock: 1000 });
  const folder = new FolderStore(places.store);
  const processing = queue.process(
    async (message) => {
      const { key } = message as { key: string };
      await folder.writeOnce(runPlace(key), recordOf(key));
      return 'computed';
    },
    { concurrency: 2 },
  );
  worker = { queue, processing };
}

/** How many of a sweep's runs are on the queue. */
async function waiting(): Promise<number> {
  const queue = await openBullQueue({ address: redis.address, tell: () => {} });
  const { waiting: count } = await queue.counts();
  await queue.close();
  return count;
}

test('an experiment is on the screen while workers compute it, and is remembered until it has ended', async () => {
  const { race, ended } = await start();
  expect(store.current).toBe(race);
  expect(race.queue).toBe(redis.address);
  expect(kindsOf(race)).toEqual(all('queued'));
  expect(kept).toEqual([race.id]);
  await startWorker();
  expect(await ended).toEqual({ kind: 'done' });
  expect(kindsOf(race)).toEqual(all('finished'));
  expect([race.phase, race.queue, kept]).toEqual(['ended', null, []]);
}, 60_000);

test('how it stands says how many workers there are', async () => {
  await startWorker();
  await worker?.processing.close(0);
  const sweep = await start();
  await expect.poll(() => sweep.standing.workers, { timeout: 30_000 }).toBe(0);
  await startWorker();
  await sweep.ended;
  expect(sweep.standing.figures).toMatchObject({ runs: 4, done: 4, found: 0, share: 1 });
}, 60_000);

test('how it stands says why a worker refused it that is there no more', async () => {
  const queue = await openBullQueue({ address: redis.address, tell: () => {}, lock: 1000 });
  const unfit = new WorkerUnfit('networks are computed with SIMD here');
  const processing = queue.process(() => Promise.reject(unfit), { concurrency: 1 });
  worker = { queue, processing };
  const sweep = await start();
  await processing.failed.catch(() => {});
  await processing.close(0);
  const words =
    /^A worker on \S+ refused these runs \d+ s ago and has ended: “networks are computed with SIMD here”$/;
  await expect
    .poll(() => sweep.standing, { timeout: 30_000 })
    .toMatchObject({
      workers: 0,
      notice: expect.stringMatching(words),
    });
  sweep.cancel();
  await sweep.ended;
}, 60_000);

test('a window that closes leaves it on its queue, and the next one attaches again', async () => {
  const { race, ended } = await start();
  await expect.poll(waiting, { timeout: 30_000 }).toBe(4);
  await queued.handOver();
  expect(await ended).toEqual({ kind: 'left' });
  expect(kindsOf(race)).toEqual(all('interrupted'));
  expect(await waiting()).toBe(4);
  expect(kept).toEqual([race.id]);
  await startWorker();
  await expect.poll(waiting, { timeout: 30_000 }).toBe(0);
  queued = open();
  const again = await queued.attach(race, places);
  expect(taken).toEqual([race]);
  expect(await again?.ended).toEqual({ kind: 'done' });
  expect(kindsOf(race)).toEqual(all('finished'));
  expect(kept).toEqual([]);
}, 60_000);

test('somebody who attaches twice follows it once, and what has ended meanwhile is followed no more', async () => {
  const sweep = await start();
  expect(await queued.attach(sweep.race, places)).toBe(sweep);
  await startWorker();
  await sweep.ended;
  kept = [sweep.race.id];
  expect(await queued.attach(sweep.race, places)).toBeNull();
  expect(kept).toEqual([]);
}, 60_000);

test('a race of other runs than the program makes now isn’t attached', async () => {
  const { race } = await start();
  await queued.handOver();
  const other = { ...race, experiment: { ...experiment(), steps: steps + 1000 } };
  await expect(queued.attach(other, places)).rejects.toThrow('was submitted by another version');
  expect(kindsOf(race)).toEqual(all('interrupted'));
}, 60_000);

test('stopping it takes off what waits', async () => {
  const { race, ended } = await start();
  await expect.poll(waiting, { timeout: 30_000 }).toBe(4);
  expect(queued.stop(race)).toBe(true);
  expect(await ended).toEqual({ kind: 'cancelled', removed: 4, here: true });
  expect(kindsOf(race)).toEqual(all('stopped'));
  expect(await waiting()).toBe(0);
  expect(kept).toEqual([]);
  expect(queued.stop(race)).toBe(false);
}, 60_000);

test('cancelled elsewhere, it ends here', async () => {
  const sweep: QueuedRace = await start();
  await expect.poll(waiting, { timeout: 30_000 }).toBe(4);
  const elsewhere = new QueuedRaces(new RaceStore(), {
    ...{ log: createLog(), keep: async () => {}, kernels: inRoot('dist', 'kernels') },
    ...{ takeOver: async () => {}, memory: { get: () => [], set() {} }, tell: () => {} },
  });
  const other = await elsewhere.start(experiment(), null, places);
  other.cancel();
  await other.ended;
  expect(await sweep.ended).toEqual({ kind: 'cancelled', removed: null, here: false });
  expect(kindsOf(sweep.race)).toEqual(all('stopped'));
}, 60_000);

test('a Redis that goes away is told once, and keeps nobody from stopping', async () => {
  const own = new RedisServer(scratch.folder);
  await own.start();
  places = { ...places, queue: own.address };
  const sweep = await start();
  await own.kill();
  await expect.poll(() => told.length, { timeout: 30_000 }).toBe(1);
  const away = /^redis:\/\/127\.0\.0\.1:\d+ doesn't answer \(.+\): waiting for it\./;
  expect(told[0]).toMatch(away);
  expect(told[0]).toMatch(/ What has ended is kept; who doesn't want to wait stops the experiment\.$/);
  expect(sweep.standing.notice).toMatch(away);
  sweep.cancel();
  expect(await sweep.ended).toEqual({ kind: 'cancelled', removed: null, here: true });
  expect(kindsOf(sweep.race)).toEqual(all('stopped'));
}, 60_000);

test.each([
  [{ queue: 'localhost' }, /^a\.sweepQueue localhost — expected the address of a Redis/],
  [
    { queue: 'redis://127.0.0.1:1' },
    /^a\.sweepQueue redis:\/\/127\.0\.0\.1:1 — expected a Redis or Valkey that answers there \(.*\): start one, with redis-server --port 6379, or run the experiment on this machine$/,
  ],
  [{ store: 'runs' }, /^a\.sweepStore runs — expected the whole path of a folder, or an address/],
  [{ store: 'ftp://host' }, /^a\.sweepStore ftp:\/\/host — expected a folder, or an address/],
])(
  '%j is told by the name of its setting, and nothing begins',
  async (wrong, expected) => {
    places = { ...places, ...wrong };
    await expect(start()).rejects.toThrow(expected);
    expect(store.races).toEqual([]);
    expect(kept).toBeUndefined();
  },
  60_000,
);
