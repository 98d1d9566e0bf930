import { expect, test } from 'vitest';
import { JobCancelled, JobFault } from '../../../../node/sweep/faults.ts';
import { LocalQueue } from '../../../../node/sweep/queue/localQueue.ts';
import type { JobHandler, QueueEvent } from '../../../../node/sweep/queue/runQueue.ts';
import { onValley, planOf } from './sweepTools.ts';

const { jobs, id } = planOf();
const keys = jobs.map(({ key }) => key);
const submitting = { priority: 100, signal: new AbortController().signal };

function watched(queue: LocalQueue) {
  const events: QueueEvent[] = [];
  queue.onEvent((event) => void events.push(event));
  return (type: QueueEvent['type']) => events.filter((event) => event.type === type).map(({ key }) => key);
}

/** A handler whose jobs end when they are told to. */
function held() {
  const waiting = new Map<string, (error?: Error) => void>();
  let most = 0;
  const handler: JobHandler = (message, { signal }) =>
    new Promise((resolve, reject) => {
      const key = (message as { key: string }).key;
      signal.addEventListener('abort', () => reject(new JobCancelled()));
      waiting.set(key, (error) => {
        waiting.delete(key);
        if (error) reject(error);
        else resolve('computed');
      });
      most = Math.max(most, waiting.size);
    });
  return { handler, waiting, most: () => most };
}

test('each job is done once, so many at the same time', async () => {
  const queue = new LocalQueue();
  const of = watched(queue);
  await queue.submit(jobs, submitting);
  await queue.submit(jobs, submitting);
  const { handler, waiting, most } = held();
  queue.process(handler, { concurrency: 2 });
  while (of('done').length < 4) {
    for (const end of [...waiting.values()]) end();
    await new Promise(setImmediate);
  }
  expect(of('started')).toEqual(keys);
  expect(of('done').toSorted()).toEqual(keys.toSorted());
  expect(most()).toBe(2);
  expect(await queue.counts()).toEqual({ waiting: 0, running: 0, workers: 1 });
});

test('what has the lower priority goes first', async () => {
  const queue = new LocalQueue();
  const of = watched(queue);
  await queue.submit(jobs.slice(0, 2), submitting);
  await queue.submit(jobs.slice(2), { ...submitting, priority: 1 });
  queue.process(async () => 'computed', { concurrency: 1 });
  await expect.poll(() => of('done')).toHaveLength(4);
  expect(of('started')).toEqual([...keys.slice(2), ...keys.slice(0, 2)]);
});

test('says how jobs stand, and tries again what had failed', async () => {
  const queue = new LocalQueue();
  const of = watched(queue);
  const { handler, waiting } = held();
  queue.process(handler, { concurrency: 1 });
  await queue.submit(jobs.slice(0, 2), submitting);
  expect(await queue.states(keys.slice(0, 3))).toEqual([
    { kind: 'running' },
    { kind: 'waiting' },
    { kind: 'unknown' },
  ]);
  waiting.get(keys[0] ?? '')?.(new JobFault('no memory'));
  await expect.poll(() => of('failed')).toEqual([keys[0]]);
  expect(await queue.states(keys.slice(0, 1))).toEqual([{ kind: 'failed', reason: 'no memory' }]);
  await queue.submit(jobs.slice(0, 1), submitting);
  expect(await queue.states(keys.slice(0, 1))).toEqual([{ kind: 'waiting' }]);
});

test('a cancelled sweep is taken off, and what is computed is left', async () => {
  const queue = new LocalQueue();
  const of = watched(queue);
  const other = planOf({ ...onValley, steps: 21 });
  queue.process(held().handler, { concurrency: 1 });
  await queue.submit(jobs, submitting);
  await queue.submit(other.jobs, submitting);
  expect(await queue.cancel(id, keys)).toBe(3);
  expect(await queue.isCancelled(id)).toBe(true);
  expect(await queue.isCancelled(other.id)).toBe(false);
  await expect.poll(() => of('failed')).toEqual([keys[0]]);
  expect((await queue.states(keys)).map(({ kind }) => kind)).toEqual([
    'unknown',
    'unknown',
    'unknown',
    'unknown',
  ]);
  await expect.poll(() => of('started').at(-1)).toBe(other.jobs[0]?.key);
  await queue.submit(jobs, submitting);
  expect(await queue.isCancelled(id)).toBe(false);
});

test('closed, it takes no more, and leaves what doesn’t end in time', async () => {
  const queue = new LocalQueue();
  const of = watched(queue);
  const processing = queue.process(held().handler, { concurrency: 2 });
  await queue.submit(jobs, submitting);
  await processing.close(1);
  expect(of('failed')).toEqual(keys.slice(0, 2));
  expect((await queue.counts()).waiting).toBe(2);
});
