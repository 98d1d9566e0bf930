/** The thread that computes the steps of a run again, as it ships. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Inspection } from '../../../../core/debug/inspector/inspection.ts';
import { expandExperiment } from '../../../../core/experiment/expand.ts';
import { parseExperiment } from '../../../../core/experiment/parseExperiment.ts';
import { threadsOf } from '../../../../node/threads/startThread.ts';
import { inRoot } from '../../../../scripts/tools/paths.mjs';
import type { InspectorInput } from '../../../../threads/inspector/inspectorTasks.ts';
import { InspectorThread } from '../../../../threads/inspector/inspectorThread.ts';
import { inspected, onValley } from '../../debug/inspections.ts';
import { dataOf } from '../../engine/runs.ts';
import { bundleForNode } from '../childProgram.ts';

let programs: Awaited<ReturnType<typeof bundleForNode>>;
let worker: string;
let folder: string;
beforeAll(async () => {
  programs = await bundleForNode({
    worker: 'node/inspector/inspectorWorker.ts',
    csvWorker: 'node/data/csvWorker.ts',
  });
  worker = path.join(programs.folder, 'worker.js');
  folder = mkdtempSync(path.join(tmpdir(), 'inspected-'));
});
afterAll(() => {
  programs.remove();
  rmSync(folder, { recursive: true, force: true });
});

const none = { steps: new Float64Array(), losses: new Float64Array() };
const places = () => ({
  data: inRoot('core', 'problems', 'data'),
  csvWorker: path.join(programs.folder, 'csvWorker.js'),
});

/** Opens a run, and lets go of it after the work. */
async function opening<T>(input: InspectorInput, work: (thread: InspectorThread) => Promise<T>): Promise<T> {
  const thread = new InspectorThread(threadsOf(worker, { places: places() }), input);
  try {
    return await work(thread);
  } finally {
    thread.dispose();
  }
}

function firstRun(experiment: object, shape?: object): InspectorInput {
  const [spec] = expandExperiment(parseExperiment(experiment), shape as never);
  if (!spec) throw new RangeError('expected a run');
  return { run: { spec, stepsDone: 3, recorded: none }, csv: null };
}

test('answers as the run itself does, questions that are asked at once in their order', async () => {
  const { run, inspection } = inspected(onValley('adam'));
  await opening({ run, csv: null }, async (thread) => {
    const answers = await Promise.all([
      thread.ask('facts', null),
      thread.ask('step', { step: 150, parameters: [0, 1] }),
      thread.ask('step', { step: 12, parameters: [1] }),
      thread.ask('parameters', { step: 12, query: '' }),
      thread.ask('firstFault', null),
    ]);
    expect(answers).toEqual([
      inspection.facts,
      inspection.step(150, [0, 1]),
      inspection.step(12, [1]),
      inspection.parameters(12, '', 50),
      null,
    ]);
    await expect(thread.ask('step', { step: 0, parameters: [0] })).rejects.toThrow('step = 0 — expected');
  });
});

test('has the data that ships', async () => {
  const problem = { data: 'iris', hidden: [4] };
  const input = firstRun({ problem, optimizers: [{ optimizer: 'sgd' }], lr: [0.1], epochs: 1 });
  const facts = await opening(input, (thread) => thread.ask('facts', null));
  expect(facts).toMatchObject({ isNetwork: true, parameterCount: 4 * 4 + 4 + 4 * 3 + 3, steps: 3 });
});

test('has the rows to train on that the problem leaves', async () => {
  const problem = { data: 'iris', hidden: [4], validation: 0.2, test: 0.4 };
  const experiment = { problem, optimizers: [{ optimizer: 'sgd' }], lr: [0.1], batch_size: ['full'] };
  const input = firstRun({ ...experiment, epochs: 3 });
  const { run } = input;
  const inspection = new Inspection(run, dataOf(parseExperiment(experiment)));
  const step = await opening(input, (thread) => thread.ask('step', { step: 2, parameters: [0] }));
  expect(step).toEqual(inspection.step(2, [0]));
});

describe('of a CSV file', () => {
  const problem = { csv: 'own.csv', target: 'y', hidden: [2] };
  const shape = { rows: 8, features: 2, classes: 0 };
  const input = firstRun(
    { problem, optimizers: [{ optimizer: 'sgd' }], lr: [0.1], epochs: 1, batch_size: [2] },
    shape,
  );
  const write = () => {
    const rows = Array.from({ length: 8 }, (_, i) => `${i},${i * i},${3 * i + 0.5}`);
    writeFileSync(path.join(folder, 'own.csv'), `a,b,y\n${rows.join('\n')}\n`);
  };

  test('reads it again, and says so where it has other numbers now', async () => {
    write();
    const open = (contentHash: string | undefined) =>
      opening({ ...input, csv: { folder, contentHash } }, (thread) => thread.ask('facts', null));
    expect(await open(undefined)).toMatchObject({ isNetwork: true, parameterCount: 9 });
    await expect(open('of other numbers')).rejects.toThrow(
      'own.csv has other numbers than when the run was computed',
    );
  });

  test('says what is wrong with it', async () => {
    const csv = { folder: path.join(folder, 'none'), contentHash: undefined };
    await opening({ ...input, csv }, async (thread) => {
      await expect(thread.ask('facts', null)).rejects.toThrow('own.csv');
      await expect(thread.ask('firstFault', null)).rejects.toThrow('own.csv');
    });
  });
});

test('whoever waits is told when it is closed, or has ended by itself', async () => {
  const { run } = inspected(onValley('adam'));
  const thread = new InspectorThread(threadsOf(worker, { places: places() }), { run, csv: null });
  const waiting = thread.ask('facts', null);
  thread.dispose();
  await expect(waiting).rejects.toThrow('the step inspector was closed');
  await expect(thread.ask('facts', null)).rejects.toThrow('the step inspector was closed');

  const ending = path.join(programs.folder, 'ending.js');
  writeFileSync(ending, "require('node:worker_threads').parentPort.once('message', () => process.exit(3));");
  const other = new InspectorThread(threadsOf(ending), { run, csv: null });
  await expect(other.ask('facts', null)).rejects.toThrow(
    'the thread of the step inspector ended with code 3',
  );
});
