/** How fast devices and this CPU are said to be. */
import { expect, test, vi } from 'vitest';
import { DeviceAccess } from '../../../../core/engine/gpu/deviceAccess.ts';
import { gpuEngine } from '../../../../core/engine/gpu/gpuEngine.ts';
import type { GpuPlan } from '../../../../core/engine/gpu/gpuPlan.ts';
import { GpuError, type GpuLink } from '../../../../core/engine/gpu/messages.ts';
import { planNetwork } from '../../../../core/engine/gpu/networkPlan.ts';
import { sampleProblem, sampleTask } from '../../../../core/engine/gpu/selfTest/sampleProblem.ts';
import { methodFor } from '../../../../core/engine/gpu/selfTest/selfTest.ts';
import { type MeasuredNetwork, measureThroughput } from '../../../../core/engine/gpu/throughput.ts';
import { waitFor } from '../../waitFor.ts';
import { kernelsOf } from '../networkTools.ts';
import { DistantGpu } from './distantGpu.ts';
import { FakeGpu } from './fakeGpu.ts';
import { planners } from './fakePlan.ts';

vi.mock('../../../../core/engine/gpu/networkPlan.ts', async () => {
  const fake = await import('./fakePlan.ts');
  return { planNetwork: vi.fn(fake.planners.planNetwork) };
});

const small: MeasuredNetwork = { widths: [2, 3, 2], batchSize: 4, runs: 1, optimizer: 'adam' };

/** A second passes whenever anybody looks at the clock: each measurement ends at once. */
function toolsWith(kernels = kernelsOf('simd') as never) {
  let time = 0;
  const doing: string[] = [];
  return {
    ...{ name: 'thread', kernels, doing },
    threads: { count: 1, start: () => {} },
    wait: async () => {},
    report: (progress: { share: number; doing: string }) => doing.push(`${progress.share} ${progress.doing}`),
    now: () => {
      time += 1000;
      return time;
    },
  };
}

async function measure(link: GpuLink, networks: readonly MeasuredNetwork[], tools = toolsWith()) {
  const access = new DeviceAccess({ link, wait: () => new Promise(() => {}) });
  return measureThroughput(access, tools, { networks, products: [] });
}

/** Steps a second, once requests are as long as they get. */
async function rateOfTraining(gpu: DistantGpu, runs: number): Promise<number> {
  const engine = gpuEngine({ link: gpu, wait: () => new Promise(() => {}), planners, name: 'race' }, () => {
    throw new Error('the device can’t');
  });
  const rows = small.batchSize;
  const model = sampleTask(sampleProblem(small.widths, 'relu', 'cross_entropy', rows), rows);
  const task = { kind: 'model', model, method: methodFor('adam', {}) } as const;
  const trainers = await Promise.all(Array.from({ length: runs }, () => engine.createTrainer(task, null)));
  const round = async () => {
    const taken = await Promise.all(trainers.map((each) => each.run(1e6, Number.MAX_VALUE, 1e6)));
    return taken.reduce((sum, each) => sum + each, 0);
  };
  for (let rounds = 0; rounds < 10; rounds++) await round();
  const begin = gpu.now();
  let steps = 0;
  for (let rounds = 0; rounds < 20; rounds++) steps += await round();
  return (1000 * steps) / (gpu.now() - begin);
}

test('a network is planned for the device that is there', async () => {
  for (const isSoftware of [true, false]) {
    await measure(new FakeGpu({ isSoftware }), [small]);
    expect(vi.mocked(planNetwork)).toHaveBeenLastCalledWith(
      expect.objectContaining({ isSoftware, hasSubgroups: isSoftware }),
    );
  }
});

test('a network is measured on both, and the device lets go of it', async () => {
  const gpu = new FakeGpu();
  const tools = toolsWith();
  const { networks, products } = await measure(gpu, [small], tools);
  expect(networks).toEqual([
    {
      ...small,
      operations: 2 * 4 * (2 * (2 * 3) + 3 * (3 * 2)),
      gpu: { stepsPerSecond: 32, dispatchesPerStep: 0, submitsPerStep: 1 / 16 },
      failure: null,
      cpu: { stepsPerSecond: 1, engine: 'WebAssembly (SIMD), float32' },
    },
  ]);
  expect(products).toEqual([]);
  expect(tools.doing).toEqual(['0 2–3–2']);
  await waitFor(() => expect(gpu.runs).toBe(0));
});

test('without kernels the CPU’s figure is that of float64', async () => {
  const { networks } = await measure(new FakeGpu(), [small], toolsWith('none' as never));
  expect(networks[0]?.cpu?.engine).toBe('JavaScript, float64');
});

test('many runs are asked for side by side, share what is submitted, and are none of one CPU', async () => {
  const gpu = new FakeGpu();
  const { networks } = await measure(gpu, [{ ...small, runs: 5 }]);
  // Two requests of each.
  expect(gpu.mostAtOnce).toBe(10);
  expect(networks).toMatchObject([{ gpu: { stepsPerSecond: 160, submitsPerStep: 1 / 80 }, cpu: null }]);
});

test.each([
  [0, 1],
  [40, 1],
  [150, 1],
  [40, 5],
])('%i ms from a device, %i at a time are as fast as training has them', async (latency, runs) => {
  const distance = { latency, step: 0.1 };
  const gpu = new DistantGpu(distance);
  let [tick, later] = [0, 0];
  const now = () => {
    later += tick;
    return later + gpu.now();
  };
  // With that the CPU’s turn begins, which takes no time of that clock.
  const wait = async () => {
    tick = 1000;
  };
  const { networks } = await measure(gpu, [{ ...small, runs }], { ...toolsWith(), now, wait });
  const trained = await rateOfTraining(new DistantGpu(distance), runs);
  const found = networks[0]?.gpu;
  expect((found?.stepsPerSecond ?? 0) / trained).toBeGreaterThan(0.9);
  expect((found?.stepsPerSecond ?? 0) / trained).toBeLessThan(1.1);
  expect(1 / (found?.submitsPerStep ?? 0)).toBeCloseTo(runs * 160);
});

test('where one of many can’t begin, the device lets go of the others', async () => {
  let begun = 0;
  const gpu = new FakeGpu({
    before({ type }) {
      if (type === 'create' && ++begun === 3) throw new GpuError({ message: 'it is full', isLost: false });
    },
  });
  const { networks } = await measure(gpu, [{ ...small, runs: 5 }]);
  expect(networks).toMatchObject([{ gpu: null, failure: 'it is full' }]);
  await waitFor(() => expect(gpu.runs).toBe(0));
  expect(gpu.count('dispose')).toBe(4);
});

test('dispatches are those of the plan, and of steps taken together what is submitted', async () => {
  const dispatch = { kernel: 0, workgroups: [1, 1] } as const;
  const change = (changed: Partial<GpuPlan>) => {
    const real = vi.mocked(planNetwork).getMockImplementation();
    vi.mocked(planNetwork).mockImplementationOnce((options) => ({
      ...(real?.(options) as GpuPlan),
      ...changed,
    }));
  };
  change({ measure: [dispatch, dispatch], advance: [dispatch] });
  expect((await measure(new FakeGpu(), [small])).networks[0]?.gpu?.dispatchesPerStep).toBe(3);
  change({ together: { kernel: 0, stride: 64, workspace: 1, runsPerWorkgroup: 1, coordinates: 0 } });
  const together = await measure(new FakeGpu(), [{ ...small, runs: 4 }]);
  expect(together.networks[0]?.gpu?.dispatchesPerStep).toBe(1 / 64);
});

test('a batch that is larger than the table has its examples several times', async () => {
  const gpu = new FakeGpu();
  await measure(gpu, [{ ...small, batchSize: 300 }]);
  const run = gpu.requests.find(({ type }) => type === 'run');
  expect(run).toMatchObject({ counts: Uint32Array.of(300, 300) });
  expect((run as { rows: Uint32Array }).rows.slice(254, 258)).toEqual(Uint32Array.of(254, 255, 0, 1));
  expect(gpu.requests.find(({ type }) => type === 'examples')).toMatchObject({ length: 256 * 3 });
});

test('a step that would take long is left out, on both', async () => {
  const gpu = new FakeGpu();
  const large = { ...small, widths: [100, 60, 2] };
  const { networks } = await measure(gpu, [small, large, small]);
  expect(networks.map(({ failure }) => failure)).toEqual([
    null,
    expect.stringMatching(/^left out, since a step would take about \d+ s$/),
    null,
  ]);
  expect(networks.map(({ cpu }) => cpu === null)).toEqual([false, true, false]);
  expect(gpu.count('create')).toBe(2);
});

test('a device that is lost is opened again, three times', async () => {
  const gpu: FakeGpu = new FakeGpu({ before: ({ type }) => type === 'run' && gpu.lose() });
  const { networks } = await measure(gpu, [small, small, small, small]);
  const lost = 'its process has ended';
  expect(networks.map(({ failure }) => failure)).toEqual([
    ...[lost, lost, lost],
    'not tried, since the GPU was lost 3 times',
  ]);
  expect(networks.every(({ cpu }) => cpu === null)).toBe(true);
});
