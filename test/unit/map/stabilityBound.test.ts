/** The limit of theory over a map of a quadratic. */
import { expect, test } from 'vitest';
import { parseExperiment } from '../../../core/experiment/parseExperiment.ts';
import { cellsOf, type MapCells, valueInCells } from '../../../core/map/mapCells.ts';
import { type MapSpec, mapOfExperiment } from '../../../core/map/mapSpec.ts';
import { createScorer } from '../../../core/map/scorer.ts';
import { boundEquation, largestRateOf, stabilityBound } from '../../../core/map/stabilityBound.ts';

function mapOf(optimizer: string, x: string, y: string, changes: object = {}): MapSpec {
  const experiment = { problem: { surface: 'valley' }, optimizers: [{ optimizer }], lr: [0.01], ...changes };
  return mapOfExperiment(parseExperiment(experiment), undefined, { x, y });
}

function boundOf(spec: MapSpec) {
  const cells: [MapCells, MapCells] = [cellsOf(spec.x), cellsOf(spec.y)];
  const points = stabilityBound(spec, ...cells);
  return points?.map(
    ({ column, row }) => [valueInCells(cells[0], column), valueInCells(cells[1], row)] as const,
  );
}

test('is 2 + 2 momentum over the largest curvature, whichever axis the rate is on', () => {
  for (const [rate, momentum] of boundOf(mapOf('momentum', 'lr', 'momentum')) ?? [])
    expect(100 * rate).toBeCloseTo(2 + 2 * momentum, 9);
  const turned = boundOf(mapOf('momentum', 'momentum', 'lr')) ?? [];
  expect(turned.length).toBe(256);
  for (const [momentum, rate] of turned) expect(100 * rate).toBeCloseTo(2 + 2 * momentum, 9);
  for (const [rate, momentum] of boundOf(mapOf('nesterov', 'lr', 'momentum')) ?? [])
    expect(100 * rate).toBeCloseTo((2 + 2 * momentum) / (1 + 2 * momentum), 9);
  for (const [rate, condition] of boundOf(mapOf('sgd', 'lr', 'condition')) ?? [])
    expect(rate * condition).toBeCloseTo(2, 9);
});

test('runs above it diverge, runs below it do not', () => {
  for (const optimizer of ['momentum', 'nesterov']) {
    const spec = mapOf(optimizer, 'lr', 'momentum', { steps: 2000 });
    const score = createScorer(spec, { engines: [], data: null, isGivenUp: () => false });
    for (const momentum of [0, 0.3, 0.6, 0.9]) {
      const hyperparameters = { ...spec.run.hyperparameters, momentum };
      const limit = largestRateOf({ ...spec.run, hyperparameters }) ?? Number.NaN;
      expect(score(0.98 * limit, momentum)).toMatchObject({ divergedAt: 0 });
      expect(score(1.02 * limit, momentum)).not.toMatchObject({ divergedAt: 0 });
    }
  }
});

test('is not there where theory has none', () => {
  expect(boundOf(mapOf('adam', 'lr', 'beta2'))).toBe(undefined);
  expect(boundOf(mapOf('momentum', 'start_x', 'momentum'))).toBe(undefined);
  expect(boundOf(mapOf('momentum', 'lr', 'momentum', { problem: { surface: 'rosenbrock' } }))).toBe(
    undefined,
  );
  const schedule = { name: 'StepLR', step_size: 10 };
  expect(boundOf(mapOf('momentum', 'lr', 'momentum', { schedule }))).toBe(undefined);
});

test('is written as an equation', () => {
  expect(boundEquation(mapOf('momentum', 'lr', 'momentum').run)).toBe('lr · 100 = 2 + 2 · momentum');
  expect(boundEquation(mapOf('nesterov', 'lr', 'momentum').run)).toBe(
    'lr · 100 · (1 + 2 · momentum) = 2 + 2 · momentum',
  );
  expect(boundEquation(mapOf('adam', 'lr', 'beta1').run)).toBe(null);
});
