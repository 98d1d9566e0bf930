import { describe, expect, test } from 'vitest';
import { StopRules } from '../../../core/engine/stopRules.ts';
import { RunningMean } from '../../../core/race/runningMean.ts';
import { createRunner, fakeClock, record } from './runs.ts';

const spirals = {
  problem: { data: 'spirals', hidden: [8], validation: 0.2 },
  optimizers: [{ optimizer: 'adam' }],
  lr: [0.02],
  batch_size: [32],
  epochs: 300,
};
const stopAfter = (stop: object, now?: () => number) => createRunner({ ...spirals, stop }, now);

test('without rules, a run goes to its last step', () => {
  expect(record(createRunner({ ...spirals, epochs: 3 })).status).toEqual({ kind: 'finished' });
});

describe('a target', () => {
  test('ends a run on a surface at the first loss that is not above it', () => {
    const valley = { problem: { surface: 'valley' }, optimizers: [{ optimizer: 'sgd' }], lr: [0.01] };
    const { losses, status } = record(createRunner({ ...valley, stop: { target: 1 } }));
    expect(losses.at(-1)).toBeLessThanOrEqual(1);
    expect(losses.at(-2)).toBeGreaterThan(1);
    expect(status).toEqual({ kind: 'finished', reason: `reached 1 at step ${losses.length - 1}` });
  });

  test('of a model is compared with the running mean over one epoch', () => {
    const { losses, status } = record(stopAfter({ target: 0.4 }));
    const means = new RunningMean(10).next(losses);
    expect(losses.findIndex((loss) => loss <= 0.4)).toBeLessThan(losses.length - 1);
    expect(means.findIndex((mean) => mean <= 0.4)).toBe(losses.length - 1);
    expect(status).toEqual({ kind: 'finished', reason: `reached 0.4 at step ${losses.length - 1}` });
  });

  test('counts in the last step and in the first, and not after divergence', () => {
    const afterStart = record(stopAfter({ target: 100 }));
    expect(afterStart).toMatchObject({ losses: { length: 1 }, status: { reason: 'reached 100 at step 0' } });
    expect(new StopRules({ stop: { target: 1 }, stepsPerEpoch: 1 }).afterStep(3, Number.NaN)).toBeNull();
  });
});

describe('patience', () => {
  test('ends a run after as many evaluations in a row without a lower loss', () => {
    const { evaluations, status } = record(stopAfter({ patience: 3 }));
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

  test('makes the run the same on a machine where evaluations take long', () => {
    const [onFast, onSlow] = [undefined, fakeClock(1).now].map((now) =>
      record(stopAfter({ patience: 2 }, now)),
    );
    expect(onSlow).toEqual(onFast);
  });
});

describe('seconds', () => {
  test('end a run by its own computing time', () => {
    const clock = fakeClock(1);
    const runner = stopAfter({ seconds: 1 }, clock.now);
    for (let slice = 0; slice < 200 && !runner.ended; slice++) {
      clock.goOn(60_000);
      runner.advance(Number.POSITIVE_INFINITY, clock.now() + 10);
    }
    const { status, losses, evaluations } = runner.takeChunk();
    expect(status).toEqual({ kind: 'finished', reason: '1 s is over' });
    expect(losses.length).toBeGreaterThan(500);
    expect(losses.length).toBeLessThan(1000);
    expect(evaluations.at(-1)?.step).toBe(losses.length - 1);
  });

  test('end a run within a slice that has no end', () => {
    expect(record(stopAfter({ seconds: 0.05 }, fakeClock(1).now)).status).toEqual({
      kind: 'finished',
      reason: '0.05 s are over',
    });
  });
});
