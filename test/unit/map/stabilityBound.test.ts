/** The limit of theory over a map of a quadratic. */
import { expect, test } from 'vitest';
import { parseExperiment } from '../../../core/experiment/parseExperiment.ts';
import { betweenKnots } from '../../../core/map/betweenKnots.ts';
import { LinearStep } from '../../../core/map/iterationMatrix.ts';
import { largestLinearRate } from '../../../core/map/largestLinearRate.ts';
import { cellsOf, type MapCells, valueInCells } from '../../../core/map/mapCells.ts';
import { type MapSpec, mapOfExperiment } from '../../../core/map/mapSpec.ts';
import { createScorer } from '../../../core/map/scorer.ts';
import {
  boundEquation,
  largestRateOf,
  longRunBest,
  stabilityBound,
} from '../../../core/map/stabilityBound.ts';
import { findOptimizer, optimizers } from '../../../core/optimizers/index.ts';
import { fillSettings, numbersIn } from '../../../core/rule/check/settings.ts';
import type { Settings } from '../../../core/rule/syntax/rule.ts';

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

/** Linear rules that no formula is known of here; of the run what is not along the axes. */
const linear = [
  { optimizer: 'sgd', settings: { momentum: 0.9, dampening: 0.4 } },
  { optimizer: 'sgd', settings: { momentum: 0.9, weight_decay: 5 } },
  { optimizer: 'sgd', settings: { momentum: 0.6, weight_decay: 2, nesterov: true } },
];

test.each(linear)(
  '$optimizer with $settings diverges above what its matrix says',
  ({ optimizer, settings }) => {
    const optimizers = [{ optimizer, hyperparameters: settings }];
    const spec = mapOf(optimizer, 'lr', 'momentum', { optimizers, steps: 5000 });
    const score = createScorer(spec, { engines: [], data: null, isGivenUp: () => false });
    const bound = boundOf(spec) ?? expect.fail('no bound');
    expect(boundEquation(spec.run)).toBe('spectral radius of a step = 1');
    for (const at of [8, 40, 70, 85]) {
      const [rate, momentum] = bound[at] ?? expect.fail('no point');
      expect(score(0.98 * rate, momentum)).toMatchObject({ divergedAt: 0 });
      expect(score(1.02 * rate, momentum)).not.toMatchObject({ divergedAt: 0 });
    }
  },
);

test('the matrix says what is known: the formulas, dampening, weight decay', () => {
  const rule = (optimizer: string) => findOptimizer(optimizer)?.rule ?? expect.fail('no rule');
  const rateOf = (optimizer: string, settings: Settings) => {
    const all = fillSettings(rule(optimizer), { lr: 0.01, ...settings });
    return largestLinearRate(new LinearStep(rule(optimizer), all), numbersIn(all), 100);
  };
  expect(rateOf('momentum', { momentum: 0.9 })).toBeCloseTo(0.038, 7);
  expect(rateOf('momentum', { momentum: 0.9, form: 'tutorial' })).toBeCloseTo(0.038, 7);
  expect(rateOf('nesterov', { momentum: 0.9 })).toBeCloseTo(0.038 / 2.8, 7);
  expect(rateOf('sgd', { momentum: 0.9, dampening: 0.5 })).toBeCloseTo(0.076, 7);
  expect(rateOf('sgd', { momentum: 0.9, weight_decay: 3 })).toBeCloseTo(3.8 / 103, 7);
  expect(rateOf('sgd', { maximize: true })).toBe(null);
  const others = optimizers.filter(({ id }) => !['sgd', 'momentum', 'nesterov'].includes(id));
  for (const { id } of others) expect({ id, rate: rateOf(id, {}) }).toEqual({ id, rate: null });
});

test('a rule of one’s own with two states has the limit of its matrix', () => {
  // Two averages, one after the other.
  const text = `name "Twice"

lr   = 0.01 in [0, inf)
keep = 0.5 in [0, 1)

state a, b

update
  a = keep * a + (1 - keep) * g
  b = keep * b + (1 - keep) * a
  p -= lr * b
`;
  const files = new Map([['./twice.optimizer', { place: 'file:///twice.optimizer', text }]]);
  const experiment = parseExperiment(
    {
      ...{ problem: { surface: 'valley' }, optimizers: [{ optimizer: './twice.optimizer' }], lr: [0.01] },
      steps: 20_000,
    },
    files,
  );
  const spec = mapOfExperiment(experiment, undefined, { x: 'lr', y: 'keep' });
  const score = createScorer(spec, { engines: [], data: null, isGivenUp: () => false });
  for (const keep of [0, 0.5, 0.8]) {
    const limit = largestRateOf({ ...spec.run, hyperparameters: { ...spec.run.hyperparameters, keep } });
    if (limit === null) return expect.fail('no limit');
    expect(score(0.98 * limit, keep)).toMatchObject({ divergedAt: 0 });
    expect(score(1.02 * limit, keep)).not.toMatchObject({ divergedAt: 0 });
  }
});

test('what takes long is computed where it bends, and nowhere else', () => {
  const asked = new Set<number>();
  // A step after the first, then a line.
  const bent = (index: number) => {
    asked.add(index);
    return index === 0 ? 2 : 4 + index / 100;
  };
  const values = betweenKnots(256, bent) ?? expect.fail('no values');
  expect(asked.size).toBeLessThan(30);
  for (const [index, value] of values.entries()) expect(value).toBeCloseTo(bent(index), 9);
  expect(betweenKnots(3, (index) => (index === 1 ? null : 1))).toBe(null);
  expect(betweenKnots(40, (index) => (index === 32 ? 0 : 1))).toBe(null);
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

test('the heavy ball comes to the minimum fastest in the end with Polyak’s pair', () => {
  const spec = mapOf('momentum', 'lr', 'momentum');
  const cells = [cellsOf(spec.x), cellsOf(spec.y)] as const;
  const point = longRunBest(spec, ...cells) ?? expect.fail('no point');
  const [rate, momentum] = [valueInCells(cells[0], point.column), valueInCells(cells[1], point.row)];
  expect(rate).toBeCloseTo(4 / 121, 12);
  expect(momentum).toBeCloseTo((9 / 11) ** 2, 12);
  // No pair around it shrinks faster.
  const rule = findOptimizer('momentum')?.rule ?? expect.fail('no rule');
  const step = new LinearStep(rule, spec.run.hyperparameters);
  const radius = (lr: number, beta: number) =>
    Math.max(...[100, 1].map((curvature) => step.radius({ lr, momentum: beta }, curvature)));
  const least = radius(rate, momentum);
  expect(least).toBeCloseTo(9 / 11, 6);
  for (const [lr, beta] of [
    [1.05, 1],
    [0.95, 1],
    [1, 1.05],
    [1, 0.95],
  ] as const)
    expect(radius(lr * rate, beta * momentum)).toBeGreaterThan(least + 1e-4);
  for (const other of [
    mapOf('nesterov', 'lr', 'momentum'),
    mapOf('momentum', 'lr', 'condition'),
    mapOf('momentum', 'lr', 'momentum', { problem: { surface: 'rosenbrock' } }),
  ])
    expect(longRunBest(other, cellsOf(other.x), cellsOf(other.y))).toBe(null);
});

test('is written as an equation', () => {
  expect(boundEquation(mapOf('momentum', 'lr', 'momentum').run)).toBe('lr · 100 = 2 + 2 · momentum');
  expect(boundEquation(mapOf('nesterov', 'lr', 'momentum').run)).toBe(
    'lr · 100 · (1 + 2 · momentum) = 2 + 2 · momentum',
  );
  expect(boundEquation(mapOf('adam', 'lr', 'beta1').run)).toBe(null);
  const sgd = (hyperparameters: object, changes: object = {}) =>
    mapOf('sgd', 'lr', 'start_x', { optimizers: [{ optimizer: 'sgd', hyperparameters }], ...changes }).run;
  expect(boundEquation(sgd({ momentum: 0.5, nesterov: true }))).toBe(
    'lr · 100 · (1 + 2 · momentum) = 2 + 2 · momentum',
  );
  expect(boundEquation(sgd({ maximize: true }))).toBe(null);
  expect(boundEquation(sgd({ weight_decay: 1 }))).toBe('spectral radius of a step = 1');
  const schedule = { name: 'StepLR', step_size: 10 };
  expect(boundEquation(sgd({ weight_decay: 1 }, { schedule }))).toBe(null);
  const { momentum: _, ...others } = sgd({}).hyperparameters;
  expect(boundEquation({ ...sgd({}), hyperparameters: others })).toBe('lr · 100 = 2');
});
