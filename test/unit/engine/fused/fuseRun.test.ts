/** To the last bit the fused function comes to what the runner comes to, step by step. */
import { describe, expect, test } from 'vitest';
import { fuseRun } from '../../../../core/engine/cpu/fused/fuseRun.ts';
import type { Varied } from '../../../../core/engine/cpu/fused/runText.ts';
import { optimizers } from '../../../../core/optimizers/index.ts';
import { surfaces } from '../../../../core/problems/surfaces/index.ts';
import { inRange } from '../../../../core/rule/check/range.ts';
import { settingsOf } from '../../rule/everySetting.ts';
import { expectSame, fused, recordSpec, runOf } from './scores.ts';

const hyperparameter = (name: string): Varied => ({ kind: 'hyperparameter', name });
const lr = hyperparameter('lr');
const x: Varied = { kind: 'start', axis: 'x' };
const y: Varied = { kind: 'start', axis: 'y' };

describe.each(optimizers)('$id on every surface', ({ id, rule }) => {
  test.each(Object.entries(settingsOf(rule)))('%s', async (_, settings) => {
    const outcomes = new Set<string>();
    for (const surface of surfaces) {
      const { learningRate } = surface;
      const start = surface.starts[1]?.at ?? surface.start;
      const run = runOf(id, { surface: surface.id, start: [...start] }, { ...settings, lr: learningRate });
      const target = (await recordSpec(run)).losses[25] ?? 1;
      const scores = await expectSame(
        run,
        [lr, x],
        [
          [learningRate, start[0]],
          [0.3, start[0]],
          [100 * learningRate, start[0] + 0.1],
        ],
        target,
      );
      for (const { divergedAt, first, forGood } of scores)
        outcomes.add(divergedAt > 0 ? 'diverged' : first > 0 && forGood === first ? 'reached' : 'other');
    }
    expect(outcomes.size).toBeGreaterThan(1);
  });
});

describe.each(optimizers)('$id with any of its hyperparameters on an axis', ({ id, rule }) => {
  test.each(rule.hyperparameters)('$name', async ({ name, range, default: usual }) => {
    const values = [usual, 0, 0.1, 0.5, 0.98, 1, 3].filter((value) => inRange(value, range));
    const cells = values.map((value, index): [number, number] => [value, 0.3 * index - 1]);
    await expectSame(runOf(id, { surface: 'himmelblau' }), [hyperparameter(name), y], cells, 10);
  });
});

test('the condition of a valley is an axis, and its start moves with it', async () => {
  const condition: Varied = { kind: 'condition' };
  const run = runOf('momentum', { surface: 'valley', condition: 30 });
  await expectSame(
    run,
    [lr, condition],
    [
      [0.01, 30],
      [0.01, 7.5],
      [0.2, 1],
      [1, 1000],
    ],
    0.1,
  );
  const placed = { ...run, problem: { surface: 'valley', start: [0.7, -3] } as (typeof run)['problem'] };
  await expectSame(
    placed,
    [condition, hyperparameter('momentum')],
    [
      [100, 0.5],
      [3, 0],
      [10, 0.99],
    ],
    0.1,
  );
});

test('a valley of a condition of its own, with nothing on an axis', async () => {
  await expectSame(runOf('adam', { surface: 'valley', condition: 12.5 }), [], [[0]], 1);
});

test('where it starts is an axis in both directions', async () => {
  const starts: [number, number][] = [-2, -0.3, 0, 1.7].flatMap((a) => [
    [a, -1.1],
    [a, 0],
    [a, 4],
  ]);
  await expectSame(runOf('rmsprop', { surface: 'himmelblau' }, { lr: 0.1 }), [x, y], starts, 1);
});

test('a start is the surface’s where the run has none', async () => {
  for (const { id } of surfaces)
    await expectSame(runOf('adam', { surface: id }, { lr: 0.1 }), [lr], [[0.05]], 1);
});

test('it is the same once it is compiled as well as it will be', async () => {
  for (const id of ['momentum', 'adam', 'lamb', 'sam', 'radam', 'rprop'])
    for (const surface of ['valley', 'ackley', 'beale']) {
      const run = runOf(id, { surface }, {}, { steps: 60 });
      const score = fused(run, [lr, y], 1);
      for (let i = 0; i < 3000; i++) score(1e-4 * i, 0.5);
      const warm = [1e-3, 0.05, 0.4].map((rate) => score(rate, 0.3));
      const cells = [1e-3, 0.05, 0.4].map((rate): [number, number] => [rate, 0.3]);
      expect(warm).toEqual(await expectSame(run, [lr, y], cells, 1));
    }
});

test('powers of betas that vanish in long runs are the kernel’s', async () => {
  const run = runOf('adam', { surface: 'rosenbrock' }, {}, { steps: 3000 });
  const betas: [number, number][] = [
    [0.5, 0.9],
    [0, 0],
    [0.99, 0.9999],
  ];
  await expectSame(run, [hyperparameter('beta1'), hyperparameter('beta2')], betas, 1);
});

describe('a score', () => {
  const valley = { surface: 'valley', start: [0, 1] } as const;

  test('counts the steps to a target from 1, and for good from the last time above it', async () => {
    // y goes on as 1, -0.9, 0.81 …: its loss falls below 0.3 with |y| < 0.7746, after three steps.
    const run = runOf('sgd', { ...valley, start: [0, 1] }, { lr: 1.9 });
    expect((await expectSame(run, [lr], [[1.9]], 0.3))[0]).toMatchObject({ first: 3, forGood: 3 });
  });

  test('has a start at the target as reached with the first step', async () => {
    const run = runOf('sgd', { ...valley, start: [0, 1] });
    expect((await expectSame(run, [lr], [[0.5]], 10))[0]).toMatchObject({ first: 1, forGood: 1 });
  });

  test('has a start at the target as reached with the first step, also where that leaves it', async () => {
    const run = runOf('sgd', { ...valley, start: [0, 1] }, { momentum: 0 });
    const [score] = await expectSame(run, [lr], [[2.1]], 0.5);
    expect(score).toMatchObject({ first: 1, forGood: 0 });
  });

  test('tells a target that is left again from one that is kept', async () => {
    const run = runOf('momentum', { surface: 'valley' }, { lr: 0.01, momentum: 0.95 }, { steps: 30 });
    const [score] = await expectSame(run, [lr], [[0.01]], 8);
    expect(score?.first).toBeGreaterThan(0);
    expect(score?.forGood).not.toBe(score?.first);
  });

  test('has no target where there is none', async () => {
    const [score] = await expectSame(runOf(), [lr], [[0.01]], null);
    expect(score).toMatchObject({ first: 0, forGood: 0, divergedAt: 0 });
  });

  test('of a run that diverges has the step, no final loss and the best before', async () => {
    const [score] = await expectSame(runOf('sgd', { surface: 'valley' }, { lr: 1 }), [lr], [[1]], 200);
    expect(score).toMatchObject({ final: Number.NaN, best: 100, forGood: 0 });
    expect(score?.divergedAt).toBeGreaterThan(1);
  });

  test.each([Number.NaN, Number.POSITIVE_INFINITY, 1e200])(
    'of a start at %s is diverged at once',
    async (at) => {
      const [score] = await expectSame(runOf(), [x], [[at]], 1);
      expect(score).toMatchObject({ final: Number.NaN, divergedAt: 1, first: 0, forGood: 0 });
    },
  );

  test('of a start far up the slope has a limit of its own', async () => {
    await expectSame(
      runOf('sgd', { surface: 'rosenbrock' }),
      [lr, x],
      [
        [1e-7, 40],
        [1e-5, 40],
        [1e-3, 40],
      ],
      1,
    );
  });

  test('of a loss that falls without end is diverged, and its best is no number that ends', async () => {
    const run = runOf('sgd', { formula: '-exp(x**2)', start: [1, 1] });
    const [score] = await expectSame(run, [lr], [[0.5]]);
    expect(score).toMatchObject({ best: Number.NEGATIVE_INFINITY, final: Number.NaN });
  });

  test.each([100, 0.7, 1e-9])('of a run that ends at a loss of %s is the one there', async (target) => {
    const run = runOf('momentum', { surface: 'valley' }, {}, { stop: { target }, steps: 400 });
    await expectSame(run, [lr], [[0.01], [0.003], [1]], 1);
    await expectSame(run, [lr], [[0.01], [0.003], [1]], 0.5);
  });
});

describe('says why a run has to be done step by step', () => {
  test.each([
    ['it trains on data', { problem: { data: 'spirals' } as ReturnType<typeof runOf>['problem'] }],
    ['it ends after a time', { stop: { seconds: 1 } }],
    ['its schedule decides by losses', { schedule: { name: 'ReduceLROnPlateau' } }],
    ['it has no optimizer or no surface of the tables', { optimizer: 'unknown' }],
    ['it has no optimizer or no surface of the tables', { problem: { surface: 'toString' } }],
  ])('%s', (reason, changes) => {
    expect(fuseRun({ ...runOf(), ...changes }, [lr], null)).toEqual({ kind: 'fallback', reason });
  });
});
