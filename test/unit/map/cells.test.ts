/** The values of columns and rows, the order in which they are computed, and what is known of them. */
import { expect, test } from 'vitest';
import type { RunScore } from '../../../core/engine/runScore.ts';
import type { MapAxis } from '../../../core/experiment/map/mapAxis.ts';
import { cellLevels, cellOrder, levelOf } from '../../../core/map/cellOrder.ts';
import { cellsOf, nearestCell, placeInCells, valueInCells } from '../../../core/map/mapCells.ts';
import { joinChunks, MapGrid, numbersOfCell, writeScore } from '../../../core/map/mapGrid.ts';
import {
  bestCell,
  bestCells,
  kindOf,
  type MapMeasure,
  measuresOf,
  numberOf,
  rangeOf,
  shareOf,
  sharesOf,
} from '../../../core/map/mapMeasure.ts';

const rate: MapAxis = { setting: 'lr', scale: 'log', from: 1e-4, to: 0.1 };
const momentum: MapAxis = { setting: 'momentum', scale: 'one minus log', from: 0, to: 0.999 };

test('cells fall on what a person would type', () => {
  const rates = cellsOf(rate);
  expect(rates.values.length).toBe(256);
  expect([0, 85, 170, 255].map((cell) => rates.values[cell])).toEqual([1e-4, 0.001, 0.01, 0.1]);
  const momenta = cellsOf(momentum);
  expect([0, 85, 170, 255].map((cell) => momenta.values[cell])).toEqual([0, 0.9, 0.99, 0.999]);
  expect(momenta.values[170 - 1]).toBeCloseTo(1 - 1000 ** (-169 / 255), 12);
  // Of seven decades each has as many cells.
  const seven = cellsOf({ ...rate, from: 1e-7, to: 1 });
  expect(seven.values.length).toBe(7 * 36 + 1);
  expect(seven.values[36]).toBe(1e-6);
  expect(cellsOf({ ...rate, from: 0.002, to: 0.1 }).values.length).toBe(256);
  expect(cellsOf({ setting: 'x', scale: 'linear', from: -1, to: 1 }).values[51]).toBeCloseTo(-0.6, 12);
});

test('values are found among cells, also between and beyond them', () => {
  const cells = cellsOf(rate);
  expect(placeInCells(cells, 0.01)).toBeCloseTo(170, 9);
  expect(placeInCells(cells, 1)).toBeCloseTo(340, 9);
  expect(placeInCells(cells, 1e-5)).toBeCloseTo(-85, 9);
  expect(valueInCells(cells, 212.5)).toBeCloseTo(10 ** -1.5, 12);
  expect(valueInCells(cells, -85)).toBeCloseTo(1e-5, 15);
  expect([1e-9, 0.0101, 5, Number.NaN].map((value) => nearestCell(cells, value))).toEqual([0, 170, 255, 0]);
});

test('every cell comes once, coarse ones first, each level from the pointer outward', () => {
  const [columns, rows] = [50, 37];
  const order = cellOrder(columns, rows, { column: 30, row: 5 });
  expect([...order].sort((a, b) => a - b)).toEqual(Array.from({ length: columns * rows }, (_, cell) => cell));
  const levels = [...order].map((cell) => levelOf(cell % columns, Math.floor(cell / columns)));
  expect(levels).toEqual([...levels].sort((a, b) => b - a));
  expect(new Set(levels)).toEqual(new Set(cellLevels));
  const distances = [...order]
    .filter((_, i) => levels[i] === 1)
    .map((cell) => {
      const half = (columns + rows) / 2;
      const across = (half / columns) * ((cell % columns) - 30);
      return Math.hypot(across, (half / rows) * (Math.floor(cell / columns) - 5));
    });
  // Whole pixels are sorted.
  for (const [i, each] of distances.entries())
    expect(each).toBeGreaterThanOrEqual((distances[i - 1] ?? 0) - 1);
  expect(distances[0]).toBeLessThan(2);
  expect(cellOrder(1, 1, { column: 0, row: 0 })).toEqual(Uint32Array.of(0));
});

const fine = { final: 0.5, best: 0.4, first: 8, forGood: 20, divergedAt: 0 };
const bad = { final: Number.NaN, best: 3, first: 2, forGood: 0, divergedAt: 7 };
const slow = { final: 9, best: 9, first: 0, forGood: 0, divergedAt: 0 };

function gridOf(scores: Readonly<Record<number, RunScore>>, columns = 3, rows = 2): MapGrid {
  const grid = new MapGrid(columns, rows);
  for (const [cell, score] of Object.entries(scores)) grid.take(chunkOf(Number(cell), score));
  return grid;
}

function chunkOf(cell: number, score: RunScore) {
  const numbers = new Float64Array(numbersOfCell);
  writeScore(score, numbers, 0);
  return { cells: Uint32Array.of(cell), numbers };
}

test('a grid knows what it was given last, and counts each cell once', () => {
  const grid = gridOf({ 0: fine, 2: bad, 4: slow });
  expect(grid.scoreOf(0)).toEqual(fine);
  expect(grid.scoreOf(2)).toEqual(bad);
  expect(grid.scoreOf(1)).toBe(null);
  expect([grid.count, grid.knownCount, grid.divergedCount]).toEqual([6, 3, 1]);
  grid.take(chunkOf(0, bad));
  grid.take(chunkOf(6, bad));
  expect([grid.scoreOf(0), grid.knownCount, grid.divergedCount]).toEqual([bad, 3, 2]);
  grid.take(chunkOf(0, fine));
  expect([grid.scoreOf(0), grid.knownCount, grid.divergedCount]).toEqual([fine, 3, 1]);
  const other = new MapGrid(3, 2);
  other.take(grid.chunk());
  expect([other.scoreOf(0), other.scoreOf(2), other.scoreOf(4)]).toEqual([fine, bad, slow]);
  const joined = joinChunks([chunkOf(1, fine), chunkOf(5, slow)]);
  expect([...joined.cells]).toEqual([1, 5]);
  other.take(joined);
  expect(other.scoreOf(5)).toEqual(slow);
});

test('a coarse cell stands for those around it', () => {
  const grid = gridOf({ 0: fine, [16 + 40 * 16]: slow }, 40, 40);
  expect(grid.shownAt(15, 15)).toBe(0);
  expect(grid.shownAt(31, 17)).toBe(16 + 40 * 16);
  expect(grid.shownAt(33, 1)).toBe(null);
  expect(grid.shownAt(0, 0)).toBe(0);
});

test('cells are what the measure says of them', () => {
  const grid = gridOf({ 0: fine, 2: bad, 4: slow });
  const kinds = (measure: MapMeasure) => [0, 1, 2, 4].map((cell) => kindOf(grid, cell, measure));
  expect(kinds('forGood')).toEqual(['value', 'unknown', 'diverged', 'slow']);
  expect(kinds('first')).toEqual(['value', 'unknown', 'diverged', 'slow']);
  expect(kinds('final')).toEqual(['value', 'unknown', 'diverged', 'value']);
  expect(kinds('diverged')).toEqual(['holds', 'unknown', 'value', 'holds']);
  expect(numberOf(grid, 2, 'diverged')).toBe(7);
  expect(measuresOf(null)).toEqual(['final', 'best', 'diverged']);
  expect(measuresOf(1)[0]).toBe('forGood');
});

test('of equally fast runs the one that ends lowest is the best', () => {
  const grid = gridOf({
    0: fine,
    1: { ...fine, final: 0.1 },
    2: bad,
    3: { ...fine, forGood: 21, final: 0 },
    4: slow,
  });
  expect(bestCell(grid, 'forGood')).toBe(1);
  expect(bestCell(grid, 'final')).toBe(3);
  expect(bestCell(grid, 'diverged')).toBe(null);
  expect(sharesOf(grid, 'forGood', 1)).toEqual({ known: 5, diverged: 1, slow: 1, swinging: 0, asGood: 2 });
  expect(bestCells(grid, 'forGood', 10)).toEqual([1, 0, 3]);
  expect(bestCells(grid, 'forGood', 2)).toEqual([1, 0]);
  expect(bestCells(grid, 'final', 9)).toEqual([3, 1, 0, 4]);
  expect(bestCell(gridOf({ 2: bad }), 'final')).toBe(null);
});

test('colours go from the best to the limit', () => {
  const grid = gridOf({ 0: fine, 2: bad, 4: slow });
  expect(rangeOf(grid, 'forGood', 1000)).toMatchObject({ low: 20, high: 1000, log: true });
  expect(rangeOf(grid, 'diverged', 1000)).toMatchObject({ low: 7, high: 1000, log: true });
  expect(rangeOf(grid, 'final', 1000)).toEqual({
    ...{ low: 0.5, high: 9, log: true, isCut: { low: false, high: false } },
  });
  expect(rangeOf(gridOf({ 2: bad }), 'final', 10)).toBe(null);
  // What is below rounding is as bright as any.
  expect(rangeOf(gridOf({ 0: { ...fine, final: 1e-90 }, 1: fine }), 'final', 1)).toMatchObject({
    ...{ low: 0.5e-30, isCut: { low: true, high: false } },
  });
  expect(rangeOf(gridOf({ 0: { ...fine, final: -2 }, 1: fine }), 'final', 1)).toMatchObject({
    ...{ low: -2, high: 0.5, log: false },
  });
  expect(rangeOf(gridOf({ 0: { ...fine, final: 0 } }), 'final', 1)).toMatchObject({
    low: 0,
    high: 1,
    log: false,
  });
  // A few that are far from all others take no colours from them.
  const losses = (index: number) => (index === 0 ? 1e-20 : index === 99 ? 1e5 : 1 + index / 100);
  const many = Array.from({ length: 100 }, (_, index) => [index, { ...fine, final: losses(index) }]);
  expect(rangeOf(gridOf(Object.fromEntries(many), 10, 10), 'final', 1)).toEqual({
    ...{ low: 1.02, high: 1.97, log: true, isCut: { low: true, high: true } },
  });
  const range = { low: 10, high: 1000, log: true };
  expect([5, 10, 100, 1000, 5000].map((value) => shareOf(range, value))).toEqual([1, 1, 0.5, 0, 0]);
  expect(shareOf({ low: -2, high: 2, log: false }, 1)).toBe(0.25);
});
