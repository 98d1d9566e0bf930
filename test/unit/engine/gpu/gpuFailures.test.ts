/** What becomes of a run where the device doesn't do what it was asked for. */
import { describe, expect, test, vi } from 'vitest';
import type { Engine } from '../../../../core/engine/engine.ts';
import { gpuEngine } from '../../../../core/engine/gpu/gpuEngine.ts';
import type { GpuAnswers, GpuLink, GpuRequest, GpuRequestOf } from '../../../../core/engine/gpu/messages.ts';
import { createRandom } from '../../../../core/random.ts';
import { createRunner } from '../runs.ts';
import { at, refuse } from './failingGpu.ts';
import { FakeGpu } from './fakeGpu.ts';
import { planners } from './fakePlan.ts';
import { enginesWith, onGpu, playOn, playOnCpu, undisturbed } from './gpuRuns.ts';

const device = 'GPU (Fake), float32';
const cpu = 'WebAssembly (SIMD), float32';
const forever = new Promise<never>(() => {});
const optimizers = ['adam', 'nadam', 'sam', 'schedulefree', 'lamb', 'nesterov', 'clipped-sgd', 'asgd'];

test('100 devices that are lost at random instants give 100 complete curves', async () => {
  const random = createRandom(11);
  const whole = new Map<string, unknown>();
  let [losses, repeated] = [0, 0];
  for (let round = 0; round < 100; round++) {
    const optimizer = optimizers[round % optimizers.length] ?? 'adam';
    const experiment = onGpu({
      optimizers: [{ optimizer }],
      epochs: 6,
      ...(round % 2 === 0 && { schedule: { name: 'OneCycleLR', max_lr: 0.1 } }),
    });
    const key = JSON.stringify(experiment);
    if (!whole.has(key)) whole.set(key, await undisturbed(experiment));
    let next = 1 + random.below(12);
    const loseSometimes = () => {
      if (--next > 0) return;
      losses++;
      // Close together, they would be a device that is of no use.
      next = 16 + random.below(60);
      gpu.lose();
    };
    const isBefore = random.below(2) === 0;
    const milliseconds = [0.1, 2, 10, 1000][random.below(4)] ?? 2;
    const gpu = new FakeGpu({ milliseconds, [isBefore ? 'before' : 'after']: loseSometimes });
    expect(await playOn(gpu, experiment), `round ${round}`).toEqual(whole.get(key));
    repeated += gpu.count('create') - 1;
  }
  expect(losses).toBeGreaterThan(100);
  expect(repeated).toBeGreaterThan(60);
});

test('no step is taken again but those after the last checkpoint', async () => {
  const gpu = at('run', 5, (each) => each.lose());
  await playOn(gpu, onGpu({ epochs: 20, evaluate_every: 20 }));
  const created = gpu.requests.findLastIndex(({ type }) => type === 'create');
  const stepsIn = (requests: readonly GpuRequest[]) =>
    requests.reduce((sum, request) => sum + (request.type === 'run' ? request.steps : 0), 0);
  // The checkpoint came with the first 4 steps of 200, and the 5th request was for 16 after 4 + 16 steps and none.
  expect(stepsIn(gpu.requests.slice(created))).toBe(200 - 4);
});

describe('a device that is lost', () => {
  test.each(['open', 'examples', 'create', 'run', 'evaluate'] as const)(
    'as it is asked to %s is opened again',
    async (type) => {
      for (const when of ['before', 'after'] as const) {
        const gpu = at(type, 1, (each) => each.lose(), { when });
        expect(await playOn(gpu)).toEqual(await undisturbed());
        expect(gpu.count('open')).toBe(2);
      }
    },
  );

  test('again and again is given up', async () => {
    const gpu = at('run', 4, (each) => each.lose(), { more: true });
    const found = await playOn(gpu);
    expect(found.description).toMatch(
      /^GPU \(Fake\), float32 until step \d+, then WebAssembly \(SIMD\), float32, since the GPU was lost 3 times in a row: its process has ended$/,
    );
    expect(gpu.count('open')).toBe(3);
    expectSimilar(found.losses, (await undisturbed()).losses);
  });

  test('at every other request goes on as long as it gets further', async () => {
    let runs = 0;
    const gpu = new FakeGpu({
      milliseconds: 1000,
      after: ({ type }) => {
        if (type === 'run' && ++runs % 6 === 0) gpu.lose();
      },
    });
    expect(await playOn(gpu)).toEqual(await undisturbed());
    expect(gpu.count('create')).toBeGreaterThan(10);
  });

  test('between steps that get further is not given up, though no checkpoint comes', async () => {
    let runs = 0;
    const gpu = new FakeGpu({
      milliseconds: 0.1,
      after: ({ type }) => {
        if (type === 'run' && ++runs % 9 === 0) gpu.lose();
      },
    });
    const experiment = onGpu({ epochs: 30 });
    expect(await playOn(gpu, experiment)).toEqual(await undisturbed(experiment));
    expect(gpu.count('create')).toBeGreaterThan(4);
  });

  test('while it has several runs is opened once, and has the examples once', async () => {
    const gpu = new FakeGpu();
    const engines = enginesWith(gpu);
    const runners = await Promise.all(
      [1, 2, 3].map((seed) => createRunner(onGpu({ seed: [seed] }), { engines })),
    );
    gpu.lose();
    await Promise.all(runners.map((runner) => runner.advance(20, Number.POSITIVE_INFINITY)));
    expect([gpu.count('open'), gpu.count('examples'), gpu.count('create')]).toEqual([2, 4, 6]);
  });
});

/** What another engine computes from the same point on differs by rounding. */
function expectSimilar(found: readonly number[], expected: readonly number[]): void {
  expect(found.length).toBe(expected.length);
  for (const [step, loss] of found.entries())
    expect(loss, `step ${step}`).toBeCloseTo(expected[step] ?? 0, 3);
}

describe('a device that does not answer', () => {
  test.each(['run', 'create', 'evaluate', 'examples'] as const)('to %s counts as lost', async (type) => {
    const gpu = at(type, 1, () => forever);
    expect(await playOn(gpu)).toEqual(await undisturbed());
    expect(gpu.count('open')).toBe(2);
  });

  test('any more is given up', async () => {
    const gpu = at('run', 4, () => forever, { more: true });
    const found = await playOn(gpu);
    expect(found.description).toMatch(/until step \d+, then .*, since the GPU did not answer for 50 s$/);
    expectSimilar(found.losses, (await undisturbed()).losses);
    expect(found.status).toEqual({ kind: 'finished' });
  });

  test('when it is opened is not waited for again', async () => {
    const gpu = at('open', 1, () => forever, { more: true });
    const engines = enginesWith(gpu);
    for (const seed of [1, 2]) {
      const runner = await createRunner(onGpu({ seed: [seed] }), { engines });
      expect(runner.takePiece().state.engine?.description).toBe(
        `${cpu}, since the GPU did not answer for 50 s`,
      );
    }
    expect(gpu.count('open')).toBe(1);
  });

  test('within seconds that the thread could not listen is waited for', async () => {
    // A second passes for each of the thread's turns; the device needs some turns to answer.
    const found = await playOn(new FakeGpu(), onGpu(), {
      wait: () => new Promise((resolve) => setTimeout(resolve, 5)),
    });
    expect(found.description).toBe(device);
  });
});

describe('a request that fails for itself hands over to the processor', () => {
  test.each(['examples', 'create'] as const)('at its start: %s', async (type) => {
    const gpu = at(type, 1, () => refuse('there is no memory left'));
    const expected = await playOnCpu(onGpu());
    expect(await playOn(gpu)).toEqual({ ...expected, description: `${cpu}, since there is no memory left` });
  });

  test('in the middle, with the reason', async () => {
    const gpu = at('run', 8, () => refuse('the panel was closed'), { more: true });
    const found = await playOn(gpu);
    const [, step] = /until step (\d+),/.exec(found.description) ?? [];
    expect(found.description).toBe(`${device} until step ${step}, then ${cpu}, since the panel was closed`);
    expect([found.gpu, (await undisturbed()).gpu]).toEqual([null, 'Fake']);
    const whole = await undisturbed();
    const known = Number(step) + 1;
    expect(known).toBeGreaterThan(20);
    expect(found.losses.slice(0, known)).toEqual(whole.losses.slice(0, known));
    expectSimilar(found.losses, whole.losses);
    expect(found.evaluations.map(({ step }) => step)).toEqual(whole.evaluations.map(({ step }) => step));
    expect(gpu.count('open')).toBe(1);
  });

  test('at an evaluation, which the processor makes', async () => {
    const gpu = at('evaluate', 3, () => refuse('the panel was closed'), { more: true });
    const found = await playOn(gpu);
    const whole = await undisturbed();
    expect(found.evaluations.length).toBe(whole.evaluations.length);
    for (const [index, { step, loss }] of found.evaluations.entries()) {
      expect(step).toBe(whole.evaluations[index]?.step);
      expect(loss).toBeCloseTo(whole.evaluations[index]?.loss ?? 0, 3);
    }
  });

  test('with a target, which is reached at the step that it would be', async () => {
    const experiment = onGpu({ epochs: 200, stop: { target: 0.65 } });
    const whole = await undisturbed(experiment);
    for (const turn of [3, 4, 5]) {
      const found = await playOn(
        at('run', turn, () => refuse('the panel was closed'), { more: true }),
        experiment,
      );
      expect(found.status).toEqual(whole.status);
      expect(found.description).toContain('the panel was closed');
    }
  });

  test('with a target in that very request, which is evaluated at its step', async () => {
    const experiment = onGpu({ epochs: 200, stop: { target: 0.65 } });
    const gpu = new FakeGpu({ milliseconds: 2 });
    const whole = await playOn(gpu, experiment);
    const again = gpu.requests.findLastIndex(({ type }) => type === 'create');
    const turn = gpu.requests.slice(0, again).filter(({ type }) => type === 'run').length;
    const found = await playOn(
      at('run', turn, () => refuse('the panel was closed'), { more: true }),
      experiment,
    );
    expect(found.description).toContain('the panel was closed');
    expect(found.status).toEqual(whole.status);
    expect(found.evaluation?.step).toBe(whole.evaluation?.step);
    expect(found.evaluation?.loss).toBeCloseTo(whole.evaluation?.loss ?? 0, 4);
  });

  test('as steps are taken again, and the device keeps nothing of it', async () => {
    let turn = 0;
    const gpu: FakeGpu = new FakeGpu({
      milliseconds: 2,
      before: ({ type }) => {
        if (type !== 'run') return;
        turn++;
        if (turn === 8) gpu.lose();
        if (turn === 9) refuse('there is no memory left');
      },
    });
    expect((await playOn(gpu)).description).toContain('since there is no memory left');
    await expect.poll(() => gpu.runs).toBe(0);
  });

  test('which lets go of its memory at the end', async () => {
    const [, cpuEngine = expect.fail('there is none')] = enginesWith(new FakeGpu());
    const disposed: string[] = [];
    const createCpuTrainer = async (...given: Parameters<Engine['createTrainer']>) => {
      const trainer = await cpuEngine.createTrainer(...given);
      vi.spyOn(trainer, 'dispose').mockImplementation(() => void disposed.push('cpu'));
      return trainer;
    };
    const link = at('run', 6, () => refuse('the panel was closed'), { more: true });
    const gpu = { link, wait: () => forever, name: 'thread', planners };
    const runner = await createRunner(onGpu(), { engines: [gpuEngine(gpu, createCpuTrainer)] });
    while (!runner.ended) await runner.advance(1000, Number.POSITIVE_INFINITY);
    expect(disposed).toEqual(['cpu']);
  });

  test('in double precision, where there are no kernels', async () => {
    const gpu = at('run', 6, () => refuse('the panel was closed'), { more: true });
    const found = await playOn(gpu, onGpu(), { kernels: 'there is no WebAssembly' });
    expect(found.description).toMatch(
      /until step \d+, then JavaScript, float64, .*since the panel was closed$/,
    );
    expectSimilar(found.losses, (await undisturbed()).losses);
  });
});

/** A device that answers something else. */
function answering<T extends 'run'>(change: (answer: GpuAnswers[T], turn: number) => GpuAnswers[T]): GpuLink {
  const gpu = new FakeGpu();
  let turn = 0;
  return {
    async request<Type extends GpuRequest['type']>(request: GpuRequestOf<Type>) {
      const answer = await gpu.request<Type>(request);
      return (request.type === 'run' ? change(answer as GpuAnswers[T], ++turn) : answer) as GpuAnswers[Type];
    },
  };
}

describe('an answer that can’t be is refused:', () => {
  test.each<[string, Parameters<typeof answering>[0], string]>([
    [
      'too few losses',
      (answer, turn) => (turn === 3 ? { ...answer, losses: answer.losses.subarray(1) } : answer),
      '4 losses after 4 steps',
    ],
    [
      'too few values',
      (answer) => ({ ...answer, values: answer.values?.subarray(1) ?? null }),
      '65 values of 22 parameters',
    ],
  ])('%s', async (_, change, said) => {
    const found = await playOn(answering(change));
    expect(found.description).toContain(`${cpu}, since the GPU gave ${said}`);
    expectSimilar(found.losses, (await undisturbed()).losses);
  });
});

test('where steps that are known can’t be taken again, the run ends as diverged', async () => {
  let [isOther, hasHalted] = [false, false];
  const gpu = new FakeGpu({
    milliseconds: 2,
    before: ({ type }) => {
      if (type === 'run' && gpu.count('run') === 6 && !isOther) {
        isOther = true;
        gpu.lose();
      }
    },
  });
  const link: GpuLink = {
    async request<Type extends GpuRequest['type']>(request: GpuRequestOf<Type>) {
      const answer = await gpu.request<Type>(request);
      if (request.type !== 'run' || !isOther) return answer;
      if (hasHalted) refuse('the run has come to a halt');
      hasHalted = (request as GpuRequestOf<'run'>).steps > 0;
      const { losses } = answer as GpuAnswers['run'];
      return { ...answer, losses: losses.map((loss, step) => (step === 0 ? loss : Number.NaN)) };
    },
  };
  const { status, losses } = await playOn(link);
  expect(status).toMatchObject({ kind: 'diverged', step: losses.length - 1 });
  expect(losses.at(-1)).toBeNaN();
  expect(losses.slice(0, -1).every(Number.isFinite)).toBe(true);
});

test('a run that is stopped is let go of, on the device too', async () => {
  const gpu = new FakeGpu();
  const runner = await createRunner(onGpu(), { engines: enginesWith(gpu) });
  await runner.advance(13, Number.POSITIVE_INFINITY);
  await runner.stop();
  expect(runner.takePiece().state).toMatchObject({
    status: { kind: 'stopped' },
    stepsDone: runner.stepsDone,
  });
  await expect.poll(() => gpu.runs).toBe(0);
});
