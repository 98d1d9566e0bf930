/** What becomes of threads, by a program that does what the name of its run says. */
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { JobCancelled, JobFault } from '../../../../node/sweep/faults.ts';
import { RunThreads } from '../../../../node/sweep/threads/runThreads.ts';
import { planOf, scratchFolder } from './sweepTools.ts';

const scratch = scratchFolder('run-threads');
const runThread = path.join(scratch.folder, 'thread.cjs');
let threads = new RunThreads({ runThread, kernels: '', data: '' }, 1);

beforeAll(() =>
  writeFileSync(
    runThread,
    `const { parentPort, threadId } = require('node:worker_threads');
    parentPort.on('message', (message) => {
      if (message.type === 'cancel') return parentPort.postMessage({ type: 'cancelled' });
      const { key } = message.task;
      if (key === 'throw') throw new Error('no memory');
      if (key === 'exit') process.exit(3);
      if (key === 'fail') return parentPort.postMessage({ type: 'failed', message: 'no such data' });
      if (key === 'wait') return parentPort.postMessage({ type: 'progress', share: 0.5 });
      if (key === 'hang') {
        parentPort.postMessage({ type: 'progress', share: 0.5 });
        for (;;);
      }
      parentPort.postMessage({ type: 'done', bytes: Uint8Array.of(threadId) });
    });`,
  ),
);
afterEach(() => threads.close());
afterAll(() => scratch.remove());

const [job] = planOf().jobs;
if (!job) throw new Error('expected a job');
const { spec, recording } = job;

function open(count: number) {
  threads = new RunThreads({ runThread, kernels: '', data: '' }, count);
  return (key: string, leaving = new AbortController(), onProgress = () => {}) =>
    threads.compute({ key, spec, recording, data: null }, { signal: leaving.signal, onProgress });
}

test('a thread computes one run after the other', async () => {
  const compute = open(1);
  const ids = await Promise.all(['a', 'b', 'c'].map((key) => compute(key)));
  expect(new Set(ids.map(([id]) => id)).size).toBe(1);
});

test('runs that have waited leave as many places as there were', async () => {
  const compute = open(1);
  const ids = new Set<number | undefined>();
  for (const keys of [
    ['a', 'b', 'c'],
    ['d', 'e', 'f'],
  ])
    for (const [id] of await Promise.all(keys.map((key) => compute(key)))) ids.add(id);
  expect(ids.size).toBe(1);
  expect(threads.count).toBe(1);
});

test('as many go on at the same time as there are threads', async () => {
  const compute = open(2);
  const leaving = new AbortController();
  let going = 0;
  const waiting = ['wait', 'wait', 'wait'].map((key) =>
    compute(key, leaving, () => {
      going++;
    }).catch((error: unknown) => error),
  );
  await expect.poll(() => going, { timeout: 30_000 }).toBe(2);
  leaving.abort();
  for (const error of await Promise.all(waiting)) expect(error).toBeInstanceOf(JobCancelled);
  expect(going).toBe(2);
  expect((await compute('a')).length).toBe(1);
});

test('a run that fails leaves its thread, and one that ends its thread gets another for the next', async () => {
  const compute = open(1);
  await expect(compute('fail')).rejects.toThrow(new JobFault('no such data'));
  const [first] = await compute('a');
  await expect(compute('throw')).rejects.toThrow(new JobFault('no memory'));
  await expect(compute('exit')).rejects.toThrow(
    new JobFault('the thread that computed it ended with code 3'),
  );
  const [second] = await compute('a');
  // The ids of threads are told as bytes: after 255 comes 0.
  expect(second).not.toBe(first);
});

test('a thread that doesn’t listen is ended', async () => {
  const compute = open(1);
  const leaving = new AbortController();
  await expect(compute('hang', leaving, () => leaving.abort())).rejects.toThrow(JobCancelled);
  expect((await compute('a')).length).toBe(1);
});

test('closed, none computes', async () => {
  const compute = open(1);
  const waiting = compute('wait', new AbortController(), () => void threads.close());
  await expect(waiting).rejects.toThrow(JobCancelled);
  await expect(compute('a')).rejects.toThrow(JobCancelled);
});
