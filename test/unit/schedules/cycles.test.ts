import { describe, expect, test } from 'vitest';
import { createSchedule } from '../../../core/schedules/createSchedule.ts';

describe('OneCycleLR', () => {
  test('has a rate for total_steps, as PyTorch does, and none after that', () => {
    const schedule = createSchedule('OneCycleLR', { max_lr: 0.1, total_steps: 100 });
    const message = 'stepsDone = 101 — expected a whole number <= 100, the total_steps';
    expect(schedule(100)).toBeGreaterThan(0);
    expect(() => schedule(101)).toThrow(message);
    expect(() => schedule(101)).toThrow(RangeError);
    expect(() => schedule.momentum?.(101)).toThrow(message);
  });

  test('is not changed by base_lr', () => {
    const plain = createSchedule('OneCycleLR', { max_lr: 0.1, total_steps: 10 });
    const other = createSchedule('OneCycleLR', { max_lr: 0.1, total_steps: 10, base_lr: 3 });
    for (let t = 0; t <= 10; t++) expect(other(t)).toBe(plain(t));
  });

  // PyTorch drops them without a word.
  test.each([{ epochs: 7 }, { steps_per_epoch: 7 }, { epochs: 7, steps_per_epoch: 7 }])(
    'refuses %j beside total_steps',
    (others) => {
      expect(() => createSchedule('OneCycleLR', { max_lr: 0.1, total_steps: 10, ...others })).toThrow(
        `${Object.keys(others)[0]} = 7 — expected none: total_steps says how long the cycle is`,
      );
    },
  );

  // PyTorch divides by 0 here.
  test.each([
    ['rises in no step', { total_steps: 10, pct_start: 0.1 }, 0, 0.5, 0.85],
    ['only rises', { total_steps: 10, pct_start: 1 }, 10, 2e-6, 0.95],
  ])('stays finite where it %s', (_, given, t, rate, momentum) => {
    const schedule = createSchedule('OneCycleLR', { max_lr: 0.5, ...given });
    expect(schedule(t)).toBeCloseTo(rate, 15);
    expect(schedule.momentum?.(t)).toBeCloseTo(momentum, 15);
  });

  test('has no momentum without cycle_momentum', () => {
    const given = { max_lr: 0.5, total_steps: 10, cycle_momentum: false };
    expect(createSchedule('OneCycleLR', given)).not.toHaveProperty('momentum');
  });
});

describe('CyclicLR', () => {
  const given = { base_lr: 1, max_lr: 3, step_size_up: 2 };
  const rates = (more: Readonly<Record<string, unknown>>) => {
    const schedule = createSchedule('CyclicLR', { ...given, ...more });
    return Array.from({ length: 8 }, (_, t) => schedule(t));
  };

  test('falls in as many steps as it rises, for step_size_down left out or None', () => {
    expect(rates({})).toEqual([1, 2, 3, 2, 1, 2, 3, 2]);
    expect(rates({ step_size_down: null })).toEqual(rates({}));
  });

  test('scales by a function of the cycle or of the steps done', () => {
    expect(rates({ scale_fn: (cycle: number) => cycle })).toEqual([1, 2, 3, 2, 1, 3, 5, 3]);
    const scale_fn = (t: number) => t;
    expect(rates({ scale_fn, scale_mode: 'iterations' })).toEqual([1, 2, 5, 4, 1, 6, 13, 8]);
  });

  test('cycles momentum by default, and not without cycle_momentum', () => {
    expect(createSchedule('CyclicLR', given).momentum?.(2)).toBeCloseTo(0.8, 15);
    expect(createSchedule('CyclicLR', { ...given, cycle_momentum: false })).not.toHaveProperty('momentum');
  });

  test('rises every 4000 steps by default', () => {
    const schedule = createSchedule('CyclicLR', { base_lr: 1, max_lr: 3 });
    expect([0, 1000, 2000, 3000, 4000].map((t) => schedule(t))).toEqual([1, 2, 3, 2, 1]);
  });
});
