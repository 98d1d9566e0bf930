import { expect, test } from 'vitest';
import type { Varied } from '../../../../core/engine/cpu/fused/runText.ts';
import { schedules } from '../../../../core/schedules/index.ts';
import { expectSame, fused, runOf } from './scores.ts';

/** Arguments of each schedule, apart from one that reads losses and one that experiments can't have. */
const given: Readonly<Record<string, readonly object[]>> = {
  constant: [{}, { warmup: { steps: 7 } }],
  StepLR: [{ step_size: 9, gamma: 0.5 }],
  MultiStepLR: [{ milestones: [3, 17], gamma: 0.3 }],
  ExponentialLR: [{ gamma: 0.9 }, { gamma: 1.1, warmup: { steps: 5, start_factor: 0.1 } }],
  LinearLR: [{ total_iters: 12 }],
  PolynomialLR: [{ total_iters: 30, power: 2 }],
  CosineAnnealingLR: [{ T_max: 25, eta_min: 1e-4 }],
  CosineAnnealingWarmRestarts: [{ T_0: 6, T_mult: 2 }],
  WarmupCosine: [{ warmup: 8, total: 40 }],
  OneCycleLR: [{ max_lr: 0.05 }, { max_lr: 0.05, three_phase: true, cycle_momentum: false }],
  CyclicLR: [
    { max_lr: 0.05, step_size_up: 7 },
    { base_lr: 0.001, max_lr: 0.05, step_size_up: 7, mode: 'triangular2' },
  ],
  ConstantLR: [{ factor: 0.5, total_iters: 10 }],
  SequentialLR: [
    {
      schedulers: [
        ['ConstantLR', { total_iters: 10 }],
        ['OneCycleLR', { max_lr: 0.02, total_steps: 30 }],
      ],
      milestones: [10],
    },
  ],
};

const lr: Varied = { kind: 'hyperparameter', name: 'lr' };
const x: Varied = { kind: 'start', axis: 'x' };

test('every schedule is looked at', () => {
  const names = [...Object.keys(given), 'ReduceLROnPlateau', 'LambdaLR'];
  expect(names.sort()).toEqual(schedules.map(({ name }) => name).sort());
});

test.each(Object.entries(given))('%s, to the last bit', async (name, each) => {
  for (const choice of each)
    for (const [id, momentum] of [
      ['sgd', 'momentum'],
      ['momentum', 'momentum'],
      ['adam', 'beta1'],
      ['nadam', 'beta2'],
      // Its state at the start is the rate of the first step.
      ['rprop', 'step_max'],
    ] as const) {
      const run = runOf(id, { surface: 'rosenbrock' }, {}, { schedule: { name, ...choice } });
      await expectSame(
        run,
        [lr, x],
        [
          [0.01, -1],
          [1e-4, 0.5],
          [1e-4, 0.7],
          [0.3, 0],
        ],
        1,
      );
      await expectSame(
        run,
        [{ kind: 'hyperparameter', name: momentum }, x],
        [
          [0.5, -1],
          [0, 0.5],
          [0.9, 0],
        ],
        1,
      );
    }
});

test('rates are those of the run’s length, and follow the rate on the axis', async () => {
  const schedule = { name: 'CosineAnnealingLR', T_max: 60 };
  const run = runOf('momentum', { surface: 'valley' }, {}, { schedule, steps: 60 });
  const score = fused(run, [lr], 1);
  expect(score(0.01, 0)).not.toEqual(score(0.02, 0));
  await expectSame(run, [lr], [[0.01], [0.02], [0.01]], 1);
});
