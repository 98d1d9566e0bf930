import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseExperiment } from '../../core/experiment/parseExperiment.ts';
import { type Race, stepsDone } from '../../extension/runs/race.ts';
import { Scheduler } from '../../extension/runs/scheduler.ts';
import { RunStore } from '../../extension/runs/store.ts';
import { findExtension, until } from './extension.ts';

const experimentOn = (problem: object) =>
  parseExperiment({ problem, optimizers: [{ optimizer: 'sgd' }, { optimizer: 'adam' }], lr: [0.0001] });

describe('the scheduler', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'scheduler-'));
  const dist = path.join(findExtension().extensionPath, 'dist');
  const realWorker = path.join(dist, 'extension', 'worker.js');
  let scheduler: Scheduler | undefined;

  function start(worker: string, data: string, problem: object): Race {
    const store = new RunStore();
    scheduler = new Scheduler(store, worker, data);
    return scheduler.start(experimentOn(problem), null);
  }

  function workerOf(source: string): string {
    const file = path.join(folder, 'worker.js');
    writeFileSync(file, source);
    return file;
  }

  afterEach(() => scheduler?.dispose());
  after(() => rmSync(folder, { recursive: true, force: true }));

  const kindsOf = (race: Race) => race.runs.map(({ status }) => status.kind);

  it('says why where a worker cannot begin', async () => {
    const race = start(realWorker, folder, { data: 'digits' });
    await until(() => race.phase === 'ended', 'the race ends');
    for (const { status } of race.runs) {
      assert.equal(status.kind, 'failed');
      assert.match('message' in status ? status.message : '', /digits\.csv\.gz/);
    }
  });

  it('gives up the runs of a worker that dies, with the code it left', async () => {
    const race = start(workerOf('setTimeout(() => process.exit(3), 50);'), folder, { surface: 'valley' });
    await until(() => race.phase === 'ended', 'the race ends');
    assert.deepEqual(
      race.runs.map(({ status }) => status),
      [0, 1].map(() => ({ kind: 'failed', message: 'the worker thread ended with code 3' })),
    );
  });

  it('stops a worker that does not answer', async () => {
    const race = start(workerOf('for (;;);'), folder, { surface: 'valley' });
    await sleep(100);
    scheduler?.stop();
    await until(() => race.phase === 'ended', 'the race ends', 5000);
    assert.deepEqual(kindsOf(race), ['stopped', 'stopped']);
  });

  it('takes a paused race one step further, all runs alike', async () => {
    const race = start(realWorker, folder, { surface: 'rosenbrock' });
    await until(() => stepsDone(race) > 5, 'the race has begun');
    scheduler?.pause();
    await sleep(300);
    const pausedAt = stepsDone(race);
    scheduler?.step();
    await until(() => race.runs.every(({ losses }) => losses.length === pausedAt + 2), 'both took the step');
    await sleep(200);
    assert.equal(stepsDone(race), pausedAt + 1);
    assert.equal(race.phase, 'paused');
  });

  it('runs to the end at once at full speed', async () => {
    const race = start(realWorker, folder, { surface: 'rosenbrock' });
    scheduler?.setSpeed('max');
    assert.equal(race.speed, 'max');
    await until(() => race.phase === 'ended', 'the race ends', 3000);
    assert.deepEqual(kindsOf(race), ['finished', 'finished']);
  });
});
