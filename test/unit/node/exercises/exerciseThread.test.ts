import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Attempt } from '../../../../core/lesson/exercise/checkAttempt.ts';
import type { ExerciseOf } from '../../../../core/lesson/exercise/exercise.ts';
import { exerciseSchema } from '../../../../core/lesson/exercise/exerciseSchema.ts';
import { parseLesson } from '../../../../core/lesson/parseLesson.ts';
import { threadsOf } from '../../../../node/threads/startThread.ts';
import { inRoot } from '../../../../scripts/tools/paths.mjs';
import { runLessonTask } from '../../../../threads/lessons/exerciseThread.ts';
import type { StartThread } from '../../../../threads/thread.ts';
import { bundleForNode } from '../childProgram.ts';

let programs: Awaited<ReturnType<typeof bundleForNode>>;
let worker: StartThread;
beforeAll(async () => {
  programs = await bundleForNode({
    csvWorker: 'node/data/csvWorker.ts',
    worker: 'node/exercises/exerciseWorker.ts',
  });
  worker = threadsOf(path.join(programs.folder, 'worker.js'), {
    places: {
      data: inRoot('core', 'problems', 'data'),
      csvWorker: path.join(programs.folder, 'csvWorker.js'),
    },
  });
});
afterAll(() => programs.remove());

const { signal } = new AbortController();
const check = (attempt: Attempt, ended: AbortSignal) =>
  runLessonTask(worker, 'attempt', attempt, { signal: ended });
const written = (text: string, exercise: object = {}): Attempt => ({
  kind: 'rule',
  exercise: exerciseSchema.parse({ kind: 'rule', reference: 'sgd', ...exercise }) as ExerciseOf<'rule'>,
  answer: text,
});
const rule = (step: string) => `name "Mine"\n\nlr = 0.01 in [0, inf)\n\nupdate\n  ${step}\n`;

test('gives what the check says', async () => {
  expect(await check(written(rule('p -= lr * g')), signal)).toMatchObject({
    kind: 'passed',
    differences: [],
  });
  const failed = await check(written(rule('p += lr * g')), signal);
  expect(failed).toMatchObject({ kind: 'failed', differences: [{ name: 'p', kind: 'differs' }] });
  expect(failed.message).toContain('uphill');
});

test('an exercise that can’t be computed says why', async () => {
  const checking = check(written(rule('p -= lr * g'), { reference: 'sdg' }), signal);
  await expect(checking).rejects.toThrow('reference = sdg');
});

test('is ended early', async () => {
  const ended = new AbortController();
  const checking = check(written(rule('p -= lr * g')), ended.signal);
  ended.abort(new Error('enough'));
  await expect(checking).rejects.toThrow('enough');
  await expect(check(written(''), ended.signal)).rejects.toThrow('enough');
});

test('a thread that ends without a result is told', async () => {
  const ending = path.join(programs.folder, 'ending.js');
  writeFileSync(ending, 'process.exit(3);');
  await expect(runLessonTask(threadsOf(ending), 'attempt', written(''), { signal })).rejects.toThrow(
    'ended with code 3',
  );
});

describe('a lesson', () => {
  const lesson = (problem: string, answer: string) => `---
title: A
---

\`\`\`experiment race
{ "problem": ${problem}, "optimizers": [{ "optimizer": "sgd" }, { "optimizer": "adam" }], "lr": [0.01], "epochs": 1 }
\`\`\`

\`\`\`predict
{ "experiment": "race", "question": "Who?", "answer": "${answer}" }
\`\`\`
`;

  test('has its cells checked', async () => {
    const { cells } = parseLesson(lesson('{ "data": "digits" }', 'first below the target'));
    expect(await runLessonTask(worker, 'cells', cells, { signal })).toEqual([
      expect.objectContaining({ cell: 1, message: expect.stringContaining('no target') }),
    ]);
  });

  test('is run, also on data that ships and in a CSV file beside it, and says how far that is', async () => {
    writeFileSync(path.join(programs.folder, 'own.csv'), 'a,b,y\n1,2,3\n2,1,4\n3,3,5\n4,1,6\n');
    const { folder } = programs;
    const shares: number[] = [];
    const options = { signal, onProgress: (share: number) => void shares.push(share) };
    const csv = '{ "csv": "own.csv", "target": "y", "hidden": [] }';
    for (const problem of ['{ "data": "iris", "hidden": [] }', csv]) {
      const text = lesson(problem, 'lowest final loss');
      expect(await runLessonTask(worker, 'examine', { text, folder }, options)).toEqual([]);
    }
    expect(shares).toEqual([0.5, 1, 0.5, 1]);
    const text = lesson(csv.replace('own', 'other'), 'lowest final loss');
    const found = await runLessonTask(worker, 'examine', { text, folder }, options);
    expect(found.map(({ at, message }) => [at.line, message])).toEqual([
      [5, expect.stringMatching(/^This can’t be run: .*other\.csv/)],
      [9, expect.stringMatching(/^This can’t be run: .*other\.csv/)],
    ]);
    const virtual = { text, folder: '' };
    const [refused] = await runLessonTask(worker, 'examine', virtual, options);
    expect(refused?.message).toBe(
      'This can’t be run: problem.csv = "other.csv" — expected a path in a folder on the disk, which this lesson is not in',
    );
  });
});
