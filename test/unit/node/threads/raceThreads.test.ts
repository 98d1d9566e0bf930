/** The threads of a race, with programs in place of the worker that only say what they were given. */
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Race } from '../../../../core/race/race.ts';
import { sharedNow } from '../../../../node/threads/clock.ts';
import { raceStarters } from '../../../../node/threads/raceStarters.ts';
import { ProgressTable } from '../../../../threads/race/progressTable.ts';
import { RaceThreads, type RaceThreadsOptions } from '../../../../threads/race/raceThreads.ts';
import { threadsFor } from '../../../../threads/race/sharing.ts';
import type { WorkerInput } from '../../../../threads/race/workerMessages.ts';
import { onDigits, onValley } from '../../experiment/faults.ts';
import { raceOf, recordOf } from '../../race/pieces.ts';
import { createLog, type WrittenLog } from '../library/libraryTools.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'threads-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

function program(source: string): string {
  const file = path.join(folder, `${Math.random()}.cjs`);
  writeFileSync(file, `const { parentPort, workerData } = require('node:worker_threads');\n${source}`);
  return file;
}

/** Says what it was given, and then whatever it is told but for checkpoints; goes on until it is ended. */
const echo = `
  parentPort.postMessage({ type: 'chunks', chunks: [workerData] });
  parentPort.on('message', (told) => {
    if (told.type !== 'checkpoint') parentPort.postMessage({ type: 'chunks', chunks: [{ told, worker: workerData.worker }] });
  });`;

let log: WrittenLog;
let said: (WorkerInput & { told?: object })[];
let ends: [object, readonly number[] | undefined][];
let threads: RaceThreads | undefined;
let delivery: ReturnType<typeof deliveryOfTest>;

/** What a thread of an earlier test says late is not what the next one waits for. */
function deliveryOfTest() {
  const [ownSaid, ownEnds] = [said, ends];
  return {
    add: (chunks: readonly never[]) => void ownSaid.push(...chunks),
    settle: async () => {},
    end: (status: object, runs?: readonly number[]) => void ownEnds.push([status, runs]),
  };
}

beforeEach(() => {
  log = createLog();
  said = [];
  ends = [];
  delivery = deliveryOfTest();
});
afterEach(() => threads?.terminate());

const raceWith = (given: object = onValley({ lr: [0.1, 0.2, 0.3] })): Race => ({
  ...raceOf(given),
  phase: 'running',
});

function start(race: Race, source: string, options: Partial<RaceThreadsOptions> & { helper?: string } = {}) {
  const { helper = '', ...others } = options;
  const files = { worker: program(source), helper, data: '/data', kernels: '/kernels' };
  threads = new RaceThreads(race, {
    ...{
      delivery: delivery as never,
      threads: raceStarters(files),
      log,
      cores: 2,
      room: race.runs.length,
      gpu: null,
      data: null,
    },
    ...others,
  });
  return threads;
}

const until = (look: () => boolean) => expect.poll(look, { timeout: 10_000, interval: 5 }).toBe(true);
const tableOf = (race: Race, { table, workers }: WorkerInput) =>
  new ProgressTable(
    race.runs.map(({ spec }) => spec.steps),
    workers,
    table,
  );

describe('what a thread is given', () => {
  test('is its number, the race and the files', async () => {
    const race = raceWith();
    const before = sharedNow();
    start(race, echo);
    await until(() => said.length === 2);
    const [first, second] = said.toSorted((a, b) => a.worker - b.worker);
    expect([first?.worker, second?.worker]).toEqual([0, 1]);
    for (const input of said) {
      expect(input).toMatchObject({
        ...{ workers: 2, threadsPerRun: 1, runsAtOnce: undefined, speed: 1, paused: false, data: null },
        ...{ places: { kernels: '/kernels', data: '/data' }, recording: { keep: 'steps' } },
      });
      expect(input.runs).toEqual(race.runs.map(({ spec }) => spec));
      expect(input.begin).toBe(first?.begin);
    }
    expect(first?.begin).toBeGreaterThanOrEqual(before);
    expect(first?.begin).toBeLessThanOrEqual(sharedNow());
  });

  test('are runs, so that all have about as much to do', async () => {
    const race = raceWith(onDigits({ batch_size: [32, 'full'], lr: [0.1, 0.2] }));
    start(race, echo);
    await until(() => said.length === 2);
    const [input = expect.fail('nothing was said')] = said;
    const table = tableOf(race, input);
    const batches = [0, 1].map((worker) =>
      table
        .runsOf(worker)
        .map((run) => race.runs[run]?.spec.batchSize)
        .toSorted(),
    );
    expect(batches).toEqual([
      [32, 'full'],
      [32, 'full'],
    ]);
  });

  test('are the pace and the state of the race', async () => {
    const race: Race = { ...raceWith(), speed: 0.25, phase: 'paused' };
    const data = { training: { rows: 3 } };
    start(race, echo, { data: data as never });
    await until(() => said.length > 0);
    expect(said[0]).toMatchObject({ speed: 0.25, paused: true, data });
  });

  test('are the blocks that runs go on from, and how far these are; runs that had ended stay so', async () => {
    const race = raceWith(onValley({ lr: [0.1, 0.2, 0.3, 0.4], steps: 100 }));
    for (const run of [0, 3]) recordOf(race, run).end({ kind: 'finished' });
    const block = new Uint8Array([1, 2, 3]);
    const from = new Map([[2, { block, id: '', checkpoint: { stepsDone: 40 } as never }]]);
    start(race, echo, { from, cores: 8 });
    await until(() => said.length === 2);
    const [input = expect.fail('nothing was said')] = said;
    expect(input).toMatchObject({ workers: 2, threadsPerRun: 4 });
    expect(input.from).toEqual(new Map([[2, block]]));
    expect(input.from.get(2)?.buffer).toBeInstanceOf(SharedArrayBuffer);
    const table = tableOf(race, input);
    expect([0, 1, 2, 3].map((run) => table.hasEnded(run))).toEqual([true, false, false, true]);
    expect([table.stepsOf(1), table.stepsOf(2), table.slowest()]).toEqual([0, 40, 0]);
    expect([0, 1].map((worker) => table.runsOf(worker).length)).toEqual([1, 1]);
    expect(threadsFor(race, 8, 4)).toBe(2);
  });

  test.each([
    [8, 3, 2],
    [3, 3, 1],
    [12, 3, 4],
    [2, 2, 1],
  ])('of %i cores are so many for each run, of %i threads: %i', async (cores, workers, threadsPerRun) => {
    start(raceWith(), echo, { cores });
    await until(() => said.length === workers);
    expect(said[0]).toMatchObject({ workers, threadsPerRun });
  });

  test.each([
    [2, 2],
    [1, 1],
    [0, 1],
  ])('with room for %i is that no more than %i go on at once', async (room, runsAtOnce) => {
    start(raceWith(), echo, { room });
    await until(() => said.length === runsAtOnce);
    expect(said[0]).toMatchObject({ runsAtOnce, workers: runsAtOnce });
  });
});

describe('where a GPU computes', () => {
  const link = { request: async () => expect.fail('nothing is asked') };
  const faster = { onGpu: true, reason: 'measured to be 3 times as fast' };
  const networks = (engine: string) => onDigits({ engine, lr: [0.1, 0.2, 0.3, 0.4] });

  test('all runs, there is one thread, which they could leave for all cores', async () => {
    const race = raceWith(networks('gpu'));
    start(race, echo, { gpu: { link }, cores: 8 });
    await until(() => said.length === 1);
    expect(said[0]).toMatchObject({ workers: 1, threadsPerRun: 2, gpu: { runs: [0, 1, 2, 3] } });
    expect(said[0]?.gpu).toMatchObject({ name: expect.stringContaining(race.id) });
  });

  test('surfaces, if they ask for it', async () => {
    const race = raceWith(onValley({ engine: 'gpu', lr: [0.1, 0.2] }));
    start(race, echo, { gpu: { link }, cores: 8 });
    await until(() => said.length === 1);
    expect(said[0]).toMatchObject({ workers: 1, gpu: { runs: [0, 1] } });
  });

  test('all runs of a race that was measured to be faster there', async () => {
    const auto = faster;
    start(raceWith(networks('auto')), echo, { gpu: { link }, auto, cores: 3 });
    await until(() => said.length === 1);
    expect(said[0]).toMatchObject({ workers: 1, auto, gpu: { runs: [0, 1, 2, 3] } });
    const [input = expect.fail('nothing was said')] = said;
    const table = tableOf(raceWith(networks('auto')), input);
    // Nobody takes one over.
    expect([0, 1, 2, 3].map((run) => table.isClaimed(run))).toEqual([true, true, true, true]);
  });

  test.each([
    ['networks', networks('gpu')],
    ['surfaces', onValley({ engine: 'gpu', lr: [0.1, 0.2, 0.3, 0.4] })],
  ])(
    'none of the %s where there is no device: there are as many threads as there are for "cpu"',
    async (_, experiment) => {
      const race = raceWith(experiment);
      start(race, echo, { gpu: 'the driver is old', cores: 3 });
      await until(() => said.length === 3);
      expect(said.map(({ gpu }) => gpu)).toEqual(new Array(3).fill('the driver is old'));
      const [input = expect.fail('nothing was said')] = said;
      expect(input).toMatchObject({ workers: 3, threadsPerRun: 1 });
      const table = tableOf(race, input);
      expect([0, 1, 2].map((worker) => table.runsOf(worker).length).toSorted()).toEqual([1, 1, 2]);
      // Who has nothing left may take one over.
      expect([0, 1, 2, 3].map((run) => table.isClaimed(run))).toEqual([false, false, false, false]);
      expect(threadsFor(race, 3, 4, 'the driver is old')).toBe(3);
    },
  );

  test('no run whose schedule needs each loss: it is spread over the threads, and may be taken over', async () => {
    const [reading] = raceWith(onDigits({ schedule: { name: 'ReduceLROnPlateau' } })).runs;
    const given = raceWith(networks('gpu'));
    const runs = given.runs.map((run, index) =>
      index < 2 ? { ...run, spec: { ...run.spec, schedule: reading?.spec.schedule } } : run,
    );
    const race = { ...given, runs } as Race;
    start(race, echo, { gpu: { link }, cores: 8 });
    await until(() => said.length === 3);
    const [input = expect.fail('nothing was said')] = said;
    expect(input).toMatchObject({ workers: 3, gpu: { runs: [2, 3] } });
    const table = tableOf(race, input);
    expect(table.runsOf(0)).toEqual([2, 3]);
    expect([0, 1, 2, 3].map((run) => table.isClaimed(run))).toEqual([false, false, true, true]);
  });

  test.each<[string, object, object]>([
    ['without a way to one', networks('gpu'), { gpu: null }],
    [
      'whose schedules need each loss',
      onDigits({ engine: 'gpu', lr: [0.1, 0.2], schedule: { name: 'ReduceLROnPlateau' } }),
      { gpu: { link } },
    ],
    ['that are asked for in double precision', networks('float64'), { gpu: { link }, auto: faster }],
    ['that are asked for on the processor', networks('cpu'), { gpu: { link }, auto: faster }],
    ['on surfaces', onValley({ lr: [0.1, 0.2, 0.3, 0.4] }), { gpu: { link }, auto: faster }],
    ['that nobody says are faster there', networks('auto'), { gpu: { link } }],
  ])('no runs %s', async (_, experiment, options) => {
    start(raceWith(experiment), echo, { ...options, cores: 2 });
    await until(() => said.length === 2);
    expect(said.map(({ gpu }) => gpu)).toEqual([null, null]);
  });

  test('requests of a thread are answered, and its runs let go of when it ends', async () => {
    const asked: unknown[] = [];
    const answering = {
      request: async (request: { type: string }) => {
        asked.push(request);
        return { type: request.type } as never;
      },
    };
    const asking = `
      parentPort.on('message', (reply) => {
        parentPort.postMessage({ type: 'chunks', chunks: [{ told: reply }] });
        setTimeout(() => process.exit(0), 50);
      });
      parentPort.postMessage({ type: 'gpu', id: 7, request: { type: 'create', run: 'a' } });`;
    start(raceWith(networks('gpu')), asking, { gpu: { link: answering } });
    await until(() => said.length === 1);
    expect(said[0]?.told).toEqual({ type: 'gpuAnswer', id: 7, answer: { type: 'create' } });
    await until(() => asked.length === 2);
    expect(asked).toEqual([
      { type: 'create', run: 'a' },
      { type: 'dispose', run: 'a' },
    ]);
  });
});

test('there are as many threads as cores, runs, or runs that there is room for', () => {
  const race = raceWith();
  expect([1, 2, 3, 8].map((cores) => threadsFor(race, cores, 3))).toEqual([1, 2, 3, 3]);
  expect([0, 1, 2, 3, 9].map((room) => threadsFor(race, 8, room))).toEqual([1, 1, 2, 3, 3]);
  const seeds = Array.from({ length: 64 }, (_, seed) => seed);
  const many = raceWith(onDigits({ seed: seeds, lr: [0.1, 0.2] }));
  expect([threadsFor(many, 200, 128), threadsFor(many, 200, 70), threadsFor(many, 200, 10)]).toEqual([
    64, 64, 10,
  ]);
  expect(threadsFor(raceWith(), 0, 3)).toBe(1);
});

test('threads are asked for checkpoints, which are kept when what led there is in the race', async () => {
  const kept: [number, readonly number[]][] = [];
  const answering = `
    parentPort.on('message', ({ type }) => {
      if (type !== 'checkpoint') return;
      const block = new Uint8Array([workerData.worker, 7]);
      parentPort.postMessage({ type: 'checkpoints', blocks: [{ run: workerData.worker, block }] });
    });`;
  const settled = vi.spyOn(delivery, 'settle');
  const race = raceWith();
  const running = start(race, answering, {
    keepCheckpoints: async (given, blocks) => {
      expect([given, settled.mock.calls.length]).toEqual([race, 1]);
      kept.push(...[...blocks].map(([run, block]): [number, number[]] => [run, [...block]]));
    },
  });
  running.checkpoint();
  await until(() => kept.length === 2);
  expect(kept.toSorted(([a], [b]) => a - b)).toEqual([
    [0, [0, 7]],
    [1, [1, 7]],
  ]);
  await running.handOver();
});

test('a message goes to all threads', async () => {
  const running = start(raceWith(), echo);
  await until(() => said.length === 2);
  running.send({ type: 'stepTo', step: 7 });
  await until(() => said.length === 4);
  expect(said.slice(2).map(({ told }) => told)).toEqual(new Array(2).fill({ type: 'stepTo', step: 7 }));
  expect(new Set(said.slice(2).map(({ worker }) => worker))).toEqual(new Set([0, 1]));
});

describe('a thread that ends', () => {
  test('fails all its runs where it computed none, with its code', async () => {
    const race = raceWith();
    start(race, `setTimeout(() => process.exit(3), workerData.worker === 0 ? 10 : 1e6);`);
    await until(() => ends.length > 0);
    expect(ends).toEqual([[{ kind: 'failed', message: 'worker ended: code 3' }, [0, 2]]]);
    expect(log.lines).toEqual([`error: race ${race.id}: worker ended: code 3`]);
  });

  test('fails them with what it threw', async () => {
    start(raceWith(onValley()), `setTimeout(() => { throw new Error('torn'); }, 10);`);
    await until(() => ends.length > 0);
    expect(ends).toEqual([[{ kind: 'failed', message: 'worker ended: torn' }, [0]]]);
  });

  test('fails the run that it computed alone; another thread computes the others', async () => {
    const race = raceWith();
    // The table's last number is what its one thread computes.
    const place = new ProgressTable([1, 1, 1], 1).memory.byteLength - 4;
    // The first of its kind says that it computes run 1, and ends; the one in its place goes on.
    const source = `
      const { existsSync, writeFileSync } = require('node:fs');
      const mark = ${JSON.stringify(path.join(folder, 'ended'))};
      const isFirst = !existsSync(mark);
      writeFileSync(mark, '');
      parentPort.postMessage({ type: 'chunks', chunks: [workerData] });
      if (isFirst) {
        Atomics.store(new Int32Array(workerData.table, ${place}, 1), 0, 1);
        setTimeout(() => process.exit(5), 10);
      } else parentPort.on('message', () => {});`;
    start(race, source, { cores: 1 });
    await until(() => said.length === 2 && ends.length === 1);
    expect(ends).toEqual([[{ kind: 'failed', message: 'worker ended: code 5' }, [1]]]);
    const [first = expect.fail('nothing was said'), second] = said;
    expect(second?.begin).toBeGreaterThanOrEqual(first.begin + 1);
    const table = tableOf(race, first);
    expect([table.currentOf(0), table.runsOf(0), table.hasEnded(1)]).toEqual([null, [0, 2], true]);
  });

  test('fails nothing where its runs have ended', async () => {
    const race = raceWith();
    for (const run of [0, 2]) recordOf(race, run).end({ kind: 'finished' });
    start(race, `setTimeout(() => process.exit(3), workerData.worker === 0 ? 10 : 400);`);
    await until(() => ends.length > 0);
    expect(ends).toEqual([[{ kind: 'failed', message: 'worker ended: code 3' }, [1]]]);
    expect(log.lines).toHaveLength(1);
  });

  test('is not missed where all were ended', async () => {
    const running = start(raceWith(), echo);
    await until(() => said.length === 2);
    running.terminate();
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect([ends, log.lines]).toEqual([[], []]);
    running.send({ type: 'pause' });
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(said).toHaveLength(2);
  });

  test('is replaced when what it has sent has arrived', async () => {
    let release = () => {};
    vi.spyOn(delivery, 'settle').mockReturnValueOnce(
      new Promise<void>((resolve) => {
        release = resolve;
      }),
    );
    start(raceWith(onValley()), 'setTimeout(() => process.exit(3), 10);');
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(ends).toEqual([]);
    release();
    await until(() => ends.length > 0);
  });
});

describe('a thread that asks for help', () => {
  const asking = `parentPort.postMessage({ type: 'help', input: { file: ${'`'}${'$'}{workerData.places.kernels}/x${'`'} } });
    setTimeout(() => process.exit(0), 1e6);`;

  test('gets a helper with what it asks for', async () => {
    const mark = path.join(folder, 'helped');
    const helper = program(
      `require('node:fs').writeFileSync(${JSON.stringify(mark)}, workerData.file); setTimeout(() => {}, 1e6);`,
    );
    start(raceWith(onValley()), asking, { helper });
    await until(() => existsSync(mark) && readFileSync(mark, 'utf8') === '/kernels/x');
  });
});

test('threads that share no memory have their own runs alone on their tables, and are told how far the others are', async () => {
  const race = raceWith(onValley({ lr: [0.1, 0.2], steps: 100 }));
  // The first has done half of its steps, the other none.
  const source = `
    const state = { stepsDone: workerData.worker === 0 ? 50 : 0, status: { kind: 'running' } };
    const say = (words) =>
      parentPort.postMessage({ type: 'chunks', chunks: [{ ...words, run: workerData.worker, piece: { state } }] });
    say(workerData);
    parentPort.on('message', (told) => told.type === 'level' && say({ told, worker: workerData.worker }));`;
  start(race, source, { isMemoryShared: false, cores: 4 });
  const inputs = () => said.filter(({ runs }) => runs);
  await until(() => inputs().length === 2);
  expect(inputs()).toMatchObject([
    { othersAt: 0, threadsPerRun: 1 },
    { othersAt: 0, threadsPerRun: 1 },
  ]);
  for (const input of inputs()) expect(tableOf(race, input).runsOf(1 - input.worker)).toEqual([]);
  const toldLast = (worker: number) =>
    said.filter((each) => each.told && each.worker === worker).at(-1)?.told;
  await expect.poll(() => toldLast(1)).toEqual({ type: 'level', share: 0.5 });
  expect(toldLast(0)).toEqual({ type: 'level', share: 0 });
});
