import { expect, test } from 'vitest';
import { StepBudget } from '../../../../core/engine/gpu/stepBudget.ts';

/** The sizes of requests of a device that takes so long for a step. */
function sizes(milliseconds: number, most = 1000, count = 5): number[] {
  const budget = new StepBudget(most);
  return Array.from({ length: count }, () => {
    const { steps } = budget;
    budget.adapt(steps, milliseconds * steps);
    return steps;
  });
}

test.each([
  [0, 1000, [4, 16, 64, 256, 1000]],
  [1, 1000, [4, 16, 16, 16, 16]],
  [0.1, 1000, [4, 16, 64, 160, 160]],
  [5, 1000, [4, 3, 3, 3, 3]],
  [100, 1000, [4, 1, 1, 1, 1]],
  [0, 2, [2, 2, 2, 2, 2]],
])('at %f ms a step, with room for %i, requests have %j steps', (milliseconds, most, expected) => {
  expect(sizes(milliseconds, most)).toEqual(expected);
});

test('a request that had less to do makes the next no smaller', () => {
  const budget = new StepBudget(1000);
  for (const steps of [4, 16, 32]) budget.adapt(steps, steps / 2);
  budget.adapt(2, 1);
  expect(budget.steps).toBe(32);
  budget.adapt(32, 32);
  expect(budget.steps).toBe(16);
});
