/** The score of a cell is what a race says of the same run, step by step and in one function. */
import { expect, test } from 'vitest';
import { float64Engine } from '../../../core/engine/cpu/float64Engine.ts';
import type { RunScore } from '../../../core/engine/runScore.ts';
import { parseExperiment } from '../../../core/experiment/parseExperiment.ts';
import { experimentOfCell } from '../../../core/map/experimentOfCell.ts';
import { createLaneScorer } from '../../../core/map/laneScorer.ts';
import { type MapSpec, mapOfExperiment } from '../../../core/map/mapSpec.ts';
import { createScorer, type ScorerOptions, stepwiseScorer } from '../../../core/map/scorer.ts';
import { createRunner, dataOf, type RecordedRun, record } from '../engine/runs.ts';

const valley = {
  problem: { surface: 'valley' },
  ...{ optimizers: [{ optimizer: 'momentum' }], lr: [0.01], steps: 120, target: 1 },
};
const himmelblau = { ...valley, problem: { surface: 'himmelblau' }, optimizers: [{ optimizer: 'adam' }] };
const spirals = {
  problem: { data: 'spirals', hidden: [4] },
  ...{ optimizers: [{ optimizer: 'adam' }], lr: [0.05], epochs: 6, batch_size: [64], target: 0.66 },
};

function mapOf(experiment: object, x: string, y: string) {
  const parsed = parseExperiment(experiment);
  const spec = mapOfExperiment(parsed, undefined, { x, y });
  const options: ScorerOptions = { engines: [float64Engine], data: dataOf(parsed), isGivenUp: () => false };
  return { parsed, spec, options };
}

/** What the recorded losses of a run say. */
function scoreOf({ losses, means, status, state }: RecordedRun, target: number): RunScore {
  const isOver = status.kind === 'diverged';
  const values = means.length > 0 ? means : losses;
  const first = values.findIndex((loss) => loss <= target);
  const above = values.findLastIndex((loss) => !(loss <= target));
  return {
    final: isOver ? Number.NaN : state.loss,
    best: state.best,
    first: first < 0 ? 0 : Math.max(1, first),
    forGood: isOver || above === values.length - 1 ? 0 : Math.max(1, above + 1),
    divergedAt: isOver ? state.stepsDone : 0,
  };
}

async function expectSame(map: ReturnType<typeof mapOf>, x: number, y: number): Promise<RunScore> {
  const experiment = experimentOfCell(map.parsed, map.spec, x, y);
  const expected = scoreOf(await record(createRunner(experiment)), map.spec.target ?? 0);
  const stepwise = await stepwiseScorer(map.spec, map.options)(x, y);
  expect({ x, y, ...stepwise }).toEqual({ x, y, ...expected });
  expect(await createScorer(map.spec, map.options)(x, y)).toEqual(expected);
  const numbers = new Float64Array(10);
  createLaneScorer(map.spec)?.score(Float64Array.of(x, x), Float64Array.of(y, y), numbers);
  const { final, best, first, forGood, divergedAt } = expected;
  if (createLaneScorer(map.spec))
    expect([...numbers.subarray(5)]).toEqual([final, best, first, forGood, divergedAt]);
  return expected;
}

test('runs on surfaces have the scores of races', async () => {
  const rates = mapOf(valley, 'lr', 'momentum');
  const scores: RunScore[] = [];
  for (const [x, y] of [
    [0.01, 0.9],
    [0.03, 0.7],
    [0.05, 0.2],
    [0.0001, 0],
    [0.0338, 0.943],
  ] as const)
    scores.push(await expectSame(rates, x, y));
  // The mock-up of momentum 0.9: first below 1 at step 24, for good from 44.
  expect(scores[0]).toMatchObject({ first: 24, forGood: 44, divergedAt: 0 });
  expect(scores[2]?.divergedAt).toBeGreaterThan(1);
  expect(scores[3]).toMatchObject({ first: 0, forGood: 0 });
  await expectSame(mapOf(valley, 'lr', 'condition'), 0.01, 40);
  await expectSame(mapOf(valley, 'start_x', 'condition'), -0.5, 40);
  await expectSame(mapOf(valley, 'condition', 'start_y'), 40, 3);
  await expectSame(mapOf(himmelblau, 'start_x', 'start_y'), -3, 2.5);
  await expectSame(mapOf(himmelblau, 'beta2', 'eps'), 0.99, 1e-3);
  // Begins at its target.
  expect(await expectSame(mapOf(himmelblau, 'start_x', 'start_y'), 3, 2)).toMatchObject({ first: 1 });
});

test('runs of networks have the scores of races', async () => {
  const rates = mapOf(spirals, 'lr', 'beta2');
  expect((await expectSame(rates, 0.05, 0.99)).best).toBeLessThan(0.7);
  const sizes = mapOf(spirals, 'batch_size', 'seed');
  await expectSame(sizes, 100, 3);
  await expectSame(sizes, 32, 0);
  const batch_size = [{ stages: [{ size: 16, epochs: 2 }, { size: 100, epochs: 1 }, { size: 40 }] }];
  await expectSame(mapOf({ ...spirals, batch_size }, 'lr', 'seed'), 0.03, 4);
});

test.each([
  ['rates of layers', {}, 'lr_first', 'lr_last'],
  [
    'a rate and that of a layer',
    { optimizers: [{ optimizer: 'sgd', layer_lr: { first: 0.3 } }] },
    'lr_last',
    'lr',
  ],
  ['a rule that looks ahead', { optimizers: [{ optimizer: 'nesterov' }] }, 'lr_first', 'momentum'],
  ['a momentum that may be 0', { optimizers: [{ optimizer: 'sgd' }] }, 'lr', 'momentum'],
  ['norms of layers', { optimizers: [{ optimizer: 'lars' }] }, 'lr_first', 'lr_last'],
  ['a schedule', { schedule: { name: 'OneCycleLR', max_lr: 0.1 } }, 'beta2', 'eps'],
  [
    'a schedule that reads losses',
    { schedule: { name: 'ReduceLROnPlateau', patience: 0 } },
    'lr_first',
    'lr_last',
  ],
])('runs of networks have the scores of races: %s', async (_, changes, x, y) => {
  const map = mapOf({ ...spirals, ...changes }, x, y);
  await expectSame(map, 0.05, 0.9);
  // The next cell begins anew.
  await expectSame(map, 0.5, 0.01);
  if (y === 'momentum') await expectSame(map, 0.5, 0);
});

test('a network that diverges has the score of a race', async () => {
  const regression = {
    ...spirals,
    problem: { data: 'noise', hidden: [4] },
    optimizers: [{ optimizer: 'sgd' }],
  };
  const score = await expectSame(
    mapOf({ ...regression, batch_size: ['full'], epochs: 200 }, 'lr_first', 'lr_last'),
    1,
    90,
  );
  expect(score.divergedAt).toBeGreaterThan(1);
});

test('a network that is not wanted any more is given up', async () => {
  const { spec, options } = mapOf({ ...spirals, epochs: 500 }, 'lr_first', 'lr_last');
  let looks = 0;
  const score = createScorer(spec, { ...options, isGivenUp: async () => ++looks === 3 });
  expect(await score(0.01, 0.9)).toBe(null);
  expect(looks).toBe(3);
});

test('a schedule that reads losses is followed step by step', async () => {
  const schedule = { name: 'ReduceLROnPlateau', patience: 2, factor: 0.5, per: 'step' };
  await expectSame(mapOf({ ...valley, schedule }, 'lr', 'momentum'), 0.02, 0.9);
});

test('a run that is not wanted any more is given up within a few hundred steps', async () => {
  const { spec, options } = mapOf({ ...valley, steps: 100_000 }, 'lr', 'momentum');
  let looks = 0;
  const score = stepwiseScorer(spec, { ...options, isGivenUp: async () => ++looks === 3 });
  expect(await score(0.01, 0.9)).toBe(null);
  expect(looks).toBe(3);
});

test('a run that one function would not be left for is followed step by step, so that it can be given up', async () => {
  let looks = 0;
  const isGivenUp = () => ++looks > 0;
  const scorerOf = (steps: number) => {
    const { spec, options } = mapOf({ ...valley, steps }, 'lr', 'momentum');
    return createScorer(spec, { ...options, isGivenUp });
  };
  expect(await scorerOf(300_000)(0.01, 0.9)).toMatchObject({ first: 24, forGood: 44 });
  expect(looks).toBe(0);
  expect(await scorerOf(300_001)(0.01, 0.9)).toBeNull();
  expect(looks).toBe(1);
});

test('nothing but the target ends a run of a map', () => {
  const { spec } = mapOf({ ...valley, stop: { target: 50 } }, 'lr', 'momentum');
  expect(spec.run.stop).toEqual({});
  const stopped: MapSpec = mapOfExperiment(
    parseExperiment({ ...valley, target: undefined, stop: { target: 50 } }),
    undefined,
  );
  expect(stopped.target).toBe(50);
});

test('a surface and a rule of sums and products are scored many cells at once, as many as take some milliseconds', () => {
  expect(createLaneScorer(mapOf(valley, 'lr', 'momentum').spec)?.cells).toBe(256);
  expect(createLaneScorer(mapOf({ ...valley, steps: 20_000 }, 'lr', 'momentum').spec)?.cells).toBe(52);
  expect(createLaneScorer(mapOf(himmelblau, 'start_x', 'start_y').spec)?.cells).toBe(256);
});

test.each([
  ['a surface with a sine', { ...valley, problem: { surface: 'rastrigin' } }, 'lr', 'momentum'],
  ['a run that is too long', { ...valley, steps: 100_000 }, 'lr', 'momentum'],
  ['data', spirals, 'lr', 'beta2'],
])('%s is scored one cell after the other', (_, experiment, x, y) => {
  expect(createLaneScorer(mapOf(experiment, x, y).spec)).toBeNull();
});

test('views that differ in their ranges alone have one function, others have another', () => {
  const { spec } = mapOf(valley, 'lr', 'momentum');
  const scorer = createLaneScorer(spec);
  expect(createLaneScorer({ ...spec, x: { ...spec.x, from: spec.x.from * 2 } })).toBe(scorer);
  expect(createLaneScorer({ ...spec, target: 2 })).not.toBe(scorer);
  expect(createLaneScorer(spec)).not.toBe(createLaneScorer({ ...spec, x: spec.y, y: spec.x }));
});
