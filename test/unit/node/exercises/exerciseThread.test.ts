import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Attempt } from '../../../../core/lesson/exercise/checkAttempt.ts';
import type { ExerciseOf } from '../../../../core/lesson/exercise/exercise.ts';
import { exerciseSchema } from '../../../../core/lesson/exercise/exerciseSchema.ts';
import { checkInThread } from '../../../../node/exercises/exerciseThread.ts';
import { bundleForNode } from '../childProgram.ts';

let programs: Awaited<ReturnType<typeof bundleForNode>>;
let worker: string;
beforeAll(async () => {
  programs = await bundleForNode({ worker: 'node/exercises/exerciseWorker.ts' });
  worker = path.join(programs.folder, 'worker.js');
});
afterAll(() => programs.remove());

const { signal } = new AbortController();
const written = (text: string, exercise: object = {}): Attempt => ({
  kind: 'rule',
  exercise: exerciseSchema.parse({ kind: 'rule', reference: 'sgd', ...exercise }) as ExerciseOf<'rule'>,
  answer: text,
});
const rule = (step: string) => `name "Mine"\n\nlr = 0.01 in [0, inf)\n\nupdate\n  ${step}\n`;

test('gives what the check says', async () => {
  expect(await checkInThread(worker, written(rule('p -= lr * g')), signal)).toMatchObject({
    kind: 'passed',
    differences: [],
  });
  const failed = await checkInThread(worker, written(rule('p += lr * g')), signal);
  expect(failed).toMatchObject({ kind: 'failed', differences: [{ name: 'p', kind: 'differs' }] });
  expect(failed.message).toContain('uphill');
});

test('an exercise that can’t be computed says why', async () => {
  const checking = checkInThread(worker, written(rule('p -= lr * g'), { reference: 'sdg' }), signal);
  await expect(checking).rejects.toThrow('reference = sdg');
});

test('is ended early', async () => {
  const ended = new AbortController();
  const checking = checkInThread(worker, written(rule('p -= lr * g')), ended.signal);
  ended.abort(new Error('enough'));
  await expect(checking).rejects.toThrow('enough');
  await expect(checkInThread(worker, written(''), ended.signal)).rejects.toThrow('enough');
});

test('a thread that ends without a result is told', async () => {
  const ending = path.join(programs.folder, 'ending.js');
  writeFileSync(ending, 'process.exit(3);');
  await expect(checkInThread(ending, written(''), signal)).rejects.toThrow('ended with code 3');
});
