/** Where a race goes whose engine is "auto", with devices, measurements and memories of a test. */
import { setTimeout as sleep } from 'node:timers/promises';
import { beforeEach, describe, expect, test } from 'vitest';
import type { Calibration } from '../../../../core/engine/gpu/auto/calibration.ts';
import { onCpu } from '../../../../core/engine/gpu/auto/verdict.ts';
import { type GpuDeviceFacts, GpuError, type GpuLink } from '../../../../core/engine/gpu/messages.ts';
import { AutoEngine, type AutoEngineOptions } from '../../../../threads/race/autoEngine.ts';
import { measured } from '../../engine/gpu/auto/measured.ts';
import { onDigits, onValley } from '../../experiment/faults.ts';
import { raceOf } from '../../race/pieces.ts';
import { createLog, type WrittenLog } from '../library/libraryTools.ts';

let opened: number;
let measurements: AbortSignal[];
let kept: unknown;
let log: WrittenLog;
let said: number;
let ending: AbortController;

beforeEach(() => {
  opened = 0;
  measurements = [];
  kept = undefined;
  log = createLog();
  said = 0;
  ending = new AbortController();
});

interface Window {
  readonly device?: Partial<GpuDeviceFacts>;
  readonly open?: () => Promise<GpuDeviceFacts>;
  readonly measure?: AutoEngineOptions['measure'];
  readonly machine?: string;
  readonly patience?: AutoEngineOptions['patience'];
}

const facts: GpuDeviceFacts = {
  name: 'Arc',
  isSoftware: false,
  hasSubgroups: false,
  version: '1',
  largestBuffer: 2 ** 30,
};

function windowWith({ device = {}, open, measure, machine = 'i7', patience }: Window = {}): AutoEngine {
  const link: GpuLink = {
    request: async (request) => {
      expect(request).toEqual({ type: 'open' });
      opened++;
      return ((await open?.()) ?? { ...facts, ...device }) as never;
    },
  };
  return new AutoEngine({
    ...{ link, machine, log, ...(patience && { patience }) },
    memory: {
      // As VS Code keeps it.
      get: () => kept,
      set: (value) => {
        kept = JSON.parse(JSON.stringify(value));
      },
    },
    measure: async (signal) => {
      measurements.push(signal);
      return (await measure?.(signal)) ?? measured(100);
    },
  });
}

const large = { problem: { data: 'digits', hidden: [512] }, epochs: 100_000 };
const long = () => raceOf(onDigits(large));
const choose = (auto: AutoEngine, race = long()) =>
  auto.choose(race, { cores: 2, runsAtOnce: 64 }, { signal: ending.signal, onMeasure: () => void said++ });

describe('a race of which nothing is asked stays on the processor at once:', () => {
  test.each([
    ['a short one', onDigits({ problem: { data: 'digits', hidden: [16] }, epochs: 30 })],
    ['one that ends after seconds', onDigits({ lr: [0.1, 0.2], epochs: 100_000, stop: { seconds: 2.4 } })],
    ['a surface', onValley({ steps: 1_000_000 })],
    ['one that is asked for elsewhere', onDigits({ engine: 'gpu', epochs: 100_000 })],
    ['one that is asked for on the processor', onDigits({ engine: 'cpu', epochs: 100_000 })],
    [
      'one whose schedule needs each loss',
      onDigits({ schedule: { name: 'ReduceLROnPlateau' }, epochs: 100_000 }),
    ],
  ])('%s', (_, experiment) => {
    expect(choose(windowWith(), raceOf(experiment))).toEqual(onCpu);
    expect([opened, measurements.length, said, kept]).toEqual([0, 0, 0, undefined]);
  });

  test('one that was measured to be short here', () => {
    const calibration: Calibration = { ...measured(), cpu: [{ work: 1e9, milliseconds: 1e-9 }] };
    kept = [{ machine: 'i7', device: 'Arc 1', calibration }];
    expect(choose(windowWith())).toEqual(onCpu);
    expect(opened).toBe(0);
  });

  test('and one that is long here by what was measured is not', async () => {
    const calibration: Calibration = { ...measured(100), cpu: [{ work: 1, milliseconds: 1000 }] };
    kept = [{ machine: 'i7', device: 'Arc 1', calibration }];
    const short = raceOf(onDigits({ problem: { data: 'digits', hidden: [16] }, epochs: 30 }));
    expect(await choose(windowWith(), short)).toMatchObject({ onGpu: true });
    expect([opened, measurements.length]).toEqual([1, 0]);
  });
});

describe('a long race', () => {
  test('is one whose runs may take long together', async () => {
    const stopped = (seconds: number) => raceOf(onDigits({ ...large, lr: [0.1, 0.2], stop: { seconds } }));
    expect((await choose(windowWith(), stopped(2.5))).onGpu).toBe(true);
  });

  test('goes to a GPU that is measured to be faster, and is told of the measurement', async () => {
    const verdict = await choose(windowWith());
    expect(verdict.onGpu).toBe(true);
    expect(verdict.reason).toMatch(/^measured to be [\d.]+ times as fast here as the processor$/);
    expect([opened, measurements.length, said]).toEqual([1, 1, 1]);
    expect(kept).toEqual([{ machine: 'i7', device: 'Arc 1', calibration: measured(100) }]);
  });

  test('stays where the GPU is measured to be slower', async () => {
    const verdict = await choose(windowWith({ measure: async () => measured(1e-3) }));
    expect(verdict).toMatchObject({
      onGpu: false,
      reason: expect.stringMatching(/^the GPU \(Arc\) was measured to take/),
    });
  });

  test('stays where the GPU is the processor, which is never measured, and not asked for again', async () => {
    const auto = windowWith({ device: { isSoftware: true } });
    expect(await choose(auto)).toEqual(onCpu);
    expect(choose(auto)).toEqual(onCpu);
    expect([opened, measurements.length, said, kept]).toEqual([1, 0, 0, undefined]);
  });

  test('stays where there is no GPU, and nothing is said', async () => {
    const open = () => Promise.reject(new GpuError({ message: 'this window has no WebGPU', isLost: false }));
    expect(await choose(windowWith({ open }))).toEqual(onCpu);
    expect([measurements.length, said]).toEqual([0, 0]);
  });

  test('stays where the device is lost while it is measured, with one line, and is measured again next time', async () => {
    let turn = 0;
    const measure = async () => {
      if (turn++ === 0) throw new Error('the GPU was lost: its process has ended');
      return measured(100);
    };
    const auto = windowWith({ measure });
    expect(await choose(auto)).toEqual({
      onGpu: false,
      reason: 'the GPU (Arc) could not be measured: the GPU was lost: its process has ended',
    });
    expect(kept).toBeUndefined();
    expect((await choose(auto)).onGpu).toBe(true);
  });
});

describe('what was measured', () => {
  test.each([
    ['as it began', [false, true]],
    ['before it was done', [true, false]],
  ])('serves one race alone where another went on %s', async (_, answers) => {
    const auto = windowWith();
    const isAlone = () => answers.shift() ?? true;
    const onMeasure = () => void said++;
    const verdict = await auto.choose(
      long(),
      { cores: 2, runsAtOnce: 64 },
      { signal: ending.signal, onMeasure, isAlone },
    );
    expect([verdict.onGpu, kept]).toEqual([true, undefined]);
    await choose(auto);
    expect([measurements.length, said]).toEqual([2, 2]);
    expect(kept).toHaveLength(1);
  });

  test('is kept from window to window', async () => {
    await choose(windowWith());
    expect((await choose(windowWith())).onGpu).toBe(true);
    expect([measurements.length, said]).toEqual([1, 1]);
  });

  test.each<[string, Window]>([
    ['another adapter', { device: { name: 'H200' } }],
    ['another version of it', { device: { version: '2' } }],
    ['another machine or version of the extension', { machine: 'i9' }],
  ])('is measured anew for %s, and both are kept', async (_, other) => {
    await choose(windowWith());
    await choose(windowWith(other));
    expect(measurements).toHaveLength(2);
    await choose(windowWith());
    await choose(windowWith(other));
    expect(measurements).toHaveLength(2);
    expect(kept).toHaveLength(2);
  });

  test('is kept of eight at most, the last ones', async () => {
    for (let index = 0; index < 10; index++) await choose(windowWith({ device: { version: `${index}` } }));
    expect(kept).toHaveLength(8);
    expect(JSON.stringify(kept)).not.toContain('Arc 1"');
    expect(JSON.stringify(kept)).toContain('Arc 9"');
  });

  test.each([
    ['no list', 'damaged'],
    ['something else', [null, 7, {}]],
    ['a part of it', [{ machine: 'i7', device: 'Arc 1', calibration: { cpu: [] } }]],
    [
      'times that are none',
      [
        {
          machine: 'i7',
          device: 'Arc 1',
          calibration: { ...measured(), cpu: [{ work: 1, milliseconds: null }] },
        },
      ],
    ],
  ])('is measured anew where %s was kept', async (_, damaged) => {
    kept = damaged;
    expect((await choose(windowWith())).onGpu).toBe(true);
    expect(measurements).toHaveLength(1);
    expect(kept).toHaveLength(1);
  });
});

describe('nobody waits for ever', () => {
  const patience = { open: 40, measure: 60 };

  test('for a device: after a while the race is the processor’s', async () => {
    const verdict = choose(windowWith({ open: () => new Promise(() => {}), patience }));
    expect(await Promise.race([verdict, sleep(5, 'waits')])).toBe('waits');
    expect(await verdict).toEqual(onCpu);
    expect(measurements).toEqual([]);
  });

  test('for a measurement, which is ended, and in this window not tried again', async () => {
    const auto = windowWith({ measure: () => new Promise(() => {}), patience });
    const verdict = choose(auto);
    await expect.poll(() => measurements.length, { interval: 1 }).toBe(1);
    expect(measurements[0]?.aborted).toBe(false);
    const reason = 'the GPU (Arc) could not be measured: it took longer than 0.06 s';
    expect(await verdict).toEqual({ onGpu: false, reason });
    expect(measurements[0]?.aborted).toBe(true);
    expect(await choose(auto)).toEqual({ onGpu: false, reason });
    expect([measurements.length, said, kept]).toEqual([1, 1, undefined]);
  });

  test('once the race is ended: what is on its way ends too', async () => {
    const verdict = choose(windowWith({ measure: () => new Promise(() => {}) }));
    await expect.poll(() => measurements.length).toBe(1);
    ending.abort();
    expect((await verdict).onGpu).toBe(false);
    expect(measurements[0]?.aborted).toBe(true);
    expect(kept).toBeUndefined();
  });

  test('and a race that was ended before asks for nothing', async () => {
    ending.abort();
    expect(await choose(windowWith())).toEqual(onCpu);
    await sleep(1);
    expect([opened, measurements.length]).toEqual([0, 0]);
  });
});
