/** Which argument the highest rates of a schedule come from, where that is not the optimizer's rate. */
import { expect, test } from 'vitest';
import { createSchedule } from '../../../core/schedules/createSchedule.ts';
import { schedules } from '../../../core/schedules/index.ts';
import { examples } from './examples.ts';

const highestOf = (name: string, given: object) => createSchedule(name, { base_lr: 0.1, ...given }).highest;
const sequence = (milestones: readonly number[], ...schedulers: readonly [string, object][]) =>
  createSchedule('SequentialLR', { base_lr: 0.1, schedulers, milestones });

test.each([
  ['OneCycleLR', { max_lr: 2, total_steps: 10 }, { path: ['max_lr'], value: 2 }],
  ['CyclicLR', { max_lr: 2 }, { path: ['max_lr'], value: 2 }],
  ['CyclicLR', { max_lr: 0.1 }, { path: ['max_lr'], value: 0.1 }],
  ['CyclicLR', { max_lr: 0.01 }, { path: ['base_lr'], value: 0.1 }],
])('%s %j', (name, given, highest) => {
  expect(highestOf(name, given)).toEqual(highest);
});

test('of the others it is the optimizer’s', () => {
  const others = schedules.filter(({ name }) => !/^(OneCycle|Cyclic|Sequential)LR$/.test(name));
  expect(others).toHaveLength(12);
  for (const { name } of others) {
    const { highest, ignoresBaseLr } = createSchedule(name, examples[name] ?? {});
    expect([name, highest, ignoresBaseLr]).toEqual([name, undefined, undefined]);
  }
});

test('of a sequence it is that of the part with the highest', () => {
  const cyclic = (max_lr: number): [string, object] => ['CyclicLR', { max_lr, step_size_up: 2 }];
  expect(sequence([5], cyclic(2), cyclic(3)).highest).toEqual({
    path: ['schedulers', 1, 1, 'max_lr'],
    value: 3,
  });
  expect(sequence([5], cyclic(3), cyclic(2)).highest).toEqual({
    path: ['schedulers', 0, 1, 'max_lr'],
    value: 3,
  });
  expect(sequence([5], cyclic(3), cyclic(3)).highest).toEqual({
    path: ['schedulers', 0, 1, 'max_lr'],
    value: 3,
  });
  const own: [string, object] = ['StepLR', { step_size: 2, base_lr: 0.5 }];
  expect(sequence([5], ['constant', {}], own).highest).toEqual({
    path: ['schedulers', 1, 1, 'base_lr'],
    value: 0.5,
  });
  // The optimizer's is the highest.
  expect(
    sequence([5], ['constant', {}], ['StepLR', { step_size: 2, base_lr: 0.01 }]).highest,
  ).toBeUndefined();
  // A part without a step has no rates.
  expect(sequence([5, 5], ['constant', {}], cyclic(9), own).highest).toMatchObject({ value: 0.5 });
});

test('a sequence ignores the optimizer’s rate where all of its parts with a step do', () => {
  const own: [string, object] = ['StepLR', { step_size: 2, base_lr: 0.5 }];
  const cycle: [string, object] = ['OneCycleLR', { max_lr: 1, total_steps: 20 }];
  expect(sequence([5], own, cycle).ignoresBaseLr).toBe(true);
  expect(sequence([5], own, ['constant', {}]).ignoresBaseLr).toBeUndefined();
  expect(sequence([5, 5], own, ['constant', {}], cycle).ignoresBaseLr).toBe(true);
});

test('a sequence has as many rates as the first part that ends before its successor begins', () => {
  const cycle = (total_steps: number): [string, object] => ['OneCycleLR', { max_lr: 1, total_steps }];
  expect(sequence([], cycle(7)).mostSteps).toBe(7);
  expect(sequence([5], ['constant', {}], cycle(7)).mostSteps).toBe(12);
  expect(sequence([5], cycle(4), ['constant', {}]).mostSteps).toBe(4);
  expect(sequence([5], cycle(5), ['constant', {}]).mostSteps).toBeUndefined();
  expect(sequence([5, 9], cycle(4), cycle(3), cycle(2)).mostSteps).toBe(4);
  expect(sequence([5], ['constant', {}], ['constant', {}]).mostSteps).toBeUndefined();
  const warmed = createSchedule('OneCycleLR', { max_lr: 1, total_steps: 7, warmup: { steps: 3 } });
  expect(warmed.mostSteps).toBe(10);
});
