/** What holds for every optimizer in the table, in every combination of its options. */
import { describe, expect, test } from 'vitest';
import { findOptimizer, optimizers } from '../../../core/optimizers/index.ts';
import type { Rule, Settings } from '../../../core/rule/syntax/rule.ts';
import { everySetting } from './everySetting.ts';
import { problemNamed, type TestProblem } from './problems.ts';
import { referenced } from './references.ts';
import { float64, singlePrecision } from './targets.ts';
import { createWalk, endOf, type Task } from './walk.ts';

const bowl: Omit<Task, 'rule'> = {
  problem: problemNamed('quadratic10'),
  start: [1, -1, 2, 0.5, -2, 1.5, 0, -0.5, 1, 3],
  tensors: [4, 6],
};

/** A rate at which none of them diverges on the bowl. */
const gentle = { lr: 0.001 };

const parabola: TestProblem = {
  loss: (p) => 0.5 * ((p[0] ?? 0) ** 2 + (p[1] ?? 0) ** 2),
  gradient: (p) => Array.from(p),
};

/** Every optimizer with every combination of its options. */
const everyWay: readonly (readonly [name: string, rule: Rule, settings: Settings])[] = optimizers.flatMap(
  ({ id, rule }) =>
    everySetting(rule).map((settings) => [`${id} ${JSON.stringify(settings)}`, rule, settings] as const),
);

describe('converges', () => {
  /** Settings with which 5000 steps lead to the minimum of each function; defaults where a line has none. */
  const suitable: Readonly<Record<string, { onParabola?: Settings; onRosenbrock?: Settings }>> = {
    sgd: {},
    momentum: { onRosenbrock: { lr: 0.001 } },
    nesterov: { onRosenbrock: { lr: 0.001 } },
    rmsprop: { onRosenbrock: { lr: 0.001 } },
    adam: { onRosenbrock: { lr: 0.03 } },
    adamw: { onRosenbrock: { lr: 0.03 } },
    nadam: { onRosenbrock: { lr: 0.01 } },
    radam: { onRosenbrock: { lr: 0.005 } },
    adagrad: { onParabola: { lr: 0.3 }, onRosenbrock: { lr: 1 } },
    adadelta: { onRosenbrock: { lr: 0.05 } },
    adamax: { onRosenbrock: { lr: 0.03 } },
    asgd: { onRosenbrock: { lr: 0.001 } },
    rprop: {},
    'clipped-sgd': {},
    sam: { onParabola: { lr: 0.01 }, onRosenbrock: { lr: 0.0003, rho: 0.005 } },
    signum: { onParabola: { lr: 0.001 }, onRosenbrock: { lr: 0.001 } },
    lion: { onParabola: { lr: 0.001 }, onRosenbrock: { lr: 0.001 } },
    lars: {},
    lamb: { onRosenbrock: { lr: 0.005 } },
    adabelief: { onRosenbrock: { lr: 0.03 } },
    yogi: {},
    qhadam: { onRosenbrock: { lr: 0.01 } },
    adan: {},
    ademamix: { onParabola: { lr: 0.1 }, onRosenbrock: { lr: 0.1 } },
    adopt: { onParabola: { lr: 0.01 }, onRosenbrock: { lr: 0.3 } },
    schedulefree: { onRosenbrock: { lr: 0.05 } },
    'cautious-adamw': { onRosenbrock: { lr: 0.02 } },
  };

  /** Rates that an optimizer without a line is tried with, besides its own. */
  const rates = [1, 0.3, 0.1, 0.03, 0.01, 0.003, 0.001, 0.0003, 0.0001].map((lr) => ({ lr }));

  /** The lowest loss that 5000 steps with any of the settings end at. */
  const lowestLoss = (settings: readonly Settings[], task: Omit<Task, 'settings'>) =>
    Math.min(
      ...settings.map((each) => {
        const loss = task.problem.loss(endOf(float64, { ...task, settings: each }, 5000));
        return Number.isNaN(loss) ? Number.POSITIVE_INFINITY : loss;
      }),
    );

  test('the lines are about optimizers in the table', () => {
    expect(Object.keys(suitable)).toEqual(optimizers.map(({ id }) => id).filter((id) => id in suitable));
    expect(Object.keys(suitable)).toEqual(expect.arrayContaining([...referenced]));
  });

  test.each(optimizers)('$id on a parabola', ({ id, rule }) => {
    const { [id]: line } = suitable;
    const settings = line ? [line.onParabola ?? {}] : [{}, ...rates];
    expect(lowestLoss(settings, { rule, problem: parabola, start: [1, -2] })).toBeLessThan(1e-3);
  });

  test.each(optimizers)('$id on Rosenbrock’s function', ({ id, rule }) => {
    const { [id]: line } = suitable;
    const settings = line ? [line.onRosenbrock ?? {}] : [{}, ...rates];
    const task = { rule, problem: problemNamed('rosenbrock'), start: [-1.2, 1] };
    expect(lowestLoss(settings, task)).toBeLessThan(0.05);
  });
});

test.each(everyWay)('climbs exactly where it is asked to, and moves: %s', (_, rule, settings) => {
  const end = endOf(float64, { rule, settings, problem: parabola, start: [1, -2] }, 3);
  const { maximize = false } = settings;
  expect(Math.sign(parabola.loss(end) - parabola.loss([1, -2]))).toBe(maximize ? 1 : -1);
});

/** To Rprop, lr is the size of the first step alone, which is never below `step_min`. */
function withoutOwnSteps({ hyperparameters }: Rule): Settings {
  return hyperparameters.some(({ name }) => name === 'step_min') ? { step_min: 0 } : {};
}

test.each(everyWay)('keeps parameters when lr is 0: %s', (_, rule, settings) => {
  const end = endOf(
    float64,
    { ...bowl, rule, settings: { ...settings, lr: 0, ...withoutOwnSteps(rule) } },
    20,
  );
  expect(end).toEqual(bowl.start);
});

test.each(everyWay)('stays finite where gradients are 0: %s', (_, rule, settings) => {
  const flat = { loss: () => 0, gradient: (p: ArrayLike<number>) => Array.from(p, () => 0) };
  const start = [0, 0, 1, -2];
  const end = endOf(float64, { rule, settings, problem: flat, start, tensors: [2, 2] }, 20);
  expect(end.filter((value) => !Number.isFinite(value))).toEqual([]);
  expect(end.slice(0, 2)).toEqual([0, 0]);
});

test.each(everyWay)('goes on after a pause as if there had been none: %s', (_, rule, settings) => {
  const task = { ...bowl, rule, settings: { ...settings, ...gentle } };
  const walk = createWalk(float64, task);
  for (let step = 0; step < 7; step++) walk.advance();
  const { parameters, state, stepsDone } = walk.position;
  const saved = JSON.stringify([[...parameters], state.tensors.map((each) => [...each]), [...state.scalars]]);
  const [at, tensors, scalars]: [number[], number[][], number[]] = JSON.parse(saved);
  const again = createWalk(float64, task, {
    parameters: Float64Array.from(at),
    state: { tensors: tensors.map((each) => Float64Array.from(each)), scalars: Float64Array.from(scalars) },
    stepsDone,
  });
  for (let step = 0; step < 8; step++) again.advance();
  expect([...again.position.parameters]).toEqual(endOf(float64, task, 15));
});

describe.each(singlePrecision)('$name', (target) => {
  test.each(everyWay)('agrees with float64 to single precision over 50 steps: %s', (_, rule, settings) => {
    const task = { ...bowl, rule, settings: { ...settings, ...gentle } };
    const expected = endOf(float64, task, 50);
    const strays = endOf(target, task, 50).map(
      (value, i) => Math.abs(value - (expected[i] ?? Number.NaN)) / Math.max(1, Math.abs(expected[i] ?? 0)),
    );
    expect(Math.max(...strays)).toBeLessThan(1e-5);
  });
});

test('options that are not asked for leave no state', () => {
  const stateOf = (id: string, settings: Settings) => {
    const rule = findOptimizer(id)?.rule;
    return rule && createWalk(float64, { ...bowl, rule, settings }).position.state.tensors.length;
  };
  expect(stateOf('sgd', {})).toBe(0);
  expect(stateOf('sgd', { momentum: 0.9 })).toBe(1);
  expect(stateOf('adam', {})).toBe(2);
  expect(stateOf('adam', { amsgrad: true })).toBe(3);
  expect(stateOf('rmsprop', {})).toBe(1);
  expect(stateOf('rmsprop', { centered: true, momentum: 0.9 })).toBe(3);
});
