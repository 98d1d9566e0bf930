import { describe, expect, test } from 'vitest';
import { createFloat64Trainer } from '../../../core/engine/cpu/float64Trainer.ts';
import { createStepper } from '../../../core/engine/cpu/stepper.ts';
import { Runner } from '../../../core/engine/runner.ts';
import { optimizers } from '../../../core/optimizers/index.ts';
import { createRandom } from '../../../core/random.ts';
import { createRunner, createRunners, fakeClock, record } from './runs.ts';

const allOptimizers = optimizers.map(({ id }) => ({ optimizer: id }));
const valley = {
  problem: { surface: 'valley' },
  optimizers: [{ optimizer: 'nesterov' }],
  lr: [0.01],
  steps: 300,
};
const spirals = {
  problem: { data: 'spirals', hidden: [8] },
  optimizers: allOptimizers,
  lr: [0.05],
  batch_size: [32],
  epochs: 3,
};
const digits = { ...spirals, problem: { data: 'digits', hidden: [] }, batch_size: [600], epochs: 2 };

describe.each([
  ['valley', { ...valley, optimizers: allOptimizers }],
  ['spirals', spirals],
  ['digits', digits],
])('on %s', (name, experiment) => {
  test('the same seed is the same run, bit for bit, with every optimizer', () => {
    const [first, second] = [createRunners(experiment).map(record), createRunners(experiment).map(record)];
    expect(first).toEqual(second);
    expect(new Set(first.slice(0, 6).map(({ losses }) => losses.join())).size).toBe(6);
  });

  test('cut into pieces at any time, a run is the same as in one go', () => {
    const random = createRandom(8);
    const whole = createRunners(experiment).map(record);
    createRunners(experiment, fakeClock(1).now).forEach((runner, run) => {
      const losses: number[] = [];
      const path: number[] = [];
      let deadline = 0;
      while (!runner.ended) {
        // The clock goes on by 1 at every look.
        deadline += 1 + random.below(25);
        runner.advance(random.below(4) === 0 ? runner.stepsDone + 3 : 1e9, deadline);
        if (random.below(3) > 0 && !runner.ended) continue;
        const chunk = runner.takeChunk();
        expect(chunk.firstStep).toBe(losses.length);
        losses.push(...chunk.losses);
        path.push(...(chunk.path ?? []));
        if (runner.ended) expect(chunk).toMatchObject({ status: { kind: 'finished' } });
      }
      expect(losses).toEqual(whole[run]?.losses);
      expect(path).toEqual(whole[run]?.path ?? []);
    });
  });

  if (name !== 'valley')
    test('another seed is another run', () => {
      const [first, second] = createRunners({
        ...experiment,
        optimizers: [{ optimizer: 'sgd' }],
        seed: [0, 1],
      });
      expect(first && record(first).losses[0]).not.toBe(second && record(second).losses[0]);
    });
});

test('a larger batch or another rate starts from the same weights', () => {
  const full = { ...spirals, optimizers: [{ optimizer: 'sgd' }], lr: [0.1, 0.2], batch_size: ['full'] };
  const [a, b] = createRunners(full).map((runner) => record(runner).losses);
  expect(a?.[0]).toBe(b?.[0]);
  expect(a?.[1]).not.toBe(b?.[1]);
});

test('training lowers the loss on the whole set and raises the accuracy', () => {
  const tutorials = ['sgd', 'momentum', 'nesterov', 'rmsprop', 'adam', 'adamw'].map((optimizer) => ({
    optimizer,
  }));
  const experiment = { ...digits, optimizers: tutorials, lr: [0.01], epochs: 5, batch_size: [32] };
  for (const runner of createRunners(experiment)) {
    const [before] = runner.takeChunk().evaluations;
    const after = record(runner).evaluation;
    expect(before?.step).toBe(0);
    expect(after?.step).toBe(5 * 57);
    expect(after?.loss).toBeLessThan(before?.loss ?? 0);
    expect(after?.accuracy).toBeGreaterThan(0.5);
  }
});

test('models are evaluated at the start, after each epoch and where they are stopped', () => {
  const runner = createRunner({ ...spirals, optimizers: [{ optimizer: 'sgd' }] });
  const evaluatedAt: number[] = [];
  for (let step = 0; step <= 39; step++) {
    runner.advance(step, Number.POSITIVE_INFINITY);
    if (step === 30) runner.stop();
    evaluatedAt.push(...runner.takeChunk().evaluations.map((each) => each.step));
  }
  expect(evaluatedAt).toEqual([0, 13, 26, 30]);
});

test('a model that diverges in the middle of an epoch is evaluated there', () => {
  const { spec } = createRunner({ ...spirals, optimizers: [{ optimizer: 'sgd' }] });
  let step = 0;
  const lossNow = () => (step < 5 ? 1 : Number.NaN);
  const objective = {
    start: new Float64Array(2),
    stepsPerEpoch: spec.stepsPerEpoch,
    next: () => {
      step++;
    },
    loss: lossNow,
    lossAndGradient: lossNow,
    evaluate: () => ({ loss: step, accuracy: 0.25 }),
  };
  const kernel = {
    createState: () => ({ tensors: [], scalars: new Float64Array() }),
    needsGradientFirst: false,
    update: () => {},
  };
  const stepper = createStepper(objective, kernel, () => ({}));
  const { status, evaluation } = record(new Runner(spec, createFloat64Trainer(objective, stepper), () => 0));
  expect(status).toMatchObject({ kind: 'diverged', step: 5 });
  expect(evaluation).toEqual({ step: 5, loss: 5, accuracy: 0.25 });
});

test('a surface has a point for each loss and no evaluation; a model the reverse', () => {
  const onSurface = record(createRunner(valley));
  expect(onSurface.path?.length).toBe(2 * 301);
  expect(onSurface.path?.slice(0, 2)).toEqual([1, 10]);
  expect(onSurface.evaluation).toBeNull();
  const onData = record(createRunner({ ...spirals, optimizers: [{ optimizer: 'adam' }] }));
  expect(onData.path).toBeNull();
  expect(onData.evaluation?.step).toBe(39);
});

test('a look-ahead optimizer shows the loss where it is, not where it looks', () => {
  const { losses, path } = record(createRunner(valley));
  const at = (index: number) => path?.[index] ?? Number.NaN;
  losses.forEach((loss, step) => {
    expect(loss).toBe(0.5 * (100 * (at(2 * step) * at(2 * step)) + at(2 * step + 1) * at(2 * step + 1)));
  });
});

test('a stopped run takes no more steps, and tells so once', () => {
  const runner = createRunner(valley);
  runner.advance(10, Number.POSITIVE_INFINITY);
  runner.takeChunk();
  expect(runner.hasNews).toBe(false);
  runner.stop();
  runner.advance(20, Number.POSITIVE_INFINITY);
  expect([runner.stepsDone, runner.hasNews, runner.ended]).toEqual([10, true, true]);
  expect(runner.takeChunk()).toMatchObject({ firstStep: 11, status: { kind: 'stopped' } });
  expect(runner.hasNews).toBe(false);
});

test('a run that has finished stays finished', () => {
  const runner = createRunner(valley);
  expect(record(runner).losses.length).toBe(301);
  runner.stop();
  expect(runner.takeChunk()).toMatchObject({ status: { kind: 'finished' }, firstStep: 301 });
});

test('speed counts computing time only', () => {
  const clock = fakeClock();
  const runner = createRunner(valley, clock.now);
  expect(runner.takeChunk().stepsPerSecond).toBe(0);
  const ticking = fakeClock(1);
  const timed = createRunner({ ...spirals, optimizers: [{ optimizer: 'sgd' }] }, ticking.now);
  timed.advance(20, Number.POSITIVE_INFINITY);
  ticking.goOn(1e6);
  // The clock goes on by 1 ms at each of 21 looks after the first, and three more to evaluate after step 13.
  expect(timed.takeChunk().stepsPerSecond).toBeCloseTo((1000 * 20) / 24, 9);
});
