/** What the queue asks of Redis, one thing at a time. Each begins with an empty Redis. */

import { setTimeout as sleep } from 'node:timers/promises';
import { Worker } from 'bullmq';
import { Redis } from 'ioredis';
import { parseExperiment } from '../../../core/experiment/parseExperiment.ts';
import type { JobMessage } from '../../../core/sweep/jobMessage.ts';
import { sweepPlan } from '../../../core/sweep/sweepPlan.ts';
import { jobId, prefix, queueName, usualLock } from '../../../node/sweep/queue/bullNames.ts';
import { openBullQueue } from '../../../node/sweep/queue/bullQueue.ts';
import type { RunQueue } from '../../../node/sweep/queue/runQueue.ts';
import { workDuring } from './redisWork.ts';

export interface Measured {
  readonly name: string;
  readonly value: number;
  readonly unit: 'bytes' | 'µs' | '';
}

interface Place {
  readonly address: string;
  readonly redis: Redis;
}

/** @param address Of a Redis that may be emptied. */
export async function measureRedis(address: string): Promise<readonly Measured[]> {
  const redis = new Redis(address);
  const place = { address, redis };
  const measured: Measured[] = [];
  for (const measure of [waitingJobs, jobs, progress, renewals, cancelLooks, stalledLook, connections]) {
    await redis.flushall();
    measured.push(...(await measure(place)));
  }
  redis.disconnect();
  return measured;
}

/** Of a small network on a data set that ships; 10,000 at most. */
function jobsOf(count: number): readonly JobMessage[] {
  const experiment = parseExperiment({
    problem: { data: 'digits', hidden: [64, 32] },
    optimizers: [{ optimizer: 'adam' }],
    lr: Array.from({ length: 50 }, (_, rate) => (rate + 1) / 1e4),
    seed: Array.from({ length: 50 }, (_, seed) => seed),
    batch_size: [16, 32, 64, 128],
    epochs: 10,
  });
  return sweepPlan(experiment, { store: 'measured', arithmetic: 'float64' }).jobs.slice(0, count);
}

const never = new AbortController().signal;

async function withQueue<T>(
  { address }: Place,
  lock: number,
  use: (queue: RunQueue) => Promise<T>,
): Promise<T> {
  const queue = await openBullQueue({ address, lock, tell: () => {} });
  try {
    return await use(queue);
  } finally {
    await queue.close();
  }
}

async function waitingJobs(place: Place): Promise<readonly Measured[]> {
  const all = jobsOf(10_000);
  const { memory, processor } = await withQueue(place, usualLock, (queue) =>
    workDuring(place.redis, () => queue.submit(all, { priority: 1, signal: never })),
  );
  return [
    { name: 'message of a job', value: JSON.stringify(all[0]).length, unit: 'bytes' },
    { name: 'memory of a job that waits', value: memory / all.length, unit: 'bytes' },
    { name: 'to take in a job', value: processor / all.length, unit: 'µs' },
  ];
}

/** From waiting to done, with its lock and its events, of a run that takes no time. */
async function jobs(place: Place): Promise<readonly Measured[]> {
  const all = jobsOf(5000);
  return withQueue(place, usualLock, async (queue) => {
    await queue.submit(all, { priority: 1, signal: never });
    const { processor } = await workDuring(place.redis, async () => {
      let left = all.length;
      const processing = await new Promise<ReturnType<RunQueue['process']>>((resolve) => {
        const begun = queue.process(
          async () => {
            left--;
            if (left === 0) setTimeout(() => resolve(begun), 200);
            return 'computed';
          },
          { concurrency: 1 },
        );
      });
      await processing.close(0);
    });
    return [{ name: 'to hand out a job and take it back', value: processor / all.length, unit: 'µs' }];
  });
}

/** A worker tells once a second how far a run is. */
async function progress({ address, redis }: Place): Promise<readonly Measured[]> {
  const count = 5000;
  const place = { address, redis };
  const [job] = jobsOf(1);
  if (!job) return [];
  return withQueue(place, usualLock, async (queue) => {
    await queue.submit([job], { priority: 1, signal: never });
    const { worker, close } = idleWorker(redis);
    const taken = await worker.getNextJob('token');
    const { processor } = await workDuring(redis, async () => {
      for (let time = 0; time < count; time++) await taken?.updateProgress(0.5);
    });
    await close();
    return [{ name: 'to pass on how far a run is', value: processor / count, unit: 'µs' }];
  });
}

/** Of many workers with a run each: with a short lock beside with a long one, which does all but that. */
async function renewals(place: Place): Promise<readonly Measured[]> {
  const workers = 100;
  const seconds = 6;
  const [short, long] = [400, usualLock];
  const spent: number[] = [];
  for (const lock of [short, long]) {
    await place.redis.flushall();
    spent.push(await busyWorkers(place, { workers, lock, seconds }));
  }
  const [often = 0, seldom = 0] = spent;
  // A lock is renewed at half of its time.
  const count = (workers * seconds * 1000) / (short / 2);
  return [{ name: 'to renew a lock', value: (often - seldom) / count, unit: 'µs' }];
}

/** Of one that asks again and again. */
async function cancelLooks({ redis }: Place): Promise<readonly Measured[]> {
  const count = 5000;
  const { processor } = await workDuring(redis, async () => {
    for (let time = 0; time < count; time++) await redis.exists(`${prefix}:cancelled:x`);
  });
  return [{ name: 'to look whether a sweep was cancelled', value: processor / count, unit: 'µs' }];
}

/** One that is told what to do. */
function idleWorker(redis: Redis): { worker: Worker; close(): Promise<void> } {
  const connection = redis.duplicate({ maxRetriesPerRequest: null });
  const worker = new Worker(queueName, null, { connection, prefix, autorun: false, stalledInterval: 1 });
  return {
    worker,
    async close() {
      await worker.close(true);
      connection.disconnect();
    },
  };
}

async function busyWorkers(
  place: Place,
  { workers, lock, seconds }: { workers: number; lock: number; seconds: number },
): Promise<number> {
  const opened: RunQueue[] = [];
  let end = () => {};
  const ended = new Promise<'computed'>((resolve) => {
    end = () => resolve('computed');
  });
  for (let worker = 0; worker < workers; worker++)
    opened.push(await openBullQueue({ address: place.address, lock, tell: () => {} }));
  await opened[0]?.submit(jobsOf(workers), { priority: 1, signal: never });
  const processing = opened.map((queue) => queue.process(() => ended, { concurrency: 1 }));
  await sleep(2000);
  const { processor } = await workDuring(place.redis, () => sleep(seconds * 1000));
  end();
  await Promise.all(processing.map((one) => one.close(0)));
  await Promise.all(opened.map((queue) => queue.close()));
  return processor;
}

/** One worker looks for all whose locks have run out. Of 10,000 that are computed none has. */
async function stalledLook({ redis }: Place): Promise<readonly Measured[]> {
  const active = 10_000;
  const { worker, close } = idleWorker(redis);
  await worker.waitUntilReady();
  const place = `${prefix}:${queueName}`;
  for (let begin = 0; begin < active; begin += 1000) {
    const keys = Array.from({ length: 1000 }, (_, at) => jobId(String(begin + at).padStart(64, '0')));
    const pipeline = redis.pipeline().lpush(`${place}:active`, ...keys);
    for (const key of keys) pipeline.set(`${place}:${key}:lock`, 'token');
    await pipeline.exec();
  }
  await worker['backend'].moveStalledJobsToWait();
  await sleep(50);
  const looks = 20;
  const { processor } = await workDuring(redis, async () => {
    for (let look = 0; look < looks; look++) {
      await worker['backend'].moveStalledJobsToWait();
      await sleep(5);
    }
  });
  await close();
  const value = processor / looks / active;
  return [{ name: 'to look whether a run was lost, as one worker does for all', value, unit: 'µs' }];
}

async function connections({ address, redis }: Place): Promise<readonly Measured[]> {
  const count = 2000;
  const own = await withQueue({ address, redis }, usualLock, (queue) => connectionsOfWorker(redis, queue));
  const clients: Redis[] = [];
  const { memory } = await workDuring(redis, async () => {
    for (let client = 0; client < count; client++) {
      const one = new Redis(address, { lazyConnect: true });
      await one.connect();
      await one.client('SETNAME', `${prefix}:${queueName}`);
      clients.push(one);
    }
    // What Redis read the first requests into it lets go of.
    await sleep(5000);
  });
  const lists = 20;
  let answer = 0;
  const { processor } = await workDuring(redis, async () => {
    for (let list = 0; list < lists; list++) answer = String(await redis.client('LIST')).length;
  });
  for (const client of clients) client.disconnect();
  return [
    { name: 'connections of a worker', value: own, unit: '' },
    { name: 'memory of a connection', value: memory / count, unit: 'bytes' },
    {
      name: 'to list a connection, as who counts workers does',
      value: processor / lists / count,
      unit: 'µs',
    },
    { name: 'what a listed connection takes', value: answer / count, unit: 'bytes' },
  ];
}

/** With that of the queue, which is open already. */
async function connectionsOfWorker(redis: Redis, queue: RunQueue): Promise<number> {
  const opened: ReturnType<RunQueue['process']>[] = [];
  const { clients } = await workDuring(redis, async () => {
    opened.push(queue.process(async () => 'computed', { concurrency: 1 }));
    await sleep(1000);
  });
  await Promise.all(opened.map((one) => one.close(0)));
  return clients + 1;
}
