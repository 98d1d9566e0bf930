/** Every field that changes no run is told, and no other. */
import { describe, expect, test } from 'vitest';
import { notesOf } from '../../../core/experiment/notes.ts';
import { parseExperiment } from '../../../core/experiment/parseExperiment.ts';
import { onDigits, onValley } from './faults.ts';

const notes = (value: object) => notesOf(parseExperiment(value));

describe('on a surface', () => {
  test.each<[object, string[]]>([
    [
      { batch_size: [16, 32] },
      ['batch_size = [16,32]: a surface has no data, so each optimizer runs once with each learning rate.'],
    ],
    [
      { batch_size: ['full'] },
      ['batch_size = ["full"]: a surface has no data, so each optimizer runs once with each learning rate.'],
    ],
    [
      { seed: [0, 1] },
      [
        'seed = [0,1]: nothing is random on a surface without problem.start_range, so each optimizer runs once with each learning rate.',
      ],
    ],
    [
      { step_along: 'w1' },
      ['step_along = "w1": the lengths of steps are drawn below cells of lessons alone.'],
    ],
    [{ batch_size: [32], seed: [0] }, []],
    [{ stop: { target: 0.1, seconds: 5 }, target: 0.1, record: 'score', engine: 'float64', title: 'a' }, []],
  ])('%j', (changes, expected) => {
    expect(notes(onValley(changes))).toEqual(expected);
    expect(notes(onValley({ problem: { formula: 'x*x + y*y' }, ...changes }))).toEqual(expected);
  });
});

describe('on data', () => {
  const activation = 'problem.activation = "relu": it has no effect: hidden has no layers.';
  test.each<[object, string[]]>([
    [{ data: 'digits', activation: 'relu' }, [activation]],
    [{ data: 'digits', activation: 'relu', hidden: [4] }, []],
    [{ data: 'digits', init: 'xavier_normal', validation: 0.2 }, []],
    [{ csv: 'a.csv', target: 'y', activation: 'relu' }, [activation]],
  ])('%j', (problem, expected) => {
    const shape = 'csv' in problem ? { rows: 60, features: 3, classes: 0 } : undefined;
    expect(notesOf(parseExperiment(onDigits({ problem })), shape)).toEqual(expected);
  });

  const base = (base_batch_size: number, batch_size: readonly unknown[]) =>
    onDigits({ scale_lr: { base_batch_size }, batch_size, epochs: 1 });
  test('scale_lr, where there is no other batch size than that of the rates', () => {
    const told = (size: number) => [
      `scale_lr.base_batch_size = ${size}: it changes no rate, since there is no other batch size.`,
    ];
    expect(notes(base(32, [32]))).toEqual(told(32));
    expect(notes(base(1797, ['full']))).toEqual(told(1797));
    expect(notes(base(32, [32, 64]))).toEqual([]);
    expect(notes(base(64, [32]))).toEqual([]);
  });

  test('nothing of batches of all rows while these are not counted', () => {
    const csv = { problem: { csv: 'a.csv', target: 'y' } };
    expect(
      notesOf(parseExperiment({ ...base(32, ['full']), ...csv }), { rows: 32, features: 3, classes: 0 }),
    ).toHaveLength(1);
    expect(
      notesOf(parseExperiment({ ...base(32, ['full']), ...csv }), { rows: 33, features: 3, classes: 0 }),
    ).toEqual([]);
  });
});

describe('learning rates that no optimizer has', () => {
  const own = (...rates: number[]) => [
    { optimizer: 'sgd', lr: rates },
    { optimizer: 'adam', lr: [0.2] },
  ];
  const told = (lr: string) => [
    `lr = ${lr}: no run has it, since each optimizer has learning rates of its own.`,
  ];
  test('are told', () => {
    expect(notes(onValley({ lr: [0.5, 1], optimizers: own(0.1) }))).toEqual(told('[0.5,1]'));
  });
  test('are not where one optimizer has them, or one of them', () => {
    expect(notes(onValley({ lr: [0.5, 1], optimizers: own(1) }))).toEqual([]);
    expect(notes(onValley({ lr: [0.5], optimizers: [...own(0.1), { optimizer: 'lion' }] }))).toEqual([]);
  });
});
