import { describe, expect, test } from 'vitest';
import { notesOf } from '../../../core/experiment/notes.ts';
import { parseExperiment } from '../../../core/experiment/parseExperiment.ts';
import { onDigits, onValley } from './faults.ts';

const notes = (value: object) => notesOf(parseExperiment(value));

describe('what asks for more evaluations than there are is told:', () => {
  test.each<[object, string[]]>([
    [{ epochs: 10 }, []],
    [{ epochs: 10, evaluate_every: 10 }, []],
    [
      { epochs: 10, evaluate_every: 11 },
      ['evaluate_every = 11: models are evaluated at the start and at the end alone: there are 10 epochs.'],
    ],
    [
      { epochs: 1, evaluate_every: 2, stop: { patience: 1 } },
      ['evaluate_every = 2: models are evaluated at the start and at the end alone: there is 1 epoch.'],
    ],
    [{ epochs: 10, stop: { patience: 9 } }, []],
    [
      { epochs: 10, stop: { patience: 10 } },
      ['stop.patience = 10: it ends no run early: there are 10 evaluations.'],
    ],
    [{ epochs: 10, evaluate_every: 3, stop: { patience: 2 } }, []],
    [
      { epochs: 10, evaluate_every: 3, stop: { patience: 3 } },
      ['stop.patience = 3: it ends no run early: there are 3 evaluations.'],
    ],
    [{ epochs: 10, stop: { target: 0.1 } }, []],
  ])('%j', (changes, expected) => {
    expect(notes(onDigits(changes))).toEqual(expected);
  });

  test('of the usual number of epochs, too', () => {
    expect(notes(onDigits({ epochs: undefined, stop: { patience: 30 } }))).toHaveLength(1);
    expect(notes(onDigits({ epochs: undefined, stop: { patience: 29 } }))).toEqual([]);
    const csv = { problem: { csv: 'a.csv', target: 'y' }, epochs: undefined, stop: { patience: 20 } };
    const shape = { rows: 300_000, features: 3, classes: 0 };
    expect(notesOf(parseExperiment(onDigits(csv)), shape)).toEqual([
      'stop.patience = 20: it ends no run early: there are 10 evaluations.',
    ]);
  });

  test('never on a surface', () => {
    expect(notes(onValley({ steps: 2 }))).toEqual([]);
  });
});

describe('rates that hardly were meant are told', () => {
  test('where the highest is above those that are usual', () => {
    expect(notes(onValley({ lr: [1, 20, 15] }))).toEqual([
      'A learning rate of 20 is above 10, where most optimizers diverge.',
    ]);
    expect(notes(onValley({ lr: [10] }))).toEqual([]);
  });

  test('as they are scaled with the batch size', () => {
    const scaled = { lr: [0.1], scale_lr: { base_batch_size: 1 }, batch_size: [8, 'full'], epochs: 1 };
    expect(notes(onDigits(scaled))).toEqual([
      'A learning rate of 179.7 is above 10, where most optimizers diverge.',
    ]);
  });
});

describe('runs that are the same as others', () => {
  test('are counted, the first of them named', () => {
    const names = (count: number) =>
      Array.from({ length: count }, (_, seed) => `SGD · lr 0.1 · batch 32 · seed ${seed}`);
    const twice = (count: number) => ({
      optimizers: [{ optimizer: 'sgd' }, { optimizer: 'sgd' }],
      lr: [0.1],
      batch_size: [32],
      seed: Array.from({ length: count }, (_, seed) => seed),
    });
    expect(notes(onDigits(twice(1)))).toEqual([
      `1 run is the same as another and is left out: ${names(1).join('; ')}.`,
    ]);
    expect(notes(onDigits(twice(3)))).toEqual([
      `3 runs are the same as others and are left out: ${names(3).join('; ')}.`,
    ]);
    expect(notes(onDigits(twice(5)))).toEqual([
      `5 runs are the same as others and are left out: ${names(3).join('; ')} and 2 more.`,
    ]);
  });

  test('are named once, however often they are there', () => {
    const optimizers = new Array(4).fill({ optimizer: 'adam' });
    expect(notes(onValley({ optimizers, lr: [0.1] }))).toEqual([
      '3 runs are the same as others and are left out: Adam · lr 0.1.',
    ]);
  });
});

test('of many notes the first five are told, and the others counted', () => {
  const schedule = (count: number) => ({
    name: 'MultiStepLR',
    milestones: Array.from({ length: count }, (_, i) => 1000 + i),
  });
  const told = (count: number) => notes(onValley({ steps: 8, schedule: schedule(count) }));
  expect(told(5)).toHaveLength(5);
  expect(told(6)).toHaveLength(6);
  expect(told(6).at(-1)).toBe('1 more like these.');
  expect(told(20).at(-1)).toBe('15 more like these.');
  expect(told(20)[4]).toMatch(/^schedule\.milestones\[4\] = 1004: /);
});
