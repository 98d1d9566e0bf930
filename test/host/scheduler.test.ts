import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseExperiment } from '../../core/experiment/parseExperiment.ts';
import type { Experiment } from '../../core/experiment/schema.ts';
import type { Race } from '../../core/race/race.ts';
import { stepsDone } from '../../core/race/raceFacts.ts';
import { RaceStore } from '../../core/race/store.ts';
import { raceStarters } from '../../node/threads/raceStarters.ts';
import { Scheduler } from '../../threads/race/scheduler.ts';
import { findExtension, recorded, until } from './extension.ts';

const experimentOn = (problem: object) =>
  parseExperiment({ problem, optimizers: [{ optimizer: 'sgd' }, { optimizer: 'adam' }], lr: [0.0001] });

/** Four runs on digits for each batch size, steps of unlike size and number. */
const sweepOf = (batchSizes: readonly (number | 'full')[], epochs = 6) => ({
  problem: { data: 'digits', hidden: [8] },
  optimizers: [{ optimizer: 'sgd' }, { optimizer: 'adam' }],
  lr: [0.01, 0.02],
  batch_size: batchSizes,
  epochs,
});
const sweep = parseExperiment(sweepOf([8, 64, 'full']));

describe('the scheduler', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'scheduler-'));
  const dist = path.join(findExtension().extensionPath, 'dist');
  const realWorker = path.join(dist, 'extension', 'worker.js');
  const realData = path.join(dist, 'data');
  let scheduler: Scheduler | undefined;

  function start(worker: string, data: string, problem: object): Race {
    return startExperiment(experimentOn(problem), worker, data);
  }

  function startExperiment(
    experiment: Experiment,
    worker = realWorker,
    data = realData,
    cores?: number,
    helper = path.join(dist, 'extension', 'helper.js'),
  ): Race {
    const store = new RaceStore();
    const files = { worker, helper, data, kernels: path.join(dist, 'kernels') };
    const quiet = () => {};
    scheduler = new Scheduler(store, raceStarters(files), {
      debug: quiet,
      info: quiet,
      warn: quiet,
      error: quiet,
    });
    return scheduler.start(experiment, null, cores === undefined ? {} : { cores });
  }

  function workerOf(source: string): string {
    const file = path.join(folder, 'worker.js');
    writeFileSync(file, source);
    return file;
  }

  /** The real worker, but `fault` happens at the 50th step that its thread computes of the second run. */
  function faultyWorker(fault: string): string {
    return workerOf(`
      const { workerData } = require('node:worker_threads');
      let steps = 0;
      Object.defineProperty(workerData.runs[1].stop, 'target', { get() { if (++steps >= 50) { ${fault} } } });
      require(${JSON.stringify(realWorker)});`);
  }

  afterEach(() => scheduler?.dispose());
  after(() => rmSync(folder, { recursive: true, force: true }));

  const kindsOf = (race: Race) => race.runs.map(({ record }) => record.state.status.kind);

  it('says why where a worker cannot begin', async () => {
    const race = start(realWorker, folder, { data: 'digits' });
    await until(() => race.phase === 'ended', 'the race ends');
    for (const { status } of race.runs.map(recorded)) {
      assert.equal(status.kind, 'failed');
      assert.match('message' in status ? status.message : '', /digits\.csv\.gz/);
    }
  });

  it('gives up the runs of a worker that dies, with the code it left', async () => {
    const race = start(workerOf('setTimeout(() => process.exit(3), 50);'), folder, { surface: 'valley' });
    await until(() => race.phase === 'ended', 'the race ends');
    assert.deepEqual(
      race.runs.map(({ record }) => record.state.status),
      [0, 1].map(() => ({ kind: 'failed', message: 'worker ended: code 3' })),
    );
  });

  for (const [what, fault, message] of [
    ['a run that ends its thread', 'process.exit(7)', 'worker ended: code 7'],
    ['a run with an error', "throw new Error('injected')", 'injected'],
  ] as const)
    it(`${what} fails alone; the others end as they do without it`, async () => {
      const alone = startExperiment(sweep, realWorker, realData, 2);
      await until(() => alone.phase === 'ended', 'the race ends');
      const race = startExperiment(sweep, faultyWorker(fault), realData, 2);
      await until(() => race.phase === 'ended', 'the race ends');
      assert.deepEqual(
        race.runs.map(({ record }) => record.state.status),
        race.runs.map((_, run) => (run === 1 ? { kind: 'failed', message } : { kind: 'finished' })),
      );
      for (const [run, { losses }] of race.runs.map(recorded).entries())
        if (run !== 1) assert.deepEqual(losses, alone.runs.map(recorded)[run]?.losses);
    });

  it('gives the same numbers with any number of workers', async () => {
    const results = [];
    for (const cores of [1, 2, 5]) {
      const race = startExperiment(sweep, realWorker, realData, cores);
      await until(() => race.phase === 'ended', 'the race ends');
      results.push(race.runs.map(recorded).map(({ losses, status }) => [status.kind, losses]));
    }
    assert.deepEqual(results[1], results[0]);
    assert.deepEqual(results[2], results[0]);
  });

  /** One run with large steps. */
  const large = parseExperiment({
    problem: { data: 'digits', hidden: [512] },
    optimizers: [{ optimizer: 'adam' }],
    lr: [0.001],
    batch_size: ['full'],
    epochs: 40,
  });

  it('computes a large run with two threads, which gives the same numbers', async () => {
    const results = [];
    for (const cores of [1, 2]) {
      const race = startExperiment(large, realWorker, realData, cores);
      await until(() => race.phase === 'ended', 'the race ends');
      const [run] = race.runs.map(recorded);
      assert.deepEqual([run?.status.kind, run?.engine?.threads], ['finished', cores]);
      results.push(run?.losses);
    }
    assert.deepEqual(results[1], results[0]);
  });

  it('fails a run that has lost a thread, and says so', async () => {
    const file = path.join(folder, 'helper.js');
    const source = "require('node:worker_threads').parentPort.postMessage('helping'); process.exitCode = 5;";
    writeFileSync(file, source);
    const race = startExperiment(large, realWorker, realData, 2, file);
    await until(() => race.phase === 'ended', 'the race ends');
    const status = race.runs[0]?.record.state.status;
    assert.equal(status?.kind, 'failed');
    assert.match(status && 'message' in status ? status.message : '', /a thread that helped/);
  });

  it('computes a run alone where a thread that could help does not start', async () => {
    const race = startExperiment(large, realWorker, realData, 2, path.join(folder, 'missing.js'));
    await until(() => race.phase === 'ended', 'the race ends');
    const [run] = race.runs.map(recorded);
    assert.deepEqual([run?.status.kind, run?.engine?.threads], ['finished', 1]);
  });

  it('shows why runs ended before their last step', async () => {
    const problem = { data: 'digits', hidden: [8], validation: 0.2 };
    const stop = { target: 1, seconds: 600 };
    const race = startExperiment(parseExperiment({ ...sweepOf([32]), problem, stop, epochs: 500 }));
    await until(() => race.phase === 'ended', 'the race ends');
    for (const { status, losses, evaluations } of race.runs.map(recorded)) {
      const last = losses.length - 1;
      assert.deepEqual(status, { kind: 'finished', reason: `reached 1 at step ${last}` });
      assert.equal(evaluations.at(-1)?.step, last);
    }
  });

  for (const [what, experiment] of [
    ['16 runs', sweepOf([2, 7, 64, 512], 500)],
    [
      'a step that takes seconds',
      { ...sweepOf(['full']), problem: { data: 'digits', hidden: [4096, 4096] } },
    ],
  ] as const)
    it(`stops ${what} soon`, async () => {
      const race = startExperiment(parseExperiment(experiment));
      await until(
        () => what !== '16 runs' || race.runs.every(({ record }) => record.length > 1),
        'it begins',
      );
      await sleep(300);
      const begin = performance.now();
      scheduler?.stop(race);
      await until(() => race.phase === 'ended', 'the race is stopped', 2000);
      console.log(`      stopped within ${(performance.now() - begin).toFixed(0)} ms`);
      assert.ok(race.runs.every(({ record }) => record.state.status.kind === 'stopped'));
    });

  it('stops a worker that does not answer', async () => {
    const race = start(workerOf('for (;;);'), folder, { surface: 'valley' });
    await sleep(100);
    scheduler?.stop(race);
    await until(() => race.phase === 'ended', 'the race ends', 5000);
    assert.deepEqual(kindsOf(race), ['stopped', 'stopped']);
  });

  it('takes a paused race one step further, all runs alike', async () => {
    const race = start(realWorker, folder, { surface: 'rosenbrock' });
    await until(() => stepsDone(race) > 5, 'the race has begun');
    scheduler?.pause(race);
    await sleep(300);
    const pausedAt = stepsDone(race);
    scheduler?.step(race);
    await until(() => race.runs.every(({ record }) => record.length === pausedAt + 2), 'both took the step');
    await sleep(200);
    assert.equal(stepsDone(race), pausedAt + 1);
    assert.equal(race.phase, 'paused');
  });

  it('runs to the end at once at full speed', async () => {
    const race = start(realWorker, folder, { surface: 'rosenbrock' });
    scheduler?.setSpeed(race, 'max');
    assert.equal(race.speed, 'max');
    await until(() => race.phase === 'ended', 'the race ends', 3000);
    assert.deepEqual(kindsOf(race), ['finished', 'finished']);
  });
});
