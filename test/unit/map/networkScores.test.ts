/** Networks of a map run one after the other in one place, in single precision: the score of each is what a race says of it. */
import { describe, expect, test } from 'vitest';
import { float32Engine } from '../../../core/engine/cpu/float32Engine.ts';
import type { Engine } from '../../../core/engine/engine.ts';
import { parseExperiment } from '../../../core/experiment/parseExperiment.ts';
import type { RuleFiles } from '../../../core/experiment/ruleFiles.ts';
import { experimentOfCell } from '../../../core/map/experimentOfCell.ts';
import { mapOfExperiment, settingsOfMap, usualAxes } from '../../../core/map/mapSpec.ts';
import { createScorer } from '../../../core/map/scorer.ts';
import { optimizers } from '../../../core/optimizers/index.ts';
import { builds, kernelsOf, needsJavascript } from '../engine/networkTools.ts';
import { createRunner, dataOf, record } from '../engine/runs.ts';

const spirals = {
  problem: { data: 'spirals', hidden: [4] },
  ...{ optimizers: [{ optimizer: 'adam' }], lr: [0.05], epochs: 3, batch_size: [64], target: 0.66 },
};
const kernels = kernelsOf(builds.at(-1) ?? 'simd');
const rules: RuleFiles = new Map([['own.optimizer', { place: 'own.optimizer', text: needsJavascript }]]);

type Cell = readonly [x: number, y: number];

function mapOf(experiment: object, x: string, y: string, isGivenUp: () => boolean = () => false) {
  const parsed = parseExperiment(experiment, rules);
  const spec = mapOfExperiment(parsed, undefined, { x, y });
  let trainers = 0;
  const engine = float32Engine(kernels);
  const counted: Engine = {
    ...engine,
    createTrainer(...args) {
      trainers++;
      return engine.createTrainer(...args);
    },
  };
  const score = createScorer(spec, { engines: [counted], data: dataOf(parsed), isGivenUp });
  return { parsed, spec, score, trainers: () => trainers };
}

/** Each cell has the numbers of the same run in a race, whatever ran in its place before. */
async function expectRaces({ parsed, spec, score }: ReturnType<typeof mapOf>, cells: readonly Cell[]) {
  for (const [x, y] of cells) {
    const { optimizers: chosen, ...others } = experimentOfCell(parsed, spec, x, y);
    const optimizers = chosen.map(({ rule: _, ...choice }) => choice);
    const race = await record(createRunner({ ...others, optimizers }, { kernels, rules }));
    const found = await score(x, y);
    const isOver = race.status.kind === 'diverged';
    const expected = {
      ...{ x, y, best: race.state.best, final: isOver ? Number.NaN : race.state.loss },
      divergedAt: isOver ? race.state.stepsDone : 0,
    };
    expect({ x, y, best: found?.best, final: found?.final, divergedAt: found?.divergedAt }).toEqual(expected);
  }
}

test.each(optimizers.map(({ id }) => id))('%s', async (optimizer) => {
  const experiment = { ...spirals, optimizers: [{ optimizer }] };
  const settings = settingsOfMap(mapOf(experiment, 'lr', 'seed').spec);
  const [x, y] = usualAxes(settings);
  const values = settings.find(({ name }) => name === y)?.axis ?? { from: 0, to: 0 };
  const map = mapOf(experiment, x, y);
  await expectRaces(map, [
    [0.05, values.from],
    // Far too large a rate.
    [1e6, values.to],
    [0.003, values.to],
    [0.05, values.from],
  ]);
  expect(map.trainers()).toBeLessThan(3);
});

test.each([
  ['rates of layers', {}, 'lr_first', 'lr_last'],
  [
    'a rate of a layer and all',
    { optimizers: [{ optimizer: 'sgd', layer_lr: { first: 0.3 } }] },
    'lr_last',
    'lr',
  ],
  ['a rule that looks ahead', { optimizers: [{ optimizer: 'nesterov' }] }, 'lr_first', 'momentum'],
  ['norms of layers', { optimizers: [{ optimizer: 'lars' }] }, 'lr_first', 'lr_last'],
  ['a schedule of rate and momentum', { schedule: { name: 'OneCycleLR', max_lr: 0.1 } }, 'beta2', 'eps'],
  [
    'a schedule that reads losses',
    { schedule: { name: 'ReduceLROnPlateau', patience: 0 } },
    'lr_first',
    'lr_last',
  ],
  ['a rule that stays in JavaScript', { optimizers: [{ optimizer: 'own.optimizer' }] }, 'lr', 'lr_last'],
  [
    'such a rule with a schedule',
    { optimizers: [{ optimizer: 'own.optimizer' }], schedule: { name: 'StepLR', step_size: 4 } },
    'lr_first',
    'lr_last',
  ],
])('in the place of the one before: %s', async (_, changes, x, y) => {
  const map = mapOf({ ...spirals, ...changes }, x, y);
  await expectRaces(map, [
    [0.05, 0.9],
    [0.5, 0.01],
    [0.002, 0.05],
  ]);
  expect(map.trainers()).toBe(1);
});

test('batch sizes and seeds have one place, the largest batch first or last', async () => {
  const map = mapOf(spirals, 'batch_size', 'seed');
  await expectRaces(map, [
    [3, 1],
    [400, 1],
    [3, 2],
    [64, 0],
  ]);
  expect(map.trainers()).toBe(1);
  const batch_size = [{ stages: [{ size: 16, epochs: 2 }, { size: 100 }] }];
  await expectRaces(mapOf({ ...spirals, batch_size }, 'lr', 'seed'), [
    [0.03, 4],
    [0.01, 5],
  ]);
});

test('a condition that a setting decides otherwise has a place of its own', async () => {
  const map = mapOf({ ...spirals, optimizers: [{ optimizer: 'sgd' }] }, 'lr', 'momentum');
  await expectRaces(map, [
    [0.5, 0],
    [0.5, 0.9],
    [0.1, 0],
    [0.1, 0.5],
  ]);
  expect(map.trainers()).toBe(2);
});

test('what a run leaves that has diverged is not in the next one', async () => {
  const regression = {
    ...spirals,
    problem: { data: 'noise', hidden: [5] },
    optimizers: [{ optimizer: 'sgd' }],
  };
  const map = mapOf({ ...regression, batch_size: ['full'], epochs: 30 }, 'lr_first', 'lr_last');
  await expectRaces(map, [
    [1e30, 1e30],
    [0.01, 0.01],
    [1, 90],
    [0.02, 0.01],
  ]);
});

test('two at once have a place each, and the next one of them', async () => {
  const map = mapOf(spirals, 'batch_size', 'seed');
  const cells: readonly Cell[] = [
    [3, 1],
    [400, 1],
  ];
  const together = await Promise.all(cells.map(([x, y]) => map.score(x, y)));
  expect(map.trainers()).toBe(2);
  for (const [index, [x, y]] of cells.entries()) expect(await map.score(x, y)).toEqual(together[index]);
  await expectRaces(map, cells);
  expect(map.trainers()).toBe(2);
});

test('one that is not wanted any more is given up, and the next begins anew', async () => {
  let looks = 0;
  const map = mapOf({ ...spirals, epochs: 500 }, 'lr', 'beta2', () => ++looks === 3);
  expect(await map.score(0.01, 0.9)).toBe(null);
  expect(looks).toBe(3);
  await expectRaces(map, [[0.01, 0.9]]);
});

describe('views of a map', () => {
  const scorers = (first: object, second: object, axes: readonly [string, string] = ['lr', 'beta2']) => {
    const parsed = parseExperiment(first);
    const data = dataOf(parsed);
    let trainers = 0;
    const engine = float32Engine(kernels);
    const engines = [
      {
        ...engine,
        createTrainer(...args: Parameters<Engine['createTrainer']>) {
          trainers++;
          return engine.createTrainer(...args);
        },
      },
    ];
    const options = { engines, data, isGivenUp: () => false };
    const specOf = (experiment: object, x: string, y: string) =>
      mapOfExperiment(parseExperiment(experiment), undefined, { x, y });
    return {
      before: createScorer(specOf(first, 'lr', 'beta2'), options),
      after: () => createScorer(specOf(second, ...axes), options),
      trainers: () => trainers,
    };
  };

  test('that differ in their ranges alone have one place', async () => {
    const { before, after, trainers } = scorers(spirals, { ...spirals, lr: [0.05] });
    const known = await before(0.01, 0.9);
    expect(await after()(0.01, 0.9)).toEqual(known);
    expect(trainers()).toBe(1);
  });

  test('of other runs, or other axes, have another', async () => {
    const longer = scorers(spirals, { ...spirals, epochs: 4 });
    await longer.before(0.01, 0.9);
    await longer.after()(0.01, 0.9);
    expect(longer.trainers()).toBe(2);
    const across = scorers(spirals, spirals, ['beta2', 'lr']);
    await across.before(0.01, 0.9);
    expect(await across.after()(0.9, 0.01)).toEqual(await across.before(0.01, 0.9));
    expect(across.trainers()).toBe(3);
  });
});
