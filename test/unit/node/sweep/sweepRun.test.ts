import path from 'node:path';
import { afterAll, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Chunk } from '../../../../core/race/runRecord.ts';
import { runPlace } from '../../../../core/sweep/storeKeys.ts';
import type { JobState, QueueEvent, RunQueue } from '../../../../node/sweep/queue/runQueue.ts';
import { FolderStore } from '../../../../node/sweep/store/folderStore.ts';
import { SweepRun, type SweepRunOptions } from '../../../../node/sweep/sweepRun.ts';
import { planOf, recordOf, scratchFolder } from './sweepTools.ts';

const scratch = scratchFolder('sweep-run');
afterAll(() => scratch.remove());
const plan = planOf();
const keys = plan.jobs.map(({ key }) => key);

/** A queue that does what it is told, and by itself nothing. */
class ToldQueue implements RunQueue {
  readonly address = 'told';
  readonly submitted: string[][] = [];
  readonly listeners: ((event: QueueEvent) => void)[] = [];
  readonly known = new Map<string, JobState>();
  cancelled = false;
  onSubmit: (keys: readonly string[]) => void | Promise<void> = () => {};

  async submit(jobs: Parameters<RunQueue['submit']>[0]): Promise<void> {
    const submitted = jobs.map(({ key }) => key);
    this.submitted.push(submitted);
    for (const key of submitted) this.known.set(key, { kind: 'waiting' });
    await this.onSubmit(submitted);
  }
  process(): never {
    throw new Error('expected nobody to compute here');
  }
  async states(asked: readonly string[]): Promise<readonly JobState[]> {
    return asked.map((key) => this.known.get(key) ?? { kind: 'unknown' });
  }
  async cancel(): Promise<number> {
    return 0;
  }
  async isCancelled(): Promise<boolean> {
    return this.cancelled;
  }
  async counts() {
    return { waiting: 0, running: 0, workers: 0 };
  }
  async refusal() {
    return null;
  }
  onEvent(listener: (event: QueueEvent) => void) {
    this.listeners.push(listener);
    return { dispose() {} };
  }
  async close(): Promise<void> {}
  tell(event: QueueEvent): void {
    for (const listener of this.listeners) listener(event);
  }
}

let store = new FolderStore('');
let queue = new ToldQueue();
let chunks: Chunk[] = [];
let count = 0;
beforeEach(() => {
  store = new FolderStore(path.join(scratch.folder, `store${++count}`));
  queue = new ToldQueue();
  chunks = [];
});

const keep = (key: string) => store.writeOnce(runPlace(key), recordOf(key));
const startRun = (options: Partial<SweepRunOptions> = {}) =>
  new SweepRun({
    ...{ plan, store, queue, priority: 100, ended: new Set(), interval: 20 },
    ...{
      signal: new AbortController().signal,
      deliver: (news: readonly Chunk[]) => void chunks.push(...news),
    },
    ...options,
  });
const endsOf = () =>
  chunks
    .filter(({ piece }) => !['running', 'queued'].includes(piece.state.status.kind))
    .map(({ run }) => run);

test('what the store has is taken, and nothing is asked for', async () => {
  for (const key of keys) await keep(key);
  const run = startRun();
  expect(await run.run()).toBe('done');
  expect(endsOf()).toEqual([0, 1, 2, 3]);
  expect(queue.submitted).toEqual([]);
  expect(run.progress.figures).toMatchObject({ runs: 4, done: 4, found: 4, share: 1 });
});

test('what is missing is asked for, and taken when it is there', async () => {
  await keep(keys[1] ?? '');
  queue.onSubmit = async (submitted) => {
    for (const key of submitted) {
      queue.tell({ type: 'started', key });
      await keep(key);
      queue.known.delete(key);
      queue.tell({ type: 'done', key });
    }
  };
  expect(await startRun({ ended: new Set([3]) }).run()).toBe('done');
  expect(queue.submitted).toEqual([[keys[0], keys[2]]]);
  expect(endsOf().toSorted()).toEqual([0, 1, 2]);
});

test('what a worker has begun and given back waits again', async () => {
  const statusesOf = (run: number) =>
    chunks.flatMap((each) => (each.run === run ? each.piece.state.status.kind : []));
  const run = startRun();
  const end = run.run();
  await vi.waitFor(() => expect(queue.submitted).toHaveLength(1));
  const [first = '', second = ''] = keys;
  for (const key of [first, second]) {
    queue.known.set(key, { kind: 'running' });
    queue.tell({ type: 'started', key });
    queue.tell({ type: 'progress', key, share: 0.5 });
  }
  await vi.waitFor(() => expect(statusesOf(1)).toEqual(['running']));
  expect(run.progress.figures.share).toBeCloseTo(2 / 8, 9);
  queue.known.set(first, { kind: 'waiting' });
  await vi.waitFor(() => expect(statusesOf(0)).toEqual(['running', 'queued']));
  expect(run.progress.figures.share).toBeCloseTo(1 / 8, 9);
  expect(statusesOf(1)).toEqual(['running']);
  for (const key of keys) {
    await keep(key);
    queue.tell({ type: 'done', key });
  }
  expect(await end).toBe('done');
  // Nothing is said of those that nobody had begun.
  expect(statusesOf(2)).not.toContain('queued');
});

test('events that get lost are made up for', async () => {
  queue.onSubmit = async (submitted) => {
    for (const key of submitted) {
      await keep(key);
      queue.known.delete(key);
    }
  };
  expect(await startRun().run()).toBe('done');
  expect(endsOf().toSorted()).toEqual([0, 1, 2, 3]);
  expect(queue.submitted).toHaveLength(1);
});

test('jobs that get lost are asked for again', async () => {
  let losses = 0;
  queue.onSubmit = async (submitted) => {
    for (const key of submitted) {
      queue.known.delete(key);
      if (losses++ < 6) continue;
      await keep(key);
      queue.tell({ type: 'done', key });
    }
  };
  expect(await startRun().run()).toBe('done');
  expect(endsOf().toSorted()).toEqual([0, 1, 2, 3]);
  expect(queue.submitted.length).toBeGreaterThan(1);
});

test('what failed has its reason, told or not', async () => {
  queue.onSubmit = (submitted) => {
    queue.tell({ type: 'failed', key: submitted[0] ?? '', reason: 'no memory' });
    for (const key of submitted) queue.known.set(key, { kind: 'failed', reason: 'no memory' });
  };
  expect(await startRun().run()).toBe('done');
  expect(chunks.map(({ piece }) => piece.state.status)).toEqual(
    keys.map(() => ({ kind: 'failed', message: 'no memory' })),
  );
});

test('a record that is damaged is told, and asked for no more', async () => {
  for (const key of keys) await store.writeOnce(runPlace(key), recordOf('ab'.repeat(32)));
  expect(await startRun().run()).toBe('done');
  const [first] = chunks;
  expect(first?.piece.state.status).toMatchObject({
    kind: 'failed',
    message: expect.stringContaining(`${runPlace(keys[0] ?? '')} in the store can't be read: key = abab`),
  });
});

describe('cancelled', () => {
  test('it ends', async () => {
    queue.onSubmit = () => {
      queue.cancelled = true;
    };
    expect(await startRun().run()).toBe('cancelled');
  });

  test('by another sweep, its jobs are asked for again', async () => {
    queue.onSubmit = async (submitted) => {
      for (const key of submitted) {
        if (queue.submitted.length === 1) queue.tell({ type: 'failed', key, reason: 'cancelled' });
        else await keep(key).then(() => queue.tell({ type: 'done', key }));
      }
    };
    expect(await startRun().run()).toBe('done');
    expect(endsOf().toSorted()).toEqual([0, 1, 2, 3]);
    expect(chunks.every(({ piece }) => piece.state.status.kind !== 'failed')).toBe(true);
  });
});

test('is left at once, though the queue is away', async () => {
  const leaving = new AbortController();
  queue.onSubmit = () => {
    leaving.abort();
    return new Promise(() => {});
  };
  expect(await startRun({ signal: leaving.signal }).run()).toBe('left');
});

test('what can’t be submitted is told', async () => {
  queue.onSubmit = () => Promise.reject(new Error('no room'));
  await expect(startRun().run()).rejects.toThrow('no room');
});
