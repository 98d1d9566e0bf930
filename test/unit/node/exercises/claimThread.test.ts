import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { threadsOf } from '../../../../node/threads/startThread.ts';
import { inRoot } from '../../../../scripts/tools/paths.mjs';
import { type LessonTaskOptions, runLessonTask } from '../../../../threads/lessons/exerciseThread.ts';
import type { LessonTasks } from '../../../../threads/lessons/lessonTasks.ts';
import { bundleForNode } from '../childProgram.ts';

let programs: Awaited<ReturnType<typeof bundleForNode>>;
let worker: string;
beforeAll(async () => {
  programs = await bundleForNode({
    ...{ worker: 'node/exercises/exerciseWorker.ts', csv: 'node/data/csvWorker.ts' },
  });
  worker = path.join(programs.folder, 'worker.js');
});
afterAll(() => programs.remove());

type ClaimTask = LessonTasks['claim']['input'];

const testInThread = (program: string, task: ClaimTask, how: LessonTaskOptions) =>
  runLessonTask(
    threadsOf(program, {
      places: { data: inRoot('core/problems/data'), csvWorker: path.join(programs.folder, 'csv.js') },
    }),
    'claim',
    task,
    how,
  );

const taskOf = (experiment: object, place: ClaimTask['place'] = null): ClaimTask => ({
  place,
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

describe('a CSV file', () => {
  let workspace: string;
  beforeAll(() => {
    workspace = mkdtempSync(path.join(tmpdir(), 'claims-'));
    mkdirSync(path.join(workspace, 'claims'));
    mkdirSync(path.join(workspace, 'data'));
    writeFileSync(
      path.join(workspace, 'data', 'own.csv'),
      'a,b,y\n1,2,3\n2,1,4\n3,3,5\n4,1,6\n5,2,8\n6,1,9\n',
    );
    writeFileSync(path.join(workspace, 'claims', 'odd.csv'), 'a,y\n1,2\n?,3\n');
  });
  afterAll(() => rmSync(workspace, { recursive: true, force: true }));

  const onCsv = (csv: string, change: object = {}) => ({
    ...{ problem: { csv, target: 'y' }, optimizers: [{ optimizer: 'sgd' }] },
    ...{ lr: [0.1], epochs: 20, batch_size: [2, 'full'] },
    ...change,
  });
  const place = () => ({ workspace, beside: path.join(workspace, 'claims') });
  const testOn = (experiment: object, at: ClaimTask['place'] = place()) =>
    testInThread(worker, taskOf(experiment, at), options());

  test('is read by its path from the claim’s file', async () => {
    const { outcome, picture } = await testOn(onCsv('../data/own.csv'));
    expect(outcome.measured).toBeGreaterThan(0);
    expect(outcome.measured).toBeLessThan(0.2);
    expect(picture?.runs.map(({ steps, stepsPerEpoch }) => [steps, stepsPerEpoch])).toEqual([
      ...[
        [60, 3],
        [20, 1],
      ],
    ]);
    expect(picture?.title).toContain('y of own.csv');
  });

  test.each<[string, object, string | RegExp]>([
    ['none.csv', {}, /claims\/none\.csv: no such file — expected a file in the workspace folder/],
    ['../../own.csv', {}, 'outside the workspace — expected a path in the workspace folder'],
    ['/data/own.csv', {}, 'an absolute path — expected a path in the workspace folder'],
    ['odd.csv', {}, 'odd.csv, row 3'],
    ['../data/own.csv', { batch_size: [7] }, 'batch_size[0] = 7 — expected 1 to 6 (the rows of'],
    [
      '../data/own.csv',
      { epochs: 100_000, batch_size: [1], lr: [0.1, 0.2, 0.3] },
      'protocol.experiment has 1,800,000 steps in all — expected at most 1,000,000',
    ],
  ])('%s %j is refused, and why', async (csv, change, message) => {
    await expect(testOn(onCsv(csv, change))).rejects.toThrow(message);
  });

  test('is refused where the claim is on no disk, and where two batch sizes are the same one', async () => {
    await expect(testOn(onCsv('own.csv'), null)).rejects.toThrow(
      'problem.csv = "own.csv" — expected a path from the file of the claim, which is in no folder on the disk',
    );
    const task = taskOf(onCsv('../data/own.csv', { batch_size: [6, 'full'] }), place());
    const text = task.text.replace('"measure"', '"run":1,"measure"');
    await expect(testInThread(worker, { ...task, text }, options())).rejects.toThrow(
      'run = 1 — expected 0 to 0: others are the same ones',
    );
  });
});
