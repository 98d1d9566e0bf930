import { describe, expect, test } from 'vitest';
import { float64Engine } from '../../../core/engine/cpu/float64Engine.ts';
import { createMethod } from '../../../core/engine/method.ts';
import { Runner } from '../../../core/engine/runner.ts';
import { optimizers } from '../../../core/optimizers/index.ts';
import { createRandom } from '../../../core/random.ts';
import { createRunner, createRunners, fakeClock, record, recordAll, recordedIn, specOf } from './runs.ts';

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
  test('the same seed is the same run, bit for bit, with every optimizer', async () => {
    const first = await recordAll(createRunners(experiment));
    const second = await recordAll(createRunners(experiment));
    expect(first).toEqual(second);
    expect(new Set(first.slice(0, 6).map(({ losses }) => losses.join())).size).toBe(6);
  });

  test('cut into pieces at any time, a run is the same as in one go', async () => {
    const random = createRandom(8);
    const whole = await recordAll(createRunners(experiment));
    const runners = await createRunners(experiment, fakeClock(1));
    for (const [run, runner] of runners.entries()) {
      const losses: number[] = [];
      const path: number[] = [];
      let deadline = 0;
      while (!runner.ended) {
        // The clock goes on by 1 at every look.
        deadline += 1 + random.below(25);
        await runner.advance(random.below(4) === 0 ? runner.stepsDone + 3 : 1e9, deadline);
        if (random.below(3) > 0 && !runner.ended) continue;
        const piece = runner.takePiece();
        expect(piece.firstPoint).toBe(losses.length);
        const recorded = recordedIn(piece);
        losses.push(...recorded.losses);
        path.push(...(recorded.path ?? []));
        if (runner.ended) expect(recorded.status).toMatchObject({ kind: 'finished' });
      }
      expect(losses).toEqual(whole[run]?.losses);
      expect(path).toEqual(whole[run]?.path ?? []);
    }
  });

  if (name !== 'valley')
    test('another seed is another run', async () => {
      const both = createRunners({
        ...experiment,
        optimizers: [{ optimizer: 'sgd' }],
        seed: [0, 1],
      });
      const [first, second] = await recordAll(both);
      expect(first?.losses[0]).toBeDefined();
      expect(first?.losses[0]).not.toBe(second?.losses[0]);
    });
});

test('a larger batch or another rate starts from the same weights', async () => {
  const full = { ...spirals, optimizers: [{ optimizer: 'sgd' }], lr: [0.1, 0.2], batch_size: ['full'] };
  const [a, b] = (await recordAll(createRunners(full))).map(({ losses }) => losses);
  expect(a?.[0]).toBe(b?.[0]);
  expect(a?.[1]).not.toBe(b?.[1]);
});

test('training lowers the loss on the whole set and raises the accuracy', async () => {
  const tutorials = ['sgd', 'momentum', 'nesterov', 'rmsprop', 'adam', 'adamw'].map((optimizer) => ({
    optimizer,
  }));
  const experiment = { ...digits, optimizers: tutorials, lr: [0.01], epochs: 5, batch_size: [32] };
  for (const runner of await createRunners(experiment)) {
    const [before] = runner.takePiece().evaluations;
    const { evaluation: after } = await record(runner);
    expect(before?.step).toBe(0);
    expect(after?.step).toBe(5 * 57);
    expect(after?.loss).toBeLessThan(before?.loss ?? 0);
    expect(after?.accuracy).toBeGreaterThan(0.5);
  }
});

test('models are evaluated at the start, after each epoch and where they are stopped', async () => {
  const runner = await createRunner({ ...spirals, optimizers: [{ optimizer: 'sgd' }] });
  const evaluatedAt: number[] = [];
  for (let step = 0; step <= 39; step++) {
    await runner.advance(step, Number.POSITIVE_INFINITY);
    if (step === 30) await runner.stop();
    evaluatedAt.push(...runner.takePiece().evaluations.map((each) => each.step));
  }
  expect(evaluatedAt).toEqual([0, 13, 26, 30]);
});

test('a model that diverges in the middle of an epoch is evaluated there', async () => {
  const spec = specOf({ ...spirals, optimizers: [{ optimizer: 'sgd' }] });
  let step = 0;
  const lossNow = () => (step < 5 ? 1 : Number.NaN);
  const objective = {
    start: new Float64Array(2),
    tensors: [2],
    stepsPerEpoch: spec.stepsPerEpoch,
    next: () => {
      step++;
    },
    loss: lossNow,
    lossAndGradient: lossNow,
    evaluate: () => ({ loss: step, accuracy: 0.25 }),
  };
  const trainer = await float64Engine.createTrainer(
    { kind: 'surface', objective, text: '', method: createMethod(spec) },
    null,
  );
  const runner = new Runner(spec, trainer, { keep: 'steps', points: 0, target: null }, () => 0);
  await runner.start();
  const { status, evaluation } = await record(runner);
  expect(status).toMatchObject({ kind: 'diverged', step: 5 });
  expect(evaluation).toEqual({ step: 5, loss: 5, accuracy: 0.25 });
});

test('a surface has a point for each loss and no evaluation; a model the reverse', async () => {
  const onSurface = await record(createRunner(valley));
  expect(onSurface.path?.length).toBe(2 * 301);
  expect(onSurface.path?.slice(0, 2)).toEqual([1, 10]);
  expect(onSurface.evaluation).toBeNull();
  const onData = await record(createRunner({ ...spirals, optimizers: [{ optimizer: 'adam' }] }));
  expect(onData.path).toBeNull();
  expect(onData.evaluation?.step).toBe(39);
});

test('a look-ahead optimizer shows the loss where it is, not where it looks', async () => {
  const { losses, path } = await record(createRunner(valley));
  const at = (index: number) => path?.[index] ?? Number.NaN;
  losses.forEach((loss, step) => {
    expect(loss).toBe(0.5 * (100 * (at(2 * step) * at(2 * step)) + at(2 * step + 1) * at(2 * step + 1)));
  });
});

test('a stopped run takes no more steps, and tells so once', async () => {
  const runner = await createRunner(valley);
  await runner.advance(10, Number.POSITIVE_INFINITY);
  runner.takePiece();
  expect(runner.hasNews).toBe(false);
  await runner.stop();
  await runner.advance(20, Number.POSITIVE_INFINITY);
  expect([runner.stepsDone, runner.hasNews, runner.ended]).toEqual([10, true, true]);
  expect(runner.takePiece()).toMatchObject({ firstPoint: 11, state: { status: { kind: 'stopped' } } });
  expect(runner.hasNews).toBe(false);
});

test('a run that has finished stays finished', async () => {
  const runner = await createRunner(valley);
  expect((await record(runner)).losses.length).toBe(301);
  await runner.stop();
  expect(runner.takePiece()).toMatchObject({ state: { status: { kind: 'finished' } }, firstPoint: 301 });
});

test('speed counts computing time only', async () => {
  const runner = await createRunner(valley, fakeClock());
  expect(runner.takePiece().state.stepsPerSecond).toBe(0);
  const ticking = fakeClock(1);
  const timed = await createRunner({ ...spirals, optimizers: [{ optimizer: 'sgd' }] }, ticking);
  await timed.advance(20, Number.POSITIVE_INFINITY);
  ticking.goOn(1e6);
  // The clock goes on by 1 ms at each of 21 looks after the first, and three more to evaluate after step 13.
  expect(timed.takePiece().state.stepsPerSecond).toBeCloseTo((1000 * 20) / 24, 9);
});
