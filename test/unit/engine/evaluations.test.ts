import { describe, expect, test } from 'vitest';
import { Evaluations } from '../../../core/engine/evaluations.ts';
import { Stopwatch } from '../../../core/engine/stopwatch.ts';
import type { StepsPerEpoch } from '../../../core/epochs.ts';
import { createRunner, fakeClock, record, specOf } from './runs.ts';

const digits = {
  problem: { data: 'digits', validation: 0.2 },
  optimizers: [{ optimizer: 'sgd' }],
  lr: [0.1],
  batch_size: [500],
  epochs: 6,
};
async function stepsOf(experiment: object): Promise<number[]> {
  const { evaluations } = await record(createRunner({ ...digits, ...experiment }));
  return evaluations.map(({ step }) => step);
}

test('models are evaluated at the start, after every epoch that was asked for, and at the end', async () => {
  expect(await stepsOf({})).toEqual([0, 3, 6, 9, 12, 15, 18]);
  expect(await stepsOf({ evaluate_every: 4 })).toEqual([0, 12, 18]);
  expect(await stepsOf({ evaluate_every: 100 })).toEqual([0, 18]);
});

test('a long run is evaluated about a thousand times', async () => {
  const steps = await stepsOf({ problem: { data: 'iris' }, batch_size: ['full'], epochs: 2500 });
  expect(steps.slice(0, 3)).toEqual([0, 3, 6]);
  expect(steps.length).toBe(835);
});

test('held-out rows are what a model is evaluated on', async () => {
  const { evaluation: onHeldOut } = await record(createRunner(digits));
  const { evaluation: onAll } = await record(createRunner({ ...digits, problem: { data: 'digits' } }));
  expect(onHeldOut?.loss).not.toBe(onAll?.loss);
  // A share of 359 rows.
  expect(((onHeldOut?.accuracy ?? 0) * 359) % 1).toBeCloseTo(0, 9);
  expect(onHeldOut?.accuracy).toBeGreaterThan(0.2);
});

/** The steps after which it evaluates, of epochs of 10 steps. @param cost @param time Milliseconds for each, and for a step. */
async function evaluatedAt(cost: number, epochs: number, all: boolean, time = 100): Promise<number[]> {
  const spec = specOf({ ...digits, epochs });
  const clock = fakeClock();
  const watch = new Stopwatch(clock.now);
  const evaluate = () => {
    clock.goOn(cost);
    return { loss: 1 };
  };
  const options = { all, watch, now: clock.now };
  const evaluations = new Evaluations({ ...spec, stepsPerEpoch: 10, steps: 10 * epochs }, evaluate, options);
  const made: number[] = [];
  for (let step = 0; step <= 10 * epochs; step++) {
    if (step > 0) clock.goOn(time);
    const evaluation = evaluations.isDue(step) ? await evaluations.make(step) : null;
    if (evaluation) made.push(evaluation.step);
    watch.start();
  }
  return made;
}

test('evaluations are spaced out where they would take more than 5 % of the time of training', async () => {
  expect(await evaluatedAt(50, 6, false)).toEqual([0, 10, 20, 30, 40, 50, 60]);
  expect(await evaluatedAt(100, 6, false)).toEqual([0, 20, 40, 60]);
  expect(await evaluatedAt(400, 24, false)).toEqual([0, 80, 160, 240]);
});

test('a short run is evaluated for 20 ms in any case', async () => {
  expect(await evaluatedAt(4, 10, false, 1)).toEqual([0, 10, 20, 30, 40, 50]);
});

test('where evaluations decide when a run ends, all are made', async () => {
  expect(await evaluatedAt(400, 3, true)).toEqual([0, 10, 20, 30]);
});

describe('how many steps a device may take in one go', () => {
  const cost = 10;

  /** After so many steps of a millisecond each, with an evaluation every 10 steps as far as they are affordable. */
  async function trained(
    steps: number,
    options: { all?: boolean; cost?: number; stepsPerEpoch?: StepsPerEpoch } = {},
  ) {
    const clock = fakeClock();
    const watch = new Stopwatch(clock.now);
    const evaluate = () => {
      clock.goOn(options.cost ?? cost);
      return { loss: 1 };
    };
    const { stepsPerEpoch = 10 } = options;
    const spec = { ...specOf({ ...digits, epochs: 100 }), stepsPerEpoch, steps: 1000 };
    const evaluations = new Evaluations(spec, evaluate, { all: options.all === true, watch, now: clock.now });
    await evaluations.make(0);
    watch.start();
    const made: number[] = [];
    for (let step = 1; step <= steps; step++) {
      clock.goOn(1);
      if (evaluations.isDue(step) && (await evaluations.make(step))) made.push(step);
    }
    return { evaluations, made };
  }

  test('are those until an evaluation that will be affordable', async () => {
    const { evaluations, made } = await trained(25);
    // Two are within what any run may take; a third takes 5 % of 600 ms.
    expect(made).toEqual([10, 20]);
    expect(evaluations.stepsUntilAffordable(25)).toBe(600 - 25);
    expect((await trained(610)).made).toEqual([10, 20, 600]);
  });

  test('end with an epoch where batches grow, too', async () => {
    const stepsPerEpoch = [
      { epochs: 3, steps: 10 },
      { epochs: 1, steps: 4 },
    ];
    const { evaluations, made } = await trained(25, { stepsPerEpoch });
    expect(made).toEqual([10, 20]);
    expect(evaluations.stepsUntilAffordable(25)).toBe(30 + 143 * 4 - 25);
    expect((await trained(610, { stepsPerEpoch })).made).toEqual([10, 20, 602]);
    expect(evaluations.stepsLeft(31)).toBe(3);
  });

  test('are those until the next where it is affordable, or where all are made', async () => {
    expect((await trained(0)).evaluations.stepsUntilAffordable(0)).toBe(10);
    expect((await trained(15)).evaluations.stepsUntilAffordable(15)).toBe(5);
    expect((await trained(607)).evaluations.stepsUntilAffordable(607)).toBe(200 - 7);
    expect((await trained(25, { all: true })).evaluations.stepsUntilAffordable(25)).toBe(5);
    expect((await trained(25, { cost: 0 })).evaluations.stepsUntilAffordable(25)).toBe(5);
  });
});
