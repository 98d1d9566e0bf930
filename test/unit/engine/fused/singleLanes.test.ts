/** Runs in lanes of single precision come to the bits of runs that are done step by step. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fuseLanes } from '../../../../core/engine/cpu/fused/fuseLanes.ts';
import type { Varied } from '../../../../core/engine/cpu/fused/runText.ts';
import type { RunSpec } from '../../../../core/experiment/runSpec.ts';
import { optimizers } from '../../../../core/optimizers/index.ts';
import { surfaces } from '../../../../core/problems/surfaces/index.ts';
import { inRange } from '../../../../core/rule/check/range.ts';
import { formulaText } from '../../problems/surfacesTools.ts';
import { settingsOf } from '../../rule/everySetting.ts';
import { randomLines } from '../../rule/randomRules.ts';
import { ownRunOf, runOf } from './scores.ts';
import { singleScore } from './singleRun.ts';

const hyperparameter = (name: string): Varied => ({ kind: 'hyperparameter', name });
const lr = hyperparameter('lr');
const x: Varied = { kind: 'start', axis: 'x' };
const y: Varied = { kind: 'start', axis: 'y' };

const exactSurfaces = surfaces.filter(({ id }) => !['plateau', 'rastrigin', 'ackley'].includes(id));

type Values = readonly (readonly [first: number, second: number])[];

/** Whether it is computed in lanes. Expects the bits of single runs, if it is. */
function expectSame(
  run: RunSpec,
  varied: readonly Varied[],
  values: Values,
  target: number | null = 1,
): boolean {
  const made = fuseLanes(run, varied, target, 'float32');
  if (made.kind === 'fallback') return false;
  const scores = new Float64Array(5 * values.length);
  made.score(
    Float64Array.from(values, ([first]) => first),
    Float64Array.from(values, ([, second]) => second),
    scores,
  );
  const one = values.map((each) => singleScore(run, varied, each, target));
  const expected = (['final', 'best', 'first', 'forGood', 'divergedAt'] as const).flatMap((name) =>
    one.map((each) => each[name]),
  );
  const which = { optimizer: run.optimizer, problem: run.problem };
  expect({ ...which, scores: [...scores] }).toEqual({ ...which, scores: expected });
  return true;
}

/** What needs exp, log, or powers that are no squares. */
const needsMore = (id: string, title: string) =>
  ['nadam', 'adopt', 'asgd'].includes(id) || (id === 'ademamix' && title !== 'by default');

describe.each(optimizers)('$id on surfaces', ({ id, rule }) => {
  test.each(Object.entries(settingsOf(rule)))('%s', (title, settings) => {
    const some = title === 'by default' ? exactSurfaces : exactSurfaces.slice(1, 4);
    for (const { id: surface, learningRate, start } of some) {
      const run = runOf(id, { surface, start: [...start] }, { ...settings, lr: learningRate });
      const rates = [1, 0.3, 30, 1e4, 2, 3, 1e-3].map((factor) => factor * learningRate);
      const cells = rates.map((rate, i): [number, number] => [rate, start[0] + 0.1 * i]);
      expect([surface, expectSame(run, [lr, x], cells, 2)]).toEqual([surface, !needsMore(id, title)]);
    }
  });

  test('any of its hyperparameters', () => {
    for (const { name, range, default: usual } of rule.hyperparameters) {
      const values = [usual, 0, 0.1, 0.5, 0.98, 1, 3].filter((value) => inRange(value, range));
      const cells = values.map((value, i): [number, number] => [value, i - 2]);
      const run = runOf(id, { surface: 'himmelblau' }, { lr: 0.02 });
      expectSame(run, [hyperparameter(name), y], cells, 10);
    }
  });
});

test('the condition and the start of the valley, more digits than there are, and numbers that are none', () => {
  const run = runOf('adam', { surface: 'valley', condition: 30 }, { lr: 0.1 });
  const conditions: Values = [
    [30, 0.9],
    [7.123456789, 0],
    [1000, 0.99],
  ];
  expect(expectSame(run, [{ kind: 'condition' }, hyperparameter('beta1')], conditions)).toBe(true);
  const starts: Values = [
    [1, -2],
    [Number.NaN, 1],
    [1e200, 1],
    [1e19, 1],
    [-0, 0],
    [0.1, 1 / 3],
  ];
  expect(expectSame(run, [x, y], starts)).toBe(true);
});

test.each(['momentum', 'adam', 'rprop'])('schedules of %s', (id) => {
  for (const schedule of [
    { name: 'OneCycleLR', max_lr: 0.05 },
    { name: 'StepLR', step_size: 9, gamma: 0.5 },
  ]) {
    const run = runOf(id, { surface: 'rosenbrock' }, {}, { schedule });
    const isExact = id !== 'adam' || schedule.name !== 'OneCycleLR';
    const cells: Values = [
      [1e-3, 1],
      [1e-4, 0.5],
      [1e-2, 0],
      [1e-3, 2],
      [1, 1],
    ];
    expect(expectSame(run, [lr, y], cells)).toBe(isExact);
  }
});

test('more steps than are looked at together, targets that are met and left, and runs that diverge beside others', () => {
  const cells: Values = [
    [0.01, 0.9],
    [1, 0.9],
    [0.003, 0.5],
    [0.0196, 0.95],
    [1e-5, 0],
    [0.0206, 0],
    [0.02, 0.999],
  ];
  const run = runOf('momentum', undefined, {}, { steps: 300 });
  for (const target of [null, 1e-3, 20, 1e3])
    expect(expectSame(run, [lr, hyperparameter('momentum')], cells, target)).toBe(true);
});

test('scalars and the step are computed in double precision', () => {
  const text = [
    'name "Own"',
    'lr = 0.1 in [0, 9]',
    'decay = 0.3 in [0, 1)',
    'state best = p * decay',
    'scalar rest = 1 - decay',
    'update',
    '  rest *= 1 - decay**t * 0.01',
    '  best = where(g > rest, clip(best, -1, 1) + sign(g), max(abs(g), min(p, 2))) / (1 + rest)',
    '  p -= lr * (best + rest * t / 7)',
  ].join('\n');
  const cells: Values = [
    [0.5, 0.1],
    [0, 0],
    [0.9, 0.7],
    [0.01, 0.123456789],
    [0.3, 0.9],
  ];
  const run = ownRunOf(text, { surface: 'beale' });
  expect(expectSame(run, [lr, hyperparameter('decay')], cells)).toBe(true);
});

test('whatever rule and formula', () => {
  const declared = ['name "Random"', 'lr = 0.01 in [0, 9]', 'momentum = 0.5 in [-9, 9]'];
  let inLanes = 0;
  fc.assert(
    fc.property(randomLines({ reduced: true }), formulaText, (lines, formula) => {
      const text = [...declared, ...lines].join('\n').replaceAll(/(\*\*|, )(-1|0\.5)/g, '$12');
      const start: [number, number] = [0.5, 2];
      for (const problem of [{ surface: 'saddle' } as const, { formula, start }]) {
        const run = ownRunOf(text, problem, {}, { steps: 9 });
        const starts: Values = [start, [-1, 1e-3], [0, 0], [3, -2], [0.1, 0.1]];
        if (expectSame(run, [x, y], starts)) inLanes++;
        const settings: Values = [
          [0.5, 0.9],
          [0, 0],
          [2, -1],
        ];
        if (expectSame(run, [lr, hyperparameter('momentum')], settings)) inLanes++;
      }
    }),
    { numRuns: 60 },
  );
  expect(inLanes).toBeGreaterThan(50);
}, 120_000);
