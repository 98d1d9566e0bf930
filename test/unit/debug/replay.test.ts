import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { optimizers } from '../../../core/optimizers/index.ts';
import { createRunner, record } from '../engine/runs.ts';
import { settingsOf } from '../rule/everySetting.ts';
import { allBits, bitsOf, onRosenbrock, onSpirals, replayOf } from './replays.ts';

const everySetting = optimizers.flatMap(({ id, rule }) =>
  Object.entries(settingsOf(rule)).map(([title, { dampening: _, ...hyperparameters }]) => ({
    title: `${id} ${title}`,
    optimizers: [{ optimizer: id, hyperparameters }],
  })),
);

function lossesOf(experiment: object): readonly number[] {
  const replay = replayOf(experiment);
  const losses = [replay.loss];
  while (replay.stepsDone < replay.steps) {
    // Every third step as one that is looked at, which takes another way.
    if (replay.stepsDone % 3 === 0) expect(replay.recorded.tensors.length).toBeGreaterThan(0);
    replay.forward();
    losses.push(replay.loss);
  }
  return losses;
}

describe('computes the losses of the run, bit for bit', () => {
  test.each(everySetting)('$title', async ({ optimizers: chosen }) => {
    const experiment = onRosenbrock('', { optimizers: chosen });
    const { losses } = await record(createRunner(experiment));
    expect(lossesOf(experiment).slice(0, losses.length)).toEqual(losses);
  });

  test.each(['sgd', 'adam', 'nesterov', 'lamb', 'rprop'])('of a network with %s', async (optimizer) => {
    const { losses } = await record(createRunner(onSpirals(optimizer)));
    expect(lossesOf(onSpirals(optimizer))).toEqual(losses);
  });

  test.each([
    { name: 'StepLR', step_size: 7, gamma: 0.5 },
    { name: 'ReduceLROnPlateau', patience: 1, factor: 0.5 },
    { name: 'OneCycleLR', max_lr: 0.002 },
  ])('with $name', async (schedule) => {
    const experiment = onRosenbrock('sgd', { schedule });
    const { losses } = await record(createRunner(experiment));
    expect(lossesOf(experiment).slice(0, losses.length)).toEqual(losses);
  });
});

const plateau = { name: 'ReduceLROnPlateau', patience: 0, factor: 0.7 };
const growing = { stages: [{ size: 40, epochs: 1 }, { size: 90 }] };
/** 10,000 walks in all. */
const walked: readonly (readonly [string, number, object])[] = [
  ['adam', 3000, onRosenbrock('adam')],
  ['nesterov', 2500, onRosenbrock('nesterov')],
  ['rprop', 2300, onRosenbrock('rprop')],
  ['a plateau', 2000, onRosenbrock('sgd', { schedule: plateau })],
  ['a network', 200, onSpirals('adam', { epochs: 1 })],
  ['batches that grow', 200, onSpirals('adam', { epochs: 2, batch_size: [growing] })],
];

describe('random walks there and back end in the bits of the straight run', () => {
  const move = fc.oneof(fc.constantFrom(-1, 1), fc.integer({ min: -40, max: 40 }));

  test.each(walked)('%s', (_, numRuns, experiment) => {
    const bits = allBits(replayOf(experiment));
    // Room for all checkpoints, for some, and for the fewest.
    const replays = [2 ** 26, 10_000, 1].map((mostBytes) => replayOf(experiment, { mostBytes }));
    fc.assert(
      fc.property(fc.array(move, { minLength: 1, maxLength: 8 }), fc.nat(2), (moves, which) => {
        const replay = replays[which];
        for (const by of moves) {
          replay?.goTo(Math.min(Math.max(replay.stepsDone + by, 0), bits.length - 1));
          if (by % 2 === 0) expect(replay?.recorded.tensors.length).toBeGreaterThan(0);
        }
        expect(replay && bitsOf(replay)).toBe(bits[replay?.stepsDone ?? -1]);
      }),
      { numRuns },
    );
  });
});

test('a value that is set counts from there on, also when the step is gone through again', () => {
  const replay = replayOf(onRosenbrock('adam'));
  const usual = allBits(replay);
  replay.goTo(10);
  expect(replay.set({ line: 2, name: 'v', parameter: 1, value: 4 })).toBe(0);
  const branch = allBits(replay);
  expect(branch.slice(0, 11)).toEqual(usual.slice(0, 11));
  expect(branch[11]).not.toBe(usual[11]);
  replay.goTo(30);
  replay.goTo(11);
  expect(bitsOf(replay)).toBe(branch[11]);
});

test('what was reached before a value was set is forgotten from there on', () => {
  const replay = replayOf(onRosenbrock('adam'));
  const usual = allBits(replay);
  replay.goTo(10);
  replay.set({ line: 2, name: 'v', parameter: 1, value: 4 });
  replay.goTo(11);
  expect(bitsOf(replay)).not.toBe(usual[11]);
  expect(replay.losses).toHaveLength(12);
});

test('a hyperparameter that is set keeps its value in all later steps', () => {
  const replay = replayOf(onRosenbrock('sgd', { schedule: { name: 'StepLR', step_size: 5, gamma: 0.5 } }));
  replay.goTo(7);
  replay.set({ line: 0, name: 'lr', parameter: null, value: 0 });
  const before = [...replay.parameters];
  replay.goTo(40);
  expect([...replay.parameters]).toEqual(before);
  expect(replay.hyperparameters['lr']).toBe(0);
  replay.goTo(6);
  expect(replay.hyperparameters['lr']).toBe(0.0005);
});

test('what was set later is undone by what is set before it', () => {
  const replay = replayOf(onRosenbrock('sgd'));
  replay.goTo(20);
  replay.set({ line: 0, name: 'lr', parameter: null, value: 0 });
  replay.goTo(10);
  expect(replay.set({ line: 0, name: 'lr', parameter: null, value: 0.0005 })).toBe(1);
  replay.goTo(30);
  expect(replay.edits).toHaveLength(1);
  expect(replay.hyperparameters['lr']).toBe(0.0005);
});

test('refuses steps that the run has not', () => {
  const replay = replayOf(onRosenbrock('sgd'));
  expect(() => replay.goTo(61)).toThrow('step = 62 — expected a whole number from 1 to 60');
  replay.goTo(60);
  expect(() => replay.forward()).toThrow('the run has 60 steps, and all are done');
});
