/** What KEDA counts of a real queue: a list by LLEN, a sorted set by ZCARD, and 0 of what isn't there. */

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Worker } from 'bullmq';
import { Redis } from 'ioredis';
import { afterAll, beforeAll, expect, test } from 'vitest';
import * as z from 'zod';
import { parseExperiment } from '../../../core/experiment/parseExperiment.ts';
import { sweepPlan } from '../../../core/sweep/sweepPlan.ts';
import { prefix, queueName } from '../../../node/sweep/queue/bullNames.ts';
import { openBullQueue } from '../../../node/sweep/queue/bullQueue.ts';
import { RedisServer } from '../node/sweep/redisServer.ts';
import { readResources } from './readDeployment.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'keda-'));
const server = new RedisServer(folder);
beforeAll(() => server.start(), 120_000);
afterAll(async () => {
  await server.kill();
  rmSync(folder, { recursive: true, force: true });
});

const scaledSchema = z.object({
  spec: z.object({
    triggers: z.array(z.object({ name: z.string(), metadata: z.object({ listName: z.string() }) })),
  }),
});
const scaled = scaledSchema.parse(readResources().find(({ kind }) => kind === 'ScaledObject'));

/** By the names of the triggers. */
async function counted(redis: Redis): Promise<Record<string, number>> {
  const counts = scaled.spec.triggers.map(async ({ name, metadata: { listName } }) => {
    const type = await redis.type(listName);
    return [name, await (type === 'zset' ? redis.zcard(listName) : redis.llen(listName))] as const;
  });
  return Object.fromEntries(await Promise.all(counts));
}

test('runs that wait, that are computed, and whose worker was lost', async () => {
  const redis = new Redis(server.address, { maxRetriesPerRequest: null });
  const queue = await openBullQueue({ address: server.address, tell: () => {} });
  expect(await counted(redis)).toEqual({ waiting: 0, lost: 0, computing: 0 });

  const experiment = parseExperiment({
    problem: { surface: 'rosenbrock' },
    optimizers: [{ optimizer: 'adam' }],
    lr: [0.001, 0.002, 0.003, 0.004],
    steps: 10,
  });
  const { jobs } = sweepPlan(experiment, { store: 'here', arithmetic: 'float64' });
  await queue.submit(jobs, { priority: 100, signal: new AbortController().signal });
  expect(await counted(redis)).toEqual({ waiting: 4, lost: 0, computing: 0 });

  // It takes two runs and is heard of no more.
  const worker = new Worker(queueName, null, {
    ...{ connection: redis, prefix, autorun: false, lockDuration: 200, stalledInterval: 1 },
  });
  for (const token of ['one', 'two']) await worker.getNextJob(token);
  expect(await counted(redis)).toEqual({ waiting: 2, lost: 0, computing: 2 });

  await sleep(300);
  for (let look = 0; look < 2; look++) {
    await worker['backend'].moveStalledJobsToWait();
    await sleep(20);
  }
  expect(await counted(redis)).toEqual({ waiting: 2, lost: 2, computing: 0 });

  await worker.close(true);
  await queue.close();
  redis.disconnect();
});
