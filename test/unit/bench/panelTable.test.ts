import { expect, test, vi } from 'vitest';
import { columnsOf, printTable } from '../../../scripts/benchPanel/table.mjs';

/** Frames of 10 ms, and some that are longer. */
const measured = (worst: number) => ({
  live: [...Array.from({ length: 98 }, () => 10), 30, worst],
  liveWork: 100,
  hover: Array.from({ length: 20 }, (_, i) => (i === 7 ? worst : 12)),
  hoverWork: 50,
  first: worst,
  firstLarge: 2 * worst,
});

test('the table of the panel has medians over rounds, and how many times longer the other takes', () => {
  const rows = columnsOf([[20, 60, 40].map(measured), [measured(120)]]);
  const valuesOf = (name: string) => rows.find((row) => row.name === name)?.values;
  expect(valuesOf('live: median frame')).toEqual([10, 10]);
  expect(valuesOf('live: 95 % of frames')).toEqual([10, 10]);
  expect(valuesOf('live: worst frame')).toEqual([40, 120]);
  expect(valuesOf('pointer: 95 % of frames')).toEqual([40, 120]);
  expect(valuesOf('first curve of 5 million points')).toEqual([80, 240]);
  const print = vi.spyOn(console, 'log').mockImplementation(() => {});
  printTable(['panel', 'other'], rows);
  const lines = print.mock.calls.map(([line]) => String(line));
  print.mockRestore();
  expect(lines.find((line) => line.includes('live: worst'))).toMatch(/40\.0 ms \| +120\.0 ms \| +x3\.0/);
  expect(new Set(lines.map((line) => line.length)).size).toBe(1);
});
