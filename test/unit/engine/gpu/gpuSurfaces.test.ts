/** Runs on surfaces that a device computes, and what becomes of them where it doesn't. */
import { describe, expect, test } from 'vitest';
import type { GpuAnswers, GpuLink, GpuRequest, GpuRequestOf } from '../../../../core/engine/gpu/messages.ts';
import { optimizers } from '../../../../core/optimizers/index.ts';
import { surfaces } from '../../../../core/problems/surfaces/index.ts';
import { createRandom } from '../../../../core/random.ts';
import { onValley } from '../../experiment/faults.ts';
import { distance } from '../networkTools.ts';
import { createRunner, pointAt, specOf } from '../runs.ts';
import { at, refuse } from './failingGpu.ts';
import { FakeGpu } from './fakeGpu.ts';
import { enginesWith, playOn, playOnCpu, undisturbed } from './gpuRuns.ts';

const device = 'GPU (Fake), float32';
const cpu = 'JavaScript, float64';

const onPlane = (others: object = {}) =>
  onValley({
    ...{ problem: { surface: 'himmelblau', start: [1.1, -0.3] }, optimizers: [{ optimizer: 'adam' }] },
    ...{ lr: [0.01], steps: 200, engine: 'gpu', ...others },
  });

test.each(optimizers.map(({ id }) => id))('%s takes the steps that the processor takes', async (id) => {
  const experiment = onPlane({ optimizers: [{ optimizer: id }], lr: [1e-3], steps: 60 });
  const [found, expected] = [await undisturbed(experiment), await playOnCpu(experiment)];
  expect([found.description, expected.description]).toEqual([device, cpu]);
  expect(found.losses.length).toBe(61);
  expect(distance(found.losses, expected.losses)).toBeLessThan(1e-4);
  expect(distance(found.path ?? [], expected.path ?? [])).toBeLessThan(1e-4);
  expect(found.evaluations).toEqual([]);
});

test.each([
  ...surfaces.map(({ id, learningRate }) => ({ problem: { surface: id }, lr: [learningRate / 2] })),
  { problem: { surface: 'valley', condition: 7 }, lr: [0.1] },
  { problem: { formula: 'max(x, y)**2 + abs(x - y)', start: [1.5, 0.7] }, lr: [0.01] },
])('$problem is the processor’s', async (given) => {
  const experiment = onPlane({ ...given, optimizers: [{ optimizer: 'sgd' }], steps: 20 });
  const [found, expected] = [await undisturbed(experiment), await playOnCpu(experiment)];
  expect(found.description).toBe(device);
  expect(distance(found.losses, expected.losses)).toBeLessThan(1e-3);
  expect(distance(found.path ?? [], expected.path ?? [])).toBeLessThan(1e-3);
});

test('its positions are those of single precision, the start first', async () => {
  const { path, losses } = await undisturbed(onPlane());
  expect(path?.length).toBe(2 * losses.length);
  expect(path?.slice(0, 2)).toEqual([Math.fround(1.1), Math.fround(-0.3)]);
  expect(path?.every((each) => Math.fround(each) === each)).toBe(true);
});

test('a schedule is the processor’s', async () => {
  const schedule = { name: 'OneCycleLR', max_lr: 0.1 };
  const [found, plain] = [await undisturbed(onPlane({ schedule })), await undisturbed(onPlane())];
  const expected = await playOnCpu(onPlane({ schedule }));
  expect(distance(found.losses, expected.losses)).toBeLessThan(1e-3);
  expect(distance(found.losses, plain.losses)).toBeGreaterThan(1e-3);
});

describe('a run is the same step by step and in large requests', () => {
  test.each([
    ['to its end', { steps: 1000 }],
    ['with a target on its way', { stop: { target: 5 }, steps: 3000 }],
    ['with a target that its start reaches', { stop: { target: 1000 } }],
    ['that diverges', { optimizers: [{ optimizer: 'sgd' }], lr: [0.2] }],
  ])('%s', async (_, others) => {
    const [gpu, stepwise] = [new FakeGpu({ milliseconds: 0.001 }), new FakeGpu({ milliseconds: 1000 })];
    const found = await playOn(gpu, onPlane(others));
    expect(found).toEqual(await playOn(stepwise, onPlane(others)));
    const expected = await playOnCpu(onPlane(others));
    expect(found.status.kind).toBe(expected.status.kind);
    expect(found.losses.length).toBe(expected.losses.length);
    expect(found.path?.length).toBe(2 * found.losses.length);
    expect(found.description).toBe(device);
    await expect.poll(() => [gpu.runs, stepwise.runs]).toEqual([0, 0]);
  });
});

test('a target takes back the positions behind it, too', async () => {
  const experiment = onPlane({ stop: { target: 5 }, steps: 3000 });
  const gpu = new FakeGpu({ milliseconds: 0.001 });
  const found = await playOn(gpu, experiment);
  const whole = await undisturbed(onPlane({ steps: 3000 }));
  const step = whole.losses.findIndex((loss) => loss <= 5);
  expect(found.status).toEqual({ kind: 'finished', reason: `reached 5 at step ${step}` });
  expect(found.path).toEqual(whole.path?.slice(0, 2 * step + 2));
});

test('a device is asked for steps alone, of which a request has as many as there is room for', async () => {
  const gpu = new FakeGpu({ milliseconds: 1e-6 });
  const { losses } = await playOn(gpu, onPlane({ steps: 100_000 }));
  expect(losses.length).toBe(100_001);
  const types = new Set(gpu.requests.map(({ type }) => type));
  expect(types).toEqual(new Set(['open', 'create', 'run', 'dispose']));
  const runs = gpu.requests.filter((request) => request.type === 'run');
  const sizes = runs.map(({ steps, uniforms }) => Math.max(uniforms.length, 3 * steps));
  expect(Math.max(...sizes)).toBeLessThanOrEqual(2 ** 16);
  expect(Math.max(...sizes)).toBeGreaterThan(2 ** 15);
  expect(gpu.requests.find(({ type }) => type === 'create')).toMatchObject({ examples: null });
});

describe('the processor computes in double precision, and says why,', () => {
  test('a schedule that decides by losses', async () => {
    const experiment = onPlane({ schedule: { name: 'ReduceLROnPlateau' } });
    const reason = 'its schedule needs each loss before the next step, and a GPU takes many steps at once';
    const expected = await playOnCpu(experiment);
    const found = await playOn(new FakeGpu(), experiment);
    expect(found).toEqual({ ...expected, description: `${cpu}, since ${reason}` });
  });

  test.each(['open', 'create'] as const)('where the device refuses to %s', async (type) => {
    const found = await playOn(
      at(type, 1, () => refuse('there is no memory left')),
      onPlane(),
    );
    const expected = await playOnCpu(onPlane());
    expect(found).toEqual({ ...expected, description: `${cpu}, since there is no memory left` });
  });

  test('what can’t be planned', async () => {
    const planSurface = () => {
      throw new RangeError('its formula is too long for a GPU');
    };
    const planners = { planSurface, planNetwork: () => expect.fail('it is no network') };
    const found = await playOn(new FakeGpu(), onPlane(), { planners });
    expect(found.description).toBe(`${cpu}, since its formula is too long for a GPU`);
  });

  test('the rest of a run, from single precision on', async () => {
    const gpu = at('run', 6, () => refuse('the panel was closed'), { more: true });
    const found = await playOn(gpu, onPlane());
    const [, until] = /until step (\d+),/.exec(found.description) ?? [];
    expect(found.description).toBe(`${device} until step ${until}, then ${cpu}, since the panel was closed`);
    const whole = await undisturbed(onPlane());
    const known = Number(until) + 1;
    expect(known).toBeGreaterThan(10);
    expect(known).toBeLessThan(200);
    expect(found.losses.slice(0, known)).toEqual(whole.losses.slice(0, known));
    expect(found.path?.slice(0, 2 * known)).toEqual(whole.path?.slice(0, 2 * known));
    expect(distance(found.losses, whole.losses)).toBeLessThan(1e-4);
    expect(distance(found.path ?? [], whole.path ?? [])).toBeLessThan(1e-4);
    const [x] = pointAt(found, 200);
    expect(Math.fround(x)).not.toBe(x);
  });
});

test('60 devices that are lost at random instants give 60 complete curves', async () => {
  const random = createRandom(17);
  const whole = new Map<string, unknown>();
  let repeated = 0;
  for (let round = 0; round < 60; round++) {
    const optimizer = ['adam', 'sam', 'lamb', 'nesterov', 'clipped-sgd', 'schedulefree'][round % 6] ?? '';
    const experiment = onPlane({ optimizers: [{ optimizer }], lr: [1e-3], steps: 300 });
    if (!whole.has(optimizer)) whole.set(optimizer, await undisturbed(experiment));
    let next = 1 + random.below(10);
    const loseSometimes = () => {
      if (--next > 0) return;
      next = 16 + random.below(60);
      gpu.lose();
    };
    const milliseconds = [0.1, 2, 10, 1000][random.below(4)] ?? 2;
    const gpu = new FakeGpu({ milliseconds, [random.below(2) ? 'before' : 'after']: loseSometimes });
    expect(await playOn(gpu, experiment), `round ${round}`).toEqual(whole.get(optimizer));
    repeated += gpu.count('create') - 1;
  }
  expect(repeated).toBeGreaterThan(40);
});

/** A device that answers a run’s request of one turn, and all after it, otherwise. */
function answering(turn: number, change: (answer: GpuAnswers['run']) => GpuAnswers['run']): GpuLink {
  const gpu = new FakeGpu({ milliseconds: 2 });
  let count = 0;
  return {
    async request<Type extends GpuRequest['type']>(request: GpuRequestOf<Type>) {
      const answer = await gpu.request<Type>(request);
      const isDue = request.type === 'run' && ++count >= turn;
      return (isDue ? change(answer as GpuAnswers['run']) : answer) as GpuAnswers[Type];
    },
  };
}

test('positions that are missing are refused', async () => {
  const link = answering(3, (answer) => ({ ...answer, positions: null }));
  const { description, path } = await playOn(link, onPlane());
  expect(description).toMatch(/float64, since the GPU gave 0 coordinates after \d+ steps$/);
  expect(path?.length).toBe(402);
});

test('where steps that are known can’t be taken again, the run ends as diverged, at no place', async () => {
  let isLost = false;
  const gpu = new FakeGpu({
    milliseconds: 2,
    before: ({ type }) => {
      if (type !== 'run' || gpu.count('run') !== 6 || isLost) return;
      isLost = true;
      gpu.lose();
    },
  });
  const link: GpuLink = {
    async request<Type extends GpuRequest['type']>(request: GpuRequestOf<Type>) {
      const answer = await gpu.request<Type>(request);
      // Those of the device before may be on their way.
      if (request.type !== 'run' || gpu.count('create') < 2) return answer;
      const { losses } = answer as GpuAnswers['run'];
      return { ...answer, losses: losses.map((loss, step) => (step === 0 ? loss : Number.NaN)) };
    },
  };
  const found = await playOn(link, onPlane());
  expect(found.status).toMatchObject({ kind: 'diverged', step: found.losses.length - 1 });
  expect(pointAt(found, found.losses.length - 1)).toEqual([Number.NaN, Number.NaN]);
  expect(found.path?.length).toBe(2 * found.losses.length);
  expect(found.losses.length).toBeGreaterThan(5);
});

test('runs side by side open the device once, and each pauses where it is', async () => {
  const gpu = new FakeGpu();
  const engines = enginesWith(gpu);
  const runners = await Promise.all(
    [0.01, 0.02, 0.03].map((lr) => createRunner(onPlane({ lr: [lr] }), { engines })),
  );
  await Promise.all(
    runners.map(async (runner) => {
      while (runner.stepsDone < 20) await runner.advance(20, Number.POSITIVE_INFINITY);
    }),
  );
  expect([gpu.count('open'), gpu.count('create')]).toEqual([1, 3]);
  expect(runners.map(({ stepsDone }) => stepsDone)).toEqual([20, 20, 20]);
  for (const runner of runners) await runner.stop();
  await expect.poll(() => gpu.runs).toBe(0);
});

describe('asked about a run on a surface, it', () => {
  const supports = (experiment: object, prefers = false) =>
    enginesWith(new FakeGpu(), { prefers: () => prefers })[0]?.supports(specOf(experiment));

  test('takes one that asks for it', () => {
    expect(supports(onPlane())).toEqual({ supported: true });
  });

  test('leaves others to double precision, whatever is better for networks', () => {
    for (const engine of ['auto', 'float64'])
      expect(supports(onPlane({ engine }), true)).toEqual({ supported: false, reason: null });
  });
});
