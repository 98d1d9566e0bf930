/** Tasks with a way to a device, in real threads. */
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { GpuTaskProgress } from '../../../../core/engine/gpu/gpuTask.ts';
import type { GpuTaskName } from '../../../../core/engine/gpu/gpuTasks.ts';
import { GpuError, type GpuLink, type GpuRequest } from '../../../../core/engine/gpu/messages.ts';
import { raceStarters } from '../../../../node/threads/raceStarters.ts';
import { inRoot } from '../../../../scripts/tools/paths.mjs';
import { type GpuTaskOptions, runGpuTask } from '../../../../threads/race/gpuTask.ts';
import { waitFor } from '../../waitFor.ts';
import { bundleForNode } from '../childProgram.ts';
import { createLog } from '../library/libraryTools.ts';

let programs: Awaited<ReturnType<typeof bundleForNode>>;
beforeAll(async () => {
  programs = await bundleForNode({
    worker: 'node/threads/worker.ts',
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
      return { name: 'Fake', isSoftware: true, hasSubgroups: false, version: '1', largestBuffer: 2 ** 30 };
    },
  } as GpuLink;
  return { asked, link };
}

function start(
  link: GpuLink,
  options: GpuTaskOptions = {},
  program = 'worker.js',
  task: GpuTaskName = 'examineGpu',
) {
  const files = {
    worker: path.join(programs.folder, program),
    helper: path.join(programs.folder, 'helper.js'),
    data: inRoot('core', 'problems', 'data'),
    kernels: inRoot('dist', 'kernels'),
  };
  return runGpuTask({ threads: raceStarters(files, 2), link, log: createLog() }, task, null, options);
}

/** What another program says in place of the task's. */
function say(name: string, source: string): string {
  const file = `${name}.cjs`;
  const text = `const { parentPort, workerData } = require('node:worker_threads'); ${source}`;
  writeFileSync(path.join(programs.folder, file), text);
  return file;
}

test('a task tells how far it is, and gives what it found', async () => {
  const request = async () => {
    throw new GpuError({ message: 'there is no GPU', isLost: false });
  };
  const progress: GpuTaskProgress[] = [];
  const found = await start({ request }, { onProgress: (each) => progress.push(each) });
  expect(found).toMatchObject({ facts: null, failure: 'there is no GPU', description: null, findings: [] });
  expect(progress).toEqual([{ share: 0, doing: 'opening the GPU' }]);
});

test('what fails a task is told in its words', async () => {
  const { link } = linkTo(() => null);
  const task = 'noTask' as 'examineGpu';
  await expect(start(link, {}, 'worker.js', task)).rejects.toThrow(/is not a function$/);
});

test('a task asks the device, and lets go of its runs when it is ended in the middle of what it waits for', async () => {
  const { link, asked } = linkTo((request) => (request.type === 'run' ? new Promise(() => {}) : null));
  const controller = new AbortController();
  const done = start(link, { signal: controller.signal });
  await waitFor(() => expect(asked.some(({ type }) => type === 'run')).toBe(true));
  const [name] = asked.flatMap((request) => (request.type === 'create' ? [request.run] : []));
  expect(name).toMatch(/^examineGpu\/[-0-9a-f]{36}\/test 0$/);
  controller.abort(new Error('enough'));
  await expect(done).rejects.toThrow('enough');
  await waitFor(() => expect(asked.at(-1)).toEqual({ type: 'dispose', run: name }));
});

test('one that is ended before it begins starts no thread', async () => {
  const { link, asked } = linkTo(() => null);
  const signal = AbortSignal.abort(new Error('enough'));
  await expect(start(link, { signal })).rejects.toThrow('enough');
  expect(asked).toEqual([]);
});

test.each([
  ['ends', 'process.exit(3)', 'the thread of the task examineGpu ended with code 3'],
  ['throws', 'throw new Error("odd")', 'odd'],
])('a thread that %s fails the task', async (name, source, message) => {
  const program = say(name.replaceAll(' ', '-'), source);
  await expect(start(linkTo(() => null).link, {}, program)).rejects.toThrow(message);
});
