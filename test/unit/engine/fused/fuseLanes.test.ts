/** Runs in lanes come to the bits of runs that are done one after the other. */
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
import { fused, ownRunOf, runOf } from './scores.ts';

const hyperparameter = (name: string): Varied => ({ kind: 'hyperparameter', name });
const lr = hyperparameter('lr');
const x: Varied = { kind: 'start', axis: 'x' };
const y: Varied = { kind: 'start', axis: 'y' };

/** Of surfaces that are sums and products; quotients are none the less exact. */
const exactSurfaces = surfaces.filter(({ id }) => !['plateau', 'rastrigin', 'ackley'].includes(id));

type Values = readonly (readonly [first: number, second: number])[];

/** Whether it is computed in lanes. Expects the bits of the function that does one run, if it is. */
function expectSame(
  run: RunSpec,
  varied: readonly Varied[],
  values: Values,
  target: number | null = 1,
): boolean {
  const made = fuseLanes(run, varied, target);
  if (made.kind === 'fallback') return false;
  const score = fused(run, varied, target);
  const scores = new Float64Array(5 * values.length);
  made.score(
    Float64Array.from(values, ([first]) => first),
    Float64Array.from(values, ([, second]) => second),
    scores,
  );
  const one = values.map(([a, b]) => score(a, b));
  const expected = (['final', 'best', 'first', 'forGood', 'divergedAt'] as const).flatMap((name) =>
    one.map((each) => each[name]),
  );
  expect({ problem: run.problem, scores: [...scores] }).toEqual({ problem: run.problem, scores: expected });
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
      expect(expectSame(run, [lr, x], cells, 2)).toBe(!needsMore(id, title));
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

test('the condition and the start of the valley', () => {
  const run = runOf('adam', { surface: 'valley', condition: 30 }, { lr: 0.1 });
  const cells: Values = [
    [30, 0.9],
    [7.5, 0],
    [1000, 0.99],
  ];
  expect(expectSame(run, [{ kind: 'condition' }, hyperparameter('beta1')], cells)).toBe(true);
  expect(
    expectSame(
      run,
      [x, y],
      [
        [1, -2],
        [Number.NaN, 1],
        [1e200, 1],
        [-0, 0],
        [3, 4],
      ],
    ),
  ).toBe(true);
});

test('a target that is none, one that ends the run, and one that its start is at', () => {
  const cells: Values = [
    [0.01, 0.9],
    [1, 0.9],
    [0.003, 0.5],
    [0.02, 0.95],
    [1e-5, 0],
  ];
  const axes = [lr, hyperparameter('momentum')];
  const run = runOf('momentum', undefined, {}, { steps: 300 });
  for (const target of [null, 1e-3, 20, 1e3]) expectSame(run, axes, cells, target);
  for (const target of [1e-3, 20, 1e3])
    expect(expectSame({ ...run, stop: { target } }, axes, cells, 1)).toBe(true);
});

test.each(['momentum', 'adam', 'rprop'])('schedules of %s', (id) => {
  for (const schedule of [
    { name: 'OneCycleLR', max_lr: 0.05 },
    { name: 'CosineAnnealingLR', T_max: 30 },
    { name: 'StepLR', step_size: 9, gamma: 0.5 },
  ]) {
    const run = runOf(id, { surface: 'rosenbrock' }, {}, { schedule });
    // A beta that changes from step to step has powers of its own in each.
    const isExact = id !== 'adam' || schedule.name !== 'OneCycleLR';
    expect(
      expectSame(
        run,
        [lr, y],
        [
          [1e-3, 1],
          [1e-4, 0.5],
          [1e-2, 0],
          [1e-3, 2],
          [1, 1],
        ],
      ),
    ).toBe(isExact);
  }
});

test('typed formulas and rules of one’s own, as far as they are exact', () => {
  const text = [
    'name "Own"',
    'loss = 0.9 in [0, 1)',
    'first = 0.01 in [0, 9]',
    'state best, x = p * first',
    'scalar final = 1 - loss',
    'update',
    '  g = gradient at p + loss * best',
    '  final *= 1 - loss**t',
    '  best = where(g > 0 or t > 5, clip(best, -1, 1) + sign(g), max(abs(g), min(x, 2))) / (1 + norm(g))',
    '  p -= first * (best + final * sqrt(mean(g * g)))',
  ].join('\n');
  const cells: Values = [
    [0.5, 1],
    [-2, 0.3],
    [0, 0],
  ];
  for (const formula of [
    '(x**2 + y - 11)**2 - -x*y**3/7 + 1e-7*x**4',
    'max(x, 1)*abs(y) + sqrt(x*x + 1)',
    '3',
  ]) {
    const run = ownRunOf(text, { formula, start: [1, 1] });
    expect([formula, expectSame(run, [x, y], cells)]).toEqual([formula, !formula.includes('max')]);
  }
  const run = ownRunOf(text, { surface: 'beale' });
  expect(
    expectSame(
      run,
      [hyperparameter('loss'), hyperparameter('first')],
      [
        [0.5, 0.1],
        [0, 0],
        [0.9, 3],
      ],
    ),
  ).toBe(true);
});

test('whatever rule and formula', () => {
  const declared = ['name "Random"', 'lr = 0.01 in [0, 9]', 'momentum = 0.5 in [-9, 9]'];
  let inLanes = 0;
  fc.assert(
    fc.property(randomLines({ reduced: true }), formulaText, (lines, formula) => {
      // Other powers than squares are left to JavaScript.
      const text = [...declared, ...lines].join('\n').replaceAll(/(\*\*|, )(-1|0\.5)/g, '$12');
      for (const problem of [
        { surface: 'saddle' } as const,
        { formula, start: [0.5, 2] as [number, number] },
      ]) {
        const run = ownRunOf(text, problem, {}, { steps: 9 });
        if (
          expectSame(
            run,
            [x, y],
            [
              [0.5, 2],
              [-1, 1e-3],
              [0, 0],
              [3, -2],
              [0.1, 0.1],
            ],
          )
        )
          inLanes++;
        if (
          expectSame(
            run,
            [lr, hyperparameter('momentum')],
            [
              [0.5, 0.9],
              [0, 0],
              [2, -1],
            ],
          )
        )
          inLanes++;
      }
    }),
    { numRuns: 60 },
  );
  expect(inLanes).toBeGreaterThan(50);
}, 120_000);

test('a loss at the limit goes on, and one that falls without end is over', () => {
  // From 1 to -1000, where the loss is 1e6, and on.
  const square = runOf('sgd', { formula: 'x*x', start: [1, 0] }, {}, { steps: 9 });
  expect(fused(square, [lr])(500.5, 0).divergedAt).toBe(2);
  expect(
    expectSame(
      square,
      [lr, y],
      [
        [500.5, 0],
        [500.6, 0],
        [500.4, 0],
        [0.1, 0],
        [1, 0],
      ],
    ),
  ).toBe(true);
  const falling = runOf('sgd', { formula: '-x**4', start: [3, 0] }, {}, { steps: 30 });
  expect(fused(falling, [lr])(0.1, 0).best).toBe(Number.NEGATIVE_INFINITY);
  expect(
    expectSame(
      falling,
      [lr, x],
      [
        [0.1, 3],
        [0.01, 1],
        [1, 9],
        [0.1, 0],
      ],
    ),
  ).toBe(true);
});

test('more tables than there is room for are made anew', () => {
  const run = runOf('adam', { surface: 'rosenbrock' }, {}, { steps: 3000 });
  const cells = Array.from({ length: 1200 }, (_, i): [number, number] => [i / 1600, 0.9 + i / 16_000]);
  const again = [...cells, ...cells.slice(0, 9)];
  expect(expectSame(run, [hyperparameter('beta1'), hyperparameter('beta2')], again)).toBe(true);
});

describe('says why runs are not computed in lanes', () => {
  const lacks = 'WebAssembly lacks a function that it needs';
  test.each([
    [lacks, runOf('nadam')],
    [lacks, runOf('sgd', { surface: 'ackley' })],
    [lacks, runOf('sgd', { formula: 'x**5' })],
    [lacks, ownRunOf('name "Own"\nlr = 1 in [0, 9]\nupdate\n  p -= lr * g**3')],
    [lacks, ownRunOf('name "Own"\nlr = 1 in [0, 9]\nupdate\n  p -= lr * pow(g, 0.5)')],
    ['it has more than 65536 steps', runOf('sgd', undefined, {}, { steps: 65_537 })],
    [
      'its schedule decides by losses',
      runOf('sgd', undefined, {}, { schedule: { name: 'ReduceLROnPlateau' } }),
    ],
  ])('%s', (reason, run) => {
    expect(fuseLanes(run, [lr], null)).toEqual({ kind: 'fallback', reason });
  });
});
