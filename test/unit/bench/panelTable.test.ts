import { expect, test, vi } from 'vitest';
import { columnsOf, printTable } from '../../../scripts/benchPanel/table.mjs';

/** Frames of 10 ms, and some that are longer; half of that is work. */
const measured = (worst: number, isPanel = true) => {
  const phase = (between: number[]) => ({ between, work: between.map((each) => each / 2) });
  return {
    live: phase([...Array.from({ length: 98 }, () => 10), 30, worst]),
    pointer: phase(Array.from({ length: 20 }, (_, i) => (i === 7 ? worst : 12))),
    steady: isPanel ? phase([4, worst, worst]) : null,
    zoom: isPanel ? phase([worst, worst, 1]) : null,
    first: worst,
    firstLarge: 2 * worst,
  };
};

test('the table of the panel has medians over rounds, and how many times longer the other takes', () => {
  const rows = columnsOf([[20, 60, 40].map((worst) => measured(worst)), [measured(120, false)]]);
  const valuesOf = (name: string) => rows.find((row) => row.name === name)?.values;
  expect(valuesOf('live: median frame')).toEqual([10, 10]);
  expect(valuesOf('live: 95 % of frames')).toEqual([10, 10]);
  expect(valuesOf('live: worst frame')).toEqual([40, 120]);
  expect(valuesOf('live: median work for a frame')).toEqual([5, 5]);
  expect(valuesOf('steady: 95 % of work for frames')).toEqual([20, Number.NaN]);
  expect(valuesOf('steady: median frame'), 'frames wait for each other there').toBeUndefined();
  expect(valuesOf('pointer: 95 % of frames')).toEqual([40, 120]);
  expect(valuesOf('pointer: 95 % of work for frames')).toEqual([20, 60]);
  expect(valuesOf('zoom: worst frame')).toEqual([40, Number.NaN]);
  expect(valuesOf('first curve of 5 million points')).toEqual([80, 240]);
  const three = rows.map(({ name, values }) => ({ name, values: [...values, 20] }));
  const print = vi.spyOn(console, 'log').mockImplementation(() => {});
  printTable(['panel', 'other', 'third'], three);
  const lines = print.mock.calls.map(([line]) => String(line));
  print.mockRestore();
  expect(lines.find((line) => line.includes('live: worst'))).toMatch(
    /40\.0 ms \| +120\.0 ms \| +x3\.0 \| +20\.0 ms \| +x0\.5/,
  );
  expect(lines.find((line) => line.includes('zoom: worst'))).toMatch(/40\.0 ms \| +\| +\| +20\.0 ms/);
  expect(new Set(lines.map((line) => line.length)).size).toBe(1);
});
