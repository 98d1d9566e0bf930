import { expect, test } from 'vitest';
import {
  fillMomenta,
  fillPowers,
  fillRates,
  rememberTables,
} from '../../../../core/engine/cpu/fused/tables.ts';
import { runOf } from './scores.ts';

test('a table is made once, as long as there is room', () => {
  const made: number[] = [];
  const half = 2 ** 21;
  const tableOf = rememberTables(half, (key, table) => {
    made.push(key);
    table[0] = key;
  });
  for (const key of [1, 2, 2, 1, 1]) expect(tableOf(key)[0]).toBe(key);
  expect(made).toEqual([1, 2]);
  // The third has no room beside the others, which are made anew when they are wanted again.
  for (const key of [3, 3, 1]) expect(tableOf(key)[0]).toBe(key);
  expect(made).toEqual([1, 2, 3, 1]);
});

test('powers are those of each step, the first at the front', () => {
  const table = rememberTables(3, fillPowers)(0.5);
  expect([...table]).toEqual([0.5, 0.25, 0.125]);
});

test('rates and momenta are those of the schedule that begins with the rate, and no number where there is none', () => {
  const filled = (fill: typeof fillPowers) => {
    const table = new Float64Array(3);
    fill(0.5, table);
    return [...table];
  };
  const none = [Number.NaN, Number.NaN, Number.NaN];
  const halving = runOf(
    'momentum',
    undefined,
    {},
    { schedule: { name: 'StepLR', step_size: 1, gamma: 0.5 } },
  );
  expect(filled(fillRates(halving))).toEqual([0.5, 0.25, 0.125]);
  expect(filled(fillMomenta(halving))).toEqual(none);
  expect([fillRates, fillMomenta].map((fillOf) => filled(fillOf(runOf('momentum'))))).toEqual([none, none]);
});
