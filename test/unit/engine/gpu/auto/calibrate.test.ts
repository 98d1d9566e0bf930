/** Measuring, on a device and a processor of which each takes as long as a test says, by a clock of the test. */
import { setImmediate } from 'node:timers/promises';
import { beforeEach, describe, expect, test } from 'vitest';
import type { Engine, Trainer } from '../../../../../core/engine/engine.ts';
import { type MeasurementOptions, measureSteps } from '../../../../../core/engine/gpu/auto/calibrate.ts';
import { workOfStep } from '../../../../../core/engine/gpu/auto/raceWork.ts';
import {
  type GpuAnswers,
  GpuError,
  type GpuLink,
  type GpuRequest,
  type GpuRequestOf,
} from '../../../../../core/engine/gpu/messages.ts';
import { type NetworkToPlan, planners, problemOf } from '../fakePlan.ts';

let time: number;
let requests: GpuRequest[];
let disposed: number;

beforeEach(() => {
  time = 0;
  requests = [];
  disposed = 0;
});

interface Speeds {
  /** Milliseconds of a request, beside its steps. */
  readonly request: number;
  /** Milliseconds of a step, beside its multiplications, */
  readonly step: number;
  /** and of a million of these. */
  readonly work: number;
  /** Milliseconds until a run is there. */
  readonly create: number;
}

/** Computes nothing, and takes its time for it; runs that take steps at the same moment take them in parallel. */
function device(speeds: Speeds, before: (request: GpuRequest) => void = () => {}): GpuLink {
  const works = new Map<string, number>();
  const own = requests;
  /** When each run has done what it was asked for. */
  const busyUntil = new Map<string, number>();
  return {
    async request<T extends GpuRequest['type']>(asked: GpuRequestOf<T>): Promise<GpuAnswers[T]> {
      const request: GpuRequest = asked;
      requests.push(request);
      before(request);
      /** The way takes its time while what was asked for before is computed. */
      const takes = async (run: string, way: number, milliseconds: number) => {
        const until = Math.max(time + way, busyUntil.get(run) ?? 0) + milliseconds;
        busyUntil.set(run, until);
        await setImmediate();
        // What is under way when a test ends is no matter of the next.
        if (own === requests) time = Math.max(time, until);
      };
      switch (request.type) {
        case 'open':
          return {
            name: 'D',
            isSoftware: false,
            hasSubgroups: false,
            version: '1',
            largestBuffer: 2 ** 30,
          } as GpuAnswers[T];
        case 'create': {
          const { widths, batchSize } = problemOf(request.plan) as NetworkToPlan;
          works.set(request.run, workOfStep(widths, batchSize));
          await takes(request.run, 0, speeds.create);
          return null as GpuAnswers[T];
        }
        case 'run': {
          const work = (((works.get(request.run) ?? 0) / 1e6) * speeds.work + speeds.step) * request.steps;
          await takes(request.run, speeds.request, work);
          const losses = new Float32Array(request.steps + 1).fill(1);
          return { losses, positions: null, values: null, milliseconds: work, submits: 1 } as GpuAnswers[T];
        }
        default:
          return null as GpuAnswers[T];
      }
    },
  };
}

/** @param work Milliseconds of a million multiplications. */
function processor(work: number): Engine {
  return {
    supports: () => ({ supported: true }),
    createTrainer(task): Trainer {
      if (task.kind !== 'model') throw new RangeError(task.kind);
      const step = (work * workOfStep(task.model.widths, task.model.batchSize)) / 1e6;
      return {
        ...{ engine: { precision: 'float32', threads: 1, description: '' }, stepsDone: 0, evaluate: null },
        measured: { loss: new Float64Array() },
        run(steps) {
          time += step * steps;
          return steps;
        },
        dispose: () => void disposed++,
      };
    },
  };
}

const measure = (link: GpuLink, options: Partial<MeasurementOptions> = {}) =>
  measureSteps({
    ...{ cpu: processor(0.1), now: () => time, ...options },
    gpu: { link, wait: () => new Promise(() => {}), planners, name: 'test' },
  });

const quick: Speeds = { request: 1, step: 0.05, work: 0.01, create: 20 };
const works = [
  workOfStep([8, 16, 4], 16),
  workOfStep([64, 128, 10], 128),
  workOfStep([256, 256, 10], 128),
  workOfStep([1024, 1024, 10], 256),
] as const;

describe('what is measured', () => {
  test('is what steps take, by their size', async () => {
    const { cpu, gpu } = await measure(device(quick));
    expect(cpu.map(({ work }) => work)).toEqual(works);
    for (const { work, milliseconds } of cpu) expect(milliseconds / ((0.1 * work) / 1e6)).toBeCloseTo(1, 6);
    expect(gpu.tiled.map(({ work }) => work)).toEqual(works.slice(2));
    for (const { work, milliseconds } of gpu.tiled)
      expect(milliseconds / (0.05 + (0.01 * work) / 1e6)).toBeCloseTo(1, 1);
    expect([gpu.alone, gpu.together].map((each) => each.map(({ work }) => work))).toEqual([
      works.slice(0, 2),
      works.slice(0, 2),
    ]);
    const [alone, together] = [gpu.alone[1]?.milliseconds ?? 0, gpu.together[1]?.milliseconds ?? 0];
    expect(alone / (0.05 + (0.01 * works[1]) / 1e6)).toBeCloseTo(1, 1);
    // The device of this test takes the steps of 64 runs in the time of one.
    expect(alone / together).toBeGreaterThan(32);
    expect(gpu.startUp).toBeCloseTo(21, 6);
    expect(gpu.begin).toBeCloseTo(21 / 64, 6);
  });

  test('has what each request takes in it', async () => {
    const near = await measure(device(quick), { shapes });
    const far = await measure(device({ ...quick, request: 100 }), { shapes });
    for (const kind of ['alone', 'tiled'] as const)
      for (const [index, { milliseconds }] of far.gpu[kind].entries())
        expect(milliseconds).toBeGreaterThan(1.5 * (near.gpu[kind][index]?.milliseconds ?? Number.NaN));
  });

  test('takes about two seconds, and leaves nothing on the device', async () => {
    await measure(device(quick));
    expect(time).toBeGreaterThan(500);
    expect(time).toBeLessThan(2500);
    const count = (type: string) => requests.filter((request) => request.type === type).length;
    expect(count('create')).toBe(4 + 2 * 64);
    expect(count('dispose')).toBe(count('create'));
    expect(disposed).toBe(8);
  });
});

/** That are made sooner. */
const shapes = {
  short: [{ widths: [8, 16, 4], batchSize: 16 }],
  tiled: [{ widths: [64, 128, 10], batchSize: 160 }],
};

describe('it fails', () => {
  const failing = (type: GpuRequest['type'], failure: Error) =>
    device(quick, (request) => {
      if (request.type === type) throw failure;
    });

  test('where the device is lost, without opening another', async () => {
    const lost = new GpuError({ message: 'its process has ended', isLost: true });
    await expect(measure(failing('run', lost), { shapes })).rejects.toThrow('its process has ended');
    expect(requests.filter(({ type }) => type === 'open').length).toBe(1);
  });

  test('where it is lost between two measurements', async () => {
    const lost = new GpuError({ message: 'its process has ended', isLost: true });
    let turn = 0;
    const link = device(quick, ({ type }) => {
      if (type === 'run' && ++turn === 50) throw lost;
    });
    await expect(measure(link, { shapes })).rejects.toThrow('its process has ended');
    expect(turn).toBe(50);
  });

  test.each(['open', 'create', 'run', 'examples'] as const)('where it can’t %s, with why', async (type) => {
    const refusal = new GpuError({ message: 'the driver is old', isLost: false });
    await expect(measure(failing(type, refusal), { shapes })).rejects.toThrow('the driver is old');
  });
});
