import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type LessonTaskOptions, runLessonTask } from '../../../../node/exercises/exerciseThread.ts';
import type { LessonTasks } from '../../../../node/exercises/lessonTasks.ts';
import { inRoot } from '../../../../scripts/tools/paths.mjs';
import { bundleForNode } from '../childProgram.ts';

let programs: Awaited<ReturnType<typeof bundleForNode>>;
let worker: string;
beforeAll(async () => {
  programs = await bundleForNode({ worker: 'node/exercises/exerciseWorker.ts' });
  worker = path.join(programs.folder, 'worker.js');
});
afterAll(() => programs.remove());

type ClaimTask = LessonTasks['claim']['input'];

const testInThread = (program: string, task: ClaimTask, how: LessonTaskOptions) =>
  runLessonTask(program, 'claim', task, how);

const taskOf = (experiment: object): ClaimTask => ({
  dataFolder: inRoot('core/problems/data'),
  text: JSON.stringify({
    ...{ title: 'T', claim: 'C.', source: { title: 'S' }, protocol: { experiment } },
    values: { a: { measure: 'final' } },
    statistic: { name: 'Loss', formula: 'a' },
    ...{ expected: { above: 0 }, verdict: 'reproduced', finding: 'F.' },
  }),
});
const valley = { problem: { surface: 'valley' }, optimizers: [{ optimizer: 'sgd' }], lr: [0.01], steps: 20 };
const iris = { problem: { data: 'iris' }, optimizers: [{ optimizer: 'sgd' }], lr: [0.1], epochs: 2 };
const long = { ...iris, problem: { data: 'digits', hidden: [32] }, epochs: 500 };
const options = (change: object = {}) => ({
  ...{ onProgress: () => {}, signal: new AbortController().signal },
  ...change,
});

test('gives the number and the runs, also on data that ships as a file', async () => {
  const { outcome, picture } = await testInThread(worker, taskOf(valley), options());
  expect(outcome).toMatchObject({ verdict: 'reproduced', isAsWritten: true });
  expect(outcome.measured).toBeCloseTo(50 * 0.99 ** 40, 9);
  expect(picture?.runs).toHaveLength(1);
  const trained = await testInThread(worker, taskOf(iris), options());
  expect(trained.outcome.measured).toBeLessThan(1.1);
});

test('tells how far it is, seldom enough, and is ended early', async () => {
  const shares: number[] = [];
  const ended = new AbortController();
  const onProgress = (share: number) => {
    shares.push(share);
    if (shares.length === 3) ended.abort(new Error('enough'));
  };
  const testing = testInThread(worker, taskOf(long), options({ onProgress, signal: ended.signal }));
  await expect(testing).rejects.toThrow('enough');
  expect(shares).toEqual(shares.toSorted((a, b) => a - b));
  expect(shares.every((share) => share > 0 && share <= 1)).toBe(true);
  await expect(testInThread(worker, taskOf(valley), options({ signal: ended.signal }))).rejects.toThrow(
    'enough',
  );
});

test('what is no claim, and a thread that ends without a result, is told', async () => {
  const broken = { ...taskOf(valley), text: '{}' };
  await expect(testInThread(worker, broken, options())).rejects.toThrow('title = missing');
  const ending = path.join(programs.folder, 'ending.js');
  writeFileSync(ending, 'process.exit(3);');
  await expect(testInThread(ending, taskOf(valley), options())).rejects.toThrow('ended with code 3');
});
