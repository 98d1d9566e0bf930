/** A worker thread's work, done on the thread of the test. */
import { setTimeout as sleep } from 'node:timers/promises';
import { MessageChannel, type MessagePort } from 'node:worker_threads';
import { afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { checkpointHead, readCheckpoints } from '../../../../core/engine/checkpointFile.ts';
import type { Kernels } from '../../../../core/engine/cpu/network/kernelBytes.ts';
import { GpuError, type GpuLink } from '../../../../core/engine/gpu/messages.ts';
import { distance } from '../../../../core/engine/gpu/selfTest/distance.ts';
import { expandExperiment } from '../../../../core/experiment/expand.ts';
import { parseExperiment } from '../../../../core/experiment/parseExperiment.ts';
import { recordingOf } from '../../../../core/experiment/recording.ts';
import type { PreparedDataset } from '../../../../core/problems/data/preparation/prepareDataset.ts';
import { type Chunk, RunRecord } from '../../../../core/race/runRecord.ts';
import { loadDataset } from '../../../../node/data/loadDataset.ts';
import { sharedNow } from '../../../../node/threads/clock.ts';
import { loadKernels } from '../../../../node/threads/loadKernels.ts';
import { machineWith } from '../../../../node/threads/machineHere.ts';
import { threadPort } from '../../../../node/threads/thisThread.ts';
import { inRoot } from '../../../../scripts/tools/paths.mjs';
import { GpuRelay } from '../../../../threads/race/gpuRelay.ts';
import { ProgressTable } from '../../../../threads/race/progressTable.ts';
import type { FromWorker, ToWorker, WorkerInput } from '../../../../threads/race/workerMessages.ts';
import { WorkerThread } from '../../../../threads/race/workerThread.ts';
import { FakeGpu } from '../../engine/gpu/fakeGpu.ts';
import { planners } from '../../engine/gpu/fakePlan.ts';
import { sharedDataset } from '../../problems/shippedData.ts';

const valley = (lr: readonly number[], others: object = {}) => ({
  problem: { surface: 'valley' },
  optimizers: [{ optimizer: 'sgd' }],
  lr,
  steps: 200,
  ...others,
});
const digits = (others: object = {}) => ({
  ...valley([0.01]),
  ...{ problem: { data: 'digits', hidden: [64] }, steps: undefined, batch_size: ['full'], epochs: 3 },
  ...others,
});

const noGpu: GpuLink = {
  request: async () => {
    throw new GpuError({ message: 'there is none', isLost: false });
  },
};

let kernels: Kernels | string;
let data: PreparedDataset;
beforeAll(async () => {
  kernels = await loadKernels(inRoot('dist', 'kernels'));
  data = await loadDataset('digits', inRoot('core', 'problems', 'data'), { validation: 0 });
});

const ports: MessagePort[] = [];

afterEach(() => {
  for (const port of ports.splice(0)) port.close();
});

interface Options extends Partial<Omit<WorkerInput, 'gpu'>> {
  readonly data?: never;
  /** Which is to compute all runs. Default: none. */
  readonly gpu?: GpuLink;
  /** The thread that each run begins in. Default: the first. */
  readonly owners?: readonly number[];
  readonly load?: () => PreparedDataset | null;
  /** What was recorded before. Default: nothing. */
  readonly known?: readonly RunRecord[];
}

/** Threads that share a race, as far as they have come. */
function start(experiment: object, options: Options = {}) {
  const { workers = 1, owners = [], load = () => null, gpu, known, ...others } = options;
  const parsed = parseExperiment(JSON.parse(JSON.stringify(experiment)));
  const runs = expandExperiment(parsed);
  const steps = runs.map((run) => run.steps);
  const table = new ProgressTable(steps, workers);
  for (const run of runs.keys()) table.assign(run, owners[run] ?? 0);
  const records = known ?? runs.map(() => new RunRecord());
  const posts: { worker: number; chunks: readonly Chunk[] }[] = [];
  /** Answers about weights. */
  const told: { worker: number; id: number; stepsDone: number | null }[] = [];
  const help: FromWorker[] = [];
  const blocks = new Map<number, Uint8Array>();
  let answers = 0;
  const ends: Promise<void>[] = [];
  const threads = Array.from({ length: workers }, (_, worker) => {
    const { port1, port2 } = new MessageChannel();
    ports.push(port1, port2);
    const relay = new GpuRelay(gpu ?? noGpu, (reply) => threads[worker]?.receive(structuredClone(reply)));
    ends.push(new Promise((resolve) => port2.on('close', resolve)));
    port2.on('message', (message: FromWorker) => {
      if (message.type === 'help') help.push(message);
      if (message.type === 'gpu') void relay.receive(message);
      if (message.type === 'checkpoints') {
        answers++;
        for (const { run, block } of message.blocks) {
          const { checkpoint } = keptIn(block);
          expect(records[run]?.has(checkpoint.recorder), `the record of run ${run}`).toBe(true);
          blocks.set(run, block);
        }
      }
      if (message.type === 'weights') {
        const { id, weights } = message;
        told.push({ worker, id, stepsDone: weights?.stepsDone ?? null });
      }
      if (message.type !== 'chunks') return;
      posts.push({ worker, chunks: message.chunks });
      for (const { run, piece } of message.chunks)
        expect(records[run]?.append(piece), `run ${run} from ${piece.firstPoint}`).toBe(true);
    });
    const input: WorkerInput = {
      ...{ worker, workers, runs, recording: recordingOf(parsed, steps), runsAtOnce: undefined },
      ...{
        speed: 'max',
        paused: false,
        begin: sharedNow(),
        threadsPerRun: 1,
        othersAt: null,
        from: new Map<number, Uint8Array>(),
        auto: { onGpu: false, reason: null },
      },
      ...others,
      ...{
        table: table.memory,
        data: null,
        gpu: gpu ? { name: `thread ${worker}`, runs: [...runs.keys()] } : null,
      },
    };
    return new WorkerThread(threadPort(port1), input, machineWith({ data: '' }), load, kernels, planners);
  });
  for (const thread of threads) thread.work();
  return {
    ...{ table, records, posts, help, blocks, told },
    answers: () => answers,
    send: (message: ToWorker) => {
      for (const thread of threads) thread.receive(message);
    },
    ended: async () => void (await Promise.all(ends)),
    /** Waits until the records say so. */
    until: (look: () => boolean) => expect.poll(look, { timeout: 10_000, interval: 5 }).toBe(true),
    steps: () => records.map(({ state }) => state.stepsDone),
    kinds: () => records.map(({ state }) => state.status.kind),
  };
}

const keptIn = (block: Uint8Array) => {
  const bytes = Buffer.concat([checkpointHead('race'), block]);
  return [...readCheckpoints(bytes, 'race').values()][0] ?? expect.fail('there is none');
};

function inSharedMemory(bytes: Uint8Array): Uint8Array {
  const shared = new Uint8Array(new SharedArrayBuffer(bytes.length));
  shared.set(bytes);
  return shared;
}

/** What a run records when nobody disturbs it. */
async function lossesOf(experiment: object, options: Options = {}) {
  const { ended, records } = start(experiment, options);
  await ended();
  return records.map((record) => [...(record.get('loss')?.slice() ?? [])]);
}

test('runs end, all that they recorded is posted once, and the port is closed', async () => {
  const { ended, records, kinds, posts } = start(valley([0.001, 0.002, 0.003]));
  await ended();
  expect(kinds()).toEqual(['finished', 'finished', 'finished']);
  expect(records.map(({ length }) => length)).toEqual([201, 201, 201]);
  // None comes after its end, and none is empty.
  const last = posts.at(-1)?.chunks ?? [];
  expect(last.length).toBeGreaterThan(0);
  const told = posts.flatMap(({ chunks }) => chunks.map(({ run }) => run));
  expect(new Set(told)).toEqual(new Set([0, 1, 2]));
});

test('what was recorded is posted before the port closes, whenever another thread’s run ends', async () => {
  const { table, ended, kinds } = start(valley([0.001, 0.002]), { owners: [0, 1], workers: 2 });
  const looks = vi.spyOn(ProgressTable.prototype, 'allEnded', 'get').mockImplementation(() => {
    const were = table.hasEnded(0) && table.hasEnded(1);
    // The other one ends between two looks.
    if (table.hasEnded(0)) table.end(1);
    return were;
  });
  await ended();
  looks.mockRestore();
  expect(kinds()[0]).toBe('finished');
});

test('numbers are handed over, not copied', async () => {
  const { ended, posts } = start(valley([0.01]));
  await ended();
  for (const { piece } of posts.flatMap(({ chunks }) => chunks))
    expect(piece.points.loss?.byteLength).toBe(piece.points.loss?.buffer.byteLength);
});

test('of weights the thread that has the run tells, and any other that it has none', async () => {
  const given = digits({ batch_size: [64], epochs: 20, lr: [0.01, 0.02] });
  const { send, until, steps, told, table } = start(given, {
    ...{ load: () => data, workers: 2, owners: [0, 1], paused: true },
  });
  send({ type: 'stepTo', step: 4 });
  await until(() => steps().join() === '4,4');
  send({ type: 'weights', run: 1, id: 7 });
  await until(() => told.length === 2);
  expect(told.sort((a, b) => a.worker - b.worker)).toEqual([
    { worker: 0, id: 7, stepsDone: null },
    { worker: 1, id: 7, stepsDone: 4 },
  ]);
  // Taken over, what the first thread has of it is not told any more.
  table.assign(1, 0);
  send({ type: 'weights', run: 1, id: 8 });
  await until(() => told.length === 4);
  expect(told.filter(({ id }) => id === 8).map(({ stepsDone }) => stepsDone)).toEqual([null, null]);
});

describe('checkpoints', () => {
  const given = digits({
    optimizers: [{ optimizer: 'adam' }, { optimizer: 'sgd' }],
    batch_size: [64],
    epochs: 20,
  });
  const load = () => data;

  test('come for all runs that have got further, behind what they have recorded', async () => {
    const { send, until, steps, blocks, answers } = start(given, {
      load,
      workers: 2,
      owners: [0, 1],
      paused: true,
    });
    send({ type: 'checkpoint', isUrgent: true });
    await until(() => answers() === 2);
    expect(blocks.size).toBe(0);
    for (const step of [5, 9]) {
      send({ type: 'stepTo', step });
      await until(() => steps().join() === `${step},${step}`);
      blocks.clear();
      send({ type: 'checkpoint', isUrgent: true });
      await until(() => blocks.size === 2);
      expect([...blocks.values()].map((block) => keptIn(block).checkpoint.stepsDone)).toEqual([step, step]);
    }
    blocks.clear();
    send({ type: 'checkpoint', isUrgent: true });
    await until(() => answers() === 8);
    expect(blocks.size).toBe(0);
  });

  test('that take long are made seldom, unless they are urgent', async () => {
    const wide = digits({ problem: { data: 'digits', hidden: [512, 512] }, batch_size: [64], epochs: 20 });
    const { send, until, steps, blocks, answers } = start(wide, { load, paused: true });
    let step = 0;
    const ask = async (isUrgent: boolean) => {
      send({ type: 'stepTo', step: ++step });
      await until(() => steps()[0] === step);
      blocks.clear();
      const before = answers();
      send({ type: 'checkpoint', isUrgent });
      await until(() => answers() > before);
      return blocks.size;
    };
    // At once after one that has taken milliseconds, another would take more than a fiftieth of the time.
    expect([await ask(false), await ask(false), await ask(true)]).toEqual([1, 0, 1]);
  });

  test('are where runs go on, in the thread that has them and in one that takes them over', async () => {
    const whole = await lossesOf(given, { load });
    const first = start(given, { load, paused: true });
    first.send({ type: 'stepTo', step: 50 });
    await first.until(() => first.steps().join() === '50,50');
    first.send({ type: 'checkpoint', isUrgent: true });
    await first.until(() => first.blocks.size === 2);
    const from = new Map([...first.blocks].map(([run, block]) => [run, inSharedMemory(block)]));
    const second = start(given, { load, workers: 2, from, known: first.records });
    await second.ended();
    expect(second.kinds()).toEqual(['finished', 'finished']);
    expect(second.posts[0]?.chunks[0]?.piece.firstPoint).toBe(51);
    expect(second.records.map((record) => [...(record.get('loss')?.slice() ?? [])])).toEqual(whole);
  });

  test('that can’t be read fail their run alone', async () => {
    const from = new Map([[0, new Uint8Array(8)]]);
    const { ended, kinds } = start(given, { load, from });
    await ended();
    expect(kinds()).toEqual(['failed', 'finished']);
  });
});

describe('a paused race', () => {
  const paused = { paused: true, speed: 1 } as const;

  test('does nothing until it goes on', async () => {
    const { send, kinds, ended, posts } = start(valley([0.001, 0.002]), { paused: true });
    await sleep(50);
    send({ type: 'setSpeed', speed: 'max' });
    send({ type: 'pause' });
    await sleep(50);
    expect(posts).toEqual([]);
    send({ type: 'resume' });
    await ended();
    expect(kinds()).toEqual(['finished', 'finished']);
  });

  test('comes level with a step, or goes on by one in each run', async () => {
    const { send, steps, until } = start(valley([0.001, 0.002]), paused);
    send({ type: 'stepTo', step: 7 });
    await until(() => steps().join() === '7,7');
    send({ type: 'stepEach' });
    send({ type: 'stepEach' });
    await until(() => steps().join() === '9,9');
    send({ type: 'stepTo', step: 5 });
    send({ type: 'stepTo', step: 500 });
    await until(() => steps().join() === '200,200');
  });

  test('is paused by a message while it goes on, and keeps what it has', async () => {
    const { send, steps, until, kinds } = start(valley([0.001], { steps: 100_000 }), { speed: 1 });
    await until(() => (steps()[0] ?? 0) > 0);
    send({ type: 'pause' });
    send({ type: 'stepEach' });
    await until(() => kinds()[0] === 'running');
    const [before = 0] = steps();
    send({ type: 'stepEach' });
    await until(() => (steps()[0] ?? 0) > before);
    const [after = 0] = steps();
    // However long the race has gone on by the clock.
    expect(after).toBeLessThan(100_000);
  });
});

test('a race that is stopped posts its last chunks, and what has not begun is stopped too', async () => {
  const { send, kinds, ended, until, records } = start(valley([0.001, 0.002], { steps: 1_000_000 }), {
    speed: 0.25,
  });
  await until(() => records.every(({ length }) => length > 0));
  send({ type: 'stop' });
  await ended();
  expect(kinds()).toEqual(['stopped', 'stopped']);
});

test('a race that keeps to a pace has done little when it has just begun', async () => {
  const { steps, until, send, ended, kinds } = start(valley([0.001], { steps: 1_000_000 }), { speed: 0.25 });
  await until(() => (steps()[0] ?? 0) > 0);
  expect(steps()[0]).toBeLessThan(900_000);
  send({ type: 'setSpeed', speed: 'max' });
  await ended();
  expect(kinds()).toEqual(['finished']);
});

test('a race that began a while ago, by the clock, catches up with its pace', async () => {
  const experiment = valley([0.001], { steps: 1000 });
  const { ended, kinds } = start(experiment, { speed: 0.25, begin: sharedNow() - 3_600_000 });
  await ended();
  expect(kinds()).toEqual(['finished']);
});

describe('runs that go on in turn', () => {
  test('are no more at a time than there may be, in all threads', async () => {
    const { ended, kinds, posts } = start(valley([0.001, 0.002, 0.003, 0.004]), { runsAtOnce: 1 });
    await ended();
    expect(kinds()).toEqual(new Array(4).fill('finished'));
    const going = new Set<number>();
    for (const { chunks } of posts)
      for (const { run, piece } of chunks) {
        if (piece.state.status.kind === 'running') going.add(run);
        else going.delete(run);
        expect(going.size).toBeLessThanOrEqual(1);
      }
  });

  test('are taken over by a thread that has none', async () => {
    const lr = Array.from({ length: 8 }, (_, i) => 0.001 * (i + 1));
    const { ended, kinds, posts, table } = start(valley(lr, { steps: 20_000 }), {
      workers: 2,
      runsAtOnce: 2,
    });
    await ended();
    expect(kinds()).toEqual(new Array(8).fill('finished'));
    expect(new Set(posts.map(({ worker }) => worker))).toEqual(new Set([0, 1]));
    expect(lr.map((_, run) => table.ownerOf(run))).toContain(1);
  });
});

test('runs that another thread takes over are the same, bit for bit', async () => {
  const experiment = valley([0.001, 0.002, 0.003], { steps: 100_000 });
  const alone = await lossesOf(experiment);
  expect(await lossesOf(experiment, { workers: 2 })).toEqual(alone);
});

describe('on data', () => {
  test('runs use the kernels, and say so', async () => {
    const { ended, records, kinds } = start(digits(), { load: () => data });
    await ended();
    expect(kinds()).toEqual(['finished']);
    expect(records[0]?.state.engine).toMatchObject({ precision: 'float32', threads: 1 });
  });

  test('runs fail, each with the reason, where the data can’t be loaded', async () => {
    const load = () => {
      throw new Error('digits.csv.gz is not there');
    };
    const { ended, records } = start(digits({ seed: [1, 2] }), { load });
    await ended();
    expect(records.map(({ state }) => state.status)).toEqual(
      new Array(2).fill({ kind: 'failed', message: 'digits.csv.gz is not there' }),
    );
  });

  test('a run with large steps asks for help', async () => {
    const wide = digits({ problem: { data: 'digits', hidden: [512] }, epochs: 2 });
    const { until, help, send } = start(wide, { threadsPerRun: 2, load: () => data });
    await until(() => help.length > 0);
    expect(help[0]).toMatchObject({ type: 'help', input: { memory: expect.any(WebAssembly.Memory) } });
    send({ type: 'stop' });
  });
});

describe('on a GPU', () => {
  const spirals = (others: object = {}) =>
    digits({
      problem: { data: 'spirals', hidden: [4] },
      batch_size: [32],
      epochs: 30,
      engine: 'gpu',
      ...others,
    });
  const load = () => ({ training: sharedDataset('spirals'), validation: null }) as unknown as PreparedDataset;
  const lossesIn = (records: readonly RunRecord[]) =>
    records.map((record) => [...(record.get('loss')?.slice() ?? [])]);

  test('runs go on side by side, and say so', async () => {
    const gpu = new FakeGpu({ milliseconds: 0.5 });
    const { ended, records, kinds } = start(spirals({ seed: [1, 2, 3, 4, 5, 6, 7, 8] }), { gpu, load });
    await ended();
    expect(kinds()).toEqual(new Array(8).fill('finished'));
    for (const { state } of records) expect(state.engine?.description).toBe('GPU (Fake), float32');
    // Two requests each.
    expect(gpu.mostAtOnce).toBe(16);
    expect(gpu.runs).toBe(0);
  });

  test('a run is the same as alone, at any pace and after a loss', async () => {
    const alone = start(spirals({ seed: [3] }), { gpu: new FakeGpu(), load });
    await alone.ended();
    let turn = 0;
    const gpu: FakeGpu = new FakeGpu({ before: ({ type }) => type === 'run' && ++turn === 20 && gpu.lose() });
    const { ended, records, send, until, steps } = start(spirals({ seed: [1, 2, 3] }), {
      gpu,
      load,
      speed: 4,
    });
    await until(() => steps().every((step) => step > 0));
    send({ type: 'setSpeed', speed: 'max' });
    await ended();
    expect(lossesIn(records)[2]).toEqual(lossesIn(alone.records)[0]);
    expect(gpu.count('open')).toBe(2);
  });

  test('runs are paused, stepped and stopped', async () => {
    const gpu = new FakeGpu({ milliseconds: 5 });
    const { ended, send, until, steps, kinds } = start(spirals({ seed: [1, 2], epochs: 1000 }), {
      gpu,
      load,
    });
    await until(() => steps().every((step) => step > 20));
    send({ type: 'pause' });
    send({ type: 'stepEach' });
    await sleep(100);
    const before = steps();
    await sleep(50);
    expect(steps()).toEqual(before);
    send({ type: 'stepEach' });
    await until(() => steps().join() === before.map((step) => step + 1).join());
    send({ type: 'resume' });
    await until(() => steps().every((step, run) => step > (before[run] ?? 0) + 50));
    send({ type: 'stop' });
    await ended();
    expect(kinds()).toEqual(['stopped', 'stopped']);
    await expect.poll(() => gpu.runs).toBe(0);
  });

  test('runs on a surface keep to their pace, are stepped, and leave their way whole', async () => {
    const gpu = new FakeGpu({ milliseconds: 0.01 });
    const sweep = valley([0.001, 0.002, 0.003], { engine: 'gpu' });
    const { ended, records, send, until, steps, kinds } = start(sweep, { gpu, paused: true });
    send({ type: 'stepTo', step: 24 });
    await until(() => steps().join() === '24,24,24');
    send({ type: 'stepEach' });
    await until(() => steps().join() === '25,25,25');
    send({ type: 'setSpeed', speed: 1 });
    send({ type: 'resume' });
    // 200 steps take 5 seconds.
    await until(() => steps().every((step) => step > 27));
    expect(Math.max(...steps())).toBeLessThan(100);
    send({ type: 'setSpeed', speed: 'max' });
    await ended();
    expect(kinds()).toEqual(['finished', 'finished', 'finished']);
    const onCpu = start(valley([0.001, 0.002, 0.003]));
    await onCpu.ended();
    for (const [run, record] of records.entries()) {
      expect(record.state.engine?.description).toBe('GPU (Fake), float32');
      const [way, expected] = [record.get('position')?.slice(), onCpu.records[run]?.get('position')?.slice()];
      expect(way?.length).toBe(402);
      expect(distance([...(way ?? [])], [...(expected ?? [])])).toBeLessThan(1e-5);
    }
    // Two requests each.
    expect(gpu.mostAtOnce).toBe(6);
    await expect.poll(() => gpu.runs).toBe(0);
  });

  test('runs keep level, however different their steps', async () => {
    const gpu = new FakeGpu({ milliseconds: 0.5 });
    const { ended, posts, records } = start(spirals({ batch_size: [8, 64], epochs: 200 }), { gpu, load });
    const planned = records.map(() => 0);
    await ended();
    for (const [run, record] of records.entries()) planned[run] = record.state.stepsDone;
    const shares = [0, 0];
    for (const { chunks } of posts) {
      for (const { run, piece } of chunks) shares[run] = piece.state.stepsDone / (planned[run] ?? 1);
      expect(Math.abs((shares[0] ?? 0) - (shares[1] ?? 0))).toBeLessThan(0.08);
    }
  });

  test('runs are the processor’s when the way to the GPU ends', async () => {
    let turn = 0;
    const gpu = new FakeGpu({
      before: () => {
        if (++turn > 40) throw new GpuError({ message: 'the panel was closed', isLost: false });
      },
    });
    const { ended, records, kinds } = start(spirals({ seed: [1, 2] }), { gpu, load });
    await ended();
    expect(kinds()).toEqual(['finished', 'finished']);
    for (const record of records) {
      expect(record.state.engine?.description).toMatch(/^GPU .* until step .*since the panel was closed$/);
      expect(record.length).toBe(record.state.stepsDone + 1);
    }
  });

  test('runs have a reason where there is no way to one', async () => {
    const { ended, records } = start(spirals(), { load });
    await ended();
    expect(records[0]?.state.engine?.description).toMatch(/float32, since there is no way to a GPU here$/);
  });
});

test('a thread that doesn’t see the others waits for them, as far as it is told of them', async () => {
  const race = start(valley([0.01], { steps: 1000 }), { othersAt: 0 });
  await race.until(() => (race.steps()[0] ?? 0) > 0);
  await sleep(200);
  // Turns have 5 steps: three of them, the first of which records the start, begin no more than 10 steps ahead.
  expect(race.steps()).toEqual([14]);
  race.send({ type: 'level', share: 1 });
  await race.ended();
  expect(race.steps()).toEqual([1000]);
});
