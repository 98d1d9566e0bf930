import { readdirSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { createSchedule } from '../../../core/schedules/createSchedule.ts';
import { findSchedule, schedules } from '../../../core/schedules/index.ts';
import { examples } from './examples.ts';

const folder = new URL('../../../core/schedules/', import.meta.url);

/** Files of the folder that are no schedules. */
const shared = [
  'anneal',
  'arguments',
  'checkUse',
  'createSchedule',
  'defineSchedule',
  'index',
  'offered',
  'oneCycleRemarks',
  'remarks',
  'scaling',
  'schedule',
  'scheduleError',
  'scheduleKind',
  'warmup',
];

test('the table has every file of the folder', () => {
  const files = readdirSync(folder).map((file) => file.replace(/\.ts$/, ''));
  const named = schedules.map(({ name }) => name.replace(/^[A-Z]/, (letter) => letter.toLowerCase()));
  expect([...named, ...shared].sort()).toEqual(files.sort());
});

test('finds a schedule by name and alias, and none by an unknown one', () => {
  expect(findSchedule('StepLR')?.name).toBe('StepLR');
  expect(findSchedule('warmup_cosine(LambdaLR)')?.name).toBe('WarmupCosine');
  expect(findSchedule('toString')).toBeUndefined();
});

test("defaults are PyTorch's", () => {
  const defaults = schedules.map((kind) => [
    kind.name,
    Object.fromEntries(
      Object.entries(kind.arguments).flatMap(([name, argument]) =>
        argument.default === undefined ? [] : [[name, argument.default]],
      ),
    ),
  ]);
  expect(Object.fromEntries(defaults)).toEqual({
    constant: {},
    ConstantLR: { factor: 1 / 3, total_iters: 5 },
    StepLR: { gamma: 0.1 },
    MultiStepLR: { gamma: 0.1 },
    ExponentialLR: {},
    LinearLR: { start_factor: 1 / 3, end_factor: 1, total_iters: 5 },
    PolynomialLR: { total_iters: 5, power: 1 },
    CosineAnnealingLR: { eta_min: 0 },
    CosineAnnealingWarmRestarts: { T_mult: 1, eta_min: 0 },
    WarmupCosine: {},
    OneCycleLR: {
      pct_start: 0.3,
      anneal_strategy: 'cos',
      cycle_momentum: true,
      base_momentum: 0.85,
      max_momentum: 0.95,
      div_factor: 25,
      final_div_factor: 1e4,
      three_phase: false,
    },
    CyclicLR: {
      step_size_up: 2000,
      mode: 'triangular',
      gamma: 1,
      scale_mode: 'cycle',
      cycle_momentum: true,
      base_momentum: 0.8,
      max_momentum: 0.9,
    },
    ReduceLROnPlateau: {
      mode: 'min',
      factor: 0.1,
      patience: 10,
      threshold: 1e-4,
      threshold_mode: 'rel',
      cooldown: 0,
      min_lr: 0,
      eps: 1e-8,
    },
    LambdaLR: {},
    SequentialLR: {},
  });
});

describe.each(schedules)('$name', (kind) => {
  const given = examples[kind.name] ?? {};

  test('says in one sentence what it does, and what each argument is', () => {
    expect(kind.description).toMatch(/^[A-Z][^.]+\.$/);
    for (const { description } of Object.values(kind.arguments))
      expect(description).toMatch(/^[a-zA-Z].+\.$/);
  });

  test('needs exactly the arguments that are not optional', () => {
    const { warmup, ...known } = kind.arguments;
    expect(warmup).toBeDefined();
    for (const [name, { optional }] of Object.entries(known)) {
      const made = () => createSchedule(kind.name, { ...given, [name]: undefined });
      // One of total_steps and epochs with steps_per_epoch is needed.
      if (optional && name !== 'total_steps') expect(made, name).not.toThrow();
      else expect(made, name).toThrow(`${name} = missing — expected`);
    }
  });

  test('accepts its defaults when they are given', () => {
    const defaults = Object.entries(kind.arguments).flatMap(([name, argument]) =>
      argument.default === undefined || name in given ? [] : [[name, argument.default]],
    );
    const explicit = createSchedule(kind.name, { ...given, ...Object.fromEntries(defaults) });
    const implicit = createSchedule(kind.name, given);
    const metrics = new Array(60).fill(1);
    for (let t = 0; t < 60; t++) expect(explicit(t, metrics)).toBe(implicit(t, metrics));
  });
});
