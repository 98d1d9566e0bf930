/** The queue on a real Redis, within this process. */
import { createServer, type Server } from 'node:net';
import { hostname } from 'node:os';
import path from 'node:path';
import { RedisConnection } from 'bullmq';
import { Redis } from 'ioredis';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { JobCancelled, JobFault, WorkerUnfit } from '../../../../node/sweep/faults.ts';
import { openBullQueue } from '../../../../node/sweep/queue/bullQueue.ts';
import { redisAddress } from '../../../../node/sweep/queue/redisAddress.ts';
import type { JobHandler, QueueEvent, RunQueue } from '../../../../node/sweep/queue/runQueue.ts';
import { RedisServer } from './redisServer.ts';
import { onValley, planOf, scratchFolder } from './sweepTools.ts';

const scratch = scratchFolder('redis-queue');
const redis = new RedisServer(scratch.folder);
const opened: RunQueue[] = [];
let plan = planOf();
let count = 0;

beforeAll(() => redis.start(), 120_000);
beforeEach(() => {
  // Other jobs for each test.
  plan = planOf({ ...onValley, steps: ++count });
});
afterEach(async () => {
  for (const queue of opened.splice(0)) await queue.close();
});
afterAll(async () => {
  await redis.kill();
  scratch.remove();
});

const submitting = { priority: 100, signal: new AbortController().signal };
const keysOf = () => plan.jobs.map(({ key }) => key);

async function open(lock = 1000, mostWaiting = 100_000) {
  const queue = await openBullQueue({ address: redis.address, tell: () => {}, lock, mostWaiting });
  opened.push(queue);
  return queue;
}

/** Events of this test's jobs. */
function watched(queue: RunQueue) {
  const events: QueueEvent[] = [];
  queue.onEvent((event) => void events.push(event));
  return (type: QueueEvent['type']) =>
    events.filter((event) => event.type === type && keysOf().includes(event.key)).map(({ key }) => key);
}

const poll = <T>(read: () => T) => expect.poll(read, { timeout: 30_000 });

/** Waits until it is aborted. */
const endless: JobHandler = (_, { signal }) =>
  new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject(new JobCancelled())));

test('jobs are done once each, and gone then', async () => {
  const queue = await open();
  const of = watched(queue);
  const seen: unknown[] = [];
  await queue.submit(plan.jobs, submitting);
  await queue.submit(plan.jobs.slice(0, 1), submitting);
  const handler: JobHandler = async (message) => {
    seen.push(message);
    return 'computed';
  };
  const processing = queue.process(handler, { concurrency: 2 });
  await poll(() => of('done').length).toBe(4);
  expect(of('done').toSorted()).toEqual(keysOf().toSorted());
  expect(of('started').toSorted()).toEqual(keysOf().toSorted());
  expect(seen).toContainEqual(plan.jobs[0]);
  expect(await queue.states(keysOf())).toEqual(plan.jobs.map(() => ({ kind: 'unknown' })));
  expect((await queue.counts()).workers).toBe(1);
  await processing.close(0);
}, 60_000);

test('what has the lower priority goes first', async () => {
  const queue = await open();
  const [first, second, third, last] = plan.jobs;
  if (!first || !second || !third || !last) throw new Error('expected four jobs');
  await queue.submit([first, second], submitting);
  await queue.submit([third, last], { ...submitting, priority: 1 });
  const seen: string[] = [];
  const handler: JobHandler = async (message) => {
    seen.push((message as { key: string }).key);
    return 'computed';
  };
  const processing = queue.process(handler, { concurrency: 1 });
  await poll(() => seen.length).toBe(4);
  expect(seen).toEqual([third.key, last.key, first.key, second.key]);
  await processing.close(0);
}, 60_000);

test('a job that can’t get better fails at once, others are tried again, and failed ones when they are submitted anew', async () => {
  const queue = await open();
  const tries = new Map<string, number>();
  const [poison, weak] = keysOf();
  const handler: JobHandler = async (message) => {
    const { key } = message as { key: string };
    tries.set(key, (tries.get(key) ?? 0) + 1);
    if (key === poison && tries.get(key) === 1) throw new JobFault('no memory');
    if (key === weak && tries.get(key) === 1) throw new Error('no answer');
    return 'computed';
  };
  const processing = queue.process(handler, { concurrency: 2 });
  await queue.submit(plan.jobs, submitting);
  await poll(() => tries.get(weak ?? '')).toBe(2);
  await expect.poll(() => queue.states([poison ?? ''])).toEqual([{ kind: 'failed', reason: 'no memory' }]);
  expect(tries.get(poison ?? '')).toBe(1);
  await queue.submit(plan.jobs.slice(0, 1), submitting);
  await poll(() => tries.get(poison ?? '')).toBe(2);
  await processing.close(0);
}, 60_000);

test('a cancelled sweep is taken off, and what is computed is left soon', async () => {
  const queue = await open();
  const worker = await open();
  const of = watched(queue);
  const processing = worker.process(endless, { concurrency: 1 });
  await queue.submit(plan.jobs, submitting);
  await poll(() => of('started').length).toBe(1);
  expect(await queue.isCancelled(plan.id)).toBe(false);
  expect(await queue.cancel(plan.id, keysOf())).toBe(3);
  expect(await worker.isCancelled(plan.id)).toBe(true);
  await poll(() => of('failed').length).toBe(1);
  await queue.submit(plan.jobs.slice(0, 1), submitting);
  expect(await queue.isCancelled(plan.id)).toBe(false);
  await poll(() => of('started').length).toBe(2);
  await queue.cancel(plan.id, keysOf());
  await poll(() => of('failed').length).toBe(2);
  await processing.close(0);
}, 60_000);

/** Longer than any test: what is heard is heard otherwise. */
const neverLooks = 3_600_000;

test('that a sweep was cancelled is heard, not asked for, and no other job of it is begun', async () => {
  const queue = await open();
  const worker = await open(neverLooks);
  const of = watched(queue);
  const processing = worker.process(endless, { concurrency: 2 });
  await queue.submit(plan.jobs, submitting);
  await poll(() => of('started').length).toBe(2);
  expect(await queue.cancel(plan.id, keysOf())).toBe(2);
  await poll(() => of('failed').length).toBe(2);
  expect(of('failed').toSorted()).toEqual(of('started').toSorted());
  expect(of('started')).toHaveLength(2);
  await processing.close(0);
}, 60_000);

test('who didn’t hear it, since the connection was lost, looks when it is back', async () => {
  const queue = await open();
  const worker = await open(neverLooks);
  const of = watched(queue);
  const client = new Redis(redis.address);
  const processing = worker.process(endless, { concurrency: 1 });
  await queue.submit(plan.jobs.slice(0, 1), submitting);
  await poll(() => of('started').length).toBe(1);
  // In one go, so that nobody is connected again before it is told.
  await client
    .multi()
    .set(`optimizer-playground:cancelled:${plan.id}`, '1')
    .call('CLIENT', 'KILL', 'TYPE', 'pubsub')
    .exec();
  await poll(() => of('failed').length).toBe(1);
  client.disconnect();
  await processing.close(0);
}, 60_000);

test('no more wait than may, whatever is submitted, and nobody is listed for it', async () => {
  const queue = await open(1000, 100);
  const many = planOf({
    ...onValley,
    steps: 1000 + count,
    lr: Array.from({ length: 600 }, (_, at) => (at + 1) / 1000),
  }).jobs;
  expect(many.length).toBeGreaterThan(1000);
  const client = new Redis(redis.address);
  const listed = async () =>
    Number(/cmdstat_client\|list:calls=(\d+)/.exec(await client.info('commandstats'))?.[1] ?? 0);
  const before = await listed();
  const submitted: number[] = [];
  const onSubmitted = (all: number) => void submitted.push(all);
  const submitting = queue.submit(many, { priority: 100, signal: new AbortController().signal, onSubmitted });
  await poll(() => submitted).toEqual([500]);
  expect(await listed()).toBe(before);
  client.disconnect();
  expect((await queue.states(many.slice(500, 501).map(({ key }) => key)))[0]).toEqual({ kind: 'unknown' });
  let most = 0;
  const processing = queue.process(async () => 'computed', { concurrency: 8 });
  const watching = setInterval(async () => {
    most = Math.max(most, (await queue.counts()).waiting);
  }, 20);
  await submitting;
  clearInterval(watching);
  expect(submitted.at(-1)).toBe(many.length);
  expect(most).toBeLessThanOrEqual(600);
  expect(submitted).toHaveLength(Math.ceil(many.length / 500));
  // Other tests have the same queue.
  await expect.poll(() => queue.counts(), { timeout: 30_000 }).toMatchObject({ waiting: 0, running: 0 });
  await processing.close(0);
}, 60_000);

test('a worker that ends gives back what takes too long', async () => {
  const queue = await open();
  const of = watched(queue);
  const processing = queue.process(endless, { concurrency: 1 });
  await queue.submit(plan.jobs.slice(0, 1), submitting);
  await poll(() => of('started').length).toBe(1);
  await processing.close(0);
  expect(await queue.states(keysOf().slice(0, 1))).toEqual([{ kind: 'waiting' }]);
  const other = queue.process(async () => 'computed', { concurrency: 1 });
  await poll(() => of('done').length).toBe(1);
  await other.close(0);
}, 60_000);

test('a worker that is unfit gives its job back and says why', async () => {
  const queue = await open();
  const of = watched(queue);
  let taken = 0;
  const refuse = () => {
    taken++;
    return Promise.reject(new WorkerUnfit('another store'));
  };
  const unfit = queue.process(refuse, { concurrency: 1 });
  await queue.submit(plan.jobs, submitting);
  await expect(unfit.failed).rejects.toThrow('another store');
  const fit = queue.process(async () => 'computed', { concurrency: 1 });
  await poll(() => of('done').length).toBe(4);
  expect(of('failed')).toEqual([]);
  // It takes no other, also where others wait.
  expect(taken).toBe(1);
  await unfit.close(0);
  const refusal = await queue.refusal(plan.id);
  expect(refusal).toMatchObject({ host: hostname(), reason: 'another store' });
  expect(refusal?.secondsAgo).toBeGreaterThanOrEqual(0);
  expect(await queue.refusal('another sweep')).toBeNull();
  await fit.close(0);
}, 60_000);

test('BullMQ takes and recommends the versions that docs/deployment.md says', () => {
  const { minimumVersion, recommendedMinimumVersion } = RedisConnection;
  expect([minimumVersion, recommendedMinimumVersion]).toEqual(['5.0.0', '6.2.0']);
});

describe('addresses', () => {
  test('have defaults, and a password that is not shown', () => {
    expect(redisAddress('redis://queue')).toEqual({
      host: 'queue',
      port: 6379,
      db: 0,
      shown: 'redis://queue',
    });
    expect(redisAddress('rediss://me:a%40b@[::1]:7000/3')).toEqual({
      ...{ host: '::1', port: 7000, db: 3, username: 'me', password: 'a@b', tls: {} },
      shown: 'rediss://me:…@[::1]:7000/3',
    });
  });

  test.each([
    ['', 'the address of a Redis'],
    ['localhost:6379', 'the address of a Redis'],
    ['http://localhost', 'the address of a Redis'],
    ['redis://', 'a host in it'],
    ['redis://:6379', 'the address of a Redis'],
    ['redis://host:99999', 'the address of a Redis'],
    ['redis://host/first', 'the number of a database'],
    ['redis://host/0/1', 'the number of a database'],
    ['redis://host/0?tls=1', 'nothing behind the database'],
    ['redis://a:%zz@host', 'to be written as %25'],
  ])('%j is none', (text, expected) => {
    expect(() => redisAddress(text)).toThrow(expected);
  });

  test('a password is told nobody, also where the address is none', () => {
    for (const text of ['redis://me:secret@host/x', 'http://me:secret@host', '//me:secret@host:xx'])
      expect(() => redisAddress(text)).toThrow(/^(?!.*secret)/);
  });
});

describe('what answers there is looked at first', () => {
  const openAt = (address: string) => openBullQueue({ address, tell: () => {} });
  let server: Server | null = null;
  afterEach(() => server?.close());

  async function answering(text: string) {
    const listening = createServer((socket) => {
      socket.on('error', () => {});
      socket.on('data', () => void (text !== '' && socket.write(text)));
    }).listen(0, '127.0.0.1');
    server = listening;
    await new Promise((resolve) => listening.on('listening', resolve));
    const address = listening.address();
    return `redis://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
  }

  test('nothing', async () => {
    await expect(openAt('redis://127.0.0.1:1')).rejects.toThrow(
      /^--queue redis:\/\/127\.0\.0\.1:1 — expected a Redis or Valkey that answers there \(.*ECONNREFUSED.*\): start one/,
    );
  });

  test('something else', async () => {
    await expect(openAt(await answering('HTTP/1.1 400 Bad Request\r\n\r\n'))).rejects.toThrow(
      /something else answers/,
    );
  });

  test('somebody who says nothing', async () => {
    await expect(openAt(await answering(''))).rejects.toThrow(/that answers there \(/);
  }, 30_000);

  test('a Redis that wants a password, or has no such database', async () => {
    const closed = new RedisServer(path.join(scratch.folder), false, 'secret');
    await closed.start();
    try {
      await expect(openAt(closed.address)).rejects.toThrow(/expected a user and a password that it takes/);
      const wrong = openAt(closed.address.replace('//', '//:wrong@'));
      await expect(wrong).rejects.toThrow(/expected a user and a password/);
      await expect(wrong).rejects.toThrow(/^(?!.*wrong)/);
      const queue = await openAt(closed.address.replace('//', '//:secret@'));
      expect(queue.address).not.toContain('secret');
      await queue.close();
      await expect(openAt(`${redis.address}/999`)).rejects.toThrow(/a database that it has/);
    } finally {
      await closed.kill();
    }
  }, 60_000);
});
