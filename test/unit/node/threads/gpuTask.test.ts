/** Tasks with a way to a device, in real threads. */
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import type { GpuTaskProgress } from '../../../../core/engine/gpu/gpuTask.ts';
import { GpuError, type GpuLink, type GpuRequest } from '../../../../core/engine/gpu/messages.ts';
import { type GpuTaskOptions, runGpuTask } from '../../../../node/threads/gpuTask.ts';
import { inRoot } from '../../../../scripts/tools/paths.mjs';
import { bundleForNode } from '../childProgram.ts';
import { createLog } from '../library/libraryTools.ts';

let programs: Awaited<ReturnType<typeof bundleForNode>>;
beforeAll(async () => {
  programs = await bundleForNode({
    tasks: 'node/threads/gpuTaskThread.ts',
    helper: 'node/threads/helperThread.ts',
  });
});
afterAll(() => programs.remove());

/** A device that is there, and does what a test says with all else. */
function linkTo(answer: (request: GpuRequest) => unknown) {
  const asked: GpuRequest[] = [];
  const link = {
    async request(request: GpuRequest) {
      asked.push(request);
      if (request.type !== 'open') return answer(request);
      return { name: 'Fake', isSoftware: true, version: '1', largestBuffer: 2 ** 30 };
    },
  } as GpuLink;
  return { asked, link };
}

function start(link: GpuLink, options: GpuTaskOptions = {}, program = 'tasks.js') {
  const files = {
    gpuTasks: path.join(programs.folder, program),
    helper: path.join(programs.folder, 'helper.js'),
    kernels: inRoot('dist', 'kernels'),
  };
  return runGpuTask({ files, link, cores: 2, log: createLog() }, 'selfTest', null, options);
}

/** What another program says in place of the task's. */
function say(name: string, source: string): string {
  const file = `${name}.cjs`;
  const text = `const { parentPort, workerData } = require('node:worker_threads'); ${source}`;
  writeFileSync(path.join(programs.folder, file), text);
  return file;
}

test('a task asks the device, tells how far it is, and gives its findings', async () => {
  const { link, asked } = linkTo((request) => {
    if (request.type === 'examples' || request.type === 'dispose') return null;
    throw new GpuError({ message: 'out of order', isLost: false });
  });
  const progress: GpuTaskProgress[] = [];
  const findings = await start(link, { onProgress: (each) => progress.push(each) });
  expect(findings[0]).toMatchObject({ error: null, failure: 'out of order' });
  expect(progress).toHaveLength(findings.length);
  expect(progress[0]).toEqual({ share: 0, doing: 'SGD' });
  const names = asked.flatMap((request) => (request.type === 'create' ? [request.run] : []));
  expect(new Set(names).size).toBe(findings.length);
  expect(names[0]).toMatch(/^selfTest\/[-0-9a-f]{36}\/0$/);
});

test('what fails a task is told in its words', async () => {
  const link = {
    request: async () => {
      throw new GpuError({ message: 'there is no GPU', isLost: false });
    },
  };
  await expect(start(link)).rejects.toThrow(/^there is no GPU$/);
});

test('a task is ended early in the middle of what it waits for, and the device lets go of its runs', async () => {
  const { link, asked } = linkTo((request) => (request.type === 'run' ? new Promise(() => {}) : null));
  const controller = new AbortController();
  const done = start(link, { signal: controller.signal });
  await vi.waitFor(() => expect(asked.some(({ type }) => type === 'run')).toBe(true), { timeout: 10_000 });
  controller.abort(new Error('enough'));
  await expect(done).rejects.toThrow('enough');
  await vi.waitFor(() => expect(asked.at(-1)?.type).toBe('dispose'));
});

test('one that is ended before it begins starts no thread', async () => {
  const { link, asked } = linkTo(() => null);
  const signal = AbortSignal.abort(new Error('enough'));
  await expect(start(link, { signal })).rejects.toThrow('enough');
  expect(asked).toEqual([]);
});

test.each([
  ['ends', 'process.exit(3)', 'the thread of the task selfTest ended with code 3'],
  ['throws', 'throw new Error("odd")', 'odd'],
  ['needs too much', 'const all = []; while (true) all.push(new Array(1e5).fill({}))', 'out of memory: a th'],
])('a thread that %s fails the task', async (name, source, message) => {
  const program = say(name.replaceAll(' ', '-'), source);
  await expect(start(linkTo(() => null).link, {}, program)).rejects.toThrow(message);
});
