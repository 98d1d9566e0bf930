import { describe, expect, test } from 'vitest';
import { createSchedule } from '../../../core/schedules/createSchedule.ts';
import { schedules } from '../../../core/schedules/index.ts';
import { deviation } from './closeness.ts';
import { examples } from './examples.ts';

const warmable = schedules.map(({ name }) => name).filter((name) => name !== 'WarmupCosine');
const metrics = Array.from({ length: 60 }, () => 1);

describe.each(warmable)('a warm-up in front of %s', (name) => {
  const given = examples[name] ?? {};
  const plain = createSchedule(name, given);
  const warmed = createSchedule(name, { ...given, warmup: { steps: 4, start_factor: 0.2 } });

  test('rises in equal steps to the first rate', () => {
    for (const [t, factor] of [0.2, 0.4, 0.6, 0.8].entries())
      expect(deviation(warmed(t), factor * plain(0))).toBeLessThanOrEqual(1e-15);
  });

  test('is followed by the schedule from its first step on', () => {
    for (let t = 0; t < 56; t++) {
      expect(warmed(t + 4, metrics)).toBe(plain(t, metrics));
      expect(warmed.momentum?.(t + 4)).toBe(plain.momentum?.(t));
    }
    expect(warmed.momentum?.(2)).toBe(plain.momentum?.(0));
  });
});

test('begins at a third by default, as LinearLR does', () => {
  const schedule = createSchedule('constant', { base_lr: 0.3, warmup: { steps: 2 } });
  expect([0, 1, 2].map((t) => schedule(t).toFixed(12))).toEqual([
    '0.100000000000',
    '0.200000000000',
    '0.300000000000',
  ]);
});

test('is SequentialLR of LinearLR and the schedule', () => {
  const given = { T_max: 20, eta_min: 0.001 };
  const warmed = createSchedule('CosineAnnealingLR', {
    base_lr: 0.1,
    ...given,
    warmup: { steps: 6, start_factor: 0.1 },
  });
  const sequence = createSchedule('SequentialLR', {
    base_lr: 0.1,
    schedulers: [
      ['LinearLR', { start_factor: 0.1, total_iters: 6 }],
      ['CosineAnnealingLR', given],
    ],
    milestones: [6],
  });
  for (let t = 0; t < 60; t++) expect(warmed(t)).toBe(sequence(t));
});

test("ReduceLROnPlateau doesn't count the metrics of its warm-up", () => {
  const given = { base_lr: 1, factor: 0.5, patience: 0, warmup: { steps: 3, start_factor: 0.25 } };
  const schedule = createSchedule('ReduceLROnPlateau', given);
  // The 1 of the warm-up would be the best of all.
  const reported = [1, 1, 1, 5, 4, 4];
  expect(reported.map((_, t) => schedule(t, reported))).toEqual([0.25, 0.5, 0.75, 1, 1, 1]);
  expect(schedule(6, reported)).toBe(0.5);
  expect(() => schedule(7, reported)).toThrow('expected at least 7 numbers');
});

test('OneCycleLR ends as many steps later', () => {
  const schedule = createSchedule('OneCycleLR', { max_lr: 1, total_steps: 10, warmup: { steps: 5 } });
  expect(schedule(14)).toBe(createSchedule('OneCycleLR', { max_lr: 1, total_steps: 10 })(9));
  expect(() => schedule(16)).toThrow('stepsDone = 16 — expected a whole number <= 15, the total_steps');
});

test.each([true, false])(
  'to a cycle that has no steps left leads up to its first rate: %j',
  (three_phase) => {
    const given = { max_lr: 1, anneal_strategy: 'linear', three_phase, warmup: { steps: 100 } };
    const schedule = createSchedule('OneCycleLR', given, { length: 9, unit: 'step', note() {} });
    const rates = Array.from({ length: 9 }, (_, t) => schedule(t));
    for (const rate of rates) expect(rate).toBeGreaterThan(0);
    expect(rates).toEqual(rates.toSorted((a, b) => a - b));
  },
);
