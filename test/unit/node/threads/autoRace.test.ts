/** Races whose engine is "auto" or "gpu", from the measurement to the first steps, in real threads with a device of this test. */
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { GpuError, type GpuLink, type GpuRequest } from '../../../../core/engine/gpu/messages.ts';
import { parseExperiment } from '../../../../core/experiment/parseExperiment.ts';
import type { Race } from '../../../../core/race/race.ts';
import { RaceStore } from '../../../../core/race/store.ts';
import { raceStarters } from '../../../../node/threads/raceStarters.ts';
import { inRoot } from '../../../../scripts/tools/paths.mjs';
import { AutoEngine } from '../../../../threads/race/autoEngine.ts';
import { runGpuTask } from '../../../../threads/race/gpuTask.ts';
import { Scheduler } from '../../../../threads/race/scheduler.ts';
import { bundleForNode } from '../childProgram.ts';
import { createLog } from '../library/libraryTools.ts';

let programs: Awaited<ReturnType<typeof bundleForNode>>;
let scheduler: Scheduler;
let store: RaceStore;
let asked: GpuRequest[];

beforeAll(async () => {
  programs = await bundleForNode({
    worker: 'node/threads/worker.ts',
    helper: 'node/threads/helperThread.ts',
  });
});
afterEach(() => scheduler.dispose());
afterAll(() => programs.remove());

/** Computes nothing; a step takes it so long, and the loss is one for each run. */
function device(milliseconds: number, lossOf: (run: string) => number = () => 1): GpuLink {
  /** Numbers of each run, by its name. */
  const sizes = new Map<string, number>();
  const answer = async (request: GpuRequest) => {
    asked.push(request);
    switch (request.type) {
      case 'open':
        return { name: 'Test', isSoftware: false, hasSubgroups: false, version: '1', largestBuffer: 2 ** 30 };
      case 'create':
        sizes.set(request.run, request.values.length);
        return null;
      case 'run': {
        const time = milliseconds * request.steps;
        if (time > 0) await sleep(time);
        const values = request.checkpoint ? new Float32Array(sizes.get(request.run) ?? 0) : null;
        const losses = new Float32Array(request.steps + 1).fill(lossOf(request.run));
        return {
          losses,
          positions: null,
          values,
          submits: 1,
          milliseconds: Math.max(time, 0.2 * request.steps),
        };
      }
      case 'evaluate':
        return { loss: 1, right: 0 };
      default:
        return null;
    }
  };
  return { request: async (request) => (await answer(request)) as never };
}

/** @param others Of the experiment. */
function start(link: GpuLink, hidden: readonly number[], others: object = {}): Race {
  asked = [];
  store = new RaceStore();
  const file = (name: string) => path.join(programs.folder, name);
  const files = {
    ...{ worker: file('worker.js'), helper: file('helper.js') },
    ...{ data: inRoot('core', 'problems', 'data'), kernels: inRoot('dist', 'kernels') },
  };
  const log = createLog();
  let kept: unknown;
  const auto = new AutoEngine({
    ...{ link, log, machine: 'test', patience: { open: 30_000, measure: 60_000 } },
    measure: (signal) =>
      runGpuTask({ threads: raceStarters(files, 2), link, log }, 'calibrate', null, { signal }),
    memory: {
      get: () => kept,
      set: (value) => {
        kept = value;
      },
    },
  });
  const choose: AutoEngine['choose'] = (...given) => auto.choose(...given);
  scheduler = new Scheduler(store, raceStarters(files), log, { gpu: { link, choose } });
  const experiment = parseExperiment({
    ...{ problem: { data: 'digits', hidden }, optimizers: [{ optimizer: 'adam' }], lr: [0.01] },
    ...{ seed: [1, 2], batch_size: [256], epochs: 100_000 },
    ...others,
  });
  return scheduler.start(experiment, null, { cores: 2 });
}

/** What computes each run, when all have begun. */
async function engines(race: Race): Promise<readonly string[]> {
  const descriptions = () => race.runs.map(({ record }) => record.state.engine?.description ?? '');
  await expect.poll(() => descriptions().every((each) => each !== ''), { timeout: 60_000 }).toBe(true);
  return descriptions();
}

const ofRuns = ({ id }: Race, type: GpuRequest['type']) =>
  asked.filter((request) => request.type === type && 'run' in request && request.run.startsWith(id));

describe('a long race', { timeout: 90_000 }, () => {
  test('waits for the measurement, and goes to a GPU that is faster', async () => {
    const race = start(device(0), [1024, 1024]);
    const statuses = () => race.runs.map(({ record }) => record.state.status);
    await expect.poll(statuses, { timeout: 20_000 }).toMatchObject([
      { kind: 'queued', reason: 'the GPU is measured, once' },
      { kind: 'queued', reason: 'the GPU is measured, once' },
    ]);
    const words = /^GPU \(Test\), float32, measured to be [\d.]+ times as fast here as the processor$/;
    for (const description of await engines(race)) expect(description).toMatch(words);
    expect(race.threads).toBe(1);
    expect(ofRuns(race, 'create')).toHaveLength(2);
    expect(race.runs[0]?.record.state.engine).toMatchObject({ gpu: 'Test', precision: 'float32' });
  });

  test('is the processor’s where the GPU is slower, and says so', async () => {
    const race = start(device(10), [64]);
    const words = /^WebAssembly .*, since the GPU \(Test\) was measured to take [\d.]+ times as long$/;
    for (const description of await engines(race)) expect(description).toMatch(words);
    expect(race.threads).toBe(2);
    expect(ofRuns(race, 'create')).toEqual([]);
  });

  test('that is stopped while it waits ends at once, and the device lets go of what was measured', async () => {
    const race = start(device(200), [1024, 1024]);
    await expect.poll(() => asked.some(({ type }) => type === 'run'), { timeout: 60_000 }).toBe(true);
    scheduler.stop(race);
    await expect.poll(() => race.phase, { timeout: 5000 }).toBe('ended');
    expect(race.runs.map(({ record }) => record.state.status.kind)).toEqual(['stopped', 'stopped']);
    const count = (type: string) => asked.filter((request) => request.type === type).length;
    await expect.poll(() => count('dispose') === count('create'), { timeout: 20_000 }).toBe(true);
    expect(ofRuns(race, 'create')).toEqual([]);
  });
});

describe('a race that asks for a GPU', { timeout: 90_000 }, () => {
  const refusing: GpuLink = {
    request: async () => {
      throw new GpuError({ message: 'this window has no WebGPU', isLost: false });
    },
  };

  test.each<[string, object, RegExp]>([
    ['networks', {}, /^WebAssembly .*, since this window has no WebGPU$/],
    [
      'surfaces',
      {
        problem: { surface: 'valley' },
        seed: [1],
        lr: [0.01, 0.02],
        batch_size: undefined,
        epochs: undefined,
      },
      /^JavaScript, float64, since this window has no WebGPU$/,
    ],
  ])(
    'with %s has as many threads without one as on the processor, and each run says why',
    async (_, others, words) => {
      const race = start(refusing, [64], { engine: 'gpu', ...others });
      for (const description of await engines(race)) expect(description).toMatch(words);
      expect(race.threads).toBe(2);
      expect(race.runs.map(({ record }) => record.state.engine?.reason)).toEqual([
        'this window has no WebGPU',
        'this window has no WebGPU',
      ]);
    },
  );

  test('has one thread where there is one', async () => {
    const race = start(device(0), [64], { engine: 'gpu' });
    for (const description of await engines(race)) expect(description).toBe('GPU (Test), float32');
    expect(race.threads).toBe(1);
    expect(ofRuns(race, 'create')).toHaveLength(2);
  });

  test('has the device together with others, and each has its own losses', async () => {
    const lossOf = (run: string) =>
      Number.parseInt(run.slice(run.indexOf('-') + 1, run.indexOf('-') + 5), 16);
    const first = start(device(1, lossOf), [64], { engine: 'gpu', epochs: 20 });
    const second = scheduler.start(first.experiment, null, { cores: 2 });
    const races = [first, second];
    await expect.poll(() => races.map(({ phase }) => phase), { timeout: 60_000 }).toEqual(['ended', 'ended']);
    const names = races.flatMap((race) =>
      ofRuns(race, 'create').map((request) => 'run' in request && request.run),
    );
    expect(new Set(names).size).toBe(4);
    for (const race of races)
      for (const { spec, record } of race.runs) {
        expect(record.state).toMatchObject({ status: { kind: 'finished' }, stepsDone: spec.steps });
        expect(new Set(record.get('loss')?.slice())).toEqual(new Set([lossOf(race.id)]));
      }
    const letGo = () =>
      new Set(
        races.flatMap((race) => ofRuns(race, 'dispose')).map((request) => 'run' in request && request.run),
      );
    await expect.poll(letGo).toEqual(new Set(names));
  });
});
