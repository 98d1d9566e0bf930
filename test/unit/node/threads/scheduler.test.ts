/** The scheduler with real threads. */
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { Replay } from '../../../../core/debug/replay.ts';
import { parseExperiment } from '../../../../core/experiment/parseExperiment.ts';
import type { Speed } from '../../../../core/race/phase.ts';
import type { Race } from '../../../../core/race/race.ts';
import { hasEnded } from '../../../../core/race/status.ts';
import { RaceStore } from '../../../../core/race/store.ts';
import { raceStarters } from '../../../../node/threads/raceStarters.ts';
import { inRoot } from '../../../../scripts/tools/paths.mjs';
import { Scheduler } from '../../../../threads/race/scheduler.ts';
import type { SchedulerSurroundings } from '../../../../threads/race/schedulerSurroundings.ts';
import { dataOf } from '../../engine/runs.ts';
import { waitFor } from '../../waitFor.ts';
import { bundleForNode } from '../childProgram.ts';
import { createLog } from '../library/libraryTools.ts';

let programs: Awaited<ReturnType<typeof bundleForNode>>;
let scheduler: Scheduler;
let store: RaceStore;
beforeAll(async () => {
  programs = await bundleForNode({
    worker: 'node/threads/worker.ts',
    helper: 'node/threads/helperThread.ts',
  });
});
afterEach(() => scheduler.dispose());
afterAll(() => programs.remove());

interface Options extends SchedulerSurroundings {
  /** How many runs there is memory for. Default: all. */
  readonly room?: number;
  readonly cores?: number;
  readonly worker?: string;
  /** Default: as fast as possible. */
  readonly speed?: Speed;
}

function start(experiment: object, options: Options = {}): Race {
  const { cores = 2, worker = 'worker.js', speed = 'max', room, ...surroundings } = options;
  store = new RaceStore();
  const files = {
    worker: path.join(programs.folder, worker),
    helper: path.join(programs.folder, 'helper.js'),
    data: inRoot('core', 'problems', 'data'),
    kernels: inRoot('dist', 'kernels'),
  };
  const memory = { roomFor: ({ runs }: Race) => room ?? runs.length, reserve() {}, release() {} };
  scheduler = new Scheduler(store, raceStarters(files), createLog(), { memory, ...surroundings });
  return scheduler.start(parseExperiment(experiment), null, { cores, speed });
}

async function end(race: Race): Promise<void> {
  await new Promise<void>((resolve) => {
    const look = () => race.phase === 'ended' && resolve();
    store.onDidChange(look);
    look();
  });
}

const statusesOf = ({ runs }: Race) => runs.map(({ record }) => record.state.status);
const kindsOf = (race: Race) => statusesOf(race).map(({ kind }) => kind);

const valley = (lr: readonly number[], others: object = {}) => ({
  problem: { surface: 'valley' },
  optimizers: [{ optimizer: 'sgd' }],
  lr,
  steps: 200,
  ...others,
});
const digits = (seeds: number, others: object = {}) => ({
  problem: { data: 'digits', hidden: [16] },
  optimizers: [{ optimizer: 'adam' }],
  lr: [0.01],
  seed: Array.from({ length: seeds }, (_, seed) => seed),
  batch_size: [64],
  epochs: 4,
  ...others,
});

/** The real worker, but something happens at the 50th look that its thread takes at a field of the second run. */
function faultyWorker(fault: string): string {
  const source = `
    const { workerData } = require('node:worker_threads');
    let looks = 0;
    Object.defineProperty(workerData.runs[1].stop, 'target', { get() { if (++looks >= 50) { ${fault} } } });
    require('./worker.js');`;
  writeFileSync(path.join(programs.folder, 'faulty.js'), source);
  return 'faulty.js';
}

describe('memory', () => {
  test.each([
    [1, 1],
    [2, 2],
    [3, 2],
    [8, 2],
  ])(
    'with room for %i runs, no more go on at the same time, on %i threads, and all are finished',
    async (room, threads) => {
      const race = start(digits(10), { room });
      let most = 0;
      store.onDidChange(() => {
        const going = kindsOf(race).filter((kind) => kind === 'running').length;
        most = Math.max(most, going);
      });
      await end(race);
      expect(kindsOf(race)).toEqual(new Array(10).fill('finished'));
      expect(race.threads).toBe(threads);
      expect(most).toBeGreaterThan(0);
      expect(most).toBeLessThanOrEqual(room);
    },
  );

  test('with room for none, one goes on at a time', async () => {
    const race = start(digits(3), { room: 0 });
    await end(race);
    expect([race.threads, ...kindsOf(race)]).toEqual([1, 'finished', 'finished', 'finished']);
  });

  test('how many go on at the same time changes no number', async () => {
    const losses = async (room: number) => {
      const race = start(digits(6, { epochs: 2 }), { room });
      await end(race);
      return race.runs.map(({ record }) => record.get('loss')?.slice());
    };
    expect(await losses(1)).toEqual(await losses(6));
  });

  test('a run that needs more than its thread may have fails alone, with what to do', async () => {
    const fault = 'const all = []; for (;;) all.push(new Array(1000).fill({}).map(() => ({})));';
    const race = start(valley([0.001, 0.002, 0.003]), { worker: faultyWorker(fault) });
    await end(race);
    const message = expect.stringMatching(
      /^worker ended: out of memory: a thread needed more than 512 MiB .*; try a smaller network/,
    );
    expect(statusesOf(race)).toEqual([
      { kind: 'finished' },
      { kind: 'failed', message },
      { kind: 'finished' },
    ]);
  });

  test('a run whose numbers have no room fails alone, with what to do', async () => {
    const fault = 'new Float64Array(2 ** 40);';
    const race = start(valley([0.001, 0.002, 0.003]), { worker: faultyWorker(fault) });
    await end(race);
    const message = expect.stringMatching(/^out of memory: .*; try a smaller network/);
    expect(statusesOf(race)).toEqual([
      { kind: 'finished' },
      { kind: 'failed', message },
      { kind: 'finished' },
    ]);
  });
});

describe('keeping', () => {
  /** A disk that takes a while. */
  const slow = (milliseconds: number) => {
    const kept: (readonly [run: number, kind: string])[] = [];
    const early: number[] = [];
    const keep: SchedulerSurroundings['keep'] = async (race, chunks) => {
      const ends = chunks.filter(({ piece }) => hasEnded(piece.state.status));
      if (ends.length === 0) return;
      await sleep(milliseconds);
      for (const { run, piece } of ends) {
        kept.push([run, piece.state.status.kind]);
        if (hasEnded(race.runs[run]?.record.state.status ?? { kind: 'queued' })) early.push(run);
      }
    };
    return { kept, early, keep };
  };

  test('nobody is told of the end of a run before it is kept', async () => {
    const { kept, early, keep } = slow(100);
    const race = start(valley([0.001, 0.002, 0.003, 0.004]), { keep });
    await end(race);
    expect(kindsOf(race)).toEqual(new Array(4).fill('finished'));
    expect(kept.map(([run]) => run).toSorted()).toEqual([0, 1, 2, 3]);
    expect(early).toEqual([]);
  });

  test('runs of a race that is stopped are kept as that, before it is told', async () => {
    const { kept, early, keep } = slow(100);
    const race = start(digits(4, { epochs: 500 }), { keep });
    while (!race.runs.some(({ record }) => record.length > 1)) await sleep(10);
    scheduler.stop(race);
    await end(race);
    expect(kindsOf(race)).toEqual(new Array(4).fill('stopped'));
    expect(kept.map(([run, kind]) => `${run} ${kind}`).toSorted()).toEqual(
      [0, 1, 2, 3].map((run) => `${run} stopped`),
    );
    expect(early).toEqual([]);
  });

  const long = digits(2, { epochs: 500 });

  test('a fault of the keeping, or of who listens, stops nothing', async () => {
    let left = 1;
    const keep = async () => {
      if (left-- > 0) throw new Error('no disk');
    };
    const race = start(long, { keep });
    while (race.runs.some(({ record }) => record.length < 2)) await sleep(10);
    const before = race.runs.map(({ record }) => record.length);
    await expect
      .poll(() => race.runs.every(({ record }, run) => record.length > (before[run] ?? 0)))
      .toBe(true);
    scheduler.stop(race);
    await end(race);
    expect(kindsOf(race)).toEqual(['stopped', 'stopped']);
  });

  test('threads of a race that is stopped end at once, and the race soon, though its keeping never comes back', async () => {
    const terminate = vi.spyOn(Worker.prototype, 'terminate');
    const race = start(long, { keep: () => new Promise(() => {}) });
    await sleep(300);
    expect(terminate).not.toHaveBeenCalled();
    scheduler.stop(race);
    await expect.poll(() => terminate.mock.calls.length, { timeout: 500, interval: 5 }).toBe(2);
    expect(race.phase).toBe('running');
    await end(race);
    expect(kindsOf(race)).toEqual(['stopped', 'stopped']);
    terminate.mockRestore();
  });

  test('a run that fails with its thread is kept as failed, before it is told', async () => {
    const { kept, early, keep } = slow(50);
    const race = start(valley([0.001, 0.002, 0.003]), { keep, worker: faultyWorker('process.exit(7)') });
    await end(race);
    expect(statusesOf(race)[1]).toEqual({ kind: 'failed', message: 'worker ended: code 7' });
    expect(kept).toContainEqual([1, 'failed']);
    expect([kept.length, early]).toEqual([3, []]);
  });

  test('many short runs are kept many at a time', async () => {
    let calls = 0;
    const keep: SchedulerSurroundings['keep'] = async (_, chunks) => {
      if (!chunks.some(({ piece }) => hasEnded(piece.state.status))) return;
      calls++;
      await sleep(20);
    };
    const lr = Array.from({ length: 16 }, (_, run) => 0.001 * (1 + run));
    const optimizers = ['sgd', 'momentum', 'adam', 'adamw', 'rmsprop'].map((optimizer) => ({ optimizer }));
    const race = start(valley(lr, { optimizers, record: 'score' }), { keep });
    await end(race);
    expect(race.runs).toHaveLength(80);
    expect(calls).toBeLessThan(40);
  });
});

test('a worker that ends before it says anything fails its runs, with the code it left', async () => {
  writeFileSync(path.join(programs.folder, 'silent.js'), 'setTimeout(() => process.exit(3), 20);');
  const race = start(valley([0.001, 0.002]), { worker: 'silent.js' });
  await end(race);
  const failed = { kind: 'failed', message: 'worker ended: code 3' };
  expect(statusesOf(race)).toEqual([failed, failed]);
});

test.each([-3_600_000, 3_600_000])(
  'a race keeps to its pace where the time of day is changed by %i ms before its threads start',
  async (change) => {
    const source = `const real = Date.now; Date.now = () => real() + ${change}; require('./worker.js');`;
    writeFileSync(path.join(programs.folder, 'clock.js'), source);
    const race = start(valley([0.001], { steps: 100_000 }), { worker: 'clock.js', speed: 1 });
    const done = () => race.runs[0]?.record.state.stepsDone ?? 0;
    await expect.poll(done, { timeout: 4000, interval: 20 }).toBeGreaterThan(0);
    // As fast as it can it would be over by then; at its pace it takes five seconds.
    await sleep(1000);
    expect(done()).toBeLessThan(90_000);
  },
);

const again = (experiment: object) =>
  scheduler.start(parseExperiment(experiment), null, { cores: 2, speed: 'max' });

test('races go on side by side, each as it does alone', async () => {
  const experiments = [digits(2), valley([0.001, 0.01]), digits(3, { batch_size: ['full'] })] as const;
  const alone: unknown[] = [];
  for (const experiment of experiments) {
    const race = start(experiment);
    await end(race);
    alone.push(race.runs.map(({ record }) => record.get('loss')?.slice()));
  }
  const races = [start(experiments[0]), again(experiments[1]), again(experiments[2])];
  await waitFor(() => expect(races.every(({ phase }) => phase === 'ended')).toBe(true));
  expect(races.flatMap(kindsOf)).toEqual(new Array(7).fill('finished'));
  expect(races.map(({ runs }) => runs.map(({ record }) => record.get('loss')?.slice()))).toEqual(alone);
});

test('the fifth race begins when one of four has ended, and each is paused and stopped by itself', async () => {
  const long = digits(2, { epochs: 2000 });
  const races = [start(long), again(long), again(long), again(long)];
  const [first = expect.fail(), second = expect.fail()] = races;
  const last = again(valley([0.01]));
  await expect
    .poll(() => races.every(({ runs }) => runs.every(({ record }) => record.length > 1)), { timeout: 10_000 })
    .toBe(true);
  expect(statusesOf(last)).toEqual([{ kind: 'queued', reason: '4 experiments go first' }]);
  scheduler.stop(first);
  await waitFor(() => expect(last.phase).toBe('ended'));
  expect([kindsOf(first), kindsOf(last)]).toEqual([['stopped', 'stopped'], ['finished']]);
  scheduler.pause(second);
  // Threads of others may have the core.
  await sleep(1000);
  const lengthsOf = () => races.map(({ runs }) => runs.map(({ record }) => record.length));
  const before = lengthsOf();
  await expect.poll(() => (lengthsOf()[2]?.[0] ?? 0) > (before[2]?.[0] ?? 0)).toBe(true);
  expect(lengthsOf()[1]).toEqual(before[1]);
  expect(races.map(({ phase }) => phase)).toEqual(['ended', 'paused', 'running', 'running']);
});

test('ids of races do not collide', () => {
  const ids = new Set(Array.from({ length: 20 }, () => start(valley([0.01]), { worker: 'silent.js' }).id));
  for (const id of ids) expect(id).toMatch(/^\d+-[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
  expect(ids.size).toBe(20);
});

describe('weights of a run that goes on', () => {
  /** Comes back when every run has taken steps and no thread takes any more. */
  async function pauseWhen(race: Race, hasCome: () => boolean): Promise<void> {
    await vi.waitFor(() => expect(hasCome()).toBe(true), { timeout: 20_000, interval: 2 });
    scheduler.pause(race);
    let before = -1;
    await vi.waitFor(
      async () => {
        const step = (await scheduler.weights(race, 0))?.stepsDone ?? -1;
        const wasThere = step === before;
        before = step;
        expect(wasThere).toBe(true);
      },
      { timeout: 20_000, interval: 60 },
    );
  }
  const stepOf = (race: Race, run: number) => race.runs[run]?.record.state.stepsDone ?? 0;

  test('are those that it has then, in whichever thread it is, as computing it again finds them', async () => {
    const race = start(digits(2, { epochs: 4000, lr: [0.001] }));
    await pauseWhen(race, () => stepOf(race, 0) > 0 && stepOf(race, 1) > 0);
    for (const run of [0, 1]) {
      const found = (await scheduler.weights(race, run)) ?? expect.fail('there are none');
      expect(found.stepsDone).toBe(stepOf(race, run));
      if (found.stepsDone > 2000) continue;
      const spec = race.runs[run]?.spec ?? expect.fail('no run');
      const replay = new Replay(spec, dataOf(race.experiment) ?? null);
      replay.goTo(found.stepsDone);
      expect(found.parameters).toHaveLength(replay.parameters.length);
      const furthest = Math.max(
        ...replay.parameters.map((value, i) => Math.abs(value - (found.parameters[i] ?? Number.NaN))),
      );
      expect(furthest).toBeLessThan(1e-2);
    }
    expect(await scheduler.weights(race, 2)).toBeNull();
    scheduler.step(race);
    const before = stepOf(race, 0);
    await vi.waitFor(() => expect(stepOf(race, 0)).toBe(before + 1), { timeout: 20_000 });
    expect((await scheduler.weights(race, 0))?.stepsDone).toBe(before + 1);
    scheduler.stop(race);
    await end(race);
    expect(await scheduler.weights(race, 0)).toBeNull();
  });
});
