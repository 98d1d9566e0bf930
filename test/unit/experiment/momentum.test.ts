/** What optimizers and schedules ask of a momentum. */
import { describe, expect, test } from 'vitest';
import { notesOf } from '../../../core/experiment/notes.ts';
import { parseExperiment } from '../../../core/experiment/parseExperiment.ts';
import { faultsOf, onValley } from './faults.ts';

const sgd = (hyperparameters: object, changes: object = {}) =>
  onValley({ steps: 8, optimizers: [{ optimizer: 'sgd', hyperparameters }], ...changes });
const cycle = { name: 'OneCycleLR', max_lr: 0.1 };
const at = 'optimizers[0].hyperparameters';
const needsMomentum = `${at}.nesterov = true — expected a momentum above 0 beside it, such as "momentum": 0.9`;
const needsNoDampening = `${at}.dampening = 0.5 — expected 0, the default: nesterov is true`;

describe('nesterov is refused where PyTorch refuses it:', () => {
  test.each<[object, string[]]>([
    [{ nesterov: true }, [needsMomentum]],
    [{ nesterov: true, momentum: 0 }, [needsMomentum]],
    [{ nesterov: true, momentum: 0.9 }, []],
    [{ nesterov: true, momentum: 0.9, dampening: 0.5 }, [needsNoDampening]],
    [{ nesterov: true, dampening: 0.5 }, [needsMomentum, needsNoDampening]],
    [{ nesterov: true, momentum: 0.9, dampening: 0 }, []],
    [{ nesterov: false, momentum: 0.9, dampening: 0.5 }, []],
    [{ nesterov: true, momentum: -1 }, [`${at}.momentum = -1 — expected momentum >= 0`]],
    [
      { nesterov: true, momentum: 0.9, dampening: 2 },
      [expect.stringContaining('dampening = 2'), expect.stringContaining('0, the default')],
    ],
  ])('%j', (hyperparameters, expected) => {
    expect(faultsOf(sgd(hyperparameters))).toEqual(expected);
  });

  test('unless a schedule cycles the momentum', () => {
    expect(faultsOf(sgd({ nesterov: true }, { schedule: cycle }))).toEqual([]);
    const own = [{ optimizer: 'sgd', hyperparameters: { nesterov: true }, schedule: cycle }];
    expect(faultsOf(onValley({ steps: 8, optimizers: own }))).toEqual([]);
    const fixed = { ...cycle, cycle_momentum: false };
    expect(faultsOf(sgd({ nesterov: true }, { schedule: fixed }))).toEqual([needsMomentum]);
    expect(faultsOf(sgd({ nesterov: true }, { schedule: { name: 'StepLR', step_size: 2 } }))).toEqual([
      needsMomentum,
    ]);
    expect(faultsOf(sgd({ nesterov: true, dampening: 0.5 }, { schedule: cycle }))).toEqual([
      needsNoDampening,
    ]);
  });

  test('of a schedule that is wrong only that is told', () => {
    expect(faultsOf(sgd({ nesterov: true }, { schedule: { ...cycle, max_lr: -1 } }))).toEqual([
      'schedule.max_lr = -1 — expected a number of at least 0',
    ]);
  });
});

describe('dampening without a momentum', () => {
  const notes = (value: object) => notesOf(parseExperiment(value));
  const told = [`${at}.dampening = 0.5: it has no effect, since momentum is 0.`];
  test('is told', () => {
    expect(notes(sgd({ dampening: 0.5 }))).toEqual(told);
    expect(notes(sgd({ dampening: 0.5, momentum: 0.9 }))).toEqual([]);
    expect(notes(sgd({ dampening: 0 }))).toEqual([]);
    const steady = { name: 'CyclicLR', max_lr: 0.1, step_size_up: 4 };
    expect(notes(sgd({ dampening: 0.5 }, { schedule: steady }))).toEqual([]);
    expect(notes(sgd({ dampening: 0.5 }, { schedule: { ...steady, cycle_momentum: false } }))).toEqual(told);
  });
});

describe('a momentum that a schedule would set is refused', () => {
  const adam = (schedule: object) => faultsOf(sgd({}, { optimizers: [{ optimizer: 'adam' }], schedule }));
  test('where the optimizer has no such one', () => {
    expect(adam({ ...cycle, max_momentum: 1 })).toEqual([
      'schedule.max_momentum = 1 — expected 0 <= beta1 < 1',
    ]);
    expect(adam({ ...cycle, base_momentum: 1 })).toEqual([
      'schedule.base_momentum = 1 — expected 0 <= beta1 < 1',
    ]);
    expect(adam({ ...cycle, max_momentum: 0.99 })).toEqual([]);
    expect(faultsOf(sgd({ momentum: 0.9 }, { schedule: { ...cycle, max_momentum: 1 } }))).toEqual([]);
  });

  test('where it grows out of its bounds', () => {
    const grows = {
      name: 'CyclicLR',
      base_lr: 0.1,
      max_lr: 0.2,
      step_size_up: 4,
      mode: 'exp_range',
      gamma: 2,
    };
    expect(adam(grows)).toEqual([
      'schedule.gamma = 2 — expected a momentum from 0 to 1: after 4 steps it is -0.7; "cycle_momentum": false leaves it as it is',
    ]);
    expect(adam({ ...grows, cycle_momentum: false })).toEqual([]);
    expect(adam({ ...grows, gamma: 1.1 })).toEqual([]);
  });
});
