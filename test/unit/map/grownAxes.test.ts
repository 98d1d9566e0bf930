/** Axes that become wider where the best of the first cells is at their edge. */
import { expect, test } from 'vitest';
import type { MapAxis } from '../../../core/experiment/map/mapAxis.ts';
import { parseExperiment } from '../../../core/experiment/parseExperiment.ts';
import { coarsest } from '../../../core/map/cellOrder.ts';
import { grownAxes, isCoarseKnown } from '../../../core/map/grownAxes.ts';
import { MapGrid, numbersOfCell, writeScore } from '../../../core/map/mapGrid.ts';
import { bestCell, type MapMeasure } from '../../../core/map/mapMeasure.ts';
import { cellsOfMap, type MapSpec, mapOfExperiment, settingsOfMap } from '../../../core/map/mapSpec.ts';
import { createScorer } from '../../../core/map/scorer.ts';

function mapOf(optimizer: string, x = 'lr', y = 'beta2', change: object = {}): MapSpec {
  const problem = { surface: 'valley' };
  const experiment = { problem, optimizers: [{ optimizer }], lr: [0.01], steps: 200, target: 1, ...change };
  return mapOfExperiment(parseExperiment(experiment), undefined, { x, y });
}

/** Its coarsest cells. */
async function coarseOf(spec: MapSpec): Promise<MapGrid> {
  const score = createScorer(spec, { engines: [], data: null, isGivenUp: () => false });
  const [columns, rows] = cellsOfMap(spec);
  const grid = new MapGrid(columns.values.length, rows.values.length);
  for (let row = 0; row < grid.rows; row += coarsest)
    for (let column = 0; column < grid.columns; column += coarsest) {
      const known = await score(columns.values[column] ?? 0, rows.values[row] ?? 0);
      const numbers = new Float64Array(numbersOfCell);
      if (known) writeScore(known, numbers, 0);
      grid.take({ cells: Uint32Array.of(row * grid.columns + column), numbers });
    }
  return grid;
}

function toGrow(spec: MapSpec, axis: MapAxis) {
  const setting = settingsOfMap(spec).find(({ name }) => name === axis.setting);
  return setting ? { axis, setting } : expect.fail(`no setting ${axis.setting}`);
}

const grow = (grid: MapGrid, spec: MapSpec, measure: MapMeasure = 'forGood') =>
  grownAxes(grid, measure, toGrow(spec, spec.x), toGrow(spec, spec.y));

test('Adam on the valley has its best within two wider ranges', async () => {
  let spec = mapOf('adam');
  const first = await coarseOf(spec);
  expect(isCoarseKnown(first)).toBe(true);
  const wider = grow(first, spec);
  expect(wider).toEqual({ x: { ...spec.x, to: 10 }, y: null });
  spec = { ...spec, x: wider?.x ?? spec.x };
  const second = await coarseOf(spec);
  expect(grow(second, spec)).toBe(null);
  const best = bestCell(second, 'forGood') ?? expect.fail('none comes to the target');
  expect(second.forGood[best]).toBeLessThan(40);
  expect(best % second.columns).toBeLessThan(240);
});

test('momentum on the valley has its best where it begins', async () => {
  const spec = mapOf('momentum', 'lr', 'momentum');
  expect(grow(await coarseOf(spec), spec)).toBe(null);
});

test('where none comes to the target, those that come nearest say where to go', async () => {
  const spec = mapOf('adagrad', 'lr', 'eps');
  const grid = await coarseOf(spec);
  expect(bestCell(grid, 'forGood')).toBe(null);
  expect(grow(grid, spec)?.x).toEqual({ ...spec.x, to: 10 });
});

/** Of coarse cells, whose loss at the end is as given. */
function gridOf(loss: (column: number, row: number) => number): MapGrid {
  const grid = new MapGrid(256, 256);
  for (let row = 0; row < 256; row += coarsest)
    for (let column = 0; column < 256; column += coarsest) {
      const numbers = Float64Array.of(loss(column, row), 0, 0, 0, 0);
      grid.take({ cells: Uint32Array.of(row * 256 + column), numbers });
    }
  return grid;
}

test('both ways, by two decades or by half, as far as a setting goes', () => {
  const spec = mapOf('momentum', 'lr', 'momentum');
  const corner = gridOf((column, row) => 1 + column + row);
  // A momentum of less than 0 there is not.
  expect(grow(corner, spec, 'final')).toEqual({ x: { ...spec.x, from: 1e-6 }, y: null });
  const up = gridOf((column, row) => 1000 - row + Math.abs(column - 128));
  expect(grow(up, spec, 'final')).toEqual({ x: null, y: { ...spec.y, to: 0.99999 } });
  const across = mapOf('momentum', 'start_x', 'lr');
  const right = gridOf((column, row) => 1000 - column + Math.abs(row - 128));
  const { from, to } = across.x;
  expect(grow(right, across, 'final')?.x).toEqual({ ...across.x, to: to + (to - from) / 2 });
});

test('not for what is hardly better, nor before it is known', () => {
  const spec = mapOf('momentum', 'lr', 'momentum');
  expect(
    grow(
      gridOf((column) => (column === 0 ? 0.99 : 1)),
      spec,
      'final',
    ),
  ).toBe(null);
  expect(
    grow(
      gridOf((column) => (column === 0 ? 0.9 : 1)),
      spec,
      'final',
    )?.x,
  ).toMatchObject({ from: 1e-6 });
  const flat = gridOf(() => 1);
  expect(grow(flat, spec, 'final')).toBe(null);
  expect(
    grownAxes(
      gridOf((column) => 1 + column),
      'final',
      null,
      null,
    ),
  ).toBe(null);
  expect([isCoarseKnown(flat), isCoarseKnown(new MapGrid(256, 256))]).toEqual([true, false]);
});
