import { expect, test } from 'vitest';
import { parseExperiment } from '../../../core/experiment/parseExperiment.ts';
import { cellsOf } from '../../../core/map/mapCells.ts';
import { type MapSpec, mapOfExperiment } from '../../../core/map/mapSpec.ts';
import { theoryOf } from '../../../core/map/mapTheory.ts';
import { scalingLine } from '../../../core/map/scalingLine.ts';

const rate = { setting: 'lr', from: 0.01, to: 1 };
const batch = { setting: 'batch_size', from: 10, to: 1000 };
const specOf = (map: object, change: object = {}): MapSpec =>
  mapOfExperiment(
    parseExperiment({
      problem: { data: 'digits' },
      ...{ optimizers: [{ optimizer: 'sgd' }], lr: [0.1], batch_size: [32], epochs: 1, map, ...change },
    }),
    undefined,
  );
function lineOf(spec: MapSpec) {
  const [columns, rows] = [spec.x, spec.y].map((axis) => cellsOf(axis, axis.setting === 'batch_size', 21));
  if (!columns || !rows) return expect.fail();
  return { line: scalingLine(spec, columns, rows), columns, rows };
}

test('goes through the rate and the batch of the run, and doubles the one with the other', () => {
  const { line, columns, rows } = lineOf(specOf({ x: rate, y: batch }));
  expect(line?.equation).toBe('lr = 0.1 · batch_size / 32');
  expect(line?.points).toHaveLength(rows.values.length);
  for (const { column, row } of line?.points ?? []) {
    const size = rows.values[row] ?? 0;
    const at = 0.01 * 100 ** (column / (columns.values.length - 1));
    expect(at).toBeCloseTo((0.1 * size) / 32, 9);
  }
});

test('lies as well on a map whose rates go upwards', () => {
  const { line } = lineOf(specOf({ x: batch, y: rate }));
  const [first, second] = line?.points ?? [];
  expect([first?.column, second?.column]).toEqual([0, 1]);
  expect(second?.row).toBeGreaterThan(first?.row ?? Number.NaN);
});

test('is on no other map, nor where a batch is all there is', () => {
  expect(lineOf(specOf({ x: rate, y: { setting: 'seed', from: 0, to: 9 } })).line).toBeNull();
  expect(lineOf(specOf({ x: batch, y: { setting: 'seed', from: 0, to: 9 } })).line).toBeNull();
  expect(lineOf(specOf({ x: rate, y: batch }, { batch_size: ['full'] })).line).toBeNull();
});

test('is what theory says where there is no limit', () => {
  const spec = specOf({ x: rate, y: batch });
  const { line, columns, rows } = lineOf(spec);
  expect(theoryOf(spec, columns, rows)).toEqual({ about: 'scaling', ...line, rates: [], longRun: null });
});
