import { describe, expect, test } from 'vitest';
import { enginesOf } from '../../../../core/engine/engines.ts';
import { distance } from '../../../../core/engine/gpu/selfTest/distance.ts';
import { optimizers } from '../../../../core/optimizers/index.ts';
import { kernelsOf } from '../networkTools.ts';
import { createRunner, specOf } from '../runs.ts';
import { FakeGpu } from './fakeGpu.ts';
import { planners, problemOf } from './fakePlan.ts';
import { enginesWith, factsOn, onGpu, playOn, playOnCpu, undisturbed } from './gpuRuns.ts';

const device = 'GPU (Fake), float32';

test.each(optimizers.map(({ id }) => id))('%s takes the steps that the processor takes', async (id) => {
  const experiment = onGpu({ optimizers: [{ optimizer: id }], lr: [1e-3] });
  const found = await undisturbed(experiment);
  const expected = await playOnCpu(experiment);
  const begin = (losses: readonly number[]) => losses.slice(0, 30);
  expect(found.description).toBe(device);
  expect(found.losses.length).toBe(expected.losses.length);
  expect(distance(begin(found.losses), begin(expected.losses))).toBeLessThan(1e-4);
  expect(found.status).toEqual(expected.status);
  expect(found.evaluations.map(({ step }) => step)).toEqual(expected.evaluations.map(({ step }) => step));
});

test.each([
  ['of classes, on rows held out', { data: 'spirals', hidden: [4], validation: 0.2 }],
  ['of classes, on all rows', { data: 'digits', hidden: [] }],
  ['of numbers', { data: 'polynomial', hidden: [4] }],
])('an evaluation %s is the processor’s', async (_, problem) => {
  const found = await undisturbed(onGpu({ problem, epochs: 1 }));
  const [expected] = (await playOnCpu(onGpu({ problem, epochs: 1 }))).evaluations;
  expect(found.evaluations[0]?.loss).toBeCloseTo(expected?.loss ?? 0, 4);
  expect(found.evaluations[0]?.accuracy).toBe(expected?.accuracy);
  expect(found.evaluations.length).toBe(2);
});

test.each([
  ['that changes with each step', { name: 'OneCycleLR', max_lr: 0.1 }],
  ['by epochs', { name: 'StepLR', step_size: 2, gamma: 0.1 }],
])('a schedule %s is the processor’s', async (_, schedule) => {
  const found = await undisturbed(onGpu({ schedule }));
  const expected = await playOnCpu(onGpu({ schedule }));
  expect(found.description).toBe(device);
  expect(distance(found.losses, expected.losses)).toBeLessThan(1e-3);
  expect(distance(found.losses, (await playOnCpu(onGpu())).losses)).toBeGreaterThan(1e-3);
});

describe('a run is the same', () => {
  const slow = () => new FakeGpu({ milliseconds: 1000 });

  test.each([
    ['to its end', {}],
    ['with a target that its mean over an epoch reaches', { epochs: 200, stop: { target: 0.65 } }],
    ['with a target that its start reaches', { stop: { target: 100 } }],
    ['with patience', { epochs: 200, lr: [0.3], stop: { patience: 1 } }],
    [
      'that diverges',
      {
        problem: { data: 'diabetes', hidden: [4], activation: 'relu' },
        optimizers: [{ optimizer: 'sgd' }],
        lr: [10],
      },
    ],
  ])('step by step and in large requests, %s', async (_, others) => {
    const [gpu, stepwise] = [new FakeGpu(), slow()];
    const found = await playOn(gpu, onGpu(others));
    expect(found).toEqual(await playOn(stepwise, onGpu(others)));
    expect(found.description).toBe(device);
    expect(found.status.kind).not.toBe('running');
    const [few, many] = [gpu.count('run'), stepwise.count('run')];
    if (found.losses.length > 50) expect(few).toBeLessThan(many / 2);
    await expect.poll(() => [gpu.runs, stepwise.runs]).toEqual([0, 0]);
  });
});

test('a target takes back the steps behind it, and the run ends at the very step', async () => {
  const gpu = new FakeGpu({ milliseconds: 0.01 });
  const { losses, status, evaluation } = await playOn(gpu, onGpu({ epochs: 200, stop: { target: 0.65 } }));
  expect(status).toEqual({ kind: 'finished', reason: `reached 0.65 at step ${losses.length - 1}` });
  expect(evaluation?.step).toBe(losses.length - 1);
  expect(gpu.count('create')).toBe(2);
});

test('where the target lies before the checkpoint of the same request, the run is evaluated at its step', async () => {
  const falling = { lr: [0.3], batch_size: ['full'] };
  const { means } = await undisturbed(onGpu(falling));
  // The first request has 4 steps and a checkpoint behind them.
  const step = [1, 2, 3].find((each) => (means[each] ?? 0) < Math.min(...means.slice(0, each)));
  const target = 1e-4 + (means[step ?? expect.fail('no loss falls')] ?? 0);
  const experiment = onGpu({ ...falling, evaluate_every: 10, stop: { target } });
  const found = await undisturbed(experiment);
  expect(found.state.stepsDone).toBe(step);
  const expected = await playOnCpu(experiment);
  expect(found.status).toEqual(expected.status);
  expect(found.evaluation?.loss).toBeCloseTo(expected.evaluation?.loss ?? 0, 5);
});

test('a request has as many steps as take the device about 16 ms, and is the second that it has', async () => {
  const gpu = new FakeGpu({ milliseconds: 0.5 });
  await playOn(gpu, onGpu({ epochs: 100, evaluate_every: 100 }));
  const sizes = gpu.requests.flatMap((request) => (request.type === 'run' ? [request.steps] : []));
  expect(sizes.slice(0, 9)).toEqual([0, 4, 4, 16, 16, 32, 32, 32, 32]);
  expect(gpu.mostAtOnce).toBe(2);
});

test('checkpoints are asked for with the first steps, and then every two seconds of the device', async () => {
  const gpu = new FakeGpu({ milliseconds: 30 });
  await playOn(gpu, onGpu({ epochs: 20, evaluate_every: 20 }));
  let time = 0;
  const times: number[] = [];
  for (const request of gpu.requests) {
    if (request.type !== 'run') continue;
    time += 30 * request.steps;
    if (request.checkpoint) times.push(time);
  }
  expect(times[0]).toBe(120);
  for (const [index, each] of times.slice(1).entries()) {
    expect(each - (times[index] ?? 0)).toBeGreaterThanOrEqual(2000);
    expect(each - (times[index] ?? 0)).toBeLessThan(2100);
  }
  expect(times.length).toBeGreaterThan(2);
});

test('runs on the same data send it once, and open the device once', async () => {
  const gpu = new FakeGpu();
  const engines = enginesWith(gpu);
  const runners = await Promise.all(
    [1, 2, 3].map((seed) => createRunner(onGpu({ seed: [seed] }), { engines })),
  );
  await Promise.all(runners.map((runner) => runner.advance(20, Number.POSITIVE_INFINITY)));
  // A piece for the rows to train on, and one for those held out.
  expect([gpu.count('open'), gpu.count('examples'), gpu.count('create')]).toEqual([1, 2, 3]);
  for (const runner of runners) await runner.stop();
  await expect.poll(() => gpu.runs).toBe(0);
});

describe('the processor computes, and says why,', () => {
  const cpu = 'WebAssembly (SIMD), float32';
  const refusing = (message: string, isLost = false) =>
    new FakeGpu({
      before: ({ type }) => {
        if (type === 'open') throw Object.assign(new Error(message), { isLost });
      },
    });

  test.each<[string, object, FakeGpu, string]>([
    [
      'a schedule that decides by losses',
      { schedule: { name: 'ReduceLROnPlateau' } },
      new FakeGpu(),
      'its schedule needs each loss before the next step, and a GPU takes many steps at once',
    ],
    [
      'where there is no device',
      {},
      refusing('the graphics driver is blocked'),
      'the graphics driver is blocked',
    ],
    [
      'what is too large for the device',
      {},
      new FakeGpu({ largestBuffer: 2000 }),
      'it needs 1 MB in one piece, and the GPU has at most 1 MB',
    ],
  ])('%s', async (_, others, gpu, reason) => {
    const found = await playOn(gpu, onGpu(others));
    const expected = await playOnCpu(onGpu(others));
    expect(found).toEqual({ ...expected, description: `${cpu}, since ${reason}` });
    expect(gpu.count('create')).toBe(0);
  });

  test('what can’t be planned', async () => {
    const planNetwork = () => {
      throw new RangeError('its layers are too wide for a GPU');
    };
    const found = await playOn(new FakeGpu(), onGpu(), { planners: { ...planners, planNetwork } });
    expect(found.description).toBe(`${cpu}, since its layers are too wide for a GPU`);
  });

  test('without kernels in double precision', async () => {
    const gpu = refusing('the driver is old');
    const found = await playOn(gpu, onGpu(), { kernels: 'there is no WebAssembly' });
    const expected = await playOn(gpu, onGpu({ engine: 'float64' }));
    const description = 'JavaScript, float64, since the driver is old, and there is no WebAssembly';
    expect(found).toEqual({ ...expected, description });
  });
});

test.each([true, false])(
  'a network is planned for the device that is there, software: %s',
  async (isSoftware) => {
    const gpu = new FakeGpu({ isSoftware });
    await playOn(gpu, onGpu({ epochs: 1 }));
    const plans = gpu.requests.flatMap((request) => (request.type === 'create' ? [request.plan] : []));
    expect(plans.map((plan) => problemOf(plan))).toMatchObject([{ isSoftware, hasSubgroups: isSoftware }]);
  },
);

describe('asked about a run, it takes', () => {
  const [engine] = enginesWith(new FakeGpu());
  const supports = (experiment: object) => engine?.supports(specOf(experiment));
  const not = { supported: false, reason: null };

  test('networks that ask for it', () => {
    expect(supports(onGpu())).toEqual({ supported: true });
    expect(supports(onGpu({ engine: 'float64' }))).toEqual(not);
    expect(supports(onGpu({ engine: 'auto' }))).toEqual(not);
    expect(
      supports({ problem: { surface: 'valley' }, optimizers: [{ optimizer: 'sgd' }], lr: [0.1] }),
    ).toEqual(not);
  });

  test('those that a GPU is measured to be better for', () => {
    const auto = { onGpu: true, reason: 'measured to be 3 times as fast' };
    const [choosing] = enginesWith(new FakeGpu(), { auto });
    expect(choosing?.supports(specOf(onGpu({ engine: 'auto' })))).toEqual({ supported: true });
    for (const engine of ['cpu', 'float64'])
      expect(choosing?.supports(specOf(onGpu({ engine })))).toEqual(not);
  });

  test('and says why not to those it was asked for, or measured for', () => {
    const [choosing] = enginesWith(new FakeGpu(), { auto: { onGpu: true, reason: 'it is fast' } });
    const schedule = { name: 'ReduceLROnPlateau' };
    expect(choosing?.supports(specOf(onGpu({ engine: 'auto', schedule })))).toMatchObject({
      reason: expect.stringContaining('its schedule needs each loss'),
    });
    const [without] = enginesOf({ kernels: kernelsOf('simd'), gpu: 'the driver is old' });
    expect(without?.supports(specOf(onGpu({ engine: 'auto' })))).toEqual(not);
    expect(without?.supports(specOf(onGpu()))).toEqual({ supported: false, reason: 'the driver is old' });
    expect(without?.supports(specOf(onGpu({ schedule })))).toMatchObject({
      reason: expect.stringContaining('its schedule needs each loss'),
    });
    const [slower] = enginesOf({ kernels: kernelsOf('simd'), auto: { onGpu: false, reason: 'it is slow' } });
    expect(slower?.supports(specOf(onGpu({ engine: 'auto' })))).toEqual({
      ...{ supported: false, reason: 'it is slow' },
    });
    expect(slower?.supports(specOf(onGpu({ engine: 'cpu' })))).toEqual(not);
  });
});

test('a run that was measured to be faster on the GPU, or slower, says so', async () => {
  const faster = { onGpu: true, reason: 'measured to be 14 times as fast here as the processor' };
  expect(await factsOn(new FakeGpu(), onGpu({ engine: 'auto' }), { auto: faster })).toEqual({
    ...{ precision: 'float32', threads: 1, gpu: 'Fake', description: `${device}, ${faster.reason}` },
  });
  const slower = { onGpu: false, reason: 'the GPU (Fake) was measured to take 2.1 times as long' };
  const gpu = new FakeGpu();
  expect(await factsOn(gpu, onGpu({ engine: 'auto' }), { auto: slower })).toMatchObject({
    description: `WebAssembly (SIMD), float32, since ${slower.reason}`,
    reason: slower.reason,
  });
  expect(gpu.requests).toEqual([]);
});

test('a GPU that is the processor is called so where it was asked for', async () => {
  const what = 'no GPU but the processor in disguise, and slower than "cpu"';
  expect(await factsOn(new FakeGpu({ isSoftware: true }), onGpu())).toMatchObject({
    ...{ gpu: 'Fake', description: `${device}, ${what}`, reason: `Fake is ${what}` },
  });
});

test('a run that the processor has taken over says since when, and why', async () => {
  let turn = 0;
  const gpu = new FakeGpu({
    before: ({ type }) => {
      if (type === 'run' && ++turn > 3)
        throw Object.assign(new Error('the panel was closed'), { isLost: false });
    },
  });
  const runner = await createRunner(onGpu(), { engines: enginesWith(gpu) });
  await runner.advance(100, Number.POSITIVE_INFINITY);
  const { engine } = runner.takePiece().state;
  expect(engine).toMatchObject({ reason: 'from step 8 on, since the panel was closed' });
  expect(engine?.gpu).toBeUndefined();
  await runner.stop();
});
