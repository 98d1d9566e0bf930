import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { ruleTestIds as ids } from '../../../../core/ruleTests/labels.ts';
import { threadsOf } from '../../../../node/threads/startThread.ts';
import { runRuleTests } from '../../../../threads/ruleTests/ruleTestThread.ts';
import { bundleForNode } from '../childProgram.ts';

let programs: Awaited<ReturnType<typeof bundleForNode>>;
let worker: string;
beforeAll(async () => {
  programs = await bundleForNode({ worker: 'node/ruleTests/ruleTestWorker.ts' });
  worker = path.join(programs.folder, 'worker.js');
});
afterAll(() => programs.remove());

const text = 'name "Mine"\n\nlr = 0.01 in [0, inf)  # rate\n\nupdate\n  p -= lr * g\n';

test('gives the results of all tests in their order, with how long they took', async () => {
  const results: { id: string; kind: string; message: string; took: number }[] = [];
  await runRuleTests(threadsOf(worker), { text, ids }, { onResult: (result) => results.push(result) });
  expect(results.map(({ id }) => id)).toEqual(ids);
  expect(results.every(({ took, kind }) => took >= 0 && kind === 'passed')).toBe(true);
  expect(results.at(-1)?.message).toMatch(/^It is SGD/);
});

test('what is ended early tells no more', async () => {
  const ended = new AbortController();
  const results: string[] = [];
  const running = runRuleTests(
    threadsOf(worker),
    { text, ids },
    {
      signal: ended.signal,
      onResult({ id }) {
        results.push(id);
        ended.abort(new Error('enough'));
      },
    },
  );
  await expect(running).rejects.toThrow('enough');
  expect(results).toEqual(ids.slice(0, 1));
  await expect(
    runRuleTests(threadsOf(worker), { text, ids }, { signal: ended.signal, onResult() {} }),
  ).rejects.toThrow('enough');
});

test('what the thread has said already when it is ended is not told', async () => {
  const talking = path.join(programs.folder, 'talking.js');
  const program = 'for (const id of workerData.ids) parentPort.postMessage({ id });';
  writeFileSync(talking, `const { parentPort, workerData } = require('node:worker_threads'); ${program}`);
  const ended = new AbortController();
  const onResult = vi.fn(() => {
    // Meanwhile the thread says all that it has to say.
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 300);
    ended.abort(new Error('enough'));
  });
  const running = runRuleTests(threadsOf(talking), { text, ids }, { signal: ended.signal, onResult });
  await expect(running).rejects.toThrow('enough');
  await new Promise((resolve) => setTimeout(resolve, 300));
  expect(onResult).toHaveBeenCalledOnce();
});

test('a thread that ends before all results are there is told', async () => {
  const ending = path.join(programs.folder, 'ending.js');
  writeFileSync(ending, 'process.exit(3);');
  await expect(runRuleTests(threadsOf(ending), { text, ids }, { onResult() {} })).rejects.toThrow(
    'the thread that tests rules ended with code 3',
  );
  await expect(
    runRuleTests(threadsOf(ending), { text, ids: [] }, { onResult() {} }),
  ).resolves.toBeUndefined();
});

test('what goes wrong in the thread is told', async () => {
  const running = runRuleTests(threadsOf(worker), { text: 'update\n', ids }, { onResult() {} });
  await expect(running).rejects.toThrow('rule');
});
