/** A run with learning rates by layer, there and back, and what is seen of its rates. */
import { describe, expect, test } from 'vitest';
import { tensorOf } from '../../../core/debug/recordStep.ts';
import { createRunner, record } from '../engine/runs.ts';
import { inspected } from './inspections.ts';
import { bitsOf, onSpirals, replayOf } from './replays.ts';

const layer_lr = { first: 0.02, last: 0.5 };
const byLayer = (optimizer: string, others: object = {}) =>
  onSpirals(optimizer, { optimizers: [{ optimizer, layer_lr }], ...others });

describe('computes the losses of the run, bit for bit', () => {
  const schedule = { name: 'ReduceLROnPlateau', patience: 0, factor: 0.5, per: 'step' };
  test.each([
    ['adam', byLayer('adam')],
    ['nesterov', byLayer('nesterov')],
    ['lars', byLayer('lars')],
    ['clipped-sgd', byLayer('clipped-sgd')],
    ['a schedule', byLayer('sgd', { schedule: { name: 'ExponentialLR', gamma: 0.9, per: 'step' } })],
    ['a schedule by losses', byLayer('sgd', { schedule })],
  ])('%s', async (_, experiment) => {
    const { losses } = await record(createRunner(experiment));
    const replay = replayOf(experiment);
    const found = [replay.loss];
    while (replay.stepsDone < replay.steps) {
      if (replay.stepsDone % 3 === 0) expect(replay.recorded.tensors).toHaveLength(6);
      replay.forward();
      found.push(replay.loss);
    }
    expect(found).toEqual(losses);
    const end = bitsOf(replay);
    replay.goTo(3);
    replay.goTo(replay.steps);
    expect(bitsOf(replay)).toBe(end);
  });
});

const ratesIn = ({ recorded }: ReturnType<typeof replayOf>) =>
  recorded.tensors.map(({ begin }) => begin.get('lr'));

test('each line has the rate of the layer of its parameter', () => {
  const replay = replayOf(byLayer('sgd'));
  expect(ratesIn(replay)).toEqual([0.02, 0.02, 0.01, 0.01, 0.5, 0.5]);
  expect(tensorOf(replay.recorded.tensors, 0).end.get('lr')).toBe(0.02);
});

test('a rate that a person sets is that of all layers from then on', () => {
  const replay = replayOf(byLayer('sgd'));
  replay.goTo(2);
  replay.set({ line: 0, name: 'lr', parameter: null, value: 0.125 });
  replay.forward();
  expect(ratesIn(replay)).toEqual([0.125, 0.125, 0.125, 0.125, 0.125, 0.125]);
  const set = replay.parameters.slice();
  // Also where steps are not looked at.
  replay.goTo(0);
  replay.goTo(6);
  const looked = replayOf(byLayer('sgd'));
  looked.goTo(2);
  looked.set({ line: 0, name: 'lr', parameter: null, value: 0.125 });
  while (looked.stepsDone < 6) {
    expect(looked.recorded.tensors).toHaveLength(6);
    looked.forward();
    if (looked.stepsDone === 3) expect(looked.parameters).toEqual(set);
  }
  expect(bitsOf(looked)).toBe(bitsOf(replay));
});

describe('the inspector', () => {
  const { inspection } = inspected(byLayer('sgd', { epochs: 1 }));
  const textsOf = (chosen: readonly number[]) => inspection.step(2, chosen).findings.map(({ text }) => text);
  const last = inspection.facts.parameterCount - 1;

  test('says which rate a parameter has', () => {
    const { parameters } = inspection.step(2, [0, last]);
    const [first, other] = parameters.map(({ name }) => name);
    const ofFirst = `${first} is in layer 1 of 3, whose learning rate is 0.02`;
    expect(textsOf([0])).toContain(`${ofFirst}.`);
    expect(textsOf([0, last])).toContain(
      `${ofFirst}; ${other} is in layer 3 of 3, whose learning rate is 0.5.`,
    );
  });

  test('tells a step by the rate of its parameter', () => {
    expect(inspection.step(2, [last]).headline.text).toContain(
      'moves by the learning rate times its gradient',
    );
    expect(inspection.step(2, [0, last]).headline.text).not.toContain('learning rate');
  });
});
