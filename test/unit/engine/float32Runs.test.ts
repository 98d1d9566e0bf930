import { describe, expect, test } from 'vitest';
import { optimizers } from '../../../core/optimizers/index.ts';
import { createRandom } from '../../../core/random.ts';
import { builds, distance, kernelsOf } from './networkTools.ts';
import { createRunners, fakeClock, record } from './runs.ts';

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
  const runnersOf = (experiment: object, now: () => number = () => 0) =>
    createRunners({ ...spirals, ...experiment }, now, kernelsOf(build));
  const recordOf = (experiment: object, now?: () => number) => {
    const [runner] = runnersOf(experiment, now);
    if (!runner) throw new RangeError('expected a run');
    return record(runner);
  };

  test('runs follow those in double precision, with every optimizer', () => {
    const fast = runnersOf(everyOptimizer);
    const exact = createRunners(everyOptimizer).map(record);
    for (const [index, runner] of fast.entries()) {
      const { losses, evaluations, status } = record(runner);
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

  test('cut into pieces at any time, a run is the same as in one go, bit for bit', () => {
    const random = createRandom(5);
    const whole = runnersOf(everyOptimizer).map(record);
    for (const [index, runner] of runnersOf(everyOptimizer, fakeClock(0.1).now).entries()) {
      const losses: number[] = [];
      let deadline = 0;
      while (!runner.ended) {
        deadline += 0.1 + random.below(3);
        runner.advance(random.below(4) === 0 ? runner.stepsDone + 3 : 1e9, deadline);
        losses.push(...runner.takeChunk().losses);
      }
      expect(losses).toEqual(whole[index]?.losses);
    }
  });

  test('a target ends a run at the very step that reaches it', () => {
    const { losses, status } = recordOf({ epochs: 300, stop: { target: 0.4 } });
    expect(status).toEqual({ kind: 'finished', reason: `reached 0.4 at step ${losses.length - 1}` });
  });

  test('a run that diverges ends where it does', () => {
    const { losses, status } = recordOf({
      problem: { data: 'diabetes', hidden: [8], activation: 'relu' },
      optimizers: [{ optimizer: 'sgd' }],
      lr: [10],
      epochs: 10,
    });
    expect(status).toMatchObject({ kind: 'diverged', step: losses.length - 1 });
    expect(losses.slice(0, -1).every((loss) => loss <= 1e6)).toBe(true);
    expect((losses.at(-1) ?? 0) <= 1e6).toBe(false);
  });

  test('a schedule that waits for a plateau decides by the losses of the steps before', () => {
    const schedule = { name: 'ReduceLROnPlateau', per: 'epoch', patience: 0, threshold: 0.5, factor: 0.1 };
    const experiment = { ...spirals, schedule, epochs: 8 };
    const exact = createRunners(experiment).map(record);
    const { losses } = recordOf(experiment);
    expect(distance(losses, exact[0]?.losses ?? [])).toBeLessThan(1e-4);
    expect(distance(losses, recordOf({ epochs: 8 }).losses)).toBeGreaterThan(1e-3);
  });

  test('regression, single outputs and gelu train, too', () => {
    const problem = { data: 'polynomial', hidden: [8], activation: 'gelu' };
    const { losses, evaluation } = recordOf({ problem, epochs: 50 });
    expect(evaluation?.loss).toBeLessThan(0.5 * (losses[0] ?? 0));
    expect(evaluation?.accuracy).toBeUndefined();
  });

  test('a run says how it is computed', () => {
    const [fast] = runnersOf({});
    expect(fast?.takeChunk().engine).toMatchObject({
      precision: 'float32',
      description: expect.stringContaining('WebAssembly'),
    });
    const [exact] = runnersOf({ engine: 'float64' });
    expect(exact?.takeChunk().engine).toEqual({
      precision: 'float64',
      threads: 1,
      description: 'JavaScript, float64',
    });
  });
});

test('where there are no kernels, a run is computed in double precision and says why', () => {
  const [runner] = createRunners(spirals, undefined, 'there is no WebAssembly');
  expect(runner?.takeChunk().engine).toEqual({
    precision: 'float64',
    threads: 1,
    description: 'JavaScript, float64, since there is no WebAssembly',
  });
});
