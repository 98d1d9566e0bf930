import { expect, test, vi } from 'vitest';
import { findOptimizer, optimizers } from '../../../core/optimizers/index.ts';
import { parseRule } from '../../../core/rule/parseRule.ts';

vi.mock(import('../../../core/rule/parseRule.ts'), async (original) => {
  const actual = await original();
  return { ...actual, parseRule: vi.fn(actual.parseRule) };
});

test('a rule is read when it is first asked for, and once', () => {
  expect(optimizers.length).toBeGreaterThan(20);
  expect(parseRule).not.toHaveBeenCalled();
  const adam = findOptimizer('adam');
  expect(adam?.rule.name).toBe('Adam');
  expect(adam?.rule).toBe(adam?.rule);
  expect(parseRule).toHaveBeenCalledTimes(1);
});
