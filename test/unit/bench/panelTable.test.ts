import { expect, test, vi } from 'vitest';
import { columnsOf, printTable } from '../../../scripts/benchPanel/table.mjs';

/** Frames of 10 ms, and some that are longer; half of that is work. */
const measured = (worst: number) => {
  const phase = (between: number[]) => ({ between, work: between.map((each) => each / 2), perSecond: 100 });
  return {
    live: phase([...Array.from({ length: 98 }, () => 10), 30, worst]),
    pointer: phase(Array.from({ length: 20 }, (_, i) => (i === 7 ? worst : 12))),
    zoom: phase([worst, worst, 1]),
    first: worst,
    firstLarge: 2 * worst,
  };
};

test('the table of the panel has medians over rounds, and how many times longer the other takes', () => {
  const rows = columnsOf([[20, 60, 40].map(measured), [measured(120)]]);
  const valuesOf = (name: string) => rows.find((row) => row.name === name)?.values;
  expect(valuesOf('live: median frame')).toEqual([10, 10]);
  expect(valuesOf('live: 95 % of frames')).toEqual([10, 10]);
  expect(valuesOf('live: worst frame')).toEqual([40, 120]);
  expect(valuesOf('live: work in a frame, median')).toEqual([5, 5]);
  expect(valuesOf('pointer: 95 % of frames')).toEqual([40, 120]);
  expect(valuesOf('pointer: work in a frame, 95 %')).toEqual([20, 60]);
  expect(valuesOf('zoom: work a second')).toEqual([100, 100]);
  expect(valuesOf('first curve of 5 million points')).toEqual([80, 240]);
  const three = rows.map(({ name, values }) => ({ name, values: [...values, 20] }));
  const print = vi.spyOn(console, 'log').mockImplementation(() => {});
  printTable(['panel', 'other', 'third'], three);
  const lines = print.mock.calls.map(([line]) => String(line));
  print.mockRestore();
  expect(lines.find((line) => line.includes('live: worst'))).toMatch(
    /40\.0 ms \| +120\.0 ms \| +x3\.0 \| +20\.0 ms \| +x0\.5/,
  );
  expect(new Set(lines.map((line) => line.length)).size).toBe(1);
});
