/** The thread that measures diagnostics, as it ships. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type DiagnosisNews, diagnoseRun } from '../../../../core/diagnostics/diagnoseRun.ts';
import { expandExperiment } from '../../../../core/experiment/expand.ts';
import { parseExperiment } from '../../../../core/experiment/parseExperiment.ts';
import { threadsOf } from '../../../../node/threads/startThread.ts';
import { inRoot } from '../../../../scripts/tools/paths.mjs';
import type { DiagnosticsInput } from '../../../../threads/diagnostics/diagnosticsTask.ts';
import { runDiagnostics } from '../../../../threads/diagnostics/diagnosticsThread.ts';
import { bundleForNode } from '../childProgram.ts';

let programs: Awaited<ReturnType<typeof bundleForNode>>;
let folder: string;
beforeAll(async () => {
  programs = await bundleForNode({
    worker: 'node/diagnostics/diagnosticsWorker.ts',
    csvWorker: 'node/data/csvWorker.ts',
  });
  folder = mkdtempSync(path.join(tmpdir(), 'diagnosed-'));
});
afterAll(() => {
  programs.remove();
  rmSync(folder, { recursive: true, force: true });
});

async function newsOf(
  input: DiagnosticsInput,
  {
    signal = new AbortController().signal,
    onNews = () => {},
  }: { signal?: AbortSignal; onNews?: () => void } = {},
): Promise<readonly DiagnosisNews[]> {
  const all: DiagnosisNews[] = [];
  const places = {
    data: inRoot('core', 'problems', 'data'),
    csvWorker: path.join(programs.folder, 'csvWorker.js'),
  };
  await runDiagnostics(threadsOf(path.join(programs.folder, 'worker.js'), { places }), input, {
    signal,
    onNews(news) {
      all.push(...news);
      onNews();
    },
  });
  return all;
}

function firstRun(experiment: object, shape?: object): DiagnosticsInput['run'] {
  const [spec] = expandExperiment(parseExperiment(experiment), shape as never);
  if (!spec) throw new RangeError('expected a run');
  return { spec, stepsDone: spec.steps, diagnostics: ['gradientNorm', 'sharpness'] };
}

const onValley = (steps: number) => ({
  ...{ problem: { surface: 'valley' }, optimizers: [{ optimizer: 'adam' }], lr: [0.01], steps },
});

test('measures what the run itself tells', async () => {
  const run = firstRun(onValley(300));
  expect(await newsOf({ run, csv: null })).toEqual([...diagnoseRun(run, null)]);
});

test('has the data that ships', async () => {
  const problem = { data: 'iris', hidden: [4] };
  const run = firstRun({ problem, optimizers: [{ optimizer: 'sgd' }], lr: [0.1], epochs: 1 });
  const news = await newsOf({ run, csv: null });
  expect(news.map(({ stepsDone }) => stepsDone)).toEqual([1, 2, 3, 4, 5]);
  expect(news[0]?.measured?.readings.sharpness?.value).toBeGreaterThan(0);
});

test('reads a CSV file, and refuses one that has other numbers now', async () => {
  writeFileSync(
    path.join(folder, 'a.csv'),
    `x,y\n${Array.from({ length: 12 }, (_, i) => `${i},${i * i}`).join('\n')}\n`,
  );
  const problem = { csv: 'a.csv', target: 'y', hidden: [2] };
  const shape = { rows: 12, features: 1, classes: 0 };
  const run = firstRun(
    { problem, optimizers: [{ optimizer: 'sgd' }], lr: [0.1], epochs: 1, batch_size: [4] },
    shape,
  );
  expect((await newsOf({ run, csv: { folder, contentHash: undefined } })).at(-1)?.stepsDone).toBe(3);
  await expect(newsOf({ run, csv: { folder, contentHash: 'of other numbers' } })).rejects.toThrow(
    'a.csv has other numbers than when the run was computed',
  );
});

test('can be ended early, with nothing said after that', async () => {
  const abort = new AbortController();
  let heard = 0;
  const onNews = () => {
    heard++;
    abort.abort(new Error('stopped'));
  };
  const run = firstRun(onValley(1_000_000));
  await expect(newsOf({ run, csv: null }, { signal: abort.signal, onNews })).rejects.toThrow('stopped');
  const before = heard;
  await new Promise((resolve) => setTimeout(resolve, 300));
  expect([before, heard]).toEqual([1, 1]);
  await expect(newsOf({ run, csv: null }, { signal: abort.signal })).rejects.toThrow('stopped');
});
