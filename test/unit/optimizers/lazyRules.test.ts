import { expect, test, vi } from 'vitest';
import { tables } from '../../../core/experiment/tables.ts';
import '../../../core/index.ts';
import { once } from '../../../core/once.ts';
import { findOptimizer, optimizers } from '../../../core/optimizers/index.ts';
import * as rules from '../../../core/rule/parseRule.ts';
import { schedules } from '../../../core/schedules/index.ts';

vi.mock('../../../core/rule/parseRule.ts', async (load) => {
  const actual = await load<typeof rules>();
  return { ...actual, parseRule: vi.fn(actual.parseRule) };
});

test('the texts of optimizers are parsed when they are needed, once each', () => {
  const parse = vi.mocked(rules.parseRule);
  expect(optimizers.length).toBeGreaterThan(20);
  expect(parse).not.toHaveBeenCalled();
  expect(findOptimizer('adam')?.rule.name).toBe('Adam');
  expect(findOptimizer('adam')?.rule).toBe(findOptimizer('adam')?.rule);
  expect(parse.mock.calls.map(([, name]) => name)).toEqual(['adam.optimizer']);
  expect(tables['optimizers']?.find(({ id }) => id === 'lion')).toMatchObject({ name: 'Lion' });
  expect(parse.mock.calls.map(([, name]) => name)).toEqual(['adam.optimizer', 'lion.optimizer']);
});

test('the arguments of schedules are described when they are needed, once each', () => {
  for (const schedule of schedules) {
    expect(Object.getOwnPropertyDescriptor(schedule, 'arguments')?.get).toBeTypeOf('function');
    expect(schedule.arguments).toBe(schedule.arguments);
  }
});

test('what is computed once is computed once, also where it is undefined', () => {
  const compute = vi.fn(() => undefined);
  const value = once(compute);
  expect(compute).not.toHaveBeenCalled();
  expect([value(), value()]).toEqual([undefined, undefined]);
  expect(compute).toHaveBeenCalledTimes(1);
});
