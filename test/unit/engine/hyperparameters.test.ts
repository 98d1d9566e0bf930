import { describe, expect, test } from 'vitest';
import { createHyperparametersAt, scheduledNames } from '../../../core/engine/hyperparameters.ts';
import { createSchedule } from '../../../core/schedules/createSchedule.ts';

const falling = createSchedule('ExponentialLR', { base_lr: 0.5, gamma: 0.5 });
const cycling = createSchedule('OneCycleLR', { max_lr: 0.4, total_steps: 10 });
const momentum = { lr: 0.1, momentum: 0.9, nesterov: false };
const adam = { lr: 0.1, beta1: 0.8, beta2: 0.99 };

test('without a schedule they are always those that were set, numbers alone', () => {
  const at = createHyperparametersAt(momentum, null);
  expect([at(0), at(7)]).toEqual([
    { lr: 0.1, momentum: 0.9 },
    { lr: 0.1, momentum: 0.9 },
  ]);
  expect(scheduledNames(null, momentum)).toEqual([]);
});

test('a schedule changes the rate', () => {
  const at = createHyperparametersAt(adam, falling);
  expect({ ...at(0) }).toEqual({ lr: 0.5, beta1: 0.8, beta2: 0.99 });
  expect({ ...at(3) }).toEqual({ lr: 0.0625, beta1: 0.8, beta2: 0.99 });
  expect(scheduledNames(falling, adam)).toEqual(['lr']);
});

describe('one that cycles momentum changes', () => {
  test('momentum, where the rule has one', () => {
    expect(createHyperparametersAt(momentum, cycling)(0)['momentum']).toBe(0.95);
    expect(createHyperparametersAt(momentum, cycling)(2)).toEqual({
      lr: cycling(2),
      momentum: cycling.momentum?.(2),
    });
    expect(scheduledNames(cycling, momentum)).toEqual(['lr', 'momentum']);
  });

  test('beta1 otherwise', () => {
    expect(createHyperparametersAt(adam, cycling)(2)).toEqual({
      lr: cycling(2),
      beta1: cycling.momentum?.(2),
      beta2: 0.99,
    });
    expect(scheduledNames(cycling, adam)).toEqual(['lr', 'beta1']);
  });

  test('the rate alone, where the rule has neither', () => {
    expect(createHyperparametersAt({ lr: 1 }, cycling)(2)).toEqual({ lr: cycling(2) });
  });
});
