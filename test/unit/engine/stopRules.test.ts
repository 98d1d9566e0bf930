import { describe, expect, test } from 'vitest';
import { StopRules } from '../../../core/engine/stopRules.ts';
import { RunningMean } from '../../../core/race/runningMean.ts';
import { createRunner, fakeClock, type RunOptions, record, recordedIn } from './runs.ts';

const spirals = {
  problem: { data: 'spirals', hidden: [8], validation: 0.2 },
  optimizers: [{ optimizer: 'adam' }],
  lr: [0.02],
  batch_size: [32],
  epochs: 300,
};
const stopAfter = (stop: object, options?: RunOptions) => createRunner({ ...spirals, stop }, options);

test('without rules, a run goes to its last step', async () => {
  const { status } = await record(createRunner({ ...spirals, epochs: 3 }));
  expect(status).toEqual({ kind: 'finished' });
});

describe('a target', () => {
  test('ends a run on a surface at the first loss that is not above it', async () => {
    const valley = { problem: { surface: 'valley' }, optimizers: [{ optimizer: 'sgd' }], lr: [0.01] };
    const { losses, status } = await record(createRunner({ ...valley, stop: { target: 1 } }));
    expect(losses.at(-1)).toBeLessThanOrEqual(1);
    expect(losses.at(-2)).toBeGreaterThan(1);
    expect(status).toEqual({ kind: 'finished', reason: `reached 1 at step ${losses.length - 1}` });
  });

  test('of a model is compared with the running mean over one epoch', async () => {
    const { losses, status } = await record(stopAfter({ target: 0.4 }));
    const means = new RunningMean(10).next(losses);
    expect(losses.findIndex((loss) => loss <= 0.4)).toBeLessThan(losses.length - 1);
    expect(means.findIndex((mean) => mean <= 0.4)).toBe(losses.length - 1);
    expect(status).toEqual({ kind: 'finished', reason: `reached 0.4 at step ${losses.length - 1}` });
  });

  test('counts in the last step and in the first, and not after divergence', async () => {
    const afterStart = await record(stopAfter({ target: 100 }));
    expect(afterStart).toMatchObject({ losses: { length: 1 }, status: { reason: 'reached 100 at step 0' } });
    expect(new StopRules({ stop: { target: 1 }, stepsPerEpoch: 1 }).afterStep(3, Number.NaN)).toBeNull();
  });
});

describe('patience', () => {
  test('ends a run after as many evaluations in a row without a lower loss', async () => {
    const { evaluations, status } = await record(stopAfter({ patience: 3 }));
    const losses = evaluations.map(({ loss }) => loss);
    const lowest = losses.indexOf(Math.min(...losses));
    expect(lowest).toBeGreaterThan(0);
    expect(lowest).toBe(losses.length - 4);
    expect(status).toEqual({ kind: 'finished', reason: 'no better for 3 evaluations' });
  });

  test('begins anew with each lower loss; an equal one or NaN is no better', () => {
    const rules = new StopRules({ stop: { patience: 2 }, stepsPerEpoch: 1 });
    const reasons = [5, 5, 4, 6, 3, Number.NaN, 3].map((loss) => rules.afterEvaluation(loss));
    expect(reasons).toEqual([null, null, null, null, null, null, 'no better for 2 evaluations']);
  });

  test('makes the run the same on a machine where evaluations take long', async () => {
    const onFast = await record(stopAfter({ patience: 2 }));
    const onSlow = await record(stopAfter({ patience: 2 }, fakeClock(1)));
    expect(onSlow).toEqual(onFast);
  });
});

describe('seconds', () => {
  test('end a run by its own computing time', async () => {
    const clock = fakeClock(1);
    const runner = await stopAfter({ seconds: 1 }, clock);
    for (let slice = 0; slice < 200 && !runner.ended; slice++) {
      clock.goOn(60_000);
      await runner.advance(Number.POSITIVE_INFINITY, clock.now() + 10);
    }
    const { status, losses, evaluations } = recordedIn(runner.takePiece());
    expect(status).toEqual({ kind: 'finished', reason: 'time limit of 1 s reached' });
    expect(losses.length).toBeGreaterThan(500);
    expect(losses.length).toBeLessThan(1000);
    expect(evaluations.at(-1)?.step).toBe(losses.length - 1);
  });

  test('end a run within a slice that has no end', async () => {
    const { status } = await record(stopAfter({ seconds: 0.05 }, fakeClock(1)));
    expect(status).toEqual({ kind: 'finished', reason: 'time limit of 0.05 s reached' });
  });
});
