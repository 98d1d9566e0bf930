import { describe, expect, test } from 'vitest';
import { float32Engine } from '../../../core/engine/cpu/float32Engine.ts';
import { taskOf } from '../../../core/engine/createRunner.ts';
import { distance } from '../../../core/engine/gpu/selfTest/distance.ts';
import { parseExperiment } from '../../../core/experiment/parseExperiment.ts';
import { optimizers } from '../../../core/optimizers/index.ts';
import { createRandom } from '../../../core/random.ts';
import { builds, kernelsOf } from './networkTools.ts';
import {
  createRunners,
  dataOf,
  fakeClock,
  type RecordedRun,
  type RunOptions,
  record,
  recordAll,
  specOf,
} from './runs.ts';

const spirals = {
  problem: { data: 'spirals', hidden: [8], validation: 0.2 },
  optimizers: [{ optimizer: 'adam' }],
  lr: [0.02],
  batch_size: [32],
  epochs: 4,
};
const everyOptimizer = {
  ...spirals,
  optimizers: optimizers.map(({ id }) => ({ optimizer: id })),
  lr: [1e-3],
};

describe.each(builds)('with the build %s', (build) => {
  const runnersOf = (experiment: object, options: RunOptions = {}) =>
    createRunners({ ...spirals, ...experiment }, { ...options, kernels: kernelsOf(build) });
  async function recordOf(experiment: object): Promise<RecordedRun> {
    const [runner] = await runnersOf(experiment);
    if (!runner) throw new RangeError('expected a run');
    return record(runner);
  }

  test('runs follow those in double precision, with every optimizer', async () => {
    const fast = await runnersOf(everyOptimizer);
    const exact = await recordAll(createRunners(everyOptimizer));
    for (const [index, runner] of fast.entries()) {
      const { losses, evaluations, status } = await record(runner);
      const expected = exact[index];
      const within = (numbers: readonly number[]) => numbers.slice(0, 20);
      expect(distance(within(losses), within(expected?.losses ?? [])), runner.spec.optimizer).toBeLessThan(
        1e-4,
      );
      expect(losses.length).toBe(expected?.losses.length);
      expect(evaluations.map(({ step }) => step)).toEqual(expected?.evaluations.map(({ step }) => step));
      expect(status).toEqual(expected?.status);
    }
  });

  test('cut into pieces at any time, a run is the same as in one go, bit for bit', async () => {
    const random = createRandom(5);
    const whole = await recordAll(runnersOf(everyOptimizer));
    const runners = await runnersOf(everyOptimizer, fakeClock(0.1));
    for (const [index, runner] of runners.entries()) {
      const losses: number[] = [];
      let deadline = 0;
      while (!runner.ended) {
        deadline += 0.1 + random.below(3);
        await runner.advance(random.below(4) === 0 ? runner.stepsDone + 3 : 1e9, deadline);
        losses.push(...(runner.takePiece().points.loss ?? []));
      }
      expect(losses).toEqual(whole[index]?.losses);
    }
  });

  test('a target ends a run at the very step that reaches it', async () => {
    const { losses, status } = await recordOf({ epochs: 300, stop: { target: 0.4 } });
    expect(status).toEqual({ kind: 'finished', reason: `reached 0.4 at step ${losses.length - 1}` });
  });

  test('a run that diverges ends where it does', async () => {
    const { losses, status } = await recordOf({
      problem: { data: 'diabetes', hidden: [8], activation: 'relu' },
      optimizers: [{ optimizer: 'sgd' }],
      lr: [10],
      epochs: 10,
    });
    expect(status).toMatchObject({ kind: 'diverged', step: losses.length - 1 });
    expect(losses.slice(0, -1).every((loss) => loss <= 1e6)).toBe(true);
    expect((losses.at(-1) ?? 0) <= 1e6).toBe(false);
  });

  test('a schedule that waits for a plateau decides by the losses of the steps before', async () => {
    const schedule = { name: 'ReduceLROnPlateau', per: 'epoch', patience: 0, threshold: 0.5, factor: 0.1 };
    const experiment = { ...spirals, schedule, epochs: 8 };
    const exact = await recordAll(createRunners(experiment));
    const { losses } = await recordOf(experiment);
    expect(distance(losses, exact[0]?.losses ?? [])).toBeLessThan(1e-4);
    expect(distance(losses, (await recordOf({ epochs: 8 })).losses)).toBeGreaterThan(1e-3);
  });

  test('regression, single outputs and gelu train, too', async () => {
    const problem = { data: 'polynomial', hidden: [8], activation: 'gelu' };
    const { losses, evaluation } = await recordOf({ problem, epochs: 50 });
    expect(evaluation?.loss).toBeLessThan(0.5 * (losses[0] ?? 0));
    expect(evaluation?.accuracy).toBeUndefined();
  });

  test('a run says how it is computed', async () => {
    const [fast] = await runnersOf({});
    expect(fast?.takePiece().state.engine).toMatchObject({
      precision: 'float32',
      description: expect.stringContaining('WebAssembly'),
    });
    const [exact] = await runnersOf({ engine: 'float64' });
    expect(exact?.takePiece().state.engine).toEqual({
      precision: 'float64',
      threads: 1,
      description: 'JavaScript, float64',
    });
  });
});

test('where there are no kernels, a run is computed in double precision and says why', async () => {
  const [runner] = await createRunners(spirals, { kernels: 'there is no WebAssembly' });
  expect(runner?.takePiece().state.engine).toEqual({
    precision: 'float64',
    threads: 1,
    description: 'JavaScript, float64, since there is no WebAssembly',
    reason: 'there is no WebAssembly',
  });
});

describe('a run in the place of another', () => {
  const engine = float32Engine(kernelsOf(builds.at(-1) ?? 'simd'));
  const data = dataOf(parseExperiment(spirals));
  const runOf = (changes: object = {}, ownData = false) => {
    const experiment = { ...spirals, ...changes };
    const task = taskOf(specOf(experiment), ownData ? dataOf(parseExperiment(experiment)) : data);
    return task.kind === 'model' ? task : expect.fail('expected a network');
  };
  const trainerOf = async () => {
    const trainer = await engine.createTrainer(runOf(), null);
    await trainer.run(3, 1e9);
    return trainer;
  };

  test('begins at its own start', async () => {
    const trainer = await trainerOf();
    const other = runOf({ seed: [7], lr: [0.1] });
    expect(trainer.restart?.(other)).toBe(true);
    const fresh = await engine.createTrainer(other, null);
    expect([trainer.stepsDone, ...trainer.measured.loss]).toEqual([0, ...fresh.measured.loss]);
    for (const each of [trainer, fresh]) await each.run(20, 1e9);
    expect([...trainer.measured.loss]).toEqual([...fresh.measured.loss]);
    expect(await trainer.evaluate?.()).toEqual(await fresh.evaluate?.());
  });

  test.each([
    ['another network', { problem: { ...spirals.problem, hidden: [9] } }],
    ['another activation', { problem: { ...spirals.problem, activation: 'relu' } }],
    ['other data', {}],
    ['another rule', { optimizers: [{ optimizer: 'sgd' }] }],
    ['a rate for each layer', { optimizers: [{ optimizer: 'adam', layer_lr: { first: 0.1 } }] }],
    ['a schedule that reads losses', { schedule: { name: 'ReduceLROnPlateau' } }],
    ['larger batches', { batch_size: [33] }],
  ])('not where it has %s', async (what, changes) => {
    const trainer = await trainerOf();
    expect(trainer.restart?.(runOf(changes, what === 'other data'))).toBe(false);
    expect(trainer.stepsDone).toBe(3);
  });

  test('not where it goes on', async () => {
    const trainer = await trainerOf();
    const from = trainer.checkpoint?.() ?? undefined;
    expect(trainer.restart?.({ ...runOf(), ...(from && { from }) })).toBe(false);
  });
});
